"""The queue panel: what is rendering, waiting or failed."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from bridge.messages.answers import Answer, Snapshot
from bridge.messages.events import RequestCame
from ui.common.clip_words import percent
from ui.common.link import Link
from ui.common.panel import Panel
from ui.common.theme import XS, S, set_role
from ui.common.widgets import (
    Elided,
    hbox,
    icon_button,
    label,
    scroll_area,
    single_shot,
    tab_through,
    vbox,
)
from ui.queue.rows import Row, Rows, RowState

MAX_SHOWN = 50
_UPDATE_AFTER_MS = 30


class QueueView(Panel):
    """A row for each request. `retry_requested` carries the `RequestCame` of a failed one."""

    retry_requested = pyqtSignal(object)

    def __init__(self, link: Link) -> None:
        self._state = label("", "small")
        super().__init__(self.tr("Queue"), self._state)
        self._link, self._rows = link, Rows()
        self._shown: dict[tuple[str, str, str], _RowView] = {}
        self._engine = "starting"
        self._empty = label(self.tr("Queue empty. Your loops render here."), "small", wraps=True)
        self._more = label("", "small")
        holder = QWidget()
        self._column = vbox(holder, self._empty, self._more, spacing_px=XS)
        self._column.addStretch(1)
        self._tabbed: list[tuple[str, str, str]] = []
        self._scroll = scroll_area(holder)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("Requests"))
        self.body.addWidget(self._scroll, 1)
        # Answers come in bursts: lay out the rows once for each burst.
        self._timer = single_shot(self, _UPDATE_AFTER_MS, self._show)
        link.requested.connect(self.requested)
        link.answered.connect(self._answered)
        link.snapshot.connect(self._snapshot)
        link.detached.connect(self._lost)
        self._show()

    @property
    def rows(self) -> list[Row]:
        return self._rows.all()

    def requested(self, event: RequestCame) -> None:
        """Add what this window requests."""
        self._rows.requested(event)
        self._show()

    def cancel_all(self) -> None:
        """Cancel all requests of this window."""
        for row in self._rows.all():
            if self._link.is_own(row.sender) and row.state is not RowState.FAILED and not row.is_training:
                self._link.cancel(row.sender)

    def _answered(self, answer: Answer) -> None:
        if self._rows.answered(answer):
            self._timer.start()

    def _snapshot(self, shot: Snapshot) -> None:
        self._engine = shot.engine
        self._rows.update(shot)
        self._timer.start()

    def _lost(self) -> None:
        self._engine = "away"
        self._rows.bridge_lost()
        self._timer.start()

    def _show(self) -> None:
        """Show the rows, reusing views, in order."""
        rows = self._rows.all()
        shown = {row.sender.name: row for row in rows[:MAX_SHOWN]}
        for name in [name for name in self._shown if name not in shown]:
            view = self._shown.pop(name)
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        for at, (name, each) in enumerate(shown.items()):
            view = self._shown.get(name) or self._new_view(name)
            if self._column.indexOf(view) != at:
                self._column.insertWidget(at, view)
            view.show_request(each)
        self._tab_through(list(shown))
        self._empty.setVisible(not rows)
        left = len(rows) - MAX_SHOWN
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("and %Ln more", "", max(0, left)))
        self._state.setText(self._status())

    def _tab_through(self, names: list[tuple[str, str, str]]) -> None:
        """Set the Tab order to the order of the rows."""
        if names != self._tabbed:
            self._tabbed = names
            tab_through(self._scroll, *(button for name in names for button in self._shown[name].buttons))

    def _new_view(self, name: tuple[str, str, str]) -> _RowView:
        view = self._shown[name] = _RowView()
        view.pressed.connect(self._pressed)
        view.retry.connect(self._retry)
        return view

    def _status(self) -> str:
        if active := self._rows.active:
            return self.tr("%Ln active", "", active)
        return {
            "starting": self.tr("engine starting…"),
            "away": self.tr("engine not running"),
            "broken": self.tr("engine failed to start"),
        }.get(self._engine, self.tr("ready"))

    def _pressed(self, row: Row) -> None:
        if row.state is RowState.FAILED:
            self._rows.forget(row.sender)
            self._show()
        else:
            self._link.cancel(row.sender)

    def _retry(self, row: Row) -> None:
        self._rows.forget(row.sender)
        self._show()
        self.retry_requested.emit(row.request_event)


class _RowView(QFrame):
    pressed = pyqtSignal(object)
    retry = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._row: Row | None = None
        self._title, self._detail = Elided(), Elided(role="small")
        self._why = label("", "failure", wraps=True)
        self._left = label("", "small")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._retry = icon_button("refresh", self.tr("Try again"))
        self._close = icon_button("close", self.tr("Cancel"))
        self._retry.clicked.connect(lambda: self.retry.emit(self._row))
        self._close.clicked.connect(lambda: self.pressed.emit(self._row))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(S, S - 2, XS, S - 2)
        outer.setSpacing(XS)
        text = QWidget()
        below = hbox(self._detail, self._left, grows=self._detail)
        vbox(text, self._title, below, self._why, self._bar, spacing_px=3)
        outer.addWidget(text, 1)
        outer.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def buttons(self) -> tuple[QWidget, QWidget]:
        return self._retry, self._close

    def show_request(self, request: Row) -> None:
        if request == self._row:
            return
        self._row = request
        failed, running = request.state is RowState.FAILED, request.state is RowState.RUNNING
        self._title.set_text(request.title)
        self._detail.set_text(request.detail if not request.note or failed else request.note)
        self._detail.setVisible(not failed)
        self._why.setText(request.note if failed else "")
        self._why.setVisible(failed)
        self._bar.setVisible(running)
        self._bar.setValue(round(request.fraction * 1000))
        self._bar.setAccessibleName(self.tr("Progress of {title}").format(title=request.title))
        self._left.setText(self._time_left(request))
        self._left.setVisible(not failed)
        self._retry.setVisible(failed and request.request_event is not None)
        word = self.tr("Stop") if request.is_training else self.tr("Cancel")
        word = self.tr("Dismiss") if failed else word
        self._close.setToolTip(word)
        self._close.setAccessibleName(f"{word}: {request.title}")
        self.setAccessibleName(
            ", ".join(word for word in (request.title, request.detail, self._state_of(request)) if word)
        )
        self.setAccessibleDescription(request.note)

    def _state_of(self, request: Row) -> str:
        """The state without the progress, which changes all the time."""
        if request.state is RowState.FAILED:
            return self.tr("failed")
        if request.is_training:
            return self.tr("training")
        return self.tr("rendering") if request.state is RowState.RUNNING else self._time_left(request)

    def _time_left(self, request: Row) -> str:
        if request.state is RowState.WAITING:
            return self.tr("waiting")
        if request.state is RowState.SENT:
            return self.tr("sent")
        if request.seconds_left is None:
            return percent(request.fraction)
        seconds = max(0, round(request.seconds_left))
        return f"{seconds // 60}:{seconds % 60:02d}" if seconds >= 60 else self.tr("{n} s").format(n=seconds)

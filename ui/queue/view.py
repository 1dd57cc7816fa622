"""The queue: what is being made, what waits, and what came to nothing and why."""

from __future__ import annotations

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from bridge.messages.answers import Answer, Snapshot
from bridge.messages.events import RequestCame
from ui.common.link import Link
from ui.common.theme import XS, S, set_role
from ui.common.widgets import Elided, Panel, icon_button, label, tab_through
from ui.queue.rows import Row, Rows, RowState

MOST_SHOWN = 50
_TOLD_AT_ONCE_MS = 30


class QueueView(Panel):
    """A row for each request. `retry_requested` carries the `RequestCame` of a failed one."""

    retry_requested = pyqtSignal(object)

    def __init__(self, link: Link) -> None:
        self._state = label("", "small")
        super().__init__(self.tr("Queue"), self._state)
        self._link, self._rows = link, Rows()
        self._shown: dict[tuple[str, str, str], _RowView] = {}
        self._engine = "starting"
        self._empty = label(self.tr("Nothing waits. What you ask for is made here."), "small")
        self._empty.setWordWrap(True)
        self._more = label("", "small")
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(XS)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._tabbed: list[tuple[str, str, str]] = []
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(holder)
        scroll.setAccessibleName(self.tr("Requests in the queue"))
        self.body.addWidget(scroll, 1)
        # Answers come in bursts: the rows are laid out once for each.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TOLD_AT_ONCE_MS)
        self._soon.timeout.connect(self._show)
        link.requested.connect(self.requested)
        link.answered.connect(self._answered)
        link.snapshot.connect(self._snapshot)
        link.detached.connect(self._lost)
        self._show()

    @property
    def rows(self) -> list[Row]:
        return self._rows.all()

    def requested(self, came: RequestCame) -> None:
        """This window has asked."""
        self._rows.requested(came)
        self._show()

    def cancel_all(self) -> None:
        """Take back whatever this window asked for."""
        for row in self._rows.all():
            if self._link.is_own(row.sender) and row.state is not RowState.FAILED:
                self._link.cancel(row.sender)

    def _answered(self, answer: Answer) -> None:
        if self._rows.answered(answer):
            self._soon.start()

    def _snapshot(self, shot: Snapshot) -> None:
        self._engine = shot.engine
        self._rows.update(shot)
        self._soon.start()

    def _lost(self) -> None:
        self._engine = "away"
        self._rows.bridge_lost()
        self._soon.start()

    def _show(self) -> None:
        """Make the views those of the rows: kept where they are there, in the rows' order."""
        rows = self._rows.all()
        wanted = {row.sender.name: row for row in rows[:MOST_SHOWN]}
        for name in [name for name in self._shown if name not in wanted]:
            view = self._shown.pop(name)
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        for at, (name, row) in enumerate(wanted.items()):
            view = self._shown.get(name) or self._new_view(name)
            if self._column.indexOf(view) != at:
                self._column.insertWidget(at, view)
            view.show_row(row)
        self._tab_through(list(wanted))
        self._empty.setVisible(not rows)
        left = len(rows) - MOST_SHOWN
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("and %Ln more", "", max(0, left)))
        self._state.setText(self._standing())

    def _tab_through(self, names: list[tuple[str, str, str]]) -> None:
        """Let Tab lead through the rows as they lie."""
        if names != self._tabbed:
            self._tabbed = names
            tab_through(self._scroll, *(button for name in names for button in self._shown[name].buttons))

    def _new_view(self, name: tuple[str, str, str]) -> _RowView:
        view = self._shown[name] = _RowView()
        view.pressed.connect(self._pressed)
        view.retry.connect(self._retry)
        return view

    def _standing(self) -> str:
        if underway := self._rows.underway:
            return self.tr("%Ln under way", "", underway)
        return {
            "starting": self.tr("the engine is starting"),
            "away": self.tr("the bridge is not running"),
            "broken": self.tr("the engine does not start"),
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
        self._why = label("", "failure")
        self._why.setWordWrap(True)
        self._left = label("", "small")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._retry = icon_button("refresh", self.tr("Try again"), self.tr("Try it once more"))
        self._close = icon_button("close", self.tr("Cancel"), self.tr("Cancel"))
        self._retry.clicked.connect(lambda: self.retry.emit(self._row))
        self._close.clicked.connect(lambda: self.pressed.emit(self._row))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(S, S - 2, XS, S - 2)
        outer.setSpacing(XS)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._title)
        below = QHBoxLayout()
        below.addWidget(self._detail, 1)
        below.addWidget(self._left)
        column.addLayout(below)
        column.addWidget(self._why)
        column.addWidget(self._bar)
        outer.addWidget(text, 1)
        outer.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def buttons(self) -> tuple[QWidget, QWidget]:
        """What Tab leads to."""
        return self._retry, self._close

    def show_row(self, row: Row) -> None:
        """Show `row` as it is now."""
        if row == self._row:
            return
        self._row = row
        failed, running = row.state is RowState.FAILED, row.state is RowState.RUNNING
        self._title.set_text(row.title)
        self._detail.set_text(row.detail if not row.note or failed else row.note)
        self._detail.setVisible(not failed)
        self._why.setText(row.note if failed else "")
        self._why.setVisible(failed)
        self._bar.setVisible(running)
        self._bar.setValue(round(row.fraction * 1000))
        self._bar.setAccessibleName(self.tr("Progress of {title}").format(title=row.title))
        self._left.setText(self._time_left(row))
        self._left.setVisible(not failed)
        self._retry.setVisible(failed and row.request_event is not None)
        word = self.tr("Dismiss") if failed else self.tr("Cancel")
        self._close.setToolTip(word)
        self._close.setAccessibleName(f"{word}: {row.title}")
        self.setAccessibleName(
            ", ".join(word for word in (row.title, row.detail, self._state_of(row)) if word)
        )
        self.setAccessibleDescription(row.note)

    def _state_of(self, row: Row) -> str:
        """Without what changes all the time."""
        if row.state is RowState.FAILED:
            return self.tr("failed")
        return self.tr("is being made") if row.state is RowState.RUNNING else self._time_left(row)

    def _time_left(self, row: Row) -> str:
        if row.state is RowState.WAITING:
            return self.tr("waits")
        if row.state is RowState.SENT:
            return self.tr("asked")
        if row.seconds_left is None:
            return f"{round(row.fraction * 100)} %"
        seconds = max(0, round(row.seconds_left))
        return f"{seconds // 60}:{seconds % 60:02d}" if seconds >= 60 else self.tr("{n} s").format(n=seconds)

"""Three hints for the first minutes, one at a time; each goes for good once it is done or closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PyQt6.QtCore import QCoreApplication, QEvent, QObject, QPoint, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.clips.view import ClipsView
from ui.common.link import Link
from ui.common.state import WindowState
from ui.common.theme import XS, M, S, set_role
from ui.common.widgets import icon_button, label, single_shot
from ui.pads.panel import Pads
from ui.queue.view import QueueView
from ui.request.bar import RequestBar

translate = QCoreApplication.translate
_DONE = "hints/done"
_SETTLE_MS = 50


class Hint(NamedTuple):
    """A sentence that lies over a widget, at its top or its foot, once it `is_due`."""

    name: str
    over: QWidget
    sentence: str
    is_at_top: bool = False
    is_due: Callable[[], bool] = lambda: True


class Hints(QFrame):
    """A child of the window's central widget, so that it moves nothing. `shown` carries each sentence."""

    shown = pyqtSignal(str)

    def __init__(self, parent: QWidget, hints: tuple[Hint, ...], state: WindowState) -> None:
        super().__init__(parent)
        self._hints, self._state = hints, state
        self._current: Hint | None = None
        set_role(self, "notice")
        self._sentence = label("")
        self.close_button = icon_button("close", self.tr("Close the hint"))
        self.close_button.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, XS, XS, XS)
        row.setSpacing(S)
        row.addWidget(self._sentence)
        row.addWidget(self.close_button)
        self._timer = single_shot(self, _SETTLE_MS, self.update_hint)
        for hint in hints:
            hint.over.installEventFilter(self)
        self.hide()
        self._timer.start()

    @property
    def current(self) -> str:
        """The name of the hint that is shown, or an empty string."""
        return self._current.name if self._current is not None else ""

    def done(self, name: str) -> None:
        """The person has done what the hint is about: it is not shown again."""
        done = self._state.texts(_DONE)
        if name not in done:
            self._state.keep(_DONE, [*done, name])
            self._state.save()
            self.update_hint()

    def show_again(self) -> None:
        """Begin with the first hint again."""
        self._state.keep(_DONE, [])
        self.update_hint()

    def update_hint(self) -> None:
        """Show the first hint that is left and due."""
        done = self._state.texts(_DONE)
        left = (hint for hint in self._hints if hint.name not in done)
        due = next((hint for hint in left if hint.over.isVisible() and hint.is_due()), None)
        if due is None:
            self._current = None
            self.hide()
            return
        if due is not self._current:
            self._current = due
            self._sentence.setText(due.sentence)
            self.setAccessibleName(due.sentence)
            self.shown.emit(due.sentence)
        self.show()
        self._lie(due)

    def _lie(self, hint: Hint) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.adjustSize()
        foot = max(0, hint.over.height() - self.height() - S)
        self.move(hint.over.mapTo(parent, QPoint(S, 0 if hint.is_at_top else foot)))
        self.raise_()

    def _close(self) -> None:
        self.done(self.current)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
        if event is not None and event.type() in kinds:
            self._timer.start()
        return False


def first_hints(
    parent: QWidget,
    state: WindowState,
    link: Link,
    bar: RequestBar,
    pads: Pads,
    queue: QueueView,
    clips: ClipsView,
) -> Hints:
    """The hints for the first minutes, and what each is done by."""
    prompt = translate("hints", "Type words here, then press Return.")
    pad = translate("hints", "Press a pad to play its loop.")
    drag = translate("hints", "Drag a clip into your DAW.")
    hints = Hints(
        parent,
        (
            Hint("prompt", bar.brief, prompt, is_at_top=True, is_due=lambda: not bar.prompt.text()),
            Hint("pad", queue, pad),
            Hint("drag", clips, drag, is_due=lambda: clips.model.rowCount() > 0),
        ),
        state,
    )
    bar.prompt.textChanged.connect(hints.update_hint)
    clips.model.counted.connect(hints.update_hint)
    # The first loop is not the person's own.
    link.requested.connect(lambda: hints.done("prompt") if bar.has_submitted else None)
    pads.grid.hit.connect(lambda: hints.done("pad"))
    clips.list.dragged.connect(lambda: hints.done("drag"))
    return hints

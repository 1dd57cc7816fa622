"""The large picture of a clip, with mouse and keyboard control of playback."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, Qt, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QWidget

from bridge.vocabulary.music import Loop
from ui.common.scrub import Scrub, beat_at, beats_in
from ui.pictures.preview import ClipPreview
from ui.pictures.waveform import LoopPicture, Mark

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LoopView(LoopPicture):
    """`beat_chosen` carries the beat (from 0) clicked, or each one dragged across; `stepped` the beats by
    which an arrow key moves playback. While stopped, arrow keys move a mark and Return plays from it.

    To screen readers it is a slider from the first beat (1) to the last.
    """

    beat_chosen = pyqtSignal(int)
    stepped = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scrub = Scrub()
        self._is_moved = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setMinimum(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(self.tr("Click or drag to play from there. Arrow keys move by a beat."))
        self.valueChanged.connect(lambda beat: self.beat_chosen.emit(beat - 1))

    def show_loop(self, loop: Loop | None, preview: ClipPreview | None, message: str = "") -> None:
        """Show a clip; without a preview, `message`."""
        is_another = loop != self._loop
        super().show_loop(loop, preview, message)
        if is_another:
            self._scrub.leave()
            self._set_beat(0)

    def set_head(self, head: float | None) -> None:
        """Move the play head."""
        begins = self._head is None
        super().set_head(head)
        # Not on every beat: a screen reader would read each of them.
        if self._loop is not None and head is not None and (begins or self._is_moved):
            self._is_moved = False
            self._set_beat(beat_at(self._loop, head))

    def mark(self) -> Mark | None:
        """The beat under the pointer, or the one that Return plays from."""
        if not self.isEnabled():
            return None
        if self._scrub.over is not None:
            return Mark(self._scrub.over, self._scrub.is_held)
        return Mark(self.value() - 1, False) if self.hasFocus() and self._head is None else None

    def _set_beat(self, beat: int) -> None:
        """Move the slider without emitting `beat_chosen`."""
        beats = beats_in(self._loop) if self._loop is not None else 1
        self.blockSignals(True)
        self.setRange(1, beats)
        self.setValue(beat + 1)
        self.blockSignals(False)
        words = self.tr("Beat {beat} of {beats}").format(beat=self.value(), beats=beats)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _choose(self, beat: int) -> None:
        self._is_moved = True
        self._set_beat(beat)
        self.beat_chosen.emit(beat)

    # ---- the pointer ----

    def _share(self, event: QMouseEvent) -> float:
        return event.position().x() / max(1, self.width())

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.button() is Qt.MouseButton.LeftButton and self._loop is not None:
            self._choose(self._scrub.press(self._loop, self._share(event)))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is None or self._loop is None:
            return
        before = self._scrub.over
        dragged = self._scrub.move(self._loop, self._share(event))
        if dragged is not None and self._head is not None:
            self._choose(dragged)
        if self._scrub.over != before:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        self._scrub.is_held = False
        self.update()

    def leaveEvent(self, event: QEvent | None) -> None:
        self._scrub.leave()
        self.update()

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        if event is not None:
            event.ignore()  # scroll the inspector instead

    # ---- the keyboard ----

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None or self._loop is None or not self._take_key(self._loop, event.key()):
            if event is not None:
                event.ignore()
            return
        self.update()

    def _take_key(self, loop: Loop, key: int) -> bool:
        """Handle `key`; returns whether it is one of the view's."""
        last = beats_in(loop) - 1
        step = next((by for each, by in _STEPS.items() if each == key), 0)
        if step and self._head is not None:
            self._is_moved = True
            self.stepped.emit(step)
        elif step:
            self._set_beat((self.value() - 1 + step) % (last + 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if key == Qt.Key.Key_Home else last)
        elif key in _RETURNS and self._head is None:
            self._choose(self.value() - 1)
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        super().focusInEvent(event)
        if self._loop is not None and self._head is not None:
            self._set_beat(beat_at(self._loop, self._head))
        self.update()

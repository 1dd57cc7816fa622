"""The large picture of a clip: play from a place, mark a range or more bars, by pointer and keys."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QPointF, Qt, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PyQt6.QtWidgets import QApplication, QWidget

from bridge.timing import MAX_BARS
from bridge.vocabulary.music import Loop
from ui.common.marking import Range, bars_at, most_bars, range_between
from ui.common.scrub import Scrub, beat_at, beats_in
from ui.pictures.preview import ClipPreview
from ui.pictures.waveform import HANDLE_PX, RULER_PX, LoopPicture, Mark
from ui.pictures.zoom import WHOLE, Zoom

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# How much closer a press of + or a step of the wheel is; 0 shows all.
_CLOSER = 1.5
_ZOOMS: dict[int, float] = {
    Qt.Key.Key_Plus: _CLOSER,
    Qt.Key.Key_Equal: _CLOSER,
    Qt.Key.Key_Minus: 1 / _CLOSER,
    Qt.Key.Key_0: 0.0,
}
_MOVES: dict[int, float] = {Qt.Key.Key_PageUp: -0.5, Qt.Key.Key_PageDown: 0.5}
_WHEEL_STEP = 120
# The closest view: some 50 samples.
_LEAST_S = 0.001
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class LoopView(LoopPicture):
    """`beat_chosen` carries the beat (from 0) clicked, or each one dragged across in the ruler; `stepped` the
    beats by which an arrow key moves playback. While stopped, arrow keys move a mark, and Return plays from
    it.

    Dragging marks a range, and dragging the loop's end marks more bars: `marked` says that either has
    changed, `render_requested` that it is to be rendered. `detail_wanted` asks for the samples of the clip,
    when it is first seen from near.

    To screen readers it is a slider from the first beat (1) to the last.
    """

    beat_chosen = pyqtSignal(int)
    stepped = pyqtSignal(int)
    marked = pyqtSignal()
    render_requested = pyqtSignal()
    detail_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scrub = Scrub()
        self._is_moved = False
        self._range: Range | None = None
        self._bars: int | None = None
        # Where a range is dragged from: a point, and the place in the loop; and what is dragged else.
        self._pressed: tuple[QPointF, float] | None = None
        self._is_marking = self._is_extending = False
        # Which beats (from 0) keys have marked: from the first that was, up to the other.
        self._anchor, self._other = 0, 0
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setMinimum(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(
            self.tr(
                "Click to play from there. Drag to mark a range (Shift: off the beat), or drag the end to "
                "extend the loop; R renders what is marked. Keys: Shift+arrows mark beats, E adds a bar.\n"
                "Ctrl+wheel, pinch, + and − zoom; a double click shows the whole loop."
            )
        )
        self.valueChanged.connect(lambda beat: self.beat_chosen.emit(beat - 1))

    def show_loop(self, loop: Loop | None, preview: ClipPreview | None, message: str = "") -> None:
        """Show a clip; without a preview, `message`."""
        is_another = loop != self._loop
        super().show_loop(loop, preview, message)
        if is_another:
            self._scrub.leave()
            self._set_beat(0)
            self.clear_marks()
            self.set_zoom(WHOLE)

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
        if not self.isEnabled() or self._is_marking:
            return None
        if self._scrub.over is not None:
            return Mark(self._scrub.over, self._scrub.is_held)
        return Mark(self.value() - 1, False) if self.hasFocus() and self._head is None else None

    # ---- what is marked ----

    def marked_range(self) -> Range | None:
        """The range to fill, if one is marked."""
        return self._range

    def marked_bars(self) -> int | None:
        """How many bars to extend the loop to, if its end was moved."""
        return self._bars

    def clear_marks(self) -> None:
        """Mark nothing."""
        self._is_marking = self._is_extending = False
        self._mark(None, None)

    def _mark(self, part: Range | None, bars: int | None) -> None:
        if (part, bars) == (self._range, self._bars):
            return
        if bars != self._bars:
            self.set_zoom(WHOLE if bars is None or self._loop is None else self._with_bars(self._loop, bars))
        self._range, self._bars = part, bars
        self.update()
        self.marked.emit()

    def _with_bars(self, loop: Loop, bars: int) -> Zoom:
        """The view that shows the loop with the bars that it may be extended by."""
        return Zoom(0.0, max(bars, most_bars(loop)) / loop.bars)

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

    def _place(self, event: QMouseEvent) -> float:
        return self._zoom.place_at(event.position().x(), self.width())

    def _is_on_handle(self, loop: Loop, event: QMouseEvent) -> bool:
        end = self.x_of((self._bars or loop.bars) / loop.bars)
        is_near = abs(event.position().x() - end) <= HANDLE_PX
        return is_near and event.position().y() > RULER_PX and loop.bars < MAX_BARS

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is None or event.button() is not Qt.MouseButton.LeftButton or self._loop is None:
            return
        if event.position().y() <= RULER_PX:
            self._choose(self._scrub.press(self._loop, self._place(event)))
        else:
            self._is_extending = self._is_on_handle(self._loop, event)
            self._scrub.press(self._loop, self._place(event))
            self._pressed = (event.position(), self._place(event))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        if event is None or self._loop is None:
            return
        if self._pressed is None:
            self._hover(self._loop, event)
        else:
            self._drag(self._loop, event, *self._pressed)

    def _drag(self, loop: Loop, event: QMouseEvent, pressed_at: QPointF, place: float) -> None:
        """Mark what is dragged across, or the bars up to where the end is dragged."""
        way_px = abs(event.position().x() - pressed_at.x())
        if not self._is_marking and way_px < QApplication.startDragDistance():
            return
        self._is_marking = True
        if not self._is_extending:
            is_free = bool(event.modifiers() & _SHIFT)
            self._mark(range_between(loop, place, self._place(event), snaps=not is_free), None)
            return
        if self._bars is None:
            self.set_zoom(self._with_bars(loop, loop.bars + 1))
        self._mark(None, bars_at(loop, self._place(event)))

    def _hover(self, loop: Loop, event: QMouseEvent) -> None:
        is_on_handle = not self._scrub.is_held and self._is_on_handle(loop, event)
        self.setCursor(Qt.CursorShape.SizeHorCursor if is_on_handle else Qt.CursorShape.ArrowCursor)
        before = self._scrub.over
        dragged = self._scrub.move(loop, self._place(event))
        if dragged is not None and self._head is not None:
            self._choose(dragged)
        if self._scrub.over != before:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        pressed, self._pressed = self._pressed, None
        is_click = pressed is not None and not self._is_marking
        self._scrub.is_held = self._is_marking = self._is_extending = False
        if is_click and self._loop is not None and self._scrub.over is not None:
            self._choose(self._scrub.over)
        self.update()

    def leaveEvent(self, event: QEvent | None) -> None:
        self._scrub.leave()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Show the whole loop."""
        if self._bars is None:
            self.set_zoom(WHOLE)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """With Ctrl, or while it has the focus, zoom around the pointer; sideways or with Shift, move."""
        if event is None:
            return
        is_ours = self.hasFocus() or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        turned = event.angleDelta()
        if not is_ours or self._loop is None or self._bars is not None:
            event.ignore()  # scroll the inspector instead
        elif turned.x() or event.modifiers() & _SHIFT:
            self.set_zoom(self._zoom.moved(-(turned.x() or turned.y()) / _WHEEL_STEP / 4))
        else:
            place = self._zoom.place_at(event.position().x(), self.width())
            self.zoom_by(_CLOSER ** (turned.y() / _WHEEL_STEP), place)

    def event(self, event: QEvent | None) -> bool:
        """Zoom around the pointer where two fingers do."""
        if not isinstance(event, QNativeGestureEvent):
            return super().event(event)
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            place = self._zoom.place_at(event.position().x(), self.width())
            self.zoom_by(max(0.1, 1 + event.value()), place)
        return True

    def zoom_by(self, factor: float, place: float | None = None) -> None:
        """Show the loop `factor` times as close, around `place`, or the play head, or the beat that is
        marked."""
        if self._loop is None or self._bars is not None:
            return
        if place is None:
            beat = (self.value() - 1) / beats_in(self._loop)
            place = beat if self._head is None else self._head
        seconds = float(self._loop.quarters) * 60 / self._loop.tempo_bpm
        self.set_zoom(self._zoom.by(factor, place, min(1.0, _LEAST_S / seconds)))

    def set_zoom(self, zoom: Zoom) -> None:
        """Show this part."""
        super().set_zoom(zoom)
        if zoom.share < 1 and self._detail is None:
            self.detail_wanted.emit()

    # ---- the keyboard ----

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        if self._loop is not None and self._take_key(self._loop, event):
            self.update()
        else:
            event.ignore()

    def _take_key(self, loop: Loop, event: QKeyEvent) -> bool:
        """Handle a key; returns whether it is one of the view's."""
        key, last = event.key(), beats_in(loop) - 1
        step = next((by for each, by in _STEPS.items() if each == key), 0)
        is_marked = self._range is not None or self._bars is not None
        if step and event.modifiers() & _SHIFT:
            self._mark_beats(loop, step)
        elif step and self._head is not None:
            self._is_moved = True
            self.stepped.emit(step)
        elif step:
            self._set_beat((self.value() - 1 + step) % (last + 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if key == Qt.Key.Key_Home else last)
        elif key in _RETURNS and self._head is None:
            self._choose(self.value() - 1)
        elif key == Qt.Key.Key_E and loop.bars < MAX_BARS:
            self._add_bar(loop, -1 if event.modifiers() & _SHIFT else 1)
        elif key in _ZOOMS:
            self.zoom_by(_ZOOMS[key])
        elif key in _MOVES and self._zoom.share < 1:
            self.set_zoom(self._zoom.moved(_MOVES[key]))
        elif key == Qt.Key.Key_R and is_marked:
            self.render_requested.emit()
        elif key == Qt.Key.Key_Escape and is_marked:
            self.clear_marks()
        else:
            return False
        return True

    def _mark_beats(self, loop: Loop, step: int) -> None:
        """Mark a beat, or one more or less."""
        if self._range is None:
            self._anchor = self._other = self.value() - 1
        else:
            self._other = min(max(self._other + step, 0), beats_in(loop) - 1)
        first, last = sorted((self._anchor, self._other))
        beats = beats_in(loop)
        self._mark(range_between(loop, first / beats, (last + 1) / beats, snaps=True), None)

    def _add_bar(self, loop: Loop, by: int) -> None:
        bars = min((self._bars or loop.bars) + by, MAX_BARS)
        self._mark(None, bars if bars > loop.bars else None)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        super().focusInEvent(event)
        if self._loop is not None and self._head is not None:
            self._set_beat(beat_at(self._loop, self._head))
        self.update()

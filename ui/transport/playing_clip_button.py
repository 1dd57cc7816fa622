"""A button for a playing clip: it stops the clip; its lower edge and the arrow keys move playback."""

from __future__ import annotations

import time

from PyQt6.QtCore import QEvent, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from bridge.player.port import VoiceView
from bridge.vocabulary.music import Loop
from ui.common.icons import icon
from ui.common.scrub import Scrub, beats_in, quarters
from ui.common.theme import CONTROL_PX, RADIUS_PX, SMALL_PX, XS, S, colours, font
from ui.common.widgets import plain_tip

_MOST_PX, _LEAST_PX, _ICON_PX = 168, 84, 12
# The height of the edge that scrubs, and of its bar, idle and under the pointer.
_EDGE_PX, _BAR_PX, _HELD_BAR_PX = 9, 2, 5
_WAVERS_BPM = 0.1
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PlayingClipButton(QAbstractButton):
    """Shows the slot, the title and the progress.

    `sought` carries the beat clicked or dragged to, in quarters from the start of the loop; `stepped` the
    quarters by which an arrow key moves playback."""

    sought = pyqtSignal(float)
    stepped = pyqtSignal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slot = ""
        self._words, self._through, self._waits = "", 0.0, False
        self._loop = Loop(tempo_bpm=120.0, bars=1)
        self._scrub = Scrub()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_voice(self, voice: VoiceView, slot_name: str, tempo_bpm: float | None = None) -> None:
        """Show `voice`, which plays in the slot called `slot_name`; `124 → 120` where it follows a tempo that
        isn't its own."""
        job = voice.clip.job
        parts = [slot_name, _followed(job.drawn_at_bpm, tempo_bpm), job.prompt or voice.clip.path.stem]
        words = " · ".join(part for part in parts if part)
        waits = voice.loading or voice.starts_at_s > time.monotonic()
        through = 0.0 if waits else voice.position
        moved_px = abs(through - self._through) * self.width() * self.devicePixelRatioF()
        self.slot, self._loop = voice.slot, job.loop
        if words != self._words:
            self._words = words
            tip = self.tr(
                "{what}\nClick to stop on the next bar, Shift-click to stop now.\n"
                "Drag the lower edge or press arrow keys to move by beats."
            )
            self.setToolTip(plain_tip(tip.format(what=words)))
            self.setAccessibleName(self.tr("Stop {what}").format(what=words))
            self.updateGeometry()
        elif moved_px < 1 and waits == self._waits:
            return
        self._through, self._waits = through, waits
        self.update()

    # ---- mouse and keyboard ----

    def _share(self, event: QMouseEvent) -> float:
        return (event.position().x() - RADIUS_PX) / max(1, self.width() - 2 * RADIUS_PX)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Scrub at the lower edge; elsewhere, press the button."""
        if self._scrub.over is None or event is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.sought.emit(quarters(self._loop, self._scrub.press(self._loop, self._share(event))))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        super().mouseMoveEvent(event)
        if event is None:
            return
        before, is_near = self._scrub.over, event.position().y() >= self.height() - _EDGE_PX
        if self._scrub.is_held or (is_near and not self._waits and not self.isDown()):
            if (beat := self._scrub.move(self._loop, self._share(event))) is not None:
                self.sought.emit(quarters(self._loop, beat))
        else:
            self._scrub.leave()
        if self._scrub.over != before:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        if not self._scrub.is_held:
            super().mouseReleaseEvent(event)
        self._scrub.is_held = False
        self.update()

    def leaveEvent(self, event: QEvent | None) -> None:
        self._scrub.leave()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Arrow keys move playback by a beat, Home to the start."""
        key = None if event is None else event.key()
        if key is not None and (step := next((by for each, by in _STEPS.items() if each == key), 0)):
            self.stepped.emit(quarters(self._loop, step))
        elif key == Qt.Key.Key_Home:
            self.sought.emit(0.0)
        else:
            super().keyPressEvent(event)

    # ---- painting ----

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._words) + 2 * S + XS + _ICON_PX
        return QSize(max(_LEAST_PX, min(_MOST_PX, width)), CONTROL_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_PX, CONTROL_PX)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        shown, inside = colours(self.palette()), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = shown.accent if self.hasFocus() else shown.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(shown.hover if self.underMouse() else shown.raised))
        painter.drawRoundedRect(inside, RADIUS_PX, RADIUS_PX)
        sign = QRect(S, (self.height() - _ICON_PX) // 2, _ICON_PX, _ICON_PX)
        icon("stop").paint(painter, sign)
        painter.setFont(font(SMALL_PX))
        painter.setPen(QColor(shown.soft if self._waits else shown.text))
        room = self.rect().adjusted(sign.right() + XS, 0, -S, 0)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.accent))
        self._paint_through(painter)
        painter.end()

    def _paint_through(self, painter: QPainter) -> None:
        """The progress; under the pointer, higher and with the beat marked."""
        room, over = self.width() - 2 * RADIUS_PX, self._scrub.over
        high = _BAR_PX if over is None else _HELD_BAR_PX
        top = self.height() - 1 - high
        painter.drawRect(QRectF(RADIUS_PX, top, room * self._through, high))
        if over is not None:
            beat_px = room / beats_in(self._loop)
            veil = QColor(colours(self.palette()).text)
            veil.setAlphaF(0.5 if self._scrub.is_held else 0.35)
            painter.setBrush(veil)
            painter.drawRect(QRectF(RADIUS_PX + over * beat_px, top, max(2.0, beat_px), high))


def _followed(own_bpm: float, tempo_bpm: float | None) -> str:
    """`124 → 120`, or nothing where both are the same but for what a measured tempo wavers by."""
    if tempo_bpm is None or abs(own_bpm - tempo_bpm) < _WAVERS_BPM:
        return ""
    return f"{own_bpm:.4g} → {tempo_bpm:.4g}"

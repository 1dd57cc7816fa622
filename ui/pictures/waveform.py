"""Paints a loop: spectrogram, waveform, beat grid and play head."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PyQt6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PyQt6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from bridge.vocabulary.music import Loop
from ui.common.scrub import beats_in
from ui.common.theme import RADIUS_PX, SMALL_PX, S, colours, font
from ui.pictures.loader import spectrogram_image
from ui.pictures.preview import COLUMNS, ClipPreview

_WAVE_PX = 56
_RULER_PX = 18
_HEAD_PX = 2
# Exponent of the drawn amplitude, so that quiet parts remain visible.
_SOFTNESS = 0.7
# Beat lines closer than this are left out.
_LEAST_GAP_PX = 7


def paint_waveform(painter: QPainter, rect: QRectF, preview: ClipPreview, colour: QColor) -> None:
    """Paint the waveform as one filled shape; quiet parts are enlarged, silence is a line."""
    points = max(2, min(COLUMNS, int(rect.width() * 2)))
    edges = np.linspace(0, COLUMNS, points + 1).astype(int)[:-1]
    high = np.maximum.reduceat(preview.high, edges).clip(0) ** _SOFTNESS
    low = -((-np.minimum.reduceat(preview.low, edges)).clip(0) ** _SOFTNESS)
    middle, half = rect.center().y(), rect.height() / 2
    x = np.linspace(rect.left(), rect.right(), points)
    up = np.minimum(middle - high * half, middle - 0.5)
    down = np.maximum(middle - low * half, middle + 0.5)
    shape = QPolygonF([QPointF(*each) for each in zip(x, up, strict=True)])
    shape += QPolygonF([QPointF(*each) for each in zip(x[::-1], down[::-1], strict=True)])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(shape)
    painter.restore()


def bar_lines(loop: Loop) -> tuple[list[float], list[float]]:
    """Where bars begin, and where the other beats of the meter do, in 0..1."""
    beats = loop.bars * loop.meter.numerator
    starts = [(beat / beats, beat % loop.meter.numerator == 0) for beat in range(beats)]
    return [at for at, is_bar in starts if is_bar], [at for at, is_bar in starts if not is_bar]


class Mark(NamedTuple):
    """The beat (from 0) under the pointer; `is_held` while the button is down."""

    beat: int
    is_held: bool


class LoopPicture(QAbstractSlider):
    """The large picture of a clip: bar numbers, spectrogram, waveform and play head.

    To screen readers it is a slider; `ui.clips.loop_view` moves it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: ClipPreview | None = None
        self._loop: Loop | None = None
        self._message = ""
        self._image: tuple[str, QImage] | None = None
        self._head: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def sizeHint(self) -> QSize:
        return QSize(320, 224)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 160)

    def show_loop(self, loop: Loop | None, preview: ClipPreview | None, message: str = "") -> None:
        """Show a clip; without a preview, `message`."""
        self._loop, self._preview, self._message = loop, preview, message
        self._image = None
        self.update()

    @property
    def head(self) -> float | None:
        """The play head, in 0..1; `None` while stopped."""
        return self._head

    def set_head(self, head: float | None) -> None:
        """Move the play head, repainting only around it."""
        if head == self._head:
            return
        before, self._head = self._head, head
        for at in (before, head):
            if at is not None:
                self.update(self._head_rect(at))

    def mark(self) -> Mark | None:
        """The beat to mark."""
        return None

    def _head_rect(self, at: float) -> QRect:
        x = at * self.width()
        return QRect(int(x) - 6, 0, 12, self.height())

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent | None) -> None:
        shown = colours(self.palette())
        painter = QPainter(self)
        ruler = QRectF(0, 0, self.width(), _RULER_PX)
        wave = QRectF(0, self.height() - _WAVE_PX, self.width(), _WAVE_PX)
        picture = QRectF(0, ruler.bottom(), self.width(), wave.top() - S / 2 - ruler.bottom())
        for each in (picture, wave):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.sunken))
            painter.drawRoundedRect(each, 2, 2)
        if self._preview is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(picture, self._picture())
            paint_waveform(painter, wave.adjusted(0, 4, 0, -4), self._preview, QColor(shown.accent))
        elif self._message:
            painter.setPen(QColor(shown.soft))
            painter.drawText(picture, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
        if self._loop is not None and not self._message:
            self._paint_grid(painter, self._loop, picture, wave)
            if (mark := self.mark()) is not None:
                self._paint_mark(painter, self._loop, mark)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shown.accent), 2))
            painter.drawRoundedRect(picture.united(wave).adjusted(1, 1, -1, -1), 2, 2)
        if self._head is not None:
            self._paint_head(painter, self._head)
        painter.end()

    def _picture(self) -> QImage:
        shown = colours(self.palette())
        assert self._preview is not None
        if self._image is None or self._image[0] != shown.ground:
            self._image = (shown.ground, spectrogram_image(self._preview, shown))
        return self._image[1]

    def _paint_grid(self, painter: QPainter, loop: Loop, *parts: QRectF) -> None:
        shown = colours(self.palette())
        bars, beats = bar_lines(loop)
        bright, faint = QColor(shown.text), QColor(shown.text)
        bright.setAlphaF(0.42)
        faint.setAlphaF(0.16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.width() / (len(bars) + len(beats)) >= _LEAST_GAP_PX:
            self._paint_lines(painter, beats, faint, parts)
        self._paint_lines(painter, [at for at in bars if at > 0], bright, parts)
        painter.setFont(font(SMALL_PX))
        painter.setPen(QColor(shown.soft))
        step = 1
        while self.width() * step / len(bars) < 24:
            step *= 2
        for number in range(0, len(bars), step):
            x = bars[number] * self.width()
            painter.drawText(QPointF(x + 1, _RULER_PX - 6), str(number + 1))

    def _paint_lines(
        self, painter: QPainter, places: list[float], colour: QColor, parts: tuple[QRectF, ...]
    ) -> None:
        painter.setPen(QPen(colour, 1))
        for part in parts:
            for at in places:
                painter.drawLine(QLineF(at * self.width(), part.top(), at * self.width(), part.bottom()))

    def _paint_mark(self, painter: QPainter, loop: Loop, mark: Mark) -> None:
        """Shade the beat and mark its start."""
        width = self.width() / beats_in(loop)
        veil, edge = (QColor(colours(self.palette()).text) for _ in range(2))
        veil.setAlphaF(0.2 if mark.is_held else 0.12)
        edge.setAlphaF(0.8)
        room = QRectF(mark.beat * width, _RULER_PX, width, self.height() - _RULER_PX)
        painter.fillRect(room, veil)
        painter.fillRect(QRectF(room.left(), room.top(), 1, room.height()), edge)

    def _paint_head(self, painter: QPainter, at: float) -> None:
        x = min(at * self.width(), self.width() - 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawRect(QRectF(x - _HEAD_PX / 2, _RULER_PX - 4, _HEAD_PX, self.height() - _RULER_PX + 4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = _RULER_PX - 5.0
        painter.drawPolygon(
            QPolygonF([QPointF(x - RADIUS_PX, top), QPointF(x + RADIUS_PX, top), QPointF(x, top + 6)])
        )

"""Paints a loop, or a part of it: spectrogram, waveform, beat grid, what is marked, and the play head."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PyQt6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PyQt6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from bridge.vocabulary.music import Loop
from ui.common.marking import Range
from ui.common.scrub import beats_in
from ui.common.theme import RADIUS_PX, SMALL_PX, S, colours, font
from ui.pictures.detail import Detail, envelope, samples_between
from ui.pictures.envelope import SOFTNESS, paint_columns, paint_envelope
from ui.pictures.loader import spectrogram_image
from ui.pictures.preview import COLUMNS, ROWS, ClipPreview
from ui.pictures.zoom import WHOLE, Zoom

_WAVE_PX = 56
RULER_PX = 18
_HEAD_PX = 2
LEAST_PX, MOST_PX = 140, 224
# The handle at the loop's end.
HANDLE_PX = 7
# From so many pixels a sample, samples are seen as a line, and from so many with a dot each.
_SAMPLE_PX, _DOT_PX = 2, 8
# Beat lines closer than this are left out, and numbers closer than that.
_LEAST_GAP_PX, _LEAST_NUMBER_PX = 7, 24


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
    """The large picture of a clip: bar numbers, spectrogram, waveform, what is marked, and play head.

    `zoom` says which part of it is in view, `zoomed` that it is another. To screen readers it is a slider;
    `ui.clips.loop_view` moves it.
    """

    zoomed = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: ClipPreview | None = None
        self._loop: Loop | None = None
        self._message = ""
        self._image: tuple[str, QImage] | None = None
        self._head: float | None = None
        self._zoom = WHOLE
        self._height_px = MOST_PX
        self._detail: Detail | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def sizeHint(self) -> QSize:
        return QSize(320, self._height_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, LEAST_PX)

    def fit_into(self, height_px: int) -> None:
        """Be lower in a panel of this height, so that there is room below."""
        height_px = min(MOST_PX, max(LEAST_PX, height_px // 2 - 40))
        if height_px != self._height_px:
            self._height_px = height_px
            self.updateGeometry()

    def show_loop(self, loop: Loop | None, preview: ClipPreview | None, message: str = "") -> None:
        """Show a clip; without a preview, `message`."""
        if preview is not self._preview:
            self._image = None
        self._loop, self._preview, self._message = loop, preview, message
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

    @property
    def zoom(self) -> Zoom:
        """The part in view."""
        return self._zoom

    def set_zoom(self, zoom: Zoom) -> None:
        """Show this part."""
        if zoom != self._zoom:
            self._zoom = zoom
            self.update()
            self.zoomed.emit(zoom)

    def set_detail(self, detail: Detail | None) -> None:
        """Show these samples where the view is too close for the preview."""
        self._detail = detail
        self.update()

    def mark(self) -> Mark | None:
        """The beat to mark."""
        return None

    def marked_range(self) -> Range | None:
        """The range to show as marked."""
        return None

    def marked_bars(self) -> int | None:
        """How many bars to show the loop extended to."""
        return None

    def x_of(self, place: float) -> float:
        """Where a place in the loop (0..1) is."""
        return self._zoom.x_of(place, self.width())

    def _head_rect(self, at: float) -> QRect:
        return QRect(int(self.x_of(at)) - 6, 0, 12, self.height())

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent | None) -> None:
        shown = colours(self.palette())
        painter = QPainter(self)
        wave = QRectF(0, self.height() - _WAVE_PX, self.width(), _WAVE_PX)
        picture = QRectF(0, RULER_PX, self.width(), wave.top() - S / 2 - RULER_PX)
        for each in (picture, wave):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.sunken))
            painter.drawRoundedRect(each, 2, 2)
        if self._preview is not None:
            self._paint_sound(painter, self._preview, picture, wave.adjusted(0, 4, 0, -4))
        elif self._message:
            painter.setPen(QColor(shown.soft))
            painter.drawText(picture, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
        if self._loop is not None and not self._message:
            self._paint_marks(painter, self._loop, picture, wave)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shown.accent), 2))
            painter.drawRoundedRect(picture.united(wave).adjusted(1, 1, -1, -1), 2, 2)
        if self._head is not None:
            self._paint_head(painter, self._head)
        painter.end()

    def _paint_sound(self, painter: QPainter, preview: ClipPreview, picture: QRectF, wave: QRectF) -> None:
        """Paint what is in view of the spectrogram and of the waveform."""
        shown = colours(self.palette())
        begin, end = max(0.0, self._zoom.begin), min(1.0, self._zoom.end)
        left, right = self.x_of(begin), self.x_of(end)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRectF(left, picture.top(), right - left, picture.height())
        source = QRectF(begin * COLUMNS, 0, (end - begin) * COLUMNS, ROWS)
        painter.drawImage(target, self._picture(preview), source)
        rect, colour = QRectF(left, wave.top(), right - left, wave.height()), QColor(shown.accent)
        if self._detail is None or self._zoom.share >= 1:
            paint_columns(painter, preview, rect, begin * COLUMNS, end * COLUMNS, colour)
        elif (end - begin) * self._detail.frames < rect.width() / _SAMPLE_PX:
            self._paint_samples(painter, self._detail, rect, begin, end, colour)
        else:
            high, low = envelope(self._detail, begin, end, max(2, int(rect.width())))
            paint_envelope(painter, rect, high, low, colour)

    def _paint_samples(
        self, painter: QPainter, detail: Detail, rect: QRectF, begin: float, end: float, colour: QColor
    ) -> None:
        """Paint each channel's samples from `begin` to `end` as a line, with dots where there is room."""
        places, values = samples_between(detail, begin, end)
        x = rect.left() + (places - begin) / (end - begin) * rect.width()
        soft = np.sign(values) * np.abs(values) ** SOFTNESS
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_dots = len(x) * _DOT_PX < rect.width()
        for channel in soft:
            y = rect.center().y() - channel * rect.height() / 2
            points = QPolygonF([QPointF(*each) for each in zip(x, y, strict=True)])
            painter.setPen(QPen(colour, 1.5))
            painter.drawPolyline(points)
            if has_dots:
                painter.setPen(QPen(colour, 4, cap=Qt.PenCapStyle.RoundCap))
                painter.drawPoints(points)
        painter.restore()

    def _picture(self, preview: ClipPreview) -> QImage:
        shown = colours(self.palette())
        if self._image is None or self._image[0] != shown.ground:
            self._image = (shown.ground, spectrogram_image(preview, shown))
        return self._image[1]

    # ---- what is laid over it ----

    def _paint_marks(self, painter: QPainter, loop: Loop, picture: QRectF, wave: QRectF) -> None:
        if (bars := self.marked_bars()) is not None:
            self._paint_extension(painter, loop, bars, picture.united(wave))
        self._paint_grid(painter, loop, picture, wave)
        if (part := self.marked_range()) is not None:
            self._paint_range(painter, loop, part)
        if (mark := self.mark()) is not None:
            self._paint_mark(painter, loop, mark)
        self._paint_handle(painter, loop, bars, picture.united(wave))

    def _paint_grid(self, painter: QPainter, loop: Loop, *parts: QRectF) -> None:
        shown = colours(self.palette())
        bars, beats = ([at for at in places if self._is_in_view(at)] for places in bar_lines(loop))
        bright, faint = QColor(shown.text), QColor(shown.text)
        bright.setAlphaF(0.42)
        faint.setAlphaF(0.16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        beat_px = self.width() / (self._zoom.share * beats_in(loop))
        if beat_px >= _LEAST_GAP_PX:
            self._paint_lines(painter, beats, faint, parts)
        self._paint_lines(painter, [at for at in bars if at > 0], bright, parts)
        painter.setFont(font(SMALL_PX))
        painter.setPen(QColor(shown.soft))
        step = 1
        while beat_px * loop.meter.numerator * step < _LEAST_NUMBER_PX:
            step *= 2
        for at in bars:
            if round(at * loop.bars) % step == 0:
                self._paint_number(painter, at, str(round(at * loop.bars) + 1))
        if beat_px >= 2 * _LEAST_NUMBER_PX:
            for at in beats:
                bar, beat = divmod(round(at * beats_in(loop)), loop.meter.numerator)
                self._paint_number(painter, at, f"{bar + 1}.{beat + 1}")

    def _is_in_view(self, place: float) -> bool:
        return self._zoom.begin <= place <= self._zoom.end

    def _paint_number(self, painter: QPainter, place: float, text: str) -> None:
        painter.drawText(QPointF(self.x_of(place) + 1, RULER_PX - 6), text)

    def _paint_lines(
        self, painter: QPainter, places: list[float], colour: QColor, parts: tuple[QRectF, ...]
    ) -> None:
        painter.setPen(QPen(colour, 1))
        for part in parts:
            for at in places:
                x = self.x_of(at)
                painter.drawLine(QLineF(x, part.top(), x, part.bottom()))

    def _paint_mark(self, painter: QPainter, loop: Loop, mark: Mark) -> None:
        """Shade the beat and mark its start."""
        beats = beats_in(loop)
        left, right = self.x_of(mark.beat / beats), self.x_of((mark.beat + 1) / beats)
        veil, edge = (QColor(colours(self.palette()).text) for _ in range(2))
        veil.setAlphaF(0.2 if mark.is_held else 0.12)
        edge.setAlphaF(0.8)
        room = QRectF(left, RULER_PX, right - left, self.height() - RULER_PX)
        painter.fillRect(room, veil)
        painter.fillRect(QRectF(room.left(), room.top(), 1, room.height()), edge)

    def _paint_range(self, painter: QPainter, loop: Loop, part: Range) -> None:
        """Frame the range, and veil what stays."""
        shown, whole = colours(self.palette()), float(loop.quarters)
        left, right = (self.x_of(each / whole) for each in part)
        veil = QColor(shown.ground)
        veil.setAlphaF(0.55)
        room = QRectF(left, RULER_PX, right - left, self.height() - RULER_PX)
        painter.fillRect(QRectF(0, room.top(), max(0.0, left), room.height()), veil)
        painter.fillRect(QRectF(right, room.top(), max(0.0, self.width() - right), room.height()), veil)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(shown.accent), 2))
        painter.drawRect(room.adjusted(1, 1, -1, -1))

    def _paint_extension(self, painter: QPainter, loop: Loop, bars: int, room: QRectF) -> None:
        """Hatch the bars beyond the loop's end."""
        shown = colours(self.palette())
        left, right = self.x_of(1.0), self.x_of(bars / loop.bars)
        painter.fillRect(
            QRectF(left, room.top(), right - left, room.height()),
            QBrush(QColor(shown.accent), Qt.BrushStyle.BDiagPattern),
        )
        painter.setPen(QPen(QColor(shown.accent), 1))
        for bar in range(loop.bars, bars + 1):
            x = min(self.x_of(bar / loop.bars), self.width() - 1.0)
            painter.drawLine(QLineF(x, room.top(), x, room.bottom()))

    def _paint_handle(self, painter: QPainter, loop: Loop, bars: int | None, room: QRectF) -> None:
        """Two lines at the loop's end, by which it is extended."""
        right = self.x_of((bars or loop.bars) / loop.bars)
        if right > self.width() + 1:
            return
        colour = QColor(colours(self.palette()).text)
        colour.setAlphaF(0.7)
        painter.setPen(QPen(colour, 1))
        for x in (right - 3, right - 5):
            painter.drawLine(QLineF(x, room.center().y() - 10, x, room.center().y() + 10))

    def _paint_head(self, painter: QPainter, at: float) -> None:
        x = min(self.x_of(at), self.width() - 1.0)
        if x < 0 or not self._is_in_view(at):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawRect(QRectF(x - _HEAD_PX / 2, RULER_PX - 4, _HEAD_PX, self.height() - RULER_PX + 4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = RULER_PX - 5.0
        painter.drawPolygon(
            QPolygonF([QPointF(x - RADIUS_PX, top), QPointF(x + RADIUS_PX, top), QPointF(x, top + 6)])
        )

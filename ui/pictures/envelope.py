"""Paints waveforms from maxima and minima: of a whole preview, or of some of its columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPolygonF

from ui.pictures.preview import ClipPreview

# Exponent of the drawn amplitude, so that quiet parts remain visible.
SOFTNESS = 0.7


def paint_waveform(painter: QPainter, rect: QRectF, preview: ClipPreview, colour: QColor) -> None:
    """Paint the waveform as one filled shape; quiet parts are enlarged, silence is a line."""
    paint_envelope(painter, rect, preview.high, preview.low, colour)


def paint_envelope(
    painter: QPainter,
    rect: QRectF,
    high: NDArray[np.float32],
    low: NDArray[np.float32],
    colour: QColor,
) -> None:
    """As `paint_waveform`, of the maxima and minima `[N]` of so many columns."""
    points = max(2, min(len(high), int(rect.width() * 2)))
    edges = np.linspace(0, len(high), points + 1).astype(int)[:-1]
    up = np.maximum.reduceat(high, edges).clip(0) ** SOFTNESS
    down = -((-np.minimum.reduceat(low, edges)).clip(0) ** SOFTNESS)
    middle, half = rect.center().y(), rect.height() / 2
    x = np.linspace(rect.left(), rect.right(), points)
    above = np.minimum(middle - up * half, middle - 0.5)
    below = np.maximum(middle - down * half, middle + 0.5)
    around = np.concatenate([x, x[::-1]]), np.concatenate([above, below[::-1]])
    shape = QPolygonF(map(QPointF, *(each.tolist() for each in around)))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(shape)
    painter.restore()


def paint_columns(
    painter: QPainter, preview: ClipPreview, rect: QRectF, begin: float, end: float, colour: QColor
) -> None:
    """Paint the preview's columns from `begin` to `end`, which need not be whole, into `rect`."""
    first, last = int(begin), max(int(np.ceil(end)), int(begin) + 2)
    column_px = rect.width() / (end - begin)
    # Whole columns, of which those at the ends are partly out of view.
    left = rect.left() - (begin - first) * column_px
    whole = QRectF(left, rect.top(), (last - first) * column_px, rect.height())
    painter.save()
    painter.setClipRect(rect)
    paint_envelope(painter, whole, preview.high[first:last], preview.low[first:last], colour)
    painter.restore()

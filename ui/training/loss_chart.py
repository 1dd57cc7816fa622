"""A line chart of a training's losses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QPointF, QRectF, QSize
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt6.QtWidgets import QWidget

from bridge.vocabulary.trainings import Measured
from ui.common.theme import SMALL_PX, XS, colours, font

_HEIGHT_PX, _LINE_PX, _DOT_PX = 88, 1.6, 2.5


class LossChart(QWidget):
    """Loss in the text's colour, held-out loss in the accent's, over the steps from 0 to all."""

    def __init__(self) -> None:
        super().__init__()
        self._losses: Sequence[Measured] = ()
        self.setMinimumHeight(_HEIGHT_PX)
        self.setToolTip(
            self.tr("If the held-out loss keeps rising, the model copies your loops. Train for fewer steps.")
        )

    def show_losses(self, losses: Sequence[Measured], words: str) -> None:
        """Show `losses`, in the order of their steps; `words` tell the last ones to screen readers."""
        self._losses = tuple(losses)
        self.setAccessibleName(words)
        self.setVisible(len(losses) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        if len(self._losses) < 2:
            return
        shown = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL_PX))
        line_px = painter.fontMetrics().height()
        room = QRectF(self.rect()).adjusted(_DOT_PX, line_px + XS, -_DOT_PX, -_DOT_PX)
        painter.setPen(QPen(QColor(shown.line), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        place = _scale(self._losses, room)
        left = 0.0
        names = {shown.soft: self.tr("Loss"), shown.accent: self.tr("Held-out loss")}
        values = {
            shown.soft: [(each.step, each.loss) for each in self._losses],
            shown.accent: [(each.step, each.held_out) for each in self._losses if each.held_out is not None],
        }
        for colour, points in values.items():
            if not points:
                continue
            painter.setPen(QPen(QColor(colour), _LINE_PX))
            polygon = QPolygonF([place(step, loss) for step, loss in points])
            painter.drawPolyline(polygon)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(polygon.last(), _DOT_PX, _DOT_PX)
            painter.drawText(QPointF(left, line_px - XS), names[colour])
            left += painter.fontMetrics().horizontalAdvance(names[colour]) + 4 * XS
        painter.end()


def _scale(losses: Sequence[Measured], room: QRectF) -> Callable[[float, float], QPointF]:
    """Where a step and a loss are in `room`: from the lowest loss to the highest, over all steps."""
    values = [each.loss for each in losses] + [each.held_out for each in losses if each.held_out is not None]
    low, high = min(values), max(values)
    steps, span = max(1, losses[-1].steps), (high - low) or 1.0

    def place(step: float, loss: float) -> QPointF:
        return QPointF(
            room.left() + room.width() * step / steps, room.bottom() - room.height() * (loss - low) / span
        )

    return place

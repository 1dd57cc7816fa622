"""How a pad looks in each of its states: a ground, an edge, an ink, and a sign that needs no colour."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PyQt6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from bridge.stage.views import PadState, PadView
from ui.common.theme import Colours, mixed

translate = QCoreApplication.translate
# How much brighter a pad is on the beat than between beats.
_PULSE = 0.3


class Sign(StrEnum):
    """What is drawn in a pad's corner."""

    NONE = "none"
    RING = "ring"  # planned
    DOTS = "dots"  # waits for the engine
    ARC = "arc"  # so much of it is rendered
    OUTLINE = "outline"  # ready: a triangle to press
    CUED = "cued"  # the same, with the bar line that it waits for
    SOLID = "solid"  # sounds
    BANG = "bang"  # failed
    NOTE = "note"  # learns


class PadStyle(NamedTuple):
    """Colours as `#rrggbb`; `is_lit` where the ground is the accent's."""

    ground: str
    edge: str
    ink: str
    mark: str
    sign: Sign
    is_lit: bool = False


def pad_style(view: PadView, shown: Colours, *, is_learning: bool, is_under: bool, pulse: float) -> PadStyle:
    """How `view` looks; `is_under` the pointer, `pulse` 1 on the beat down to 0 before the next."""
    raised = shown.hover if is_under else shown.raised
    if is_learning:
        return PadStyle(shown.selected, shown.accent, shown.text, shown.accent, Sign.NOTE)
    match view.state:
        case PadState.PLAYING:
            ground = mixed(shown.accent, shown.text, _PULSE * pulse)
            return PadStyle(ground, ground, shown.on_accent, shown.on_accent, Sign.SOLID, True)
        case PadState.CUED:
            edge = mixed(shown.line, shown.accent, 0.4 + 0.6 * pulse)
            return PadStyle(shown.selected, edge, shown.text, shown.accent, Sign.CUED)
        case PadState.READY:
            return PadStyle(raised, shown.line, shown.text, shown.accent, Sign.OUTLINE)
        case PadState.RENDERING:
            return PadStyle(raised, shown.line, shown.text, shown.accent, Sign.ARC)
        case PadState.WAITING:
            return PadStyle(raised, shown.line, shown.text, shown.soft, Sign.DOTS)
        case PadState.FAILED:
            return PadStyle(shown.sunken, shown.bad, shown.text, shown.bad, Sign.BANG)
    if view.plan is None:
        ground = shown.panel if is_under else shown.sunken
        return PadStyle(ground, shown.line, shown.soft, shown.soft, Sign.NONE)
    return PadStyle(shown.hover if is_under else shown.panel, shown.line, shown.text, shown.soft, Sign.RING)


def state_words(view: PadView) -> str:
    """`ready`, `40 % rendered` …, as a screen reader says it: which it does whenever that changes, so it
    counts in tens."""
    if view.state is PadState.RENDERING:
        return translate("pads", "{percent} % rendered").format(percent=10 * round(10 * view.progress))
    if view.state is PadState.EMPTY:
        return translate("pads", "not made yet") if view.plan is not None else translate("pads", "empty")
    return {
        PadState.WAITING: translate("pads", "waits to be rendered"),
        PadState.READY: translate("pads", "ready"),
        PadState.CUED: translate("pads", "comes in soon"),
        PadState.PLAYING: translate("pads", "playing"),
        PadState.FAILED: view.message or translate("pads", "failed"),
    }[view.state]


def wrapped(text: str, metrics: QFontMetrics, width_px: int, most_lines: int) -> list[str]:
    """`text` in lines of at most `width_px`, broken between words; the last one ends in `…` if it must."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width_px:
            lines[-1] = longer
        elif len(lines) < most_lines:
            lines.append(word)
        else:
            lines[-1] = longer
    right = Qt.TextElideMode.ElideRight
    # Qt cuts what fits exactly.
    return [
        line if metrics.horizontalAdvance(line) <= width_px else metrics.elidedText(line, right, width_px)
        for line in lines
    ]


def paint_sign(painter: QPainter, where: QRectF, sign: Sign, colour: str, progress: float) -> None:
    """Draw `sign` into the square `where`; `progress` in 0..1 is the arc's."""
    if sign in _SIGNS:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), 1.5, join=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _SIGNS[sign](painter, where, progress)
        painter.restore()


def _ring(painter: QPainter, where: QRectF, progress: float) -> None:
    painter.drawEllipse(where.adjusted(2.5, 2.5, -2.5, -2.5))


def _dots(painter: QPainter, where: QRectF, progress: float) -> None:
    painter.setBrush(painter.pen().color())
    for step in (-1, 0, 1):
        painter.drawEllipse(where.center() + QPointF(4.0 * step, 0), 0.8, 0.8)


def _arc(painter: QPainter, where: QRectF, progress: float) -> None:
    ring = where.adjusted(1.5, 1.5, -1.5, -1.5)
    faint, pen = painter.pen(), painter.pen()
    colour = faint.color()
    colour.setAlphaF(0.3)
    faint.setColor(colour)
    painter.setPen(faint)
    painter.drawEllipse(ring)
    pen.setWidthF(2.0)
    painter.setPen(pen)
    painter.drawArc(ring, 90 * 16, -round(360 * 16 * progress))


def _triangle(where: QRectF) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(where.left() + 3, where.top() + 1.5),
            QPointF(where.left() + 3, where.bottom() - 1.5),
            QPointF(where.right() - 1.5, where.center().y()),
        ]
    )


def _outline(painter: QPainter, where: QRectF, progress: float) -> None:
    painter.drawPolygon(_triangle(where))


def _cued(painter: QPainter, where: QRectF, progress: float) -> None:
    painter.drawPolygon(_triangle(where.adjusted(-2, 0, -2, 0)))
    painter.drawLine(where.topRight() + QPointF(-0.5, 1.5), where.bottomRight() + QPointF(-0.5, -1.5))


def _solid(painter: QPainter, where: QRectF, progress: float) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(_triangle(where))


def _bang(painter: QPainter, where: QRectF, progress: float) -> None:
    x, top = where.center().x(), where.top()
    painter.drawLine(QPointF(x, top + 1.5), QPointF(x, top + 7))
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(x, top + 10), 0.7, 0.7)


def _note(painter: QPainter, where: QRectF, progress: float) -> None:
    x, bottom = where.center().x(), where.bottom()
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(x - 1.5, bottom - 2.5), 2.0, 1.6)
    painter.drawLine(QPointF(x + 0.7, bottom - 2.5), QPointF(x + 0.7, where.top() + 1.5))
    painter.drawLine(QPointF(x + 0.7, where.top() + 1.5), QPointF(x + 4, where.top() + 3.5))


_SIGNS: dict[Sign, Callable[[QPainter, QRectF, float], None]] = {
    Sign.RING: _ring,
    Sign.DOTS: _dots,
    Sign.ARC: _arc,
    Sign.OUTLINE: _outline,
    Sign.CUED: _cued,
    Sign.SOLID: _solid,
    Sign.BANG: _bang,
    Sign.NOTE: _note,
}

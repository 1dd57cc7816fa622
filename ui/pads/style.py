"""The colours and sign of a pad in each state. The sign alone tells the state, without colour."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PyQt6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from bridge.stage.table import PadPlan
from bridge.stage.views import PadState, PadView
from ui.common.clip_words import percent
from ui.common.theme import Colours, mixed

translate = QCoreApplication.translate
# How much brighter a playing pad is on the beat.
_PULSE = 0.3


class Sign(StrEnum):
    """The sign in a pad's corner."""

    NONE = "none"
    RING = "ring"  # not rendered
    DOTS = "dots"  # waiting
    ARC = "arc"  # rendering
    OUTLINE = "outline"  # ready
    CUED = "cued"  # waiting for the bar line
    SOLID = "solid"  # playing
    BANG = "bang"  # failed
    NOTE = "note"  # MIDI learn


class PadStyle(NamedTuple):
    """Colours as `#rrggbb`; `is_lit` if the ground is the accent colour."""

    ground: str
    edge: str
    ink: str
    mark: str
    sign: Sign
    is_lit: bool = False


def pad_style(view: PadView, shown: Colours, *, is_learning: bool, is_under: bool, pulse: float) -> PadStyle:
    """The style of `view`; `is_under` the pointer; `pulse` falls from 1 on the beat to 0 before the next."""
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
    """Such as `ready` or `40% rendered`, for screen readers. They read each change, so it is in tens."""
    if view.state is PadState.RENDERING:
        return translate("pads", "{percent} rendered").format(percent=percent(round(view.progress, 1)))
    if view.state is PadState.EMPTY:
        return translate("pads", "not rendered") if view.plan is not None else translate("pads", "empty")
    return {
        PadState.WAITING: translate("pads", "waiting"),
        PadState.READY: translate("pads", "ready"),
        PadState.CUED: translate("pads", "cued"),
        PadState.PLAYING: translate("pads", "playing"),
        PadState.FAILED: view.message or translate("pads", "failed"),
    }[view.state]


def level_words(plan: PadPlan | None) -> str:
    """Such as `muted` or `70%`; nothing for a pad at its usual level."""
    if plan is None or (plan.gain == 1.0 and not plan.muted):
        return ""
    return translate("pads", "muted") if plan.muted else percent(plan.gain)


def mute_letter() -> str:
    """What stands for `muted` where there is little room."""
    return translate("pads", "M", "mute")


def corner_words(pad: int, plan: PadPlan | None, metrics: QFontMetrics, width_px: int) -> str:
    """The number of a pad and its level, as far as they fit: the tooltip has them in full."""
    if not (level := level_words(plan)):
        return str(pad)
    short = mute_letter() if plan is not None and plan.muted else level
    written = (f"{pad} · {level}", f"{pad} · {short}", f"{pad} {short}")
    return next((each for each in written if metrics.horizontalAdvance(each) <= width_px), f"{pad} ·")


def wrapped(text: str, metrics: QFontMetrics, width_px: int, most_lines: int) -> list[str]:
    """`text` in at most `most_lines` lines of `width_px`; the last is elided if needed."""
    lines: list[str] = []
    words = text.split()
    while words:
        word = words.pop(0)
        fits = _fitting(word, metrics, width_px)
        if fits < len(word) and len(lines) < most_lines - 1:
            # A long word is broken, rather than cut, where there is another line for the rest of it.
            lines.append(word[:fits])
            words.insert(0, word[fits:])
            continue
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width_px:
            lines[-1] = longer
        elif len(lines) < most_lines:
            lines.append(word)
        else:
            lines[-1] = longer
    right = Qt.TextElideMode.ElideRight
    # Qt also elides what fits exactly.
    return [
        line if metrics.horizontalAdvance(line) <= width_px else metrics.elidedText(line, right, width_px)
        for line in lines
    ]


def _fitting(word: str, metrics: QFontMetrics, width_px: int) -> int:
    """How many of its characters fit into a line; at least one."""
    return next((n for n in range(len(word), 1, -1) if metrics.horizontalAdvance(word[:n]) <= width_px), 1)


def paint_sign(painter: QPainter, where: QRectF, sign: Sign, colour: str, progress: float) -> None:
    """Paint `sign` into the square `where`; `progress` (0..1) is the length of the arc."""
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

"""Bar and beat, moving."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PyQt6.QtWidgets import QLabel, QSizePolicy, QWidget

from bridge.vocabulary.music import Transport
from ui.common.beats import position_at
from ui.common.theme import CONTROL_PX, TEXT_PX, XS, S, colours, font

_MOVES_EVERY_MS = 33
_WIDTH_PX, _SIGN_PX, _DOT_PX, _DOT_GAP_PX = 164, 10, 5, 4
_MOST_DOTS = 8


class _Shown(NamedTuple):
    """All that is painted: another one is a repaint."""

    words: str
    playing: bool
    beat: int
    beats: int
    filled_px: int


class BeatDisplay(QLabel):
    """`17.3`, a dot for each beat of the bar, a line that fills as the bar goes by; a triangle while the
    host plays, else a square. Painted thirty times a second at most, and only when it looks otherwise.

    A label for the sake of screen readers, who are told of nothing thirty times a second."""

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._transport: Transport | None = None
        self.shown = _Shown("–", False, 0, 4, 0)
        self.setFixedSize(QSize(_WIDTH_PX, CONTROL_PX))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(_MOVES_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._name()

    def show_transport(self, transport: Transport | None) -> None:
        """Show this time; none where nobody has one."""
        self._transport = transport
        is_moving = transport is not None and transport.playing
        if is_moving != self._timer.isActive():
            if is_moving:
                self._timer.start()
            else:
                self._timer.stop()
        self._look()

    def _look(self) -> None:
        looked = self._seen()
        if looked != self.shown:
            was_playing, self.shown = self.shown.playing, looked
            if was_playing != looked.playing or not looked.playing:
                self._name()
            self.update()

    def _seen(self) -> _Shown:
        if (transport := self._transport) is None:
            return _Shown("–", False, 0, 4, 0)
        place = position_at(transport, self._clock())
        px = round(place.through_bar * (self.width() - 2 * S) * self.devicePixelRatioF())
        words = f"{place.bar}.{place.beat}"
        return _Shown(words, transport.playing, place.beat, transport.meter.numerator, px)

    def _name(self) -> None:
        state = self.tr("playing") if self.shown.playing else self.tr("stopped")
        words = self.tr("Bar and beat {place}, {state}").format(place=self.shown.words, state=state)
        self.setAccessibleName(words if not self.shown.playing else self.tr("Bar and beat, playing"))
        self.setToolTip(self.tr("Bar and beat; {state}").format(state=state))

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """All of it."""
        looked, shown = self.shown, colours(self.palette())
        ink = QColor(shown.accent if looked.playing else shown.soft)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.sunken))
        painter.drawRoundedRect(QRectF(self.rect()), XS, XS)
        painter.setBrush(ink)
        middle = self.height() / 2 - 1
        sign = QRectF(S, middle - _SIGN_PX / 2, _SIGN_PX, _SIGN_PX)
        if looked.playing:
            corners = [sign.topLeft(), sign.bottomLeft(), QPointF(sign.right(), sign.center().y())]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.drawRect(sign.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QColor(shown.text))
        painter.setFont(font(TEXT_PX, bold=True))
        left = int(sign.right()) + S
        words = QRectF(left, 0, 60, self.height() - 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, looked.words)
        self._paint_dots(painter, middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.line))
        painter.drawRect(QRectF(S, self.height() - 4, self.width() - 2 * S, 2))
        painter.setBrush(ink)
        painter.drawRect(QRectF(S, self.height() - 4, looked.filled_px / self.devicePixelRatioF(), 2))
        painter.end()

    def _paint_dots(self, painter: QPainter, middle: float) -> None:
        looked, shown = self.shown, colours(self.palette())
        if looked.beats > _MOST_DOTS:
            return
        step = _DOT_PX + _DOT_GAP_PX
        left = self.width() - S - looked.beats * step + _DOT_GAP_PX
        painter.setPen(Qt.PenStyle.NoPen)
        for beat in range(looked.beats):
            is_now = looked.playing and beat == looked.beat - 1
            painter.setBrush(QColor(shown.accent if is_now else shown.line))
            grow = 1 if is_now else 0
            dot = QRectF(left + beat * step, middle - _DOT_PX / 2, _DOT_PX, _DOT_PX)
            painter.drawEllipse(dot.adjusted(-grow, -grow, grow, grow))

"""Shows bar and beat as the music plays."""

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
    """All that is painted; a change means a repaint."""

    words: str
    playing: bool
    beat: int
    beats: int
    filled_px: int


class BeatDisplay(QLabel):
    """`17.3`, a dot for each beat of the bar, a line that fills with the bar, and a play or stop sign.
    Repainted at most thirty times a second, and only when it looks different.

    A label, so that screen readers can read it; they are not told of each change."""

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._transport: Transport | None = None
        self.shown = _Shown("–", False, 0, 4, 0)
        self.setFixedSize(QSize(_WIDTH_PX, CONTROL_PX))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(_MOVES_EVERY_MS)
        self._timer.timeout.connect(self._refresh)
        self._update_name()

    def show_transport(self, transport: Transport | None) -> None:
        self._transport = transport
        is_moving = transport is not None and transport.playing
        if is_moving != self._timer.isActive():
            if is_moving:
                self._timer.start()
            else:
                self._timer.stop()
        self._refresh()

    def _refresh(self) -> None:
        current = self._current()
        if current != self.shown:
            was_playing, self.shown = self.shown.playing, current
            if was_playing != current.playing or not current.playing:
                self._update_name()
            self.update()

    def _current(self) -> _Shown:
        if (transport := self._transport) is None:
            return _Shown("–", False, 0, 4, 0)
        position = position_at(transport, self._clock())
        px = round(position.through_bar * (self.width() - 2 * S) * self.devicePixelRatioF())
        words = f"{position.bar}.{position.beat}"
        return _Shown(words, transport.playing, position.beat, transport.meter.numerator, px)

    def _update_name(self) -> None:
        state = self.tr("playing") if self.shown.playing else self.tr("stopped")
        words = self.tr("Bar and beat: {position}, {state}").format(position=self.shown.words, state=state)
        self.setAccessibleName(self.tr("Bar and beat, playing") if self.shown.playing else words)
        self.setToolTip(self.tr("Bar and beat, {state}").format(state=state))

    def paintEvent(self, event: QPaintEvent | None) -> None:
        current, shown = self.shown, colours(self.palette())
        ink = QColor(shown.accent if current.playing else shown.soft)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.sunken))
        painter.drawRoundedRect(QRectF(self.rect()), XS, XS)
        painter.setBrush(ink)
        middle = self.height() / 2 - 1
        sign = QRectF(S, middle - _SIGN_PX / 2, _SIGN_PX, _SIGN_PX)
        if current.playing:
            corners = [sign.topLeft(), sign.bottomLeft(), QPointF(sign.right(), sign.center().y())]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.drawRect(sign.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QColor(shown.text))
        painter.setFont(font(TEXT_PX, bold=True))
        left = int(sign.right()) + S
        words = QRectF(left, 0, 60, self.height() - 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, current.words)
        self._paint_dots(painter, middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.line))
        painter.drawRect(QRectF(S, self.height() - 4, self.width() - 2 * S, 2))
        painter.setBrush(ink)
        painter.drawRect(QRectF(S, self.height() - 4, current.filled_px / self.devicePixelRatioF(), 2))
        painter.end()

    def _paint_dots(self, painter: QPainter, middle: float) -> None:
        current, shown = self.shown, colours(self.palette())
        if current.beats > _MOST_DOTS:
            return
        step = _DOT_PX + _DOT_GAP_PX
        left = self.width() - S - current.beats * step + _DOT_GAP_PX
        painter.setPen(Qt.PenStyle.NoPen)
        for beat in range(current.beats):
            is_now = current.playing and beat == current.beat - 1
            painter.setBrush(QColor(shown.accent if is_now else shown.line))
            grow = 1 if is_now else 0
            dot = QRectF(left + beat * step, middle - _DOT_PX / 2, _DOT_PX, _DOT_PX)
            painter.drawEllipse(dot.adjusted(-grow, -grow, grow, grow))

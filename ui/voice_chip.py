"""One loop that sounds, as a button that stops it."""

from __future__ import annotations

import time

from PyQt6.QtCore import QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from bridge.player.port import VoiceView
from ui.icons import icon
from ui.theme import CONTROL_PX, RADIUS_PX, SMALL_PX, XS, S, colours, font

_MOST_PX, _LEAST_PX, _ICON_PX = 168, 84, 12


class VoiceChip(QAbstractButton):
    """Where it plays, what, and how far through it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slot = ""
        self._words, self._through, self._waits = "", 0.0, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_voice(self, voice: VoiceView, slot_name: str) -> None:
        """Show `voice`, which plays at `slot_name`."""
        job = voice.clip.job
        words = f"{slot_name} · {job.prompt or voice.clip.path.stem}"
        waits = voice.loading or voice.starts_at_s > time.monotonic()
        through = 0.0 if waits else voice.position
        moved_px = abs(through - self._through) * self.width() * self.devicePixelRatioF()
        self.slot = voice.slot
        if words != self._words:
            self._words = words
            self.setToolTip(
                self.tr("{what}: press to stop it at the next bar, with Shift at once").format(what=words)
            )
            self.setAccessibleName(self.tr("Stop {what}").format(what=words))
            self.updateGeometry()
        elif moved_px < 1 and waits == self._waits:
            return
        self._through, self._waits = through, waits
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its words, within reason."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._words) + 2 * S + XS + _ICON_PX
        return QSize(max(_LEAST_PX, min(_MOST_PX, width)), CONTROL_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Where the slot can still be read."""
        return QSize(_LEAST_PX, CONTROL_PX)

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802
        """All of it: it is small."""
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
        width = (self.width() - 2 * RADIUS_PX) * self._through
        painter.drawRect(QRectF(RADIUS_PX, self.height() - 3, width, 2))
        painter.end()

"""The output meter: peak and RMS of what is heard, left above right."""

from __future__ import annotations

import math

from PyQt6.QtCore import QEvent, QRectF, QTimer
from PyQt6.QtGui import QColor, QHelpEvent, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PyQt6.QtWidgets import QToolTip, QWidget

from bridge.player.meter import Levels
from bridge.stage.events import MeterAsked
from bridge.stage.views import StageView
from ui.common.link import Link
from ui.common.theme import CONTROL_PX, colours, mixed

METER_PX = 64
_BAR_PX, _GAP_PX = 5, 3
# Its left end, and the level from which a bar is in the colour of a warning.
FLOOR_DB, _HOT_DB = -48.0, -1.0
# How fast a bar falls, as on hardware: some 20 dB a second.
_FALLS_DB, _EVERY_MS = 1.0, 50


class OutputMeter(QWidget):
    """Has the output measured while it is on the screen, and no longer."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._peaks, self._rms = (FLOOR_DB, FLOOR_DB), (FLOOR_DB, FLOOR_DB)
        self.setFixedSize(METER_PX, CONTROL_PX)
        self.setAccessibleName(self.tr("Output meter"))
        self._fall_timer = QTimer(self)
        self._fall_timer.setInterval(_EVERY_MS)
        self._fall_timer.timeout.connect(self._fall)
        link.stage.connect(self._show_view)
        link.attached.connect(lambda: self._ask(self.isVisible()))

    def _ask(self, on: bool) -> None:
        self._link.post_stage(MeterAsked(on))

    def showEvent(self, event: QShowEvent | None) -> None:
        super().showEvent(event)
        self._ask(True)

    def hideEvent(self, event: QHideEvent | None) -> None:
        super().hideEvent(event)
        self._fall_timer.stop()
        self._ask(False)

    def _show_view(self, view: StageView) -> None:
        if view.player.levels is not None:
            self.show_levels(view.player.levels)

    def show_levels(self, levels: Levels) -> None:
        """Show `levels`; a bar rises at once, and falls slowly."""
        peaks = (_db(levels.peak[0]), _db(levels.peak[1]))
        rms = (_db(levels.rms[0]), _db(levels.rms[1]))
        peaks = (max(self._peaks[0], peaks[0]), max(self._peaks[1], peaks[1]))
        if (peaks, rms) == (self._peaks, self._rms):
            return
        self._peaks, self._rms = peaks, rms
        if max(self._peaks) > FLOOR_DB and self.isVisible() and not self._fall_timer.isActive():
            self._fall_timer.start()
        self.update()

    def _fall(self) -> None:
        self._peaks = (
            max(FLOOR_DB, self._peaks[0] - _FALLS_DB, self._rms[0]),
            max(FLOOR_DB, self._peaks[1] - _FALLS_DB, self._rms[1]),
        )
        if max(self._peaks) <= FLOOR_DB:
            self._fall_timer.stop()
        self.update()

    @property
    def words(self) -> str:
        """The levels in words, for the tooltip."""
        peak, rms = max(self._peaks), max(self._rms)
        if peak <= FLOOR_DB:
            return self.tr("Output: silent")
        return self.tr("Output: peak {peak} dB, RMS {rms} dB").format(peak=f"{peak:.0f}", rms=f"{rms:.0f}")

    def event(self, event: QEvent | None) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter, shown = QPainter(self), colours(self.palette())
        top = (self.height() - 2 * _BAR_PX - _GAP_PX) / 2
        for at, (peak, rms) in enumerate(zip(self._peaks, self._rms, strict=True)):
            bar = QRectF(0, top + at * (_BAR_PX + _GAP_PX), self.width(), _BAR_PX)
            hue = shown.bad if peak >= _HOT_DB else shown.accent
            painter.fillRect(bar, QColor(shown.line))
            painter.fillRect(_part(bar, peak), QColor(mixed(hue, shown.panel, 0.45)))
            painter.fillRect(_part(bar, rms), QColor(hue))
        painter.end()


def _part(bar: QRectF, level_db: float) -> QRectF:
    return QRectF(bar.left(), bar.top(), bar.width() * (1 - level_db / FLOOR_DB), bar.height())


def _db(share: float) -> float:
    """dB of full scale, within the meter."""
    return min(0.0, max(FLOOR_DB, 20 * math.log10(share))) if share > 0 else FLOOR_DB

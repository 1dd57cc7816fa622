"""The button that shows whether hosts are connected, and opens their settings."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QToolButton

from bridge.messages.host_views import HostsView
from ui.common.host_words import host_status
from ui.common.icons import icon
from ui.common.theme import CONTROL_PX, colours
from ui.common.widgets import plain_tip

_DOT_PX, _INSET_PX = 3.5, 7.0


class HostsButton(QToolButton):
    """A green dot says that a host is connected, a red one that one needs attention."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = ""
        self.setIcon(icon("hosts"))
        self.setFixedSize(CONTROL_PX, CONTROL_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_hosts(HostsView())

    def show_hosts(self, view: HostsView) -> None:
        """Sum up the hosts of `view`."""
        statuses = [host_status(host) for host in view.hosts if host.is_listened_to]
        tones = {status.tone for status in statuses}
        self._tone = "bad" if "bad" in tones else "good" if "good" in tones else ""
        parts = [f"{status.title}: {status.word}" for status in statuses if status.tone]
        words = "; ".join(parts) or self.tr("No host is connected")
        self.setToolTip(plain_tip(self.tr("{words}. Click to set up hosts.").format(words=words)))
        self.setAccessibleName(self.tr("Hosts: {words}").format(words=words))
        self.update()

    @property
    def tone(self) -> str:
        """`good` if a host is connected, `bad` if one needs attention, else empty."""
        return self._tone

    def paintEvent(self, event: QPaintEvent | None) -> None:
        super().paintEvent(event)
        if not self._tone:
            return
        shown = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.bad if self._tone == "bad" else shown.good))
        painter.drawEllipse(QPointF(self.width() - _INSET_PX, _INSET_PX), _DOT_PX, _DOT_PX)

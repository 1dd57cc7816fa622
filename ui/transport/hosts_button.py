"""A small button in the host line: whether hosts take clips now, and the way to all about them."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QToolButton

from bridge.messages.host_views import HostsView
from ui.common.host_words import state_of
from ui.common.icons import icon
from ui.common.theme import CONTROL_PX, colours

_DOT_PX, _INSET_PX = 3.5, 7.0


class HostsButton(QToolButton):
    """`clicked` asks to see the hosts. A dot says that one takes clips, or that one needs a look."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = ""
        self.setIcon(icon("hosts"))
        self.setFixedSize(CONTROL_PX, CONTROL_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_hosts(HostsView())

    def show_hosts(self, view: HostsView) -> None:
        """Sum up the hosts of `view`."""
        states = [state_of(host) for host in view.hosts if host.is_listened_to]
        tones = {state.tone for state in states}
        self._tone = "bad" if "bad" in tones else "good" if "good" in tones else ""
        said = [f"{state.title}: {state.word}" for state in states if state.tone]
        words = "; ".join(said) or self.tr("No host is connected")
        self.setToolTip(self.tr("Hosts and scripts. {words}.").format(words=words))
        self.setAccessibleName(self.tr("Hosts: {words}").format(words=words))
        self.update()

    @property
    def tone(self) -> str:
        """`good` where a host takes clips, `bad` where one needs a look, else nothing."""
        return self._tone

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """The dot over the icon."""
        super().paintEvent(event)
        if not self._tone:
            return
        shown = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.bad if self._tone == "bad" else shown.good))
        painter.drawEllipse(QPointF(self.width() - _INSET_PX, _INSET_PX), _DOT_PX, _DOT_PX)

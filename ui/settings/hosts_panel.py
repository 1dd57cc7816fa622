"""The hosts in the settings: a card for each."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QShowEvent
from PyQt6.QtWidgets import QFrame, QVBoxLayout

from bridge.hosts import register
from bridge.messages.host_views import HostsView
from bridge.settings import Settings
from ui.common.background import Background
from ui.common.link import Link
from ui.common.state import WindowState
from ui.common.theme import L, M, set_role
from ui.common.widgets import label, line
from ui.settings.hosts_card import HostCard
from ui.settings.hosts_script import HostScript


class HostsPanel(QFrame):
    """`committed` carries the name of a setting (`hosts`) and its new value, as the page's rows do."""

    committed = pyqtSignal(str, object)

    def __init__(
        self, link: Link, settings: Settings, background: Background, state: WindowState | None = None
    ) -> None:
        super().__init__()
        self._settings = settings
        set_role(self, "panel")
        self.setAccessibleName(self.tr("Hosts and their scripts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, L)
        column.setSpacing(M)
        column.addWidget(label(self.tr("Hosts"), "heading"))
        self.cards: dict[str, HostCard] = {}
        for host in register.hosts():
            script = HostScript(host, host.script, settings, background, state) if host.script else None
            card = HostCard(host, script)
            card.listening.connect(lambda is_on, name=host.id: self._listen(name, is_on))
            if self.cards:
                column.addWidget(line())
            self.cards[host.id] = card
            column.addWidget(card)
        self.setFocusProxy(next(iter(self.cards.values())).listens)
        link.hosts.connect(self.show_hosts)
        self.show_hosts(link.known_hosts)
        self.show_settings(settings)

    def show_hosts(self, view: HostsView) -> None:
        """Show the hosts' states."""
        for host, card in self.cards.items():
            card.show_host(view.named(host))

    def show_settings(self, settings: Settings) -> None:
        """Show which hosts are connected, and use these folders."""
        self._settings = settings
        for host, card in self.cards.items():
            card.show_listening(host in settings.hosts)
            if card.script is not None:
                card.script.show_settings(settings)
        if self.isVisible():
            self._recheck()

    def showEvent(self, event: QShowEvent | None) -> None:
        super().showEvent(event)
        self._recheck()

    def _recheck(self) -> None:
        for card in self.cards.values():
            if card.script is not None:
                card.script.recheck()

    def _listen(self, host: str, is_on: bool) -> None:
        others = tuple(each for each in self._settings.hosts if each != host)
        self.committed.emit("hosts", (*others, host) if is_on else others)

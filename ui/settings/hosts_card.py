"""A host in the settings: its status, its connection, and its setup."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QPushButton, QWidget

from bridge.hosts.description import Host
from bridge.messages.host_views import HostView
from ui.common.host_words import HostStatus, host_status, numbered, title_of, unknown_status
from ui.common.theme import XS, set_role
from ui.common.widgets import Elided, hbox, label, vbox
from ui.settings.hosts_script import HostScript

translate = QCoreApplication.translate


class HostCard(QWidget):
    """`listening` carries whether to connect the host."""

    listening = pyqtSignal(bool)

    def __init__(self, host: Host, script: HostScript | None) -> None:
        super().__init__()
        self.host, self.script = host, script
        title = title_of(host.id)
        self._view: HostView | None = None
        self._shown: HostStatus | None = None
        self.title = label(title, "heading")
        self.state = label("", "small")
        self.figures = Elided("", "small")
        self.sentence = label("", "small", wraps=True)
        words, tip = (translate("hosts", each) for each in host.listens)
        self.listens = QCheckBox(words)
        self.listens.setToolTip(tip)
        self.listens.setAccessibleName(f"{title}: {words}")
        self.listens.setAccessibleDescription(tip)
        self.listens.clicked.connect(self.listening)
        self.more = QPushButton(self.tr("Set up…"))
        self.more.setCheckable(True)
        self.more.setAccessibleName(self.tr("Set up {host}").format(host=title))
        self.setup = _steps(host) if script is None else script
        self.setup.hide()
        self.more.toggled.connect(self.setup.setVisible)
        self._lay_out()
        if script is not None:
            script.checked.connect(self._show)
        self.show_host(None)

    def _lay_out(self) -> None:
        head = hbox(self.title, self.state, self.figures, self.listens, self.more, grows=self.figures)
        vbox(self, head, self.sentence, self.setup, spacing_px=XS)

    def show_host(self, view: HostView | None) -> None:
        """Show the host's status; `None` without a bridge."""
        self._view = view
        self._show()

    def show_listening(self, is_listened_to: bool) -> None:
        """Show whether it is connected in the settings."""
        self.listens.setChecked(is_listened_to)

    @property
    def status(self) -> HostStatus:
        if self._view is None:
            return unknown_status(self.host.id)
        return host_status(self._view, self.script.check.script if self.script is not None else "unknown")

    def _show(self) -> None:
        if (status := self.status) == self._shown:
            return
        self._shown = status
        self.state.setText(status.word)
        set_role(self.state, {"good": "good", "bad": "failure"}.get(status.tone, "small"))
        self.figures.set_text(status.figures)
        self.sentence.setText(status.sentence)
        self.sentence.setVisible(bool(status.sentence))
        parts = (status.title, status.word, status.figures, status.sentence)
        self.setAccessibleName(", ".join(each for each in parts if each))


def _steps(host: Host) -> QWidget:
    return label(numbered(host.steps), "small", wraps=True)

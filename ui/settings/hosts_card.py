"""A host in the settings: how it stands, whether it is connected, and how it is set up."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication, Qt, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bridge.hosts.description import Host
from bridge.messages.host_views import HostView
from ui.common.host_words import Standing, numbered, state_of, title_of, unknown
from ui.common.theme import XS, S, set_role
from ui.common.widgets import Elided, label
from ui.settings.hosts_script import HostScript

translate = QCoreApplication.translate


class HostCard(QWidget):
    """`listening` carries whether the host should be connected. `script` is none where a host has none."""

    listening = pyqtSignal(bool)

    def __init__(self, host: Host, script: HostScript | None) -> None:
        super().__init__()
        self.host, self.script = host, script
        title = title_of(host.id)
        self._view: HostView | None = None
        self._shown: Standing | None = None
        self.title = label(title, "heading")
        self.word = label("", "small")
        self.figures = Elided("", "small")
        self.sentence = label("", "small")
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
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
            script.looked.connect(self._show)
        self.show_host(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.title)
        head.addWidget(self.word)
        head.addWidget(self.figures, 1)
        head.addWidget(self.listens)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addWidget(self.setup)

    def show_host(self, view: HostView | None) -> None:
        """Show how the host stands; none while no bridge runs."""
        self._view = view
        self._show()

    def show_listening(self, is_listened_to: bool) -> None:
        """Show whether the settings have it connected."""
        self.listens.setChecked(is_listened_to)

    @property
    def standing(self) -> Standing:
        """What is shown."""
        if self._view is None:
            return unknown(self.host.id)
        return state_of(self._view, self.script.look.script if self.script is not None else "unknown")

    def _show(self) -> None:
        if (standing := self.standing) == self._shown:
            return
        self._shown = standing
        self.word.setText(standing.word)
        set_role(self.word, {"good": "good", "bad": "failure"}.get(standing.tone, "small"))
        self.figures.set_text(standing.figures)
        self.sentence.setText(standing.sentence)
        self.sentence.setVisible(bool(standing.sentence))
        said = (standing.title, standing.word, standing.figures, standing.sentence)
        self.setAccessibleName(", ".join(each for each in said if each))


def _steps(host: Host) -> QWidget:
    steps = label(numbered(host.steps), "small")
    steps.setWordWrap(True)
    return steps

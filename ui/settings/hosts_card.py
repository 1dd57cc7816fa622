"""A host in the settings: a line on how it stands, whether it is listened to, and its script."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bridge.messages.host_views import HostName, HostView
from ui.common.host_words import Standing, full_title, listening_words, state_of, unknown
from ui.common.theme import XS, S, set_role
from ui.common.widgets import Elided, label
from ui.settings.hosts_install import Look
from ui.settings.hosts_script import HostScript


class HostCard(QWidget):
    """`listening` carries whether the host should be listened to. `script` is none where a host has none."""

    listening = pyqtSignal(bool)

    def __init__(self, host: HostName, script: HostScript | None) -> None:
        super().__init__()
        self.host, self.script = host, script
        self._view: HostView | None = None
        self._shown: Standing | None = None
        self.title = label(full_title(host), "heading")
        self.word = label("", "small")
        self.figures = Elided("", "small")
        self.sentence = label("", "small")
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words, tip = listening_words(host)
        self.listens = QCheckBox(words)
        self.listens.setToolTip(tip)
        self.listens.setAccessibleName(f"{full_title(host)}: {words}")
        self.listens.setAccessibleDescription(tip)
        self.listens.clicked.connect(self.listening)
        self.more = QPushButton(self.tr("Script…"))
        self.more.setCheckable(True)
        self.more.setVisible(script is not None)
        self.more.setAccessibleName(self.tr("Script for {host}").format(host=full_title(host)))
        self.more.toggled.connect(self._unfold)
        self._lay_out()
        if script is not None:
            script.looked.connect(self._looked)
            script.hide()
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
        if self.script is not None:
            column.addWidget(self.script)

    def show_host(self, view: HostView | None) -> None:
        """Show how the host stands; none while no bridge runs."""
        self._view = view
        self._show()

    def show_listening(self, is_listened_to: bool) -> None:
        """Show whether the settings have it listened to."""
        self.listens.setChecked(is_listened_to)

    @property
    def standing(self) -> Standing:
        """What is shown."""
        if self._view is None:
            return unknown(self.host)
        return state_of(self._view, self.script.look.script if self.script is not None else "unknown")

    def _looked(self, found: Look) -> None:
        self._show()

    def _show(self) -> None:
        if (standing := self.standing) == self._shown:
            return
        self._shown = standing
        self.word.setText(standing.word)
        set_role(self.word, {"good": "good", "bad": "failure"}.get(standing.tone, "small"))
        self.figures.say(standing.figures)
        self.sentence.setText(standing.sentence)
        self.sentence.setVisible(bool(standing.sentence))
        said = (standing.title, standing.word, standing.figures, standing.sentence)
        self.setAccessibleName(", ".join(each for each in said if each))

    def _unfold(self, is_open: bool) -> None:
        if self.script is not None:
            self.script.setVisible(is_open)


__all__ = ["HostCard"]

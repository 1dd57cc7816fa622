"""Asks for a name, in place of the grid."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from bridge.stage.pad_sets import MAX_TITLE_CHARACTERS
from ui.common.theme import S, set_role
from ui.common.widgets import bare, hbox, icon_button, label


class NamePage(QWidget):
    """`ask` shows what is to be named; Return or the button gives the name. `back_requested` closes it."""

    back_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: Callable[[str], object] = lambda name: None
        self.heading = label("", "heading")
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_TITLE_CHARACTERS)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.save = QPushButton(self.tr("&Save"))
        set_role(self.save, "primary")
        self.back = icon_button("back", self.tr("Back to the pads"), self.tr("Back to the pads (Esc)"))
        column = bare(QVBoxLayout(self), S)
        column.addLayout(hbox(self.back, self.heading, self.save, grows=self.heading))
        column.addWidget(self.name)
        column.addStretch(1)
        self.save.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self.back.clicked.connect(self.back_requested)

    def ask(self, heading: str, name: str, take: Callable[[str], object]) -> None:
        """Ask for a name, `name` so far, and call `take` with it."""
        self._take = take
        self.heading.setText(heading)
        self.name.setText(name)
        self.name.selectAll()
        self.name.setFocus()

    def _save(self) -> None:
        if name := self.name.text().strip():
            self.back_requested.emit()
            self._take(name)
        else:
            self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

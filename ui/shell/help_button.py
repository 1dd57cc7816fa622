"""The help button in the window's corner."""

from __future__ import annotations

from PyQt6.QtCore import QPoint, pyqtSignal
from PyQt6.QtWidgets import QMenu, QToolButton, QWidget

from ui.common.icons import icon
from ui.common.theme import set_role
from ui.shell.help_page import parts


class HelpButton(QToolButton):
    """Opens a menu. `chosen` carries a part of the help page, `hints_requested` asks for the hints."""

    chosen = pyqtSignal(str)
    hints_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon("help"))
        self.setAccessibleName(self.tr("Help"))
        self.setToolTip(self.tr("Help (F1)"))
        set_role(self, "quiet")
        self.menu_of_parts = QMenu(self)
        for name, title in parts().items():
            if (action := self.menu_of_parts.addAction(title)) is not None:
                action.triggered.connect(lambda _=False, name=name: self.chosen.emit(name))
        self.menu_of_parts.addSeparator()
        if (hints := self.menu_of_parts.addAction(self.tr("Show hints again"))) is not None:
            hints.triggered.connect(self.hints_requested)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = self.menu_of_parts
        right = self.mapToGlobal(QPoint(self.width(), self.height() + 2))
        menu.popup(right - QPoint(menu.sizeHint().width(), 0))

"""The menu of pad sets. `read_pad_sets` is for the background."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QActionGroup
from PyQt6.QtWidgets import QSizePolicy, QWidget

from bridge.errors import BadFile
from bridge.stage.table import Table
from bridge.stage.tables import read_table, table_names, tables_folder
from ui.common.menu_button import MenuButton
from ui.common.theme import set_role


def read_pad_sets(presets_folder: Path) -> dict[str, Table]:
    """All pad sets by name, ours and the user's, without unreadable ones."""
    tables = {}
    for name, path in table_names(tables_folder()).items():
        try:
            tables[name] = read_table(path, presets_folder)
        except BadFile:
            continue
    return tables


class PadSetMenu(MenuButton):
    """Shows the current pad set; `chosen` carries a name and its `Table`."""

    chosen = pyqtSignal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "aside")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Choose a pad set"))
        self._group = QActionGroup(self)
        self.show_title("")

    def offer(self, tables: dict[str, Table]) -> None:
        self.choices.clear()
        for name, table in sorted(tables.items(), key=lambda each: each[1].title):
            action = self.choices.addAction(table.title or name)
            if action is not None:
                action.setCheckable(True)
                action.setChecked(action.text() == self._title)
                self._group.addAction(action)
                action.triggered.connect(lambda _=False, name=name, table=table: self._choose(name, table))
        self.setVisible(bool(tables))

    def show_title(self, title: str) -> None:
        """Show this as the current one."""
        self._title = title
        # Leave room for the chevron.
        self.setText((title or self.tr("Pad set")) + "     ")
        self.setAccessibleName(self.tr("Pad set: {title}").format(title=title))
        for action in self.choices.actions():
            action.setChecked(action.text() == title)

    def _choose(self, name: str, table: Table) -> None:
        self.show_title(table.title)
        self.chosen.emit(name, table)

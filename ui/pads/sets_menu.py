"""The menu of pad sets, and of what can be done with the one in use."""

from __future__ import annotations

from collections.abc import Mapping

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QMenu, QSizePolicy, QWidget

from bridge.vocabulary.music import KEYS
from ui.common.menu_button import MenuButton
from ui.common.theme import set_role


class PadSetMenu(MenuButton):
    """Shows the current pad set. `chosen` carries a name, `key_chosen` a key for all pads or none."""

    chosen = pyqtSignal(str)
    key_chosen = pyqtSignal(object)
    edit_requested = pyqtSignal()
    new_requested = pyqtSignal()
    save_requested = pyqtSignal()
    rename_requested = pyqtSignal()
    reset_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "aside")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Choose a pad set"))
        self._group = QActionGroup(self)
        self.keys = QMenu(self.tr("&Key of all pads"), self)
        self._offer_keys()
        self.edit = QAction(self.tr("&All pads…"), self)
        self.new = QAction(self.tr("&New set…"), self)
        self.save = QAction(self.tr("&Save a copy…"), self)
        self.rename = QAction(self.tr("&Rename…"), self)
        self.reset = QAction(self.tr("R&eset"), self)
        self.edit.triggered.connect(self.edit_requested)
        self.new.triggered.connect(self.new_requested)
        self.save.triggered.connect(self.save_requested)
        self.rename.triggered.connect(self.rename_requested)
        self.reset.triggered.connect(self.reset_requested)
        self.show_title("")
        self.allow(rename=False, reset=False)

    def _offer_keys(self) -> None:
        for key in (None, *KEYS):
            if (entry := self.keys.addAction(key.short if key else self.tr("Any"))) is not None:
                entry.triggered.connect(lambda _=False, key=key: self.key_chosen.emit(key))

    def offer(self, titles: Mapping[str, str]) -> None:
        """Offer pad sets by their names."""
        for action in self._group.actions():
            self._group.removeAction(action)
        self.choices.clear()
        for name, title in sorted(titles.items(), key=lambda each: each[1].casefold()):
            if (entry := self.choices.addAction(title)) is not None:
                entry.setCheckable(True)
                entry.setChecked(title == self._title)
                self._group.addAction(entry)
                entry.triggered.connect(lambda _=False, name=name: self.chosen.emit(name))
        self.choices.addSeparator()
        self.choices.addAction(self.edit)
        self.choices.addMenu(self.keys)
        self.choices.addActions([self.new, self.save, self.rename, self.reset])
        self.setVisible(bool(titles))

    @property
    def sets(self) -> list[QAction]:
        """The entries for pad sets, in order."""
        return self._group.actions()

    def show_title(self, title: str) -> None:
        """Show this as the current one."""
        self._title = title
        # Leave room for the chevron.
        self.setText((title or self.tr("Pad set")) + "     ")
        self.setAccessibleName(self.tr("Pad set: {title}").format(title=title))
        for action in self._group.actions():
            action.setChecked(action.text() == title)

    def allow(self, *, rename: bool, reset: bool) -> None:
        """Whether the current one can be renamed, and reset to what its file has."""
        self.rename.setEnabled(rename)
        self.reset.setEnabled(reset)

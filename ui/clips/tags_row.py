"""The inspector's row for a clip's tags."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QLineEdit, QWidget

from bridge.library import Found
from ui.common.widgets import hbox, label


class TagsRow(QWidget):
    """Shows and edits the tags of a clip. `changed` carries the clip and the tags as typed."""

    changed = pyqtSignal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Separated by commas"))
        self.edit.setAccessibleName(self.tr("Tags"))
        self.edit.setToolTip(self.tr("Tags, separated by commas. Search finds clips by them."))
        self.edit.editingFinished.connect(self._finished)
        row = hbox(label(self.tr("Tags"), "small", self.edit), self.edit, grows=self.edit)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)

    def set_clip(self, found: Found | None) -> None:
        """Show the tags of this clip, unless they are being edited."""
        is_same = found is not None and self._found is not None and found.digest == self._found.digest
        if not is_same:
            self._finished()
        self._found = found
        if not (is_same and self.edit.hasFocus() and self.edit.isModified()):
            self.edit.setText("" if found is None else ", ".join(found.tags))

    def _finished(self) -> None:
        if self._found is not None and self.edit.isModified():
            self.edit.setModified(False)
            self.changed.emit(self._found, self.edit.text())

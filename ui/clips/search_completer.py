"""Completes the values of the search field's terms, such as `tag:dr`."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QStandardItem, QStandardItemModel
from PyQt6.QtWidgets import QCompleter, QLineEdit

from bridge.library.query_edits import completions
from bridge.library.query_text import terms
from ui.clips.filters import FilterRow


class SearchCompleter(QCompleter):
    """Offers what the library's clips have, which `filters` know; words it leaves alone."""

    def __init__(self, edit: QLineEdit, filters: FilterRow) -> None:
        super().__init__(edit)
        self._filters, self._offers = filters, QStandardItemModel(self)
        self.setModel(self._offers)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompletionRole(Qt.ItemDataRole.UserRole)
        edit.setCompleter(self)
        edit.textEdited.connect(self._edited)

    def _edited(self, text: str) -> None:
        """Offer what fits `text`: the popup shows the term, and takes over the whole."""
        self._offers.clear()
        found = terms(text)
        if not found or not found[-1].field:
            return
        self._filters.values_wanted.emit()
        for each in completions(text, self._filters.values):
            item = QStandardItem(each[found[-1].begin :])
            item.setData(each, Qt.ItemDataRole.UserRole)
            self._offers.appendRow(item)

"""A table of names and values under the clip in the inspector, the technical ones folded away."""

from __future__ import annotations

from itertools import takewhile

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ui.clips.facts import Rows
from ui.common.theme import M, S
from ui.common.widgets import Elided, FoldButton, bare, label, vbox

# Lowers small text to the baseline of the larger text beside it.
_BASELINE_PX = 2


class FactsTable(QWidget):
    """`set_rows` fills it. `fold` opens and closes the details."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = FoldButton(self.tr("Details"))
        self._facts, self._details = _Grid(), _Grid()
        self._detail_rows: Rows = []
        self.fold.toggled.connect(self._unfold)
        vbox(self, self._facts, self.fold, self._details)
        self._unfold(False)

    def set_rows(self, facts: Rows, details: Rows) -> None:
        """Show these names and values."""
        self._facts.set_rows(facts)
        self._detail_rows = details
        self._unfold(self.fold.isChecked())

    def _unfold(self, is_open: bool) -> None:
        # Labels are slow to make: none while they are out of view.
        if is_open:
            self._details.set_rows(self._detail_rows)
        self._details.setVisible(is_open)


class _Grid(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._grid = bare(QGridLayout(self), S // 2)
        self._grid.setHorizontalSpacing(M)
        self._grid.setColumnStretch(1, 1)
        self._rows: Rows = []

    def set_rows(self, rows: Rows) -> None:
        """Replace the rows from the first that differs: those above it stay, and reading order is kept."""
        before, self._rows = self._rows, rows
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, rows, strict=False)))
        for at in range(same, len(before)):
            self._clear(at)
        for at in range(same, len(rows)):
            self._fill(at, *rows[at])

    def _clear(self, at: int) -> None:
        for column in (0, 1):
            item = self._grid.itemAtPosition(at, column)
            if item is not None and (widget := item.widget()) is not None:
                self._grid.removeWidget(widget)
                widget.deleteLater()

    def _fill(self, at: int, name: str, text: str) -> None:
        value = _value(text)
        value.setAccessibleName(f"{name}: {text}")
        caption = label(name, "small")
        caption.setContentsMargins(0, _BASELINE_PX, 0, 0)
        self._grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, at, 1, Qt.AlignmentFlag.AlignTop)


def _value(text: str) -> QLabel:
    """A value that never widens the inspector: it wraps, or is elided if it is one word."""
    if " " not in text:
        return Elided(text)
    value = label(text, wraps=True)
    value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return value

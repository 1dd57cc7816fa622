"""Keeps the selection of the clip list, and what is in view, while the list changes."""

from __future__ import annotations

from PyQt6.QtCore import QItemSelection, QModelIndex, QObject
from PyQt6.QtWidgets import QTableView

from ui.clips.changes import runs
from ui.clips.grouped_rows import GroupedRows

# After a reorder, a selection of more separate runs of rows than this is dropped: restoring it would take
# longer than a frame.
MAX_RUNS = 500


class KeptSelection(QObject):
    """Restores the selection after a reset, and moves it on where all selected clips have gone."""

    def __init__(self, view: QTableView, clips: GroupedRows) -> None:
        super().__init__(view)
        self._view, self._clips = view, clips
        self._numbers: frozenset[int] = frozenset()
        self._current: int | None = None
        self._had_selection = False
        clips.modelAboutToBeReset.connect(self._remember)
        clips.modelReset.connect(self._restore)
        clips.rowsRemoved.connect(self._removed)
        clips.rowsInserted.connect(self._inserted)

    @property
    def _is_selected(self) -> bool:
        selection = self._view.selectionModel()
        return selection is not None and selection.hasSelection()

    def before_removal(self) -> None:
        """To be called by the view: a signal would come too late, when the rows are deselected."""
        self._had_selection = self._is_selected

    def _remember(self) -> None:
        current, selection = self._view.currentIndex().row(), self._view.selectionModel()
        self._current = self._clips.number_at(current) if current >= 0 else None
        parts = QItemSelection() if selection is None else selection.selection()
        spans = [(parts[at].top(), parts[at].bottom()) for at in range(len(parts))]
        self._numbers = frozenset(each for span in spans for each in self._clips.numbers_in(*span))

    def _restore(self) -> None:
        """Keep selected what the new list still has, and in view; else show the list from the top."""
        selection = self._view.selectionModel()
        at = self._clips.row_of(self._current) if self._current is not None else None
        row_runs = self._row_runs(self._numbers)
        if len(row_runs) > MAX_RUNS:
            row_runs = [(at, at)] if at is not None and self._current in self._numbers else []
        self._view.scrollToTop()
        if selection is None or not row_runs:
            return
        wanted = QItemSelection()
        for first, last in row_runs:
            wanted.select(self._clips.index(first), self._clips.index(last))
        index = self._clips.index(row_runs[0][0] if at is None else at)
        selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        selection.select(wanted, selection.SelectionFlag.ClearAndSelect)
        self._view.scrollTo(index)

    def _row_runs(self, numbers: frozenset[int]) -> list[tuple[int, int]]:
        """The rows of these clips, as first and last of each run."""
        if not numbers:
            return []
        rows = self._clips.rows_of(numbers)
        if len(rows) == self._clips.rowCount():
            return [(0, len(rows) - 1)] if rows else []
        return runs(rows)

    def _removed(self, parent: QModelIndex, first: int, last: int) -> None:
        """Where all selected clips have gone, select the one that took their place."""
        if self._had_selection and not self._is_selected:
            self._view.selectRow(min(first, self._clips.rowCount() - 1))

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        """Keep the rows in view where they are, except at the very top, where new ones appear."""
        bar, row_px = self._view.verticalScrollBar(), self._view.rowHeight(first)
        if bar is None or bar.value() == 0 or first * row_px > bar.value():
            return
        value = bar.value()
        self._view.updateGeometries()
        bar.setValue(value + (last - first + 1) * row_px)

"""The list itself: rows under the keyboard and the pointer, and out of the window by dragging."""

from __future__ import annotations

from array import array

from PyQt6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QRect, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bridge.library import Found
from ui.clips.changes import runs
from ui.clips.delegate import ROW_PX, ClipsDelegate, row_parts
from ui.clips.model import ClipsModel
from ui.common.clip_selection import ClipSelection
from ui.dragging.drag import drag_out
from ui.pictures.loader import PreviewLoader

# How many selected clips are loaded ahead; no program takes a larger drag.
MOST_READ = 200
# After a reorder, a selection of more separate runs of rows than this is dropped: restoring it would take
# longer than a frame.
MOST_RUNS = 500
_OURS = (Qt.Key.Key_Space, Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ClipsList(QTableView):
    """A table of one column, since that knows where a row is without asking for those above it.

    `selection_changed` carries the `ClipSelection`, the current clip first; `play_requested` and
    `new_take_requested` a clip; `favourite_toggled` clip numbers and whether they become favourites (`None`
    toggles); `failed` a sentence.
    """

    selection_changed = pyqtSignal(object)
    play_requested = pyqtSignal(object)
    new_take_requested = pyqtSignal(object)
    favourite_toggled = pyqtSignal(object, object)
    failed = pyqtSignal(str)

    def __init__(self, model: ClipsModel, previews: PreviewLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clips, self._previews = model, previews
        self._kept: tuple[frozenset[int], int | None] = (frozenset(), None)
        # One key moves what is current and what is selected: it is told once.
        self._selection_timer = QTimer(self)
        self._selection_timer.setSingleShot(True)
        self._selection_timer.timeout.connect(lambda: self.selection_changed.emit(self.clip_selection()))
        self.rows = ClipsDelegate(previews)
        self.setItemDelegate(self.rows)
        self.setModel(model)
        self._lay_out()
        previews.came.connect(self._preview_ready)
        model.modelAboutToBeReset.connect(self._remember_selection)
        model.modelReset.connect(self._restore_selection)
        model.rowsInserted.connect(self._rows_inserted)
        model.arrived.connect(self._announce_selection)
        self.setAccessibleName(self.tr("Clips"))

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        across, down = self.horizontalHeader(), self.verticalHeader()
        assert across is not None and down is not None
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.hide()
        down.setMinimumSectionSize(ROW_PX)
        down.setDefaultSectionSize(ROW_PX)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if (bar := self.verticalScrollBar()) is not None:
            bar.setSingleStep(ROW_PX // 2)

    # ---- selection ----

    @property
    def has_selection(self) -> bool:
        """Whether any clip is selected."""
        selection = self.selectionModel()
        return selection is not None and selection.hasSelection()

    def selected_numbers(self) -> array[int]:
        """The numbers of all selected clips, in the list's order."""
        numbers = array("q")
        if (selection := self.selectionModel()) is not None:
            parts = selection.selection()
            spans = sorted((part.top(), part.bottom()) for part in (parts[at] for at in range(len(parts))))
            for first, last in spans:
                numbers += self._clips.numbers_in(first, last)
        return numbers

    def selected_clips(self) -> list[Found]:
        """Of the selected clips the first `MOST_READ`, the current one before all; as far as they have been
        read, and the others are sent for."""
        return self._read_of(self.selected_numbers())

    def clip_selection(self) -> ClipSelection:
        """All that is selected."""
        numbers = self.selected_numbers()
        return self._clips.clip_selection(self._read_of(numbers), numbers)

    def _read_of(self, numbers: array[int]) -> list[Found]:
        wanted = list(numbers[:MOST_READ])
        current, selection = self.currentIndex(), self.selectionModel()
        if selection is not None and current.isValid() and selection.isSelected(current):
            number = self._clips.number_at(current.row())
            wanted = [number, *(each for each in wanted if each != number)][:MOST_READ]
        read = [self._clips.numbered(number) for number in wanted]
        if unread := [number for number, found in zip(wanted, read, strict=True) if found is None]:
            self._clips.request_rows(unread)
        return [found for found in read if found is not None]

    def select(self, number: int) -> None:
        """Choose the clip with this number, if it is in the list; focus and what is in sight stay."""
        row, selection = self._clips.row_of(number), self.selectionModel()
        if row is not None and selection is not None:
            self.setAutoScroll(False)
            selection.setCurrentIndex(self._clips.index(row), selection.SelectionFlag.ClearAndSelect)
            self.setAutoScroll(True)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Announce the new selection."""
        super().selectionChanged(selected, deselected)
        self._announce_selection()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Another row is the current one."""
        super().currentChanged(current, previous)
        self._announce_selection()

    def _announce_selection(self) -> None:
        self._selection_timer.start(0)

    # ---- the list changes ----

    def _remember_selection(self) -> None:
        current = self.currentIndex().row()
        number = self._clips.number_at(current) if current >= 0 else None
        self._kept = (frozenset(self.selected_numbers()), number)

    def _restore_selection(self) -> None:
        """Keep selected what the new list still has, and in view; else show the list from the top."""
        numbers, current = self._kept
        selection = self.selectionModel()
        at = self._clips.row_of(current) if current is not None else None
        together = self._row_runs(numbers)
        if len(together) > MOST_RUNS:
            together = [(at, at)] if at is not None and current in numbers else []
        self.scrollToTop()
        if selection is None or not together:
            self._announce_selection()
            return
        wanted = QItemSelection()
        for first, last in together:
            wanted.select(self._clips.index(first), self._clips.index(last))
        index = self._clips.index(together[0][0] if at is None else at)
        selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        selection.select(wanted, selection.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _row_runs(self, numbers: frozenset[int]) -> list[tuple[int, int]]:
        """The rows of these clips, as the first and last of each run."""
        if not numbers:
            return []
        rows = self._clips.rows_of(numbers)
        if len(rows) == self._clips.rowCount():
            return [(0, len(rows) - 1)] if rows else []
        return runs(rows)

    def _rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        """What is in sight stays where it is; at the very top, the new ones are seen coming."""
        bar = self.verticalScrollBar()
        if bar is None or bar.value() == 0 or first * ROW_PX > bar.value():
            return
        value = bar.value()
        self.updateGeometries()
        bar.setValue(value + (last - first + 1) * ROW_PX)

    def _preview_ready(self, digest: str) -> None:
        """Paint the row anew that waits for it, if it is in sight."""
        for row in self.rows_in_sight():
            found = self._clips.found_at(row)
            if found is not None and found.digest == digest:
                self.update(self._clips.index(row))

    def rows_in_sight(self) -> range:
        """The rows that can be seen now, in part at least."""
        viewport = self.viewport()
        if viewport is None or not self._clips.rowCount():
            return range(0)
        first = max(0, self.rowAt(0))
        last = self.rowAt(viewport.height() - 1)
        return range(first, (self._clips.rowCount() - 1 if last < 0 else last) + 1)

    # ---- keyboard and pointer ----

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Space plays, F makes a favourite, Return asks for the same once more."""
        if event is None:
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        selected = self.selected_clips() if plain and event.key() in _OURS else []
        if not selected:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Space:
                self.play_requested.emit(selected[0])
            case Qt.Key.Key_F:
                self.favourite_toggled.emit(self.selected_numbers(), None)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.new_take_requested.emit(selected[0])
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent | None) -> bool:
        """Space and F are ours here, also where the window has shortcuts of these names."""
        is_override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and not event.modifiers() and event.key() in _OURS:
            event.accept()
            return True
        return super().event(event)

    def keyboardSearch(self, search: str | None) -> None:
        """Not by typing in the list: that would read all of it. There is a field for it."""

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """A click on a star toggles the favourite and leaves the selection alone."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            row = self._star_under(event.position().toPoint())
            if row is not None:
                self.favourite_toggled.emit([self._clips.number_at(row)], None)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """A double click plays; on a star it is two clicks."""
        if event is None:
            return
        where = event.position().toPoint()
        if self._star_under(where) is not None:
            self.mousePressEvent(event)
        elif (row := self.rowAt(where.y())) >= 0 and (found := self._clips.found_at(row)) is not None:
            self.play_requested.emit(found)

    def _star_under(self, where: QPoint) -> int | None:
        """The row whose star is there."""
        if (row := self.rowAt(where.y())) < 0:
            return None
        star: QRect = row_parts(self.visualRect(self._clips.index(row))).star
        return row if star.contains(where) else None

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag all selected clips out, always as copies."""
        choice = self.clip_selection()
        if choice.is_read:
            drag_out(self, choice.found, self._previews)
        elif choice.count > MOST_READ:
            many = self.tr(
                "{n} clips are too many to drag; export them to a folder, or choose {most} at most."
            )
            self.failed.emit(many.format(n=f"{choice.count:,}", most=MOST_READ))
        else:
            self.failed.emit(self.tr("The clips are still being read; drag them again."))

"""The clip list: selection, keyboard, mouse, and dragging clips out."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PyQt6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bridge.library import Found
from ui.clips.delegate import ROW_PX, ClipsDelegate, row_parts
from ui.clips.kept_selection import KeptSelection
from ui.clips.model import ClipsModel
from ui.clips.takes import RowTakes
from ui.common.clip_selection import ClipSelection
from ui.common.derived_requests import TAKES
from ui.common.widgets import single_shot
from ui.dragging.drag import drag_out
from ui.pictures.loader import PreviewLoader

# How many selected clips are loaded ahead; no program takes a larger drag.
MAX_LOADED = 200
_NO_KEYS, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS = (Qt.Key.Key_F, Qt.Key.Key_K, Qt.Key.Key_T, Qt.Key.Key_X)
_FOLDS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_KEYS: frozenset[tuple[int, Qt.KeyboardModifier]] = frozenset(
    [(each, _NO_KEYS) for each in (Qt.Key.Key_Space, *_LETTERS, *_FOLDS)]
    + [(each, held) for each in (*_RETURNS, Qt.Key.Key_Delete) for held in (_NO_KEYS, _SHIFT)]
)


class ClipsList(QTableView):
    """A table of one column: unlike a list view, it finds a row without visiting those above.

    `selection_changed` carries the `ClipSelection`, the current clip first; `play_requested` a clip;
    `new_take_requested` a clip and how many takes; `keep_requested` and `discard_others_requested` a take;
    `favourite_toggled` clip numbers and whether they become favourites (`None` toggles); `delete_requested`
    clip numbers; `strip_requested` digests, in the list's order; `swap_requested` asks for the other of two
    clips; `failed` a sentence.
    """

    selection_changed = pyqtSignal(object)
    play_requested = pyqtSignal(object)
    new_take_requested = pyqtSignal(object, int)
    keep_requested = pyqtSignal(object)
    discard_others_requested = pyqtSignal(object)
    swap_requested = pyqtSignal()
    favourite_toggled = pyqtSignal(object, object)
    delete_requested = pyqtSignal(object)
    strip_requested = pyqtSignal(object)
    dragged = pyqtSignal()
    failed = pyqtSignal(str)

    def __init__(self, model: ClipsModel, previews: PreviewLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clips, self._previews = model, previews
        # A key changes both the current row and the selection: announce them once.
        self._selection_timer = single_shot(self, 0, self._emit_selection)
        self.rows = ClipsDelegate(previews)
        self.setItemDelegate(self.rows)
        self.setModel(model)
        self._lay_out()
        previews.ready.connect(self._preview_ready)
        self._kept = KeptSelection(self, model)
        model.modelReset.connect(self._announce_selection)
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
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
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
        """The loaded ones of the first `MAX_LOADED` selected clips, the current one first; the others are
        then requested."""
        return self._loaded(self.selected_numbers())

    def numbers_to_delete(self) -> Sequence[int]:
        """The numbers of all selected clips; of takes that are folded into one row, of all of them."""
        return self._clips.with_takes(self.selected_numbers())

    def clip_selection(self) -> ClipSelection:
        numbers = self.selected_numbers()
        return self._clips.clip_selection(self._loaded(numbers), numbers)

    def _loaded(self, numbers: array[int]) -> list[Found]:
        wanted = list(numbers[:MAX_LOADED])
        current, selection = self.currentIndex(), self.selectionModel()
        if selection is not None and current.isValid() and selection.isSelected(current):
            number = self._clips.number_at(current.row())
            wanted = [number, *(each for each in wanted if each != number)][:MAX_LOADED]
        read = [self._clips.numbered(number) for number in wanted]
        if unread := [number for number, found in zip(wanted, read, strict=True) if found is None]:
            self._clips.request_rows(unread)
        return [found for found in read if found is not None]

    def swap(self) -> None:
        """Of two selected clips, make the other one the current one."""
        selection = self.selectionModel()
        rows = [self._clips.row_of(number) for number in self.selected_numbers()]
        if selection is not None and len(rows) == 2:
            other = next(row for row in rows if row is not None and row != self.currentIndex().row())
            selection.setCurrentIndex(self._clips.index(other), selection.SelectionFlag.NoUpdate)

    def select(self, number: int) -> None:
        """Select the clip with this number, if listed, without moving focus or scrolling."""
        self._clips.unfold_around(number)
        row, selection = self._clips.row_of(number), self.selectionModel()
        if row is not None and selection is not None:
            self.setAutoScroll(False)
            selection.setCurrentIndex(self._clips.index(row), selection.SelectionFlag.ClearAndSelect)
            self.setAutoScroll(True)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._announce_selection()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self._announce_selection()

    def _announce_selection(self) -> None:
        self._selection_timer.start()

    def _emit_selection(self) -> None:
        selection = self.clip_selection()
        # What is shown of the clips before stays until one of these is read: it may have the focus.
        if selection.found or not selection.count:
            self.selection_changed.emit(selection)

    # ---- what is in view ----

    def rowsAboutToBeRemoved(self, parent: QModelIndex, start: int, end: int) -> None:
        self._kept.before_removal()
        super().rowsAboutToBeRemoved(parent, start, end)

    def _preview_ready(self, digest: str) -> None:
        """Repaint the row, if it is in view."""
        for row in self.rows_in_view():
            found = self._clips.found_at(row)
            if found is not None and found.digest == digest:
                self.update(self._clips.index(row))

    def rows_in_view(self) -> range:
        """The rows at least partly in view."""
        viewport = self.viewport()
        if viewport is None or not self._clips.rowCount():
            return range(0)
        first = max(0, self.rowAt(0))
        last = self.rowAt(viewport.height() - 1)
        return range(first, (self._clips.rowCount() - 1 if last < 0 else last) + 1)

    # ---- keyboard and pointer ----

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Space plays, F toggles the favourite, T adds to the strip, Delete deletes, F2 renames, X swaps two
        clips.

        Of several takes, Right and Return unfold them, Left folds them; then K and Return keep one, and
        Shift+Delete discards the others. Of any other clip, Return renders a new take, Shift+Return four.
        """
        if event is None:
            return
        # The Return that ends renaming comes here too; it must not render a take.
        is_renamed = self.state() == QAbstractItemView.State.EditingState and event.key() in _RETURNS
        selected = self.selected_clips() if _pressed(event) in _KEYS and not is_renamed else []
        if not selected:
            super().keyPressEvent(event)
            return
        (key, held), row = _pressed(event), self.currentIndex().row()
        takes = self._clips.takes_at(row) if row >= 0 else RowTakes()
        match key:
            case Qt.Key.Key_Left if takes.total:
                self._fold(row)
            case Qt.Key.Key_Right if takes.is_folded:
                self._clips.unfold(row)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                pass
            case Qt.Key.Key_Space:
                self.play_requested.emit(selected[0])
            case Qt.Key.Key_F:
                self.favourite_toggled.emit(self.selected_numbers(), None)
            case Qt.Key.Key_K:
                self.keep_requested.emit(selected[0])
            case Qt.Key.Key_T:
                self.add_to_strip()
            case Qt.Key.Key_X:
                self.swap_requested.emit()
            case Qt.Key.Key_Delete if held == _SHIFT:
                self.discard_others_requested.emit(selected[0])
            case Qt.Key.Key_Delete:
                self.delete_requested.emit(self.numbers_to_delete())
            case _ if held == _SHIFT:
                self.new_take_requested.emit(selected[0], TAKES)
            case _ if takes.is_folded:
                self._clips.unfold(row)
            case _ if takes.total:
                self.keep_requested.emit(selected[0])
            case _:
                self.new_take_requested.emit(selected[0], 1)

    def event(self, event: QEvent | None) -> bool:
        """Keep the list's keys from the window's shortcuts."""
        is_override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and _pressed(event) in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyboardSearch(self, search: str | None) -> None:
        """Off: it would load all rows. There is a search field."""

    def _fold(self, row: int) -> None:
        """Fold the takes around `row`; where one of them is the current row, go to the one that stays."""
        stays, current = self._clips.folds_into(row), self.currentIndex().row()
        selection = self.selectionModel()
        if selection is not None and current >= 0 and self._clips.folds_into(current) == stays:
            is_one = len(self.selected_numbers()) <= 1
            how = selection.SelectionFlag.ClearAndSelect if is_one else selection.SelectionFlag.Select
            selection.setCurrentIndex(self._clips.index(stays), how)
        self._clips.fold(stays)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """A click on a star toggles the favourite, one on a fold mark folds or unfolds the takes. Neither
        selects the row."""
        if event is None or event.button() != Qt.MouseButton.LeftButton or not self._press_mark(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Play a clip; on a star or a fold mark, click again."""
        if event is None or self._press_mark(event):
            return
        row = self.rowAt(event.position().toPoint().y())
        if row >= 0 and (found := self._clips.found_at(row)) is not None:
            self.play_requested.emit(found)

    def _press_mark(self, event: QMouseEvent) -> bool:
        """Do what the star or fold mark under the pointer does; returns whether one is there."""
        where = event.position().toPoint()
        if (row := self.rowAt(where.y())) < 0:
            return False
        parts, takes = row_parts(self.visualRect(self._clips.index(row))), self._clips.takes_at(row)
        if parts.star.contains(where):
            self.favourite_toggled.emit([self._clips.number_at(row)], None)
        elif not takes.is_first or not parts.fold.contains(where):
            return False
        elif takes.is_folded:
            self._clips.unfold(row)
        else:
            self._fold(row)
        return True

    def add_to_strip(self) -> None:
        """Have the selected clips put on the strip, as many as are loaded."""
        self.strip_requested.emit([found.digest for found in self._in_order()])

    def _in_order(self) -> list[Found]:
        """The selected clips that are loaded, in the list's order."""
        self.selected_clips()  # requests those that aren't loaded
        numbered = (self._clips.numbered(number) for number in self.selected_numbers()[:MAX_LOADED])
        return [each for each in numbered if each is not None]

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag all selected clips out, always as copies."""
        selection = self.clip_selection()
        if selection.is_read:
            drag_out(self, self._in_order(), self._previews)
            self.dragged.emit()
        elif selection.count > MAX_LOADED:
            many = self.tr("You can drag up to {n} clips at once. Export them to a folder instead.")
            self.failed.emit(many.format(n=MAX_LOADED))
        else:
            self.failed.emit(self.tr("The clips are still loading. Drag them again."))


def _pressed(event: QKeyEvent) -> tuple[int, Qt.KeyboardModifier]:
    """The key, and what is held beside it; the keypad's keys are as the others."""
    return event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

"""The list itself: rows under the keyboard and the pointer, and out of the window by dragging."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QRect, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bridge.library import Found
from ui.clips_delegate import ROW_PX, ClipsDelegate, row_parts
from ui.clips_model import ClipsModel
from ui.drag import drag_out
from ui.pictures import Pictures

# As many as somebody could mean to drag, tag or have read beforehand.
MOST_CHOSEN = 200


class ClipsList(QTableView):
    """A table of one column, since that knows where a row is without asking for those above it.

    `chosen` says which clips are selected, the current one first; `played` and `again` what was
    asked for by key or double click; `starred` which clips (their numbers) should be favourites or no
    longer.
    """

    chosen = pyqtSignal(object)
    played = pyqtSignal(object)
    again = pyqtSignal(object)
    starred = pyqtSignal(object, bool)

    def __init__(self, model: ClipsModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clips, self._pictures = model, pictures
        self._kept: tuple[list[int], int | None] = ([], None)
        # One key moves what is current and what is selected: it is told once.
        self._tell_timer = QTimer(self)
        self._tell_timer.setSingleShot(True)
        self._tell_timer.timeout.connect(lambda: self.chosen.emit(self.chosen_clips()))
        self.rows = ClipsDelegate(pictures)
        self.setItemDelegate(self.rows)
        self.setModel(model)
        self._lay_out()
        pictures.came.connect(self._picture_came)
        model.modelAboutToBeReset.connect(self._keep_chosen)
        model.modelReset.connect(self._choose_kept)
        model.rowsInserted.connect(self._rows_came)
        model.arrived.connect(self._tell_chosen)
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

    # ---- what is chosen ----

    def chosen_rows(self) -> list[int]:
        """The selected rows, the current one first; no more than `MOST_CHOSEN`."""
        selection = self.selectionModel()
        if selection is None:
            return []
        rows = [selection.currentIndex().row()] if selection.isSelected(selection.currentIndex()) else []
        parts = selection.selection()
        for part in (parts[at] for at in range(len(parts))):
            room = MOST_CHOSEN + 1 - len(rows)
            rows += range(part.top(), min(part.bottom(), part.top() + room) + 1)
        return list(dict.fromkeys(rows))[:MOST_CHOSEN]

    def chosen_clips(self) -> list[Found]:
        """The clips of these rows, as far as they have been read."""
        found = [self._clips.found_at(row) for row in self.chosen_rows()]
        return [each for each in found if each is not None]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Say what is chosen now."""
        super().selectionChanged(selected, deselected)
        self._tell_chosen()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: N802
        """Another row is the current one."""
        super().currentChanged(current, previous)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        self._tell_timer.start(0)

    # ---- the list changes ----

    def _keep_chosen(self) -> None:
        current = self.currentIndex().row()
        numbers = [self._clips.number_at(row) for row in self.chosen_rows()]
        self._kept = (numbers, self._clips.number_at(current) if current >= 0 else None)

    def _choose_kept(self) -> None:
        """What is still in another list stays chosen, and in sight; else it is shown from the top."""
        numbers, current = self._kept
        selection = self.selectionModel()
        rows = [row for each in numbers if (row := self._clips.row_of(each)) is not None]
        self.scrollToTop()
        if selection is None or not rows:
            self._tell_chosen()
            return
        wanted = QItemSelection()
        for row in rows:
            wanted.select(self._clips.index(row), self._clips.index(row))
        at = self._clips.row_of(current) if current is not None else None
        index = self._clips.index(rows[0] if at is None else at)
        selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        selection.select(wanted, selection.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _rows_came(self, parent: QModelIndex, first: int, last: int) -> None:
        """What is in sight stays where it is; at the very top, the new ones are seen coming."""
        bar = self.verticalScrollBar()
        if bar is None or bar.value() == 0 or first * ROW_PX > bar.value():
            return
        value = bar.value()
        self.updateGeometries()
        bar.setValue(value + (last - first + 1) * ROW_PX)

    def _picture_came(self, digest: str) -> None:
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

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Space plays, F makes a favourite, Return asks for the same once more."""
        if event is None:
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        chosen = self.chosen_clips()
        if not plain or not chosen:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Space:
                self.played.emit(chosen[0])
            case Qt.Key.Key_F:
                self._star(self.chosen_rows())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.again.emit(chosen[0])
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent | None) -> bool:
        """Space and F are ours here, also where the window has shortcuts of these names."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            ours = (Qt.Key.Key_Space, Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if not event.modifiers() and event.key() in ours:
                event.accept()
                return True
        return super().event(event)

    def keyboardSearch(self, search: str | None) -> None:  # noqa: N802
        """Not by typing in the list: that would read all of it. There is a field for it."""

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """A click on a star is a favourite made, and changes nothing that is chosen."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            row = self._star_under(event.position().toPoint())
            if row is not None:
                self._star([row])
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """A double click plays; on a star it is two clicks."""
        if event is None:
            return
        where = event.position().toPoint()
        if self._star_under(where) is not None:
            self.mousePressEvent(event)
        elif (row := self.rowAt(where.y())) >= 0 and (found := self._clips.found_at(row)) is not None:
            self.played.emit(found)

    def _star(self, rows: list[int]) -> None:
        read = {self._clips.number_at(row): found for row in rows if (found := self._clips.found_at(row))}
        self.starred.emit(list(read), not all(each.favourite for each in read.values()))

    def _star_under(self, where: QPoint) -> int | None:
        """The row whose star is there."""
        if (row := self.rowAt(where.y())) < 0:
            return None
        star: QRect = row_parts(self.visualRect(self._clips.index(row))).star
        return row if star.contains(where) else None

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802
        """Drag the chosen clips out, as copies, whatever else would be allowed."""
        if found := self.chosen_clips():
            drag_out(self, found, self._pictures)

"""The lane of the strip: parts are dropped on it, moved by drag or key, repeated and removed."""

from __future__ import annotations

import json
from collections.abc import Callable

from PyQt6.QtCore import QEvent, QMimeData, QPoint, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PyQt6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from bridge.pieces.arrangement import MAX_TRANSITION_BARS
from ui.common.theme import colours
from ui.dragging.drag import clips_in, drag_mime, list_in, mime_of
from ui.pictures.loader import PreviewLoader
from ui.strip.delegate import StripDelegate, block_parts, block_px
from ui.strip.model import StripModel
from ui.strip.parts import Strip

PARTS_MIME = "application/x-riffbridge-strip-parts"
# The height of a scroll bar in the style sheet.
_SCROLL_BAR_PX = 10
_TRANSITIONS = (0, 1, 2, 4, MAX_TRANSITION_BARS)
_OWN_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_AsciiTilde)


class StripList(QListView):
    """`edited` carries a changed strip and what the change is called; `selected` is emitted when other parts
    are, `play_requested` on Space."""

    edited = pyqtSignal(object, str)
    selected = pyqtSignal()
    play_requested = pyqtSignal()

    def __init__(self, model: StripModel, previews: PreviewLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip, self._previews = model, previews
        self._drop_at: int | None = None
        self.blocks = StripDelegate(previews)
        self.menu = QMenu(self)
        self.setItemDelegate(self.blocks)
        self.setModel(model)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_low(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.setAccessibleName(self.tr("Parts of the piece"))
        previews.ready.connect(lambda digest: self.update_blocks())
        model.dataChanged.connect(self.scheduleDelayedItemsLayout)
        if (selection := self.selectionModel()) is not None:
            selection.selectionChanged.connect(self.selected)

    def set_low(self, is_low: bool) -> None:
        """Leave out the pictures, or show them."""
        self.blocks.is_low = is_low
        self.setFixedHeight(block_px(is_low=is_low) + _SCROLL_BAR_PX)
        self.scheduleDelayedItemsLayout()

    @property
    def rows(self) -> list[int]:
        """The selected rows, from the left."""
        selection = self.selectionModel()
        return sorted(index.row() for index in selection.selectedRows()) if selection is not None else []

    def select(self, rows: range) -> None:
        """Select these rows alone, and show them."""
        selection = self.selectionModel()
        if selection is None:
            return
        selection.clearSelection()
        for row in rows:
            index = self._strip.index(row)
            selection.select(index, selection.SelectionFlag.Select)
            selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    def update_blocks(self) -> None:
        """Paint the blocks again."""
        if (viewport := self.viewport()) is not None:
            viewport.update()

    # ---- changes ----

    def _remove(self) -> None:
        if rows := self.rows:
            self.edited.emit(self._strip.strip.removed(rows), self.tr("Remove from the strip"))
            if last := self._strip.rowCount():
                at = min(rows[0], last - 1)
                self.select(range(at, at + 1))

    def _move(self, by: int) -> None:
        """Move the selected parts by one to the left (-1) or to the right (1), as a block."""
        rows, count = self.rows, self._strip.rowCount()
        if rows and (rows[0] > 0 if by < 0 else rows[-1] < count - 1):
            self._move_to(rows, rows[0] - 1 if by < 0 else rows[-1] + 2)

    def _move_to(self, rows: list[int], at: int) -> None:
        self.edited.emit(self._strip.strip.moved(rows, at), self.tr("Move on the strip"))
        first = at - sum(row < at for row in rows)
        self.select(range(first, first + len(rows)))

    def _change(self, words: str, change: Callable[[Strip, int], Strip]) -> None:
        rows = self.rows
        strip = self._strip.strip
        for row in rows:
            strip = change(strip, row)
        if strip != self._strip.strip:
            self.edited.emit(strip, words)
            if rows:
                self.select(range(rows[0], rows[-1] + 1))

    def _add_rounds(self, more: int) -> None:
        self._change(
            self.tr("Change the rounds"),
            lambda strip, row: strip.changed(row, rounds=strip.parts[row].rounds + more),
        )

    def _set_transition(self, bars: int | None = None) -> None:
        """So many bars after each selected part; `None` for the next choice."""

        def change(strip: Strip, row: int) -> Strip:
            now = strip.parts[row].transition
            following = next((each for each in _TRANSITIONS if each > now), 0)
            return strip.changed(row, transition=following if bars is None else bars)

        self._change(self.tr("Change the transition"), change)

    def _open_menu(self, where: QPoint) -> None:
        if not (rows := self.rows):
            return
        self.menu.clear()
        entries: list[tuple[str, str, Callable[[], object]]] = [
            (self.tr("Play"), "Space", self.play_requested.emit),
            (self.tr("One more round"), "+", lambda: self._add_rounds(1)),
            (self.tr("One fewer round"), "-", lambda: self._add_rounds(-1)),
            (self.tr("Move left"), "Ctrl+Left", lambda: self._move(-1)),
            (self.tr("Move right"), "Ctrl+Right", lambda: self._move(1)),
        ]
        for words, keys, call in entries:
            self._entry(self.menu, words, call, keys)
        between = self.menu.addMenu(self.tr("Transition after this part"))
        assert between is not None
        now = self._strip.strip.parts[rows[0]].transition
        for bars in _TRANSITIONS:
            words = self.tr("%Ln bars", "", bars) if bars else self.tr("None")
            self._entry(between, words, lambda _=False, bars=bars: self._set_transition(bars), on=bars == now)
        self.menu.addSeparator()
        self._entry(self.menu, self.tr("Remove"), self._remove, "Del")
        self.menu.popup((self.viewport() or self).mapToGlobal(where))

    def _entry(
        self, menu: QMenu, words: str, call: Callable[..., object], keys: str = "", *, on: bool | None = None
    ) -> None:
        action = menu.addAction(words)
        assert action is not None
        action.setShortcut(keys)
        if on is not None:
            action.setCheckable(True)
            action.setChecked(on)
        action.triggered.connect(lambda: call())

    # ---- keyboard ----

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Space plays, Delete removes, + and - change rounds, ~ the transition, Ctrl and arrows move."""
        if event is None:
            return
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        match event.key(), held:
            case Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier:
                self.play_requested.emit()
            case ((Qt.Key.Key_Delete | Qt.Key.Key_Backspace), Qt.KeyboardModifier.NoModifier):
                self._remove()
            case ((Qt.Key.Key_Plus | Qt.Key.Key_Equal), Qt.KeyboardModifier.NoModifier):
                self._add_rounds(1)
            case Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier:
                self._add_rounds(-1)
            case ((Qt.Key.Key_AsciiTilde | Qt.Key.Key_Dead_Tilde), _):
                self._set_transition()
            case Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier:
                self._move(-1)
            case Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier:
                self._move(1)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent | None) -> bool:
        """Keep our keys from the window's shortcuts."""
        is_override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyboardSearch(self, search: str | None) -> None:
        """Off: letters belong to the window."""

    # ---- dragging ----

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected parts: within the strip to move them, out of it as files."""
        rows = self.rows
        found = [each for row in rows if (each := self._strip.found_at(row)) is not None]
        mime = mime_of(found)
        mime.setData(PARTS_MIME, json.dumps(rows).encode())
        drag_mime(self, mime, found, self._previews)

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent | None) -> None:
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent | None) -> None:
        self._show_drop(None)
        if event is None:
            return
        at, mime = self._row_at(event.position().toPoint()), event.mimeData()
        rows = [row for row in _rows_in(mime) if row < self._strip.rowCount()]
        if not (rows or clips_in(mime)):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if rows:
            self._move_to(rows, at)
        else:
            self.add(clips_in(mime), at)

    def add(self, clips: list[str], at: int | None = None) -> None:
        """Put these clips before the part `at`, or at the end, and select them."""
        before = self._strip.rowCount()
        self.edited.emit(self._strip.strip.added(clips, at), self.tr("Add to the strip"))
        first = before if at is None else at
        self.select(range(first, first + self._strip.rowCount() - before))

    def _consider(self, event: QDragMoveEvent | None) -> None:
        if event is None:
            return
        if _rows_in(event.mimeData()) or clips_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_drop(self._row_at(event.position().toPoint()))
        else:
            event.ignore()

    def _row_at(self, where: QPoint) -> int:
        """The row before which something dropped at `where` goes."""
        for row in range(self._strip.rowCount()):
            if where.x() < block_parts(self.visualRect(self._strip.index(row))).card.center().x():
                return row
        return self._strip.rowCount()

    def _show_drop(self, at: int | None) -> None:
        if at != self._drop_at:
            self._drop_at = at
            self.update_blocks()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Also a line where something would be dropped."""
        super().paintEvent(event)
        if self._drop_at is None or (viewport := self.viewport()) is None:
            return
        count = self._strip.rowCount()
        if self._drop_at < count:
            x = block_parts(self.visualRect(self._strip.index(self._drop_at))).card.left() - 3
        else:
            x = self.visualRect(self._strip.index(count - 1)).right() + 2 if count else 1
        painter = QPainter(viewport)
        painter.fillRect(max(0, x), 0, 2, viewport.height(), QColor(colours(self.palette()).accent))
        painter.end()


def _rows_in(mime: QMimeData | None) -> list[int]:
    """The rows of the strip's parts that are dragged."""
    return [row for row in list_in(mime, PARTS_MIME, int) if row >= 0]

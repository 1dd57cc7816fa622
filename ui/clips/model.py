"""The list model of clips: the numbers of all of them, and those rows that are in view.

The library is read in the background. A row that is not loaded yet has no `FOUND`; `dataChanged` says when it
has.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

from PyQt6.QtCore import QMimeData, QModelIndex, QObject, Qt, pyqtSignal

from bridge.library import Found, Library, Query, Sort, Values
from ui.clips.changes import Replaced
from ui.clips.grouped_rows import GroupedRows
from ui.clips.reader import ClipsReader, Listing
from ui.clips.row_loader import IN_MEMORY, RowLoader
from ui.clips.takes import Folding, RowTakes
from ui.common.background import Background
from ui.common.clip_selection import ClipSelection
from ui.common.clip_words import accessible_text, title
from ui.common.widgets import plain_tip
from ui.dragging.drag import mime_of

PAGE = 200
T = TypeVar("T")


class Role(IntEnum):
    """`FOUND` is the clip (`bridge.library.Found`), if it is loaded; `TAKES` its `RowTakes`."""

    FOUND = Qt.ItemDataRole.UserRole + 1
    TAKES = Qt.ItemDataRole.UserRole + 2


class ClipsModel(GroupedRows):
    """`counted` carries the number of clips whenever it may have changed, `failed` a sentence if the library
    cannot be read; `arrived` is emitted when rows are loaded, `renamed` carries a clip and its new title."""

    counted = pyqtSignal(int)
    failed = pyqtSignal(str)
    arrived = pyqtSignal()
    renamed = pyqtSignal(object, str)

    def __init__(self, database: Path, export_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database, self._export_folder = database, export_folder
        self._reader = ClipsReader(database, export_folder)
        self._background = Background(self)
        self._query, self._sort = Query(missing=None), Sort.NEWEST
        self._is_listing, self._is_stale, self._is_new_query = False, False, True
        self._rows = RowLoader(self._reader, self._background, self)
        self._rows.loaded.connect(self._rows_changed)
        self._rows.loaded.connect(self.arrived)
        self._rows.lost.connect(self.refresh)
        self._rows.failed.connect(self.failed)

    # ---- the list ----

    def set_query(self, query: Query, sort: Sort) -> None:
        """List what matches `query`, in this order; its limit and offset are ignored."""
        if (query, sort) != (self._query, self._sort):
            self._query, self._sort, self._is_new_query = query, sort, True
        self.refresh()

    def refresh(self) -> None:
        """List again: clips may have come or gone. Rows that remain keep their place."""
        self._is_stale = True
        if not self._is_listing:
            self._list()

    def change(self, call: Callable[[Library], T], then: Callable[[T], object] = lambda result: None) -> None:
        """Let `call` change the library in the background, and list again; `then` gets its result."""

        def changed(result: T) -> None:
            self.reload()
            then(result)

        def failed(why: str) -> None:
            self.reload()
            self.failed.emit(why)

        reader = self._reader
        self._background.submit(lambda: reader.use(call), changed, failed)

    def reload(self) -> None:
        """List again, and load anew what is shown."""
        self._rows.reload()
        self._rows_changed()
        self.refresh()

    def show_library(self, database: Path, export_folder: Path) -> None:
        """Switch to another library."""
        if (database, export_folder) == (self._database, self._export_folder):
            return
        self._database, self._export_folder = database, export_folder
        self._background.submit(self._reader.close, lambda _: None)
        self._reader = ClipsReader(database, export_folder)
        self._is_listing = False
        self._rows.reset(self._reader)
        self.take_listing(Listing(0, array("q"), {}, Folding()))
        self._is_new_query = True
        self.refresh()

    def close(self) -> None:
        """Stop reading, and close the library."""
        self._rows.stop()
        self._background.close()
        self._reader.close()

    def _list(self) -> None:
        reader, query, sort, is_new = self._reader, self._query, self._sort, self._is_new_query
        before = self.listing._replace(numbers=self.listing.numbers[:])
        self._is_listing, self._is_stale, self._is_new_query = True, False, False

        def if_current(then: Callable[[Any], None]) -> Callable[[Any], None]:
            def take(result: Any) -> None:
                if reader is not self._reader:
                    return
                self._is_listing = False
                if self.listing.folding is not before.folding:
                    # Takes were folded or unfolded meanwhile: the result has other rows.
                    self._is_stale, self._is_new_query = True, self._is_new_query or is_new
                elif not (self._is_stale and self._is_new_query):
                    then(result)
                if self._is_stale:
                    self._list()

            return take

        self._background.submit(
            lambda: reader.list(query, sort, before, is_new=is_new),
            if_current(self._take_list),
            if_current(self._list_failed),
        )

    def _list_failed(self, why: str) -> None:
        self._is_new_query = True
        self.failed.emit(why)

    def _take_list(self, listing: Listing) -> None:
        self.take_listing(listing)
        if any(isinstance(step, Replaced) for step in listing.changes or ()):
            self.arrived.emit()
        self.counted.emit(listing.total)

    # ---- rows ----

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the text for screen readers, the tooltip, or the clip itself."""
        if not 0 <= index.row() < self.rowCount():
            return None
        takes, found = self.takes_at(index.row()), self.found_at(index.row())
        if role == Role.TAKES:
            return takes
        if role == Role.FOUND or found is None:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return title(found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(
                "\n".join([found.clip.job.prompt, str(found.clip.path), *self._takes_tip(takes)])
            )
        return accessible_text(found, takes.folded) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _takes_tip(self, takes: RowTakes) -> list[str]:
        if not takes.folded:
            return []
        return [self.tr("%n takes. Press → to show them; Del deletes them all.", "", takes.folded)]

    def found_at(self, row: int) -> Found | None:
        """The clip at `row`; one that is not loaded is loaded soon, with the rows around it."""
        number = self.number_at(row)
        if not self._rows.is_fresh(number):
            first = max(0, row - PAGE // 2)
            self._rows.load_view(self.numbers_in(first, first + PAGE - 1))
        return self._rows.get(number)

    def numbered(self, number: int) -> Found | None:
        """The clip with this number, if it is loaded."""
        return self._rows.get(number)

    def clip_selection(self, found: Sequence[Found], numbers: Sequence[int]) -> ClipSelection:
        """A selection of clips in this library, of which `found` are loaded."""
        return ClipSelection(found, numbers, self._database, self._export_folder)

    def read(self, call: Callable[[Library], T], then: Callable[[T], Any]) -> None:
        """Let `call` look something up in the library, in the background; `then` gets its result."""
        reader = self._reader
        self._background.submit(lambda: reader.use(call), then)

    def find(self, digest: str, then: Callable[[int | None], Any]) -> None:
        """Look up the number of the clip with this digest; `then` gets it."""
        self.read(lambda library: library.number(digest), then)

    def look_up(self, digests: Sequence[str], then: Callable[[Mapping[str, Found]], object]) -> None:
        """Read the clips with these digests, listed or not; `then` gets those that there are."""

        def read(library: Library) -> dict[str, Found]:
            found = {digest: library.clip(digest) for digest in digests}
            return {digest: each for digest, each in found.items() if each is not None}

        self.read(read, then)

    def read_values(self, then: Callable[[Values], Any]) -> None:
        """Look up what clips can be filtered by; `then` gets it."""
        self.read(lambda library: library.values(), then)

    def request_rows(self, numbers: Sequence[int]) -> None:
        """Load these clips, in view or not."""
        self._rows.load(numbers)

    def _rows_changed(self) -> None:
        if count := self.rowCount():
            # The whole list: finding the rows would take longer than repainting those in view.
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    # ---- favourites ----

    def set_favourite(self, numbers: Sequence[int], favourite: bool | None) -> None:
        """Make these clips favourites or not; `None` toggles them together. Loaded rows change at once, and
        back if it fails."""
        # More than fit in memory cannot all be loaded, and are too many to go through here.
        candidates = numbers if len(numbers) <= IN_MEMORY else ()
        states = {each: self._rows.favourite(each) for each in candidates}
        before = {each: state for each, state in states.items() if state is not None}
        self._stay_shown(candidates)
        if favourite is None and len(before) == len(numbers):
            favourite = not all(before.values())
        if favourite is not None:
            self._show_favourites(dict.fromkeys(before, favourite))

        def star() -> dict[int, bool]:
            return dict.fromkeys(numbers, reader.star(numbers, favourite))

        def done(favourites: dict[int, bool]) -> None:
            self._show_favourites(favourites)  # more may have been loaded meanwhile
            if self._query.favourite is not None or not self.listing.groups.keys().isdisjoint(favourites):
                self.refresh()

        def failed(why: str) -> None:
            self._show_favourites(before)
            self.failed.emit(why)

        reader = self._reader
        self._background.submit(star, done, failed)

    def _show_favourites(self, favourites: dict[int, bool]) -> None:
        if self._rows.set_favourites(favourites):
            self._rows_changed()

    # ---- dragging ----

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        usual |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        return usual if index.isValid() else Qt.ItemFlag.NoItemFlags

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Have the clip renamed."""
        found = self.found_at(index.row()) if index.isValid() else None
        if found is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.renamed.emit(found, str(value))
        return True

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """The files of these rows and their digests; see `ui.dragging.drag`."""
        found = [self.found_at(index.row()) for index in indexes]
        return mime_of([each for each in found if each is not None])

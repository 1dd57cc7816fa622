"""The clips as a list of any length: all their numbers, and those rows that somebody looks at.

What is asked of the library is asked beside the window's thread. A row that has not come yet has no
`FOUND`; `dataChanged` says when it has.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

import msgspec
from PyQt6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt, QTimer, pyqtSignal

from bridge.library import Found, Query, Sort
from ui.clips.changes import Inserted, Removed
from ui.clips.reader import ClipsReader, Listing
from ui.common.background import Background
from ui.common.clip_selection import ClipSelection
from ui.common.clip_words import spoken
from ui.dragging.drag import mime_of

PAGE = 200
# Rows kept, of about 3 kB each.
IN_MEMORY = 1_000
NOWHERE = QModelIndex()


class Role(IntEnum):
    """What a row has beside its prompt: the clip (`bridge.library.Found`), if it has come."""

    FOUND = Qt.ItemDataRole.UserRole + 1


class ClipsModel(QAbstractListModel):
    """See the module. `counted` says how many clips there are whenever that may have changed; `failed`
    says, in a sentence, why the library could not be asked; `arrived` that rows have been read."""

    counted = pyqtSignal(int)
    failed = pyqtSignal(str)
    arrived = pyqtSignal()

    def __init__(self, database: Path, export_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database, self._export_folder = database, export_folder
        self._reader = ClipsReader(database, export_folder)
        self._background = Background(self)
        self._query, self._sort = Query(missing=None), Sort.NEWEST
        self._numbers: array[int] = array("q")
        self._rows: OrderedDict[int, Found] = OrderedDict()
        self._is_listing, self._is_stale, self._is_new_query = False, False, True
        self._wanted: int | None = None
        self._requested: Sequence[int] = ()
        self._is_paging = False
        self._page_timer = QTimer(self)
        self._page_timer.setSingleShot(True)
        self._page_timer.timeout.connect(self._fetch_page)

    # ---- what is shown ----

    @property
    def query(self) -> Query:
        return self._query

    @property
    def sort_order(self) -> Sort:
        return self._sort

    def set_query(self, query: Query, sort: Sort) -> None:
        """Show what `query` asks for, in this order; its limit and offset do not count."""
        if (query, sort) != (self._query, self._sort):
            self._query, self._sort, self._is_new_query = query, sort, True
        self.refresh()

    def refresh(self) -> None:
        """Ask again: clips may have come or gone. Rows that stay keep their place."""
        self._is_stale = True
        if not self._is_listing:
            self._list()

    def show_library(self, database: Path, export_folder: Path) -> None:
        """Show another library from now on."""
        if (database, export_folder) == (self._database, self._export_folder):
            return
        self._database, self._export_folder = database, export_folder
        self._background.submit(self._reader.close, lambda _: None)
        self._reader = ClipsReader(database, export_folder)
        self._is_listing = self._is_paging = False
        self.beginResetModel()
        self._numbers = array("q")
        self._rows.clear()
        self.endResetModel()
        self._is_new_query = True
        self.refresh()

    def close(self) -> None:
        """Ask nothing more, and let go of the library."""
        self._page_timer.stop()
        self._background.close()
        self._reader.close()

    def _list(self) -> None:
        reader, query, sort, anew = self._reader, self._query, self._sort, self._is_new_query
        self._is_listing, self._is_stale, self._is_new_query = True, False, False

        def over(then: Callable[[Any], None]) -> Callable[[Any], None]:
            def take(came: Any) -> None:
                if reader is not self._reader:
                    return
                self._is_listing = False
                # A list that nobody asks for any more is passed over, unless the next builds on it.
                if not (self._is_stale and self._is_new_query):
                    then(came)
                if self._is_stale:
                    self._list()

            return take

        self._background.submit(
            lambda: reader.list(query, sort, anew=anew), over(self._take_list), over(self._refused)
        )

    def _refused(self, why: str) -> None:
        self._is_new_query = True
        self.failed.emit(why)

    def _take_list(self, listing: Listing) -> None:
        if listing.changes is None:
            self.beginResetModel()
            self._numbers = listing.numbers
            self.endResetModel()
        else:
            for step in listing.changes:
                self._step(step)
        self.counted.emit(len(self._numbers))

    def _step(self, step: Removed | Inserted) -> None:
        if isinstance(step, Removed):
            self.beginRemoveRows(NOWHERE, step.first, step.last)
            del self._numbers[step.first : step.last + 1]
            self.endRemoveRows()
        else:
            self.beginInsertRows(NOWHERE, step.first, step.first + len(step.numbers) - 1)
            self._numbers[step.first : step.first] = step.numbers
            self.endInsertRows()

    # ---- rows ----

    def rowCount(self, parent: QModelIndex = NOWHERE) -> int:
        """All clips that are asked for."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The prompt, what a screen reader says, or the clip itself."""
        if not 0 <= index.row() < len(self._numbers):
            return None
        found = self.found_at(index.row())
        if role == Role.FOUND or found is None:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.clip.job.prompt
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{found.clip.job.prompt}\n{found.clip.path}"
        return spoken(found) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def found_at(self, row: int) -> Found | None:
        """The clip at `row`; if it has not been read, it is sent for."""
        if (found := self._rows.get(self._numbers[row])) is None:
            self._want(row)
        return found

    def number_at(self, row: int) -> int:
        """By which a clip is known whichever row it is in."""
        return self._numbers[row]

    def row_of(self, number: int) -> int | None:
        """The row of the clip with this number."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def rows_of(self, numbers: Collection[int]) -> list[int]:
        """The rows of the clips with these numbers, from the top."""
        return [row for row, number in enumerate(self._numbers) if number in numbers]

    def numbers_in(self, first: int, last: int) -> array[int]:
        """Those of the clips in the rows from `first` to `last`."""
        return self._numbers[first : last + 1]

    def numbered(self, number: int) -> Found | None:
        """The clip with this number, if it has been read."""
        return self._rows.get(number)

    def clip_selection(self, found: Sequence[Found], numbers: Sequence[int]) -> ClipSelection:
        """These clips of this library as something to be read in the background."""
        return ClipSelection(found, numbers, self._database, self._export_folder)

    def find(self, digest: str, then: Callable[[int | None], Any]) -> None:
        """Look for the clip with this digest, and tell its number."""
        reader = self._reader
        self._background.submit(lambda: reader.number(digest), then)

    def request_rows(self, numbers: Sequence[int]) -> None:
        """Have these clips read, wherever they are in the list."""
        self._requested = numbers
        self._page_soon()

    def _want(self, row: int) -> None:
        self._wanted = row
        self._page_soon()

    def _page_soon(self) -> None:
        if not self._is_paging and not self._page_timer.isActive():
            self._page_timer.start(0)

    def _fetch_page(self) -> None:
        """Send for the rows about the one that was wanted last; the others will be wanted again."""
        if self._is_paging:
            return
        row, self._wanted = self._wanted, None
        wanted, self._requested = list(self._requested), ()
        if row is not None:
            first = max(0, row - PAGE // 2)
            wanted += self._numbers[first : first + PAGE]
        page = [each for each in dict.fromkeys(wanted) if each not in self._rows]
        if not page:
            return
        reader, self._is_paging = self._reader, True

        def over(then: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda came: then(came) if reader is self._reader else None

        self._background.submit(lambda: reader.rows(page), over(self._take_rows), over(self._page_failed))

    def _take_rows(self, rows: dict[int, Found]) -> None:
        self._is_paging = False
        self._rows |= rows
        while len(self._rows) > IN_MEMORY:
            self._rows.popitem(last=False)
        if not rows:
            self.refresh()  # they are gone: so is the list that had them
        elif self._numbers:
            self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1))
        self.arrived.emit()
        if self._wanted is not None or self._requested:
            self._page_timer.start(0)

    def _page_failed(self, why: str) -> None:
        self._is_paging = False
        self.failed.emit(why)

    # ---- favourites ----

    def set_favourite(self, numbers: Sequence[int], favourite: bool | None) -> None:
        """Make these clips favourites, or no longer; none: favourites unless all are so already. Shown at
        once where that is known, and taken back if it fails."""
        # More than are kept cannot all have been read, and are too many to go through here.
        looked_at = numbers if len(numbers) <= IN_MEMORY else ()
        before = {each: self._rows[each].favourite for each in looked_at if each in self._rows}
        if favourite is None and len(before) == len(numbers):
            favourite = not all(before.values())
        if favourite is not None:
            self._show(dict.fromkeys(before, favourite))

        def star() -> tuple[bool, frozenset[int]]:
            return reader.star(numbers, favourite), frozenset(numbers)

        def done(came: tuple[bool, frozenset[int]]) -> None:
            is_favourite, changed = came
            # More may have been read meanwhile.
            self._show({each: is_favourite for each in self._rows if each in changed})
            if self._query.favourite is not None:
                self.refresh()

        def failed(why: str) -> None:
            self._show(before)
            self.failed.emit(why)

        reader = self._reader
        self._background.submit(star, done, failed)

    def _show(self, favourites: dict[int, bool]) -> None:
        changed = [
            each for each, is_favourite in favourites.items()
            if each in self._rows and self._rows[each].favourite != is_favourite
        ]  # fmt: skip
        for number in changed:
            self._rows[number] = msgspec.structs.replace(self._rows[number], favourite=favourites[number])
        if changed and self._numbers:
            # All at once: which rows of very many these are is not worth knowing.
            self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1))

    # ---- dragging ----

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """A clip whose file is there may be dragged out."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """What `mimeData` has."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """The files of these rows, and which clips they are; see `ui.dragging.drag`."""
        found = [self.found_at(index.row()) for index in indexes]
        return mime_of([each for each in found if each is not None])

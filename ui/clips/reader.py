"""Reads the library for the clip list, from one background thread, with its own connection."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from bridge.library import Found, Library, Query, Sort
from ui.clips.changes import Change, changes
from ui.clips.takes import Folding, Groups, arrivals, groups_of

T = TypeVar("T")


class Listing(NamedTuple):
    """How many clips match, and those that have a row (`numbers`), in order; the others are folded into
    their `groups`, as `folding` has it. `changes` are the steps from the list before, `None` for a reset."""

    total: int
    numbers: array[int]
    groups: Groups
    folding: Folding
    changes: list[Change] | None = None


class ClipsReader:
    """Opens the library on first use. Methods raise `StorageFailed`."""

    def __init__(self, database: Path, export_folder: Path) -> None:
        self._database, self._export_folder = database, export_folder
        self._library: Library | None = None

    def list(self, query: Query, sort: Sort, before: Listing, *, is_new: bool) -> Listing:
        """List what matches `query`, with groups folded as in the listing `before`; `is_new` for another
        query than that had. Takes that came since are unfolded."""
        library = self._open()
        found = library.numbers(query, sort)
        groups, folding = groups_of(library.takes(), found), before.folding
        if not is_new:
            folding = folding.unfold(arrivals(groups, folding.newest))
        folding = folding._replace(newest=max(found, default=folding.newest))
        rows = folding.rows(found, groups)

        def kin(number: int) -> Sequence[int]:
            """The takes of the clip's batch, as they were and as they are."""
            both = (before.groups.get(number), groups.get(number))
            return [each for group in both if group is not None for each in group.numbers]

        steps = None if is_new else changes(before.numbers, rows, kin)
        return Listing(len(found), rows, groups, folding, steps)

    def rows(self, numbers: Sequence[int]) -> dict[int, Found]:
        """The clips with these numbers that still exist."""
        return self._open().numbered(numbers)

    def star(self, numbers: Sequence[int], favourite: bool | None) -> bool:
        """Set or toggle favourites; see `Library.star`."""
        return self._open().star(numbers, favourite)

    def use(self, call: Callable[[Library], T]) -> T:
        """Make `call` with the library."""
        return call(self._open())

    def close(self) -> None:
        """Close the library; the next call opens it again."""
        if self._library is not None:
            self._library.shut()
            self._library = None

    def _open(self) -> Library:
        if self._library is None:
            # Only the bridge repairs a damaged library.
            self._library = Library.open(self._database, self._export_folder, mend=False)
        return self._library

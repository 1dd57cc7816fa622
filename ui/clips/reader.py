"""Reads the library for the clip list, from one background thread, with its own connection."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from bridge.library import Found, Library, Query, Sort
from ui.clips.changes import Change, changes

T = TypeVar("T")


class Listing(NamedTuple):
    """The `numbers` of all matching clips, in order, and the `changes` since the list before; `None` for a
    reset."""

    numbers: array[int]
    changes: list[Change] | None


class ClipsReader:
    """Opens the library on first use. Methods raise `StorageFailed`."""

    def __init__(self, database: Path, export_folder: Path) -> None:
        self._database, self._export_folder = database, export_folder
        self._library: Library | None = None
        self._given: array[int] | None = None

    def list(self, query: Query, sort: Sort, *, is_new: bool) -> Listing:
        """List what matches `query`; `is_new` for another query than before."""
        found = self._open().numbers(query, sort)
        steps = None if is_new or self._given is None else changes(self._given, found)
        self._given = found
        # A copy: the model changes its list step by step.
        return Listing(array("q", found), steps)

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

"""The window's own look into the library, for one background thread; the bridge has another."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bridge.library import Found, Library, Query, Sort
from ui.clips.changes import Change, changes


class Listing(NamedTuple):
    """The numbers of all clips asked for, in order; and how the list given out before became this one,
    or `None` if it is to be shown anew."""

    numbers: array[int]
    changes: list[Change] | None


class ClipsReader:
    """Opened by the first call and kept open. Methods raise `StorageFailed`."""

    def __init__(self, database: Path, export_folder: Path) -> None:
        self._database, self._export_folder = database, export_folder
        self._library: Library | None = None
        self._given: array[int] | None = None

    def list(self, query: Query, sort: Sort, *, anew: bool) -> Listing:
        """What `query` asks for; `anew` if it is another question than before."""
        found = self._open().numbers(query, sort)
        steps = None if anew or self._given is None else changes(self._given, found)
        self._given = found
        # The given one stays as it is here; the window's is changed step by step.
        return Listing(array("q", found), steps)

    def rows(self, numbers: Sequence[int]) -> dict[int, Found]:
        """The clips of these numbers, as far as they are still there."""
        return self._open().numbered(numbers)

    def star(self, numbers: Sequence[int], favourite: bool | None) -> bool:
        """Make these clips favourites, or no longer; see `Library.star`."""
        return self._open().star(numbers, favourite)

    def number(self, digest: str) -> int | None:
        """The number of the clip with this digest, if there is one."""
        return self._open().number(digest)

    def close(self) -> None:
        """Let go of the library; the next call opens it again."""
        if self._library is not None:
            self._library.shut()
            self._library = None

    def _open(self) -> Library:
        if self._library is None:
            # Whoever finds it damaged leaves mending to the bridge.
            self._library = Library.open(self._database, self._export_folder, mend=False)
        return self._library

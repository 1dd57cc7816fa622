"""Which clips are chosen, though they may be more than anybody would keep in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bridge.library import Found, Library

PAGE = 500


class ClipSelection:
    """The clips of these `numbers`, in the list's order. `found` are those that have been read, the current
    one first."""

    def __init__(
        self, found: Sequence[Found], numbers: Sequence[int], database: Path, export_folder: Path
    ) -> None:
        self.found = tuple(found)
        self._numbers, self._database, self._export_folder = numbers, database, export_folder

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._numbers)

    @property
    def is_read(self) -> bool:
        """Whether `found` is all of them."""
        return len(self.found) == len(self._numbers)

    def pages(self) -> Iterator[Sequence[Found]]:
        """All of them, some at a time, but for those that the library has lost since. Reads the library, by a
        connection of its own: for a thread beside the window's. Raises `StorageFailed`."""
        if self.is_read:
            yield self.found
            return
        with Library.open(self._database, self._export_folder, mend=False) as library:
            for first in range(0, len(self._numbers), PAGE):
                page = self._numbers[first : first + PAGE]
                rows = library.numbered(page)
                yield [rows[number] for number in page if number in rows]


def selection_of(found: Sequence[Found]) -> ClipSelection:
    """A choice that is read already."""
    return ClipSelection(found, range(len(found)), Path(), Path())

"""The selected clips, which may be more than fit in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bridge.library import Found, Library

PAGE = 500


class ClipSelection:
    """The clips of these `numbers`, in list order. `found` are those loaded so far, the current one first."""

    def __init__(
        self, found: Sequence[Found], numbers: Sequence[int], database: Path, export_folder: Path
    ) -> None:
        self.found = tuple(found)
        self._numbers, self._database, self._export_folder = numbers, database, export_folder

    @property
    def count(self) -> int:
        return len(self._numbers)

    @property
    def is_read(self) -> bool:
        """Whether all of them are loaded."""
        return len(self.found) == len(self._numbers)

    def pages(self) -> Iterator[Sequence[Found]]:
        """All of them, a page at a time, without those deleted since. Reads the library with its own
        connection: call it off the window's thread. Raises `StorageFailed`."""
        if self.is_read:
            yield self.found
            return
        with Library.open(self._database, self._export_folder, mend=False) as library:
            for first in range(0, len(self._numbers), PAGE):
                page = self._numbers[first : first + PAGE]
                rows = library.numbered(page)
                yield [rows[number] for number in page if number in rows]


def selection_of(found: Sequence[Found]) -> ClipSelection:
    """A selection that is loaded already."""
    return ClipSelection(found, range(len(found)), Path(), Path())

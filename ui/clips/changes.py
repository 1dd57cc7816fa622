"""The steps that turn one list of clips into another, so that views can update in place. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

# Beyond this, a reset is faster, and nobody could follow the changes.
MOST_CHANGES = 64


class Removed(NamedTuple):
    """Rows `first` to `last` are removed."""

    first: int
    last: int


class Inserted(NamedTuple):
    """`numbers` are inserted before row `first`."""

    first: int
    numbers: array[int]


Change = Removed | Inserted


def changes(old: Sequence[int], new: Sequence[int]) -> list[Change] | None:
    """The steps from `old` to `new`, in which no number is repeated; rows count as earlier steps leave them.

    `None` if there are too many, or if the numbers in both lists are in different order.
    """
    if old == new:
        return []
    before, after = set(old), set(new)
    if len(before ^ after) > MOST_CHANGES:
        return None
    if [each for each in old if each in after] != [each for each in new if each in before]:
        return None
    gone = [row for row, each in enumerate(old) if each not in after]
    come = [row for row, each in enumerate(new) if each not in before]
    removed: list[Change] = [Removed(*run) for run in reversed(runs(gone))]
    inserted = [Inserted(first, array("q", new[first : last + 1])) for first, last in runs(come)]
    return [*removed, *inserted]


def runs(rows: list[int]) -> list[tuple[int, int]]:
    """Neighbouring `rows` as the first and last of each run."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found

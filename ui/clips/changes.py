"""How one list of clips becomes another, so that a view need not begin anew. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

# Beyond, it is another list: to begin anew is quicker, and nobody could follow it by eye.
MOST_CHANGES = 64


class Removed(NamedTuple):
    """Rows `first` to `last` go."""

    first: int
    last: int


class Inserted(NamedTuple):
    """`numbers` come in front of row `first`."""

    first: int
    numbers: array[int]


Change = Removed | Inserted


def changes(old: Sequence[int], new: Sequence[int]) -> list[Change] | None:
    """The steps from `old` to `new`, each row counted as the steps before have left it.

    `None` if these are too many, or if what stays stands in another order. In neither list is a
    number twice.
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
    """Neighbouring rows as first and last of each run."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found

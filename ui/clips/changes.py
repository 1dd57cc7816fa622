"""The steps that turn one list of clips into another, so that views can update in place. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
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


class Replaced(NamedTuple):
    """`number` takes the place of another in `row`."""

    row: int
    number: int


Change = Removed | Inserted | Replaced


def changes(
    old: Sequence[int], new: Sequence[int], kin: Callable[[int], Sequence[int]] = lambda number: ()
) -> list[Change] | None:
    """The steps from `old` to `new`, in which no number is repeated; rows count as earlier steps leave them.

    One that goes is replaced in its row by the first of its `kin` that comes. `None` if there are too many
    steps, or if the numbers in both lists are in different order.
    """
    if old == new:
        return []
    before, after = set(old), set(new)
    gone, come = before - after, after - before
    if len(gone) + len(come) > MOST_CHANGES:
        return None
    heirs: dict[int, int] = {}
    for number in gone:
        if (heir := next((each for each in kin(number) if each in come), None)) is not None:
            heirs[number] = heir
            come.discard(heir)
    replaced: list[Change] = []
    if heirs:
        replaced = [Replaced(row, heirs[each]) for row, each in enumerate(old) if each in heirs]
        old = [heirs.get(each, each) for each in old]
        before = set(old)
    if [each for each in old if each in after] != [each for each in new if each in before]:
        return None
    old_rows = [row for row, each in enumerate(old) if each not in after]
    new_rows = [row for row, each in enumerate(new) if each not in before]
    removed = [Removed(*run) for run in reversed(runs(old_rows))]
    inserted = [Inserted(first, array("q", new[first : last + 1])) for first, last in runs(new_rows)]
    return [*replaced, *removed, *inserted]


def runs(rows: list[int]) -> list[tuple[int, int]]:
    """Neighbouring `rows` as the first and last of each run."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found

"""Takes of one batch as one group of rows, which folds into one row. Pure."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from bridge.library import Take


class Group(NamedTuple):
    """The takes of a batch that are listed, by number, the first take first; two or more. `kept` is the first
    of them that is a favourite."""

    batch: int
    numbers: tuple[int, ...]
    kept: int | None


# The group of each clip that is in one.
Groups = Mapping[int, Group]


class RowTakes(NamedTuple):
    """What a row shows of its group: whether the rows above and below belong to it, how many takes it has (0
    for a clip alone), and whether the row stands for all of them."""

    above: bool = False
    below: bool = False
    total: int = 0
    is_folded: bool = False

    @property
    def folded(self) -> int:
        """For how many takes the row stands; 0 for a clip by itself."""
        return self.total if self.is_folded else 0

    @property
    def is_first(self) -> bool:
        """Whether the row has the group's fold mark."""
        return self.total > 0 and not self.above


class Folding(NamedTuple):
    """Which groups are unfolded, by batch, and which take stands for a folded one where none is kept.

    `newest` is the highest number that has been listed: a group with a higher one arrives unfolded.
    """

    unfolded: frozenset[int] = frozenset()
    shown: Mapping[int, int] = {}
    newest: int = 0

    def unfold(self, batches: Iterable[int]) -> Folding:
        return self._replace(unfolded=self.unfolded.union(batches))

    def fold(self, group: Group, number: int) -> Folding:
        """Fold a group; its take `number` stands for it unless another is kept."""
        return self.show(group, number)._replace(unfolded=self.unfolded - {group.batch})

    def show(self, group: Group, number: int) -> Folding:
        """Have the take `number` stand for a group."""
        return self._replace(shown={**self.shown, group.batch: number})

    def stands_for(self, group: Group) -> int:
        """The take that stands for a group: the kept one, else the one shown last, else the first."""
        if group.kept is not None:
            return group.kept
        shown = self.shown.get(group.batch)
        return shown if shown in group.numbers else group.numbers[0]

    def rows(self, numbers: array[int], groups: Groups) -> array[int]:
        """The clips that have a row, of all that are listed. A group is where the first of it is listed."""
        if not groups:
            return numbers
        rows, seen, group_of = array("q"), set[int](), groups.get
        for number in numbers:
            if (group := group_of(number)) is None:
                rows.append(number)
            elif group.batch not in seen:
                seen.add(group.batch)
                unfolded = group.batch in self.unfolded
                rows.extend(group.numbers if unfolded else (self.stands_for(group),))
        return rows


def groups_of(takes: Sequence[Take], numbers: Collection[int]) -> dict[int, Group]:
    """The groups of the clips `numbers`. In `takes`, the first take of a batch comes first."""
    listed = set(numbers) if takes else set()
    members: dict[int, list[int]] = defaultdict(list)
    kept: dict[int, int] = {}
    for number, batch, is_favourite in takes:
        if number in listed:
            members[batch].append(number)
            if is_favourite:
                kept.setdefault(batch, number)
    groups: dict[int, Group] = {}
    for batch, present in members.items():
        if len(present) > 1:
            group = Group(batch, tuple(present), kept.get(batch))
            for number in present:
                groups[number] = group
    return groups


def arrivals(groups: Groups, newest: int) -> set[int]:
    """The batches with a take of a higher number than `newest`."""
    return {group.batch for number, group in groups.items() if number > newest}

"""The rows of the clip list: a clip each, or the takes of a batch folded into one."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

from PyQt6.QtCore import QAbstractListModel, QModelIndex, QObject

from ui.clips.changes import Change, Inserted, Removed, Replaced
from ui.clips.reader import Listing
from ui.clips.takes import Folding, Group, RowTakes

NOWHERE = QModelIndex()


class GroupedRows(QAbstractListModel):
    """A list model of clip numbers. What a row shows is up to the subclass.

    A folded row has the number of the take that stands for it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listing = Listing(0, array("q"), {}, Folding())

    def take_listing(self, listing: Listing) -> None:
        """Become `listing`, by its changes where it has some."""
        if listing.changes is None:
            self.beginResetModel()
            self.listing = listing
            self.endResetModel()
            return
        self.listing = listing._replace(numbers=self.listing.numbers)
        for step in listing.changes:
            self._step(step)

    def _step(self, step: Change) -> None:
        numbers = self.listing.numbers
        match step:
            case Removed(first, last):
                self.beginRemoveRows(NOWHERE, first, last)
                del numbers[first : last + 1]
                self.endRemoveRows()
            case Inserted(first, added):
                self.beginInsertRows(NOWHERE, first, first + len(added) - 1)
                numbers[first:first] = added
                self.endInsertRows()
            case Replaced(row, number):
                numbers[row] = number
                self.dataChanged.emit(self.index(row), self.index(row))

    # ---- rows ----

    def rowCount(self, parent: QModelIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.listing.numbers)

    def number_at(self, row: int) -> int:
        """The number of the clip at `row`, which it keeps in any list."""
        return self.listing.numbers[row]

    def row_of(self, number: int) -> int | None:
        """The row of the clip with this number, or of the takes it is folded into."""
        try:
            return self.listing.numbers.index(self._in_view(number))
        except ValueError:
            return None

    def rows_of(self, numbers: Collection[int]) -> list[int]:
        """The rows of the clips with these numbers, from the top."""
        wanted = {self._in_view(each) for each in numbers} if self.listing.groups else numbers
        return [row for row, number in enumerate(self.listing.numbers) if number in wanted]

    def numbers_in(self, first: int, last: int) -> array[int]:
        """The numbers of the clips in the rows from `first` to `last`."""
        return self.listing.numbers[first : last + 1]

    # ---- takes ----

    def takes_at(self, row: int) -> RowTakes:
        """What the row shows of the takes it belongs to, or stands for."""
        numbers, groups = self.listing.numbers, self.listing.groups
        if (group := groups.get(numbers[row])) is None:
            return RowTakes()
        above = row > 0 and groups.get(numbers[row - 1]) is group
        below = row + 1 < len(numbers) and groups.get(numbers[row + 1]) is group
        return RowTakes(above, below, len(group.numbers), self._is_folded(group))

    def with_takes(self, numbers: Sequence[int]) -> Sequence[int]:
        """`numbers`, and all takes that are folded into their rows."""
        if not self.listing.groups:
            return numbers
        return array("q", (each for number in numbers for each in self._folded_into(number)))

    def unfold(self, row: int) -> None:
        """Show each of the takes at `row`."""
        number = self.number_at(row)
        takes = self._folded_into(number)
        if len(takes) > 1:
            self._set_folding(self.listing.folding.unfold([self.listing.groups[number].batch]))
            at = takes.index(number)
            self._insert(row + 1, takes[at + 1 :])
            self._insert(row, takes[:at])

    def unfold_around(self, number: int) -> None:
        """Unfold the takes that hide the clip with this number."""
        if self._in_view(number) != number and (row := self.row_of(number)) is not None:
            self.unfold(row)

    def fold(self, row: int) -> None:
        """Fold the takes around `row` into one row; see `folds_into`."""
        number = self.number_at(row)
        group = self.listing.groups.get(number)
        if group is not None and not self._is_folded(group):
            self._set_folding(self.listing.folding.fold(group, number))
            first = row - group.numbers.index(number)
            stays = first + group.numbers.index(self.listing.folding.stands_for(group))
            self._remove(stays + 1, first + len(group.numbers) - 1)
            self._remove(first, stays - 1)

    def folds_into(self, row: int) -> int:
        """The row of the take that would stand for those around `row`: the kept one, else that at `row`."""
        number = self.number_at(row)
        group = self.listing.groups.get(number)
        if group is None or group.kept is None or self._is_folded(group):
            return row
        return row + group.numbers.index(group.kept) - group.numbers.index(number)

    def _stay_shown(self, numbers: Collection[int]) -> None:
        """Have takes that stand for others go on doing so, be they kept or not."""
        for number in numbers:
            group = self.listing.groups.get(number)
            if group is not None and self.listing.folding.shown.get(group.batch) != number:
                self._set_folding(self.listing.folding.show(group, number))

    def _is_folded(self, group: Group) -> bool:
        return group.batch not in self.listing.folding.unfolded

    def _in_view(self, number: int) -> int:
        """The number in whose row this clip is."""
        group = self.listing.groups.get(number)
        if group is None or not self._is_folded(group):
            return number
        return self.listing.folding.stands_for(group)

    def _folded_into(self, number: int) -> tuple[int, ...]:
        """The takes in the row of the clip with this number; where it isn't folded, that clip."""
        group = self.listing.groups.get(number)
        return (number,) if group is None or not self._is_folded(group) else group.numbers

    def _set_folding(self, folding: Folding) -> None:
        self.listing = self.listing._replace(folding=folding)

    def _insert(self, first: int, numbers: Sequence[int]) -> None:
        if numbers:
            self._step(Inserted(first, array("q", numbers)))

    def _remove(self, first: int, last: int) -> None:
        if first <= last:
            self._step(Removed(first, last))

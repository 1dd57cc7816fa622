"""Where a piece goes on in another version of its strip, so that it sounds as one. Pure.

Lengths are as `StripModel.lengths` gives them: rows with their bars, and -1 for a transition.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ui.strip.parts import Strip

Lengths = Sequence[tuple[int, int]]


def moved_to(row: int, old: Strip, new: Strip) -> int | None:
    """Where the part in `row` of `old` is in `new`; `None` if it was removed.

    A clip that is there several times is told apart by which of them it is, from the front.
    """
    clip = old.parts[row].clip
    before = sum(part.clip == clip for part in old.parts[:row])
    rows = [number for number, part in enumerate(new.parts) if part.clip == clip]
    return rows[min(before, len(rows) - 1)] if rows else None


def rows_in(rows: Collection[int] | None, old: Strip, new: Strip) -> list[int] | None:
    """Where the parts in `rows` of `old` are in `new`, those that are left; `None` means all of them."""
    if rows is None:
        return None
    moved = (moved_to(row, old, new) for row in rows)
    return sorted({row for row in moved if row is not None})


def bars_on(at_bar: float, old: Strip, old_lengths: Lengths, new: Strip, new_lengths: Lengths) -> int:
    """How many bars further on `new` has what is at `at_bar` of `old`: the same part, at the same place.

    A part that lost rounds goes on in one of those left. One that was removed gives way to the next one that
    is left, or to the end, at the bar where it was.
    """
    row, begin, bars = part_at(at_bar, old_lengths)
    later = [each for each, _ in old_lengths if each > row]
    begins = _begins(new_lengths)
    own = moved_to(row, old, new)
    if own is not None and own in begins:
        new_bars, into = dict(new_lengths)[own], int(at_bar - begin)
        if into >= bars:  # in the transition after it
            return begins[own] + new_bars - begin - bars
        return begins[own] - begin - into // new_bars * new_bars
    next_rows = (moved_to(each, old, new) for each in later)
    target = next(
        (begins[each] for each in next_rows if each in begins), sum(bars for _, bars in new_lengths)
    )
    return target - begin


def part_at(at_bar: float, lengths: Lengths) -> tuple[int, int, int]:
    """The part that is at `at_bar`, or before the transition there: its row, its first bar, its bars."""
    begin, found = 0, (0, 0, 1)
    for row, bars in lengths:
        if begin > at_bar:
            break
        if row >= 0:
            found = (row, begin, bars)
        begin += bars
    return found


def _begins(lengths: Lengths) -> dict[int | None, int]:
    """The first bar of each part, by row."""
    begins, begin = dict[int | None, int](), 0
    for row, bars in lengths:
        if row >= 0:
            begins[row] = begin
        begin += bars
    return begins

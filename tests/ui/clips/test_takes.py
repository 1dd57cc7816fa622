"""Takes fold and unfold in any order: no clip is lost, and the rows are those of a list that is read anew."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from ui.clips.grouped_rows import GroupedRows
from ui.clips.reader import Listing
from ui.clips.takes import Folding, groups_of

# Batches of clips 1 to 20, and which of them are favourites.
BATCHES = st.lists(st.integers(0, 6), min_size=20, max_size=20)
# A row as a share of all, and whether it is folded.
STEPS = st.lists(st.tuples(st.floats(0, 0.999), st.booleans()), max_size=8)


@settings(max_examples=40)
@given(BATCHES, st.sets(st.integers(1, 20)), st.permutations(range(1, 21)), STEPS)
def test_rows_are_as_a_new_list_would_have_them(
    batches: list[int], favourites: set[int], order: list[int], steps: list[tuple[float, bool]]
) -> None:
    takes = [(number, batches[number - 1], number in favourites) for number in range(20, 0, -1)]
    takes = sorted((take for take in takes if take[1]), key=lambda take: take[1])
    numbers = array("q", order)
    groups = groups_of(takes, numbers)
    assert all(len(group.numbers) > 1 and number in group.numbers for number, group in groups.items())
    model = GroupedRows()
    model.take_listing(Listing(20, Folding().rows(numbers, groups), groups, Folding()))
    for share, folds in steps:
        row = int(share * model.rowCount())
        number, stays = model.number_at(row), model.number_at(model.folds_into(row))
        (model.fold if folds else model.unfold)(row)
        is_alone = number not in groups
        assert is_alone or model.takes_at(model.rows_of([number])[0]).is_folded == folds
        if folds:
            assert model.row_of(number) == model.row_of(stays) and stays in model.listing.numbers
        assert model.listing.numbers == model.listing.folding.rows(numbers, groups)
        assert sorted(model.with_takes(model.listing.numbers)) == list(range(1, 21))
    for number in order:
        model.unfold_around(number)
        at = model.row_of(number)
        assert at is not None and model.number_at(at) == number

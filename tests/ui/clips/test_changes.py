"""One list becomes another by the steps that are said."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from ui.clips.changes import MOST_CHANGES, Change, Inserted, Removed, Replaced, changes


def carried_out(old: list[int], steps: list[Change]) -> list[int]:
    rows = array("q", old)
    for step in steps:
        if isinstance(step, Replaced):
            rows[step.row] = step.number
        elif isinstance(step, Removed):
            assert 0 <= step.first <= step.last < len(rows)
            del rows[step.first : step.last + 1]
        else:
            assert 0 <= step.first <= len(rows)
            rows[step.first : step.first] = step.numbers
    return list(rows)


# All numbers there are, so that all that may go and all that may come are not too many together.
FIRST, ADDED = st.integers(0, 39), st.integers(40, MOST_CHANGES - 1)


@given(st.lists(FIRST, unique=True), st.sets(FIRST), st.data())
def test_the_steps_lead_from_one_list_to_the_other(
    old: list[int], gone: set[int], data: st.DataObject
) -> None:
    new = [each for each in old if each not in gone]
    for number in data.draw(st.lists(ADDED, unique=True)):
        new.insert(data.draw(st.integers(0, len(new))), number)
    kin = data.draw(st.dictionaries(FIRST, st.lists(ADDED, max_size=2), max_size=2))
    steps = changes(array("q", old), array("q", new), lambda number: kin.get(number, ()))
    if steps is None:  # an heir changed the order
        assert any(number in kin for number in set(old) - set(new))
    else:
        assert carried_out(old, steps) == new


@given(st.permutations(range(12)))
def test_another_order_is_another_list(new: list[int]) -> None:
    old = list(range(12))
    assert changes(old, new) == ([] if new == old else None)


def test_what_comes_together_is_one_step() -> None:
    assert changes([5, 4, 3], [9, 8, 5, 3]) == [Removed(1, 1), Inserted(0, array("q", [9, 8]))]


def test_a_take_that_stands_for_another_comes_into_its_row() -> None:
    family = (7, 6, 5)
    steps = changes([9, 7, 3], [9, 6, 3, 2], lambda number: family if number in family else ())
    assert steps == [Replaced(1, 6), Inserted(3, array("q", [2]))]


def test_too_many_changes_are_another_list() -> None:
    old = list(range(1_000))
    assert changes(old, old[MOST_CHANGES:]) is not None
    assert changes(old, old[MOST_CHANGES + 1 :]) is None
    half, added = old[MOST_CHANGES // 2 :], list(range(2_000, 2_000 + MOST_CHANGES // 2))
    assert changes(old, [*added, *half]) is not None
    assert changes(old, [*added, 3_000, *half]) is None

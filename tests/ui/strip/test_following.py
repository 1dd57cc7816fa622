"""A strip that is changed while it plays goes on where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.strip.following import bars_on, moved_to, rows_in
from ui.strip.parts import Strip, StripPart

BARS = {"a": 1, "b": 2, "c": 4}
PARTS = st.builds(
    StripPart,
    clip=st.sampled_from(sorted(BARS)),
    rounds=st.integers(1, 4),
    transition=st.sampled_from((0, 2)),
)
STRIPS = st.builds(Strip, parts=st.lists(PARTS, min_size=1, max_size=5).map(tuple))


def strip(text: str) -> Strip:
    """Such as `a b*2 c`."""
    each = (word.partition("*") for word in text.split())
    return Strip(tuple(StripPart(clip, int(rounds or 1)) for clip, _, rounds in each))


def lengths(of: Strip) -> list[tuple[int, int]]:
    """As `StripModel.lengths`."""
    found = []
    for row, part in enumerate(of.parts):
        found.append((row, BARS[part.clip] * part.rounds))
        if part.transition and row + 1 < len(of.parts):
            found.append((-1, part.transition))
    return found


def goes_on(at_bar: float, old: Strip, new: Strip) -> int:
    return bars_on(at_bar, old, lengths(old), new, lengths(new))


@pytest.mark.parametrize(
    ("at_bar", "old", "new", "expected"),
    [
        (1.5, "a b c", "a b c a", 0),
        (1.5, "a b c", "a*3 b c", 2),
        (1.5, "a b c", "b c a", -1),
        (1.5, "a b c", "a c", 0),  # the next part, one bar on
        (3.5, "a b c", "a b", 0),  # what was last gives way to the beginning
        (3.5, "c*2", "c", 0),
        (6.5, "c*2", "c", -4),
        (4.5, "a c a", "c a", -1),
    ],
)
def test_the_part_that_sounds_goes_on_in_its_new_place(
    at_bar: float, old: str, new: str, expected: int
) -> None:
    assert goes_on(at_bar, strip(old), strip(new)) == expected


@given(old=STRIPS, new=STRIPS, data=st.data())
def test_a_part_that_is_left_goes_on_at_the_same_bar_of_its_clip(
    old: Strip, new: Strip, data: st.DataObject
) -> None:
    olds, news = _bars(old), _bars(new)
    at_bar = data.draw(st.integers(0, len(olds) - 1))
    row, bar = olds[at_bar]
    if row >= 0 and (moved := moved_to(row, old, new)) is not None:
        assert news[(at_bar + goes_on(at_bar + 0.3, old, new)) % len(news)] == (moved, bar)


def _bars(of: Strip) -> list[tuple[int, int]]:
    """Each bar of the piece: its row, and which bar of its clip it is."""
    return [
        (row, bar % BARS[of.parts[row].clip] if row >= 0 else 0)
        for row, bars in lengths(of)
        for bar in range(bars)
    ]


def test_what_is_left_of_a_selection_stays_one() -> None:
    assert rows_in(None, strip("a b"), strip("a")) is None
    assert rows_in([1, 2], strip("a b c"), strip("c a b")) == [0, 2]
    assert rows_in([1], strip("a b c"), strip("a c")) == []

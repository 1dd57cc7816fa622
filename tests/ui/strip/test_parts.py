"""Parts are added, moved, repeated and removed; what is kept of them reads back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.pieces.part_list import ListedPart, read_part
from ui.strip.parts import MAX_PARTS, Strip, StripPart, read_strip, write_strip

PARTS = st.builds(
    StripPart, st.text("0123456789abcdef", min_size=1, max_size=64), st.integers(1, 999), st.integers(0, 8)
)
STRIPS = st.builds(Strip, st.lists(PARTS, max_size=8).map(tuple), st.sampled_from([0.0, 0.5, 4.0]))


@settings(max_examples=40)
@given(STRIPS, st.sets(st.integers(0, 9)), st.integers(0, 9))
def test_moving_loses_nothing_and_keeps_both_orders(strip: Strip, rows: set[int], at: int) -> None:
    at = min(at, len(strip.parts))
    moved = strip.moved(rows, at).parts
    taken = [part for row, part in enumerate(strip.parts) if row in rows]
    first = at - sum(row < at for row in rows if row < len(strip.parts))
    assert list(moved[first : first + len(taken)]) == taken
    assert moved[:first] + moved[first + len(taken) :] == strip.removed(rows).parts


@settings(max_examples=40)
@given(STRIPS)
def test_what_is_kept_reads_back(strip: Strip) -> None:
    assert read_strip(write_strip(strip)) == strip


@given(st.text())
def test_whatever_else_was_kept_is_an_empty_strip(text: str) -> None:
    assert isinstance(read_strip(text), Strip)


@settings(max_examples=40)
@given(STRIPS, st.sets(st.integers(0, 7)))
def test_the_list_of_parts_is_read_as_it_is_meant(strip: Strip, chosen: set[int]) -> None:
    rows = sorted(row for row in chosen if row < len(strip.parts))
    wanted: list[ListedPart] = []
    for row in rows:
        part = strip.parts[row]
        wanted.append(ListedPart(part.clip, part.rounds))
        if part.transition and row + 1 in rows:
            wanted.append(ListedPart(None, part.transition))
    assert [read_part(text) for text in strip.listed(rows)] == wanted
    assert strip.listed() == strip.listed(range(len(strip.parts)))


def test_there_is_room_for_so_many() -> None:
    full = Strip().added(["a"] * (MAX_PARTS - 1)).added(["b", "c"], 0)
    assert [part.clip for part in full.parts[:2]] == ["b", "a"] and len(full.parts) == MAX_PARTS
    assert full.added(["d"]) == full
    assert full.changed(0, rounds=0, transition=9).parts[0] == StripPart("b", 1, 8)

"""How a genre's patterns are varied: which strokes may come, go and move, and which stay."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from bridge.composing.fills import DRUM_ROLL, MACHINES, STICKS, with_fill
from bridge.composing.variation import KitStyle, form, join, vary_kit, vary_line

STEPS = 16
SEEDS = range(150)
KIT = {"kick": "x...............", "snare": "....x.......x...", "closed hat": "x.x.x.x.x.x.x.x."}


def lines(*patterns: str, mixed: float = 1.0) -> set[str]:
    """Every bar that comes of `patterns`, over many seeds."""
    return {
        line
        for seed in SEEDS
        for line in vary_line(patterns, 2, len(patterns[0]), random.Random(seed), mixed=mixed)[1]
    }


def changes(kits: list[dict[str, str]], style: KitStyle) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Strokes, by piece and step, that any bar has beyond the first kit, and that any bar lacks of it."""
    here, found = set(strokes(kits[0])), [set(strokes(bar)) for bar in bars(kits, style)]
    return set().union(*(bar - here for bar in found)), set().union(*(here - bar for bar in found))


def bars(kits: list[dict[str, str]], style: KitStyle) -> Iterator[dict[str, str]]:
    for seed in SEEDS:
        yield from map(dict, vary_kit(kits, 2, STEPS, random.Random(seed), style))


def strokes(bar: dict[str, str]) -> Iterator[tuple[str, int]]:
    return ((piece, step) for piece, line in bar.items() for step, sign in enumerate(line) if sign != ".")


@pytest.mark.parametrize("bars", [2, 3, 4, 8])
def test_a_loop_begins_with_its_call_and_ends_with_an_ending(bars: int) -> None:
    forms = {form(bars, random.Random(seed)) for seed in range(40)}
    assert len(forms) == {2: 1, 3: 2}.get(bars, 3)
    for each in forms:
        assert len(each) == bars and each[0] == "A" and each[-1] == "C" and set(each[:-1]) <= set("AB")
    assert form(bars, random.Random(1), steady=True) == "A" * bars


def test_one_bar_is_a_call() -> None:
    assert form(1, random.Random(1)) == "A"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("x.x.", "o-.o", "x..o"),
        ("x...", "x--o", "x..o"),
        ("x...", "x---", "x..."),
        ("xx..", "x--o", "xx-o"),
        ("x---", "x--x", "x--x"),
    ],
)
def test_a_note_cut_off_from_its_stroke_is_a_rest_or_holds_the_one_before(
    first: str, second: str, joined: str
) -> None:
    assert join(first, second, 2) == joined


def test_a_held_note_may_be_struck_again_off_the_beat_and_that_stroke_be_left_out_again() -> None:
    assert lines("X-------") == {"X-------", "X-X-----", "X-----X-", "X-X---X-", "X-......", "X-----.."}


def test_a_stroke_off_the_beat_may_be_left_out_with_what_it_holds() -> None:
    assert lines("x.o-x...") == {"x.o-x...", "x...x..."}


def test_of_many_rhythms_bars_are_joined_and_no_stroke_is_made_up() -> None:
    patterns = ["x...x...", "xx..xx..", "x.x.x.x.", "x..xx..x"]
    halves = {pattern[cut : cut + 4] for pattern in patterns for cut in (0, 4)}
    assert lines(*patterns) == {first + last for first in halves for last in halves}
    # Not joined, a call is one of the patterns; only the second bar, an ending, has another's tail.
    calls = {vary_line(patterns, 2, 8, random.Random(seed), mixed=0.0)[1][0] for seed in SEEDS}
    assert calls == set(patterns)


def test_a_kit_alone_gets_a_stroke_more_or_fewer_where_players_put_one() -> None:
    more, fewer = changes([KIT], KitStyle())
    assert (more, fewer) == ({("open hat", 14), ("kick", 14)}, {("closed hat", 14)})
    more, _ = changes([{**KIT, "closed hat": "xxxxxxxxxxxxxxxx"}], KitStyle())
    assert more == {("open hat", 14), ("kick", 14)}
    _, fewer = changes([{**KIT, "closed hat": "xxxxxxxxxxxxxxxx"}], KitStyle())
    assert fewer == {("closed hat", step) for step in (3, 5, 7, 9, 11, 13, 14, 15)}


def test_ghost_notes_come_between_strokes_and_where_the_beat_rests() -> None:
    more, _ = changes([KIT], KitStyle(ghosts=True))
    hats = {("closed hat", step) for step in range(3, STEPS, 2)}
    assert more == {("open hat", 14), ("kick", 14), *hats, *(("snare", step) for step in (7, 9, 15))}
    busy = {**KIT, "kick": "x......x.x....x."}
    assert {step for piece, step in changes([busy], KitStyle(ghosts=True))[0] if piece == "snare"} == {15}


def test_colours_echo_their_own_strokes() -> None:
    more, _ = changes([{"kick": KIT["kick"], "cowbell": "x.....x........."}], KitStyle())
    assert more == {("kick", 14), ("cowbell", 1), ("cowbell", 7)}


def test_from_another_kit_the_beat_is_only_added_to_and_timekeepers_are_not_doubled() -> None:
    other = {"kick": "..x...x.........", "ride": "x.x.x.x.x.x.x.x.", "cowbell": "......x........."}
    style = KitStyle()
    for bar in bars([KIT, other], style):
        if "cowbell" in bar or "ride" not in bar:
            assert not {"ride", "closed hat"} <= set(bar)
    more, fewer = changes([KIT, KIT | {"kick": "..x...x.........", "open hat": "......x........."}], style)
    assert {("kick", 2), ("kick", 6), ("open hat", 6)} <= more
    assert not {piece for piece, _ in fewer} & {"snare"}


@pytest.mark.parametrize("fills", [STICKS, MACHINES, DRUM_ROLL])
@pytest.mark.parametrize("size", [2, 4, 8])
def test_a_fill_is_no_louder_than_its_bar_and_leaves_what_comes_before(
    fills: tuple[dict[str, str], ...], size: int
) -> None:
    soft = {"kick": "o...o...o...o...", "snare": "....q.......q...", "shaker": "x.x.x.x.x.x.x.x."}
    for seed in range(30):
        bar = with_fill(soft, fills, size, random.Random(seed))
        for piece, line in bar.items():
            assert len(line) == STEPS
            assert line[:-size] == soft.get(piece, "." * STEPS)[:-size]
            assert piece == "shaker" or set(line) <= set(".oq")
    loud = {**soft, "kick": "X..............."}
    heard = [with_fill(loud, fills, size, random.Random(seed)) for seed in range(30)]
    assert any(set(line[-size:]) & set("xXrR") for bar in heard for line in bar.values())

"""Chord symbols as pitches, and voicings that keep their chord's colour and their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.composing import harmony

CENTRE = 62


def voiced(symbol: str, previous: tuple[int, ...] | None = None) -> tuple[int, ...]:
    return harmony.voice(harmony.parse_chord(symbol, 0), previous, CENTRE)


def distance(pitches: tuple[int, ...]) -> float:
    """How far the pitches' middle is from the centre, in semitones."""
    return abs(sum(pitches) / len(pitches) - CENTRE)


@pytest.mark.parametrize(
    "steps",
    [
        ("1", "2m", "3m", "4", "5", "6m"),
        ("1", "6m", "5", "4", "3m", "2m"),
        ("1", "4", "b7", "b3", "b6", "b2"),
    ],
    ids=["rising", "falling", "by fifths"],
)
def test_a_progression_that_goes_one_way_does_not_take_its_voicings_along(steps: tuple[str, ...]) -> None:
    pitches = None
    for _ in range(10):
        for step in steps:
            pitches = voiced(step, pitches)
            assert distance(pitches) < 3


def test_the_first_chord_is_the_inversion_nearest_the_centre() -> None:
    assert voiced("1") == (60, 64, 67) and distance((55, 60, 64)) < distance((64, 67, 72))
    assert voiced("4") == (57, 60, 65)


def test_the_next_chord_is_the_inversion_that_moves_least() -> None:
    assert voiced("1", (60, 65, 69)) == (60, 64, 67)
    assert voiced("1", (59, 62, 67)) == (60, 64, 67)
    assert voiced("4", (60, 64, 67)) == (60, 65, 69)


@pytest.mark.parametrize(
    ("symbol", "heard"),
    [
        ("19", {0, 4, 10, 2}),  # a ninth without its fifth is a ninth still
        ("17b9", {0, 4, 10, 1}),
        ("1m9", {0, 3, 10, 2}),
        ("169", {0, 4, 9, 2}),
        ("113", {0, 4, 9, 10}),  # which has no fifth to leave out, and says more than its ninth
        ("17", {0, 4, 7, 10}),
    ],
)
def test_of_five_tones_the_fifth_is_left_out_and_the_ninth_where_there_is_none(
    symbol: str, heard: set[int]
) -> None:
    assert {pitch % 12 for pitch in voiced(symbol)} == heard


@given(symbol=st.sampled_from(["15", "b75", "45"]), centre=st.integers(50, 70))
def test_power_chords_are_root_fifth_and_octave_in_the_octave_below_the_centre(
    symbol: str, centre: int
) -> None:
    chord = harmony.parse_chord(symbol, 0)
    root, fifth, octave = harmony.voice(chord, (100, 104, 107), centre)
    assert root % 12 == chord.root and centre - 12 <= root < centre
    assert (fifth, octave) == (root + 7, root + 12)


def test_chord_symbols() -> None:
    assert harmony.parse_chord("2m7", 0).pitch_classes == (2, 5, 9, 0)
    assert harmony.parse_chord("b7", 9).root == 7
    assert harmony.parse_chord("57b9", 0).pitch_classes == (7, 11, 2, 5, 8)
    for nonsense in ("8", "m7", "1maj", ""):
        with pytest.raises(ValueError, match="isn't a chord"):
            harmony.parse_chord(nonsense, 0)


@given(
    symbols=st.lists(st.sampled_from(("1", "4", "5", "6m", "2m7", "57", "1maj7", "3m7", "b7")), min_size=2),
    tonic=st.integers(0, 11),
)
def test_voicings_hold_their_chord_and_move_little(symbols: list[str], tonic: int) -> None:
    previous: tuple[int, ...] | None = None
    for symbol in symbols:
        chord = harmony.parse_chord(symbol, tonic)
        pitches = harmony.voice(chord, previous, centre=62)
        assert {pitch % 12 for pitch in pitches} == set(chord.pitch_classes)
        assert list(pitches) == sorted(pitches) and abs(sum(pitches) / len(pitches) - 62) < 12
        if previous is not None:
            moves = [min(abs(pitch - old) for old in previous) for pitch in pitches]
            assert sum(moves) / len(moves) <= 4
        previous = pitches


@pytest.mark.parametrize(
    ("symbol", "tones"),
    [
        ("1", {3: 4, 5: 7, 6: 7, 7: 7}),
        ("1m7", {3: 3, 5: 7, 6: 7, 7: 10}),
        ("1maj7", {3: 4, 5: 7, 6: 7, 7: 11}),
        ("1m7b5", {3: 3, 5: 6, 6: 7, 7: 10}),
        ("1dim7", {3: 3, 5: 6, 6: 9, 7: 9}),
        ("1sus4", {3: 5, 5: 7, 6: 7, 7: 7}),
        ("1sus2", {3: 2, 5: 7, 6: 7, 7: 7}),
        ("15", {3: 7, 5: 7, 6: 7, 7: 7}),
    ],
)
def test_a_degree_is_the_chord_s_own_tone_or_the_fifth(symbol: str, tones: dict[int, int]) -> None:
    chord = harmony.parse_chord(symbol, 9)
    assert {degree: chord.tone(degree) for degree in tones} == tones


@given(root=st.integers(0, 11), lowest=st.integers(24, 40))
def test_bass_notes_lie_in_the_lowest_octave(root: int, lowest: int) -> None:
    pitch = harmony.place_bass(root, lowest)
    assert lowest <= pitch < lowest + 12 and pitch % 12 == root

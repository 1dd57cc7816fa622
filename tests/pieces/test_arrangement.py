"""Arrangements: what they may be, exact lengths, and their files."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from bridge.errors import BadFile, BadRequest
from bridge.pieces.arrangement import Arrangement, Lane, Part
from bridge.pieces.arrangement_file import format_arrangement, parse_arrangement
from bridge.vocabulary.music import Meter
from tests.support.pieces import arrangements

ONE = "bpm = 120\n[[lane]]\n[[lane.part]]\nsource = 'a'\n"


def no_bars(source: str, meter: Meter) -> int:
    raise BadRequest(f"“{source}” isn't in the library.")


def two_bars(source: str, meter: Meter) -> int:
    return 2


@settings(max_examples=20)
@given(arrangements())
def test_a_file_reads_back_equal(piece: Arrangement) -> None:
    assert parse_arrangement(format_arrangement(piece), "piece.toml", no_bars) == piece


@settings(max_examples=20)
@given(arrangements())
def test_a_piece_is_as_long_as_its_bars_to_the_frame(piece: Arrangement) -> None:
    exact = piece.bars * piece.meter.quarters_per_bar * 60 * 44_100 / Fraction(piece.tempo_bpm)
    assert abs(piece.frames(44_100) - exact) <= Fraction(1, 2)
    assert piece.frame_at(1, 44_100) == 0


def test_parts_follow_one_another_at_their_sources_bars() -> None:
    piece = parse_arrangement(
        ONE + "rounds = 2\n[[lane.part]]\ntransition = 1\n[[lane.part]]\nsource = 'b'", "p.toml", two_bars
    )
    assert [(part.start_bar, part.end_bar) for part in piece.lanes[0].parts] == [(1, 5), (5, 6), (6, 8)]
    assert piece.bars == 7


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "bpm is missing."),
        (ONE, "lane 1, part 1: “a” isn't in the library."),
        (ONE.replace("120", "5"), "A tempo of 5 BPM is out of range. Use 20 to 999."),
        (ONE + "bars = 65", "lane 1: part 1: bars should be from 1 to 64."),
        (f"title = '{'x' * 201}'\n{ONE}", "title should be at most 200 characters long."),
        (ONE + "rouns = 2", "rouns is unknown; did you mean rounds?"),
        (ONE + "transition = 2", "needs a source or a transition, and not both."),
        (ONE + "bars = 2\n[[lane.part]]\ntransition = 2", "a transition needs a clip before and after it."),
        (
            ONE + "bars = 2\n[[lane.part]]\nsource = 'b'\nbars = 1\nstart_bar = 2",
            "Start it at bar 3 or later",
        ),
        (ONE + "bars = 64\nrounds = 999", "Use at most 9,999 bars and 60 minutes."),
        ("bpm = 120\nlane = []", "The piece has no parts. Give at least one."),
        ("bpm = 120\nmeter = '4'\n[[lane]]\npart = []", "“4” isn't a meter."),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(BadFile) as raised:
        parse_arrangement(text, "piece.toml", no_bars)
    assert sentence in str(raised.value)
    assert str(raised.value).startswith("piece.toml: ")


def test_a_transition_joins_two_clips() -> None:
    clips = [Part(source="a", start_bar=1, bars=2), Part(source="b", start_bar=5, bars=2)]
    with pytest.raises(BadRequest, match="ends where the next begins"):
        lane = Lane(parts=(clips[0], Part(source=None, start_bar=3, bars=1), clips[1]))
        Arrangement(tempo_bpm=120, lanes=(lane,))

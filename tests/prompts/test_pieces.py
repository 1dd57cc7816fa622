"""A prompt is taken apart, and what is taken out of it is gone, while the rest is understood as before."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.prompts.pieces import Piece, read_pieces, with_piece, without_piece

PARSER = parser_for(lexicon())
_PARTS = (
    "deep house",
    "gamelan",
    "kazoo",
    "no drums",
    "98 bpm",
    "in A minor",
    "8 bars",
    "3/4",
    "Orgel",
    "warm",
)


def pieces(prompt: str) -> list[Piece]:
    return list(read_pieces(PARSER, prompt))


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("deep house", ["deep house: heard genre deep house"]),
        (
            "ambient house techno",
            ["ambient house: unused genre deep house", "techno: heard genre techno"],
        ),
        ("pinao", ["pinao: unknown"]),
        ("gamelan", ["gamelan: replaced instrument marimba"]),
        ("dub with vinyl crackle", ["dub: heard genre dub", "vinyl crackle: unknown"]),
        ("filter house", ["filter: unknown", "filter house: heard genre house"]),
        ("no gamelan, no bass", ["no gamelan: heard without marimba", "no bass: heard without bass"]),
        ("piano waltz", ["piano: heard instrument piano", "waltz: heard meter"]),
        ("Klavier, 90 bpm", ["Klavier: heard instrument piano", "90 bpm: heard tempo"]),
        ("", []),
    ],
)
def test_each_word_says_what_became_of_it(prompt: str, found: list[str]) -> None:
    assert [
        f"{each.written}: {' '.join(dict.fromkeys((each.use, each.kind, *each.names)))}"
        for each in pieces(prompt)
    ] == found


def test_what_a_field_denies_is_no_piece_of_the_prompt() -> None:
    assert [each.written for each in read_pieces(PARSER, "house", "drums")] == ["house"]


@settings(max_examples=50)
@given(st.text(max_size=60) | st.lists(st.sampled_from(_PARTS), unique=True).map(" with ".join))
def test_each_piece_lies_where_it_says(prompt: str) -> None:
    text = unicodedata.normalize("NFC", prompt)
    assert all(each.written == text[each.start : each.end] and each.written for each in pieces(prompt))


@settings(max_examples=50)
@given(st.lists(st.sampled_from(_PARTS), min_size=1, unique=True), st.data())
def test_a_piece_that_is_taken_out_is_gone_and_the_others_stay(parts: list[str], data: st.DataObject) -> None:
    prompt = ", ".join(parts)
    found = pieces(prompt)
    gone = data.draw(st.sampled_from(found))
    left = without_piece(prompt, gone.start, gone.end)
    assert [each.written for each in pieces(left)] == [each.written for each in found if each is not gone]
    assert left == ", ".join(part for part in parts if part != gone.written)


@pytest.mark.parametrize(
    ("prompt", "words", "left"),
    [
        ("deep house with an organ", "organ", "deep house"),
        ("house with piano and organ", "piano", "house with organ"),
        ("house with piano and organ, 98 bpm", "organ", "house with piano, 98 bpm"),
        ("Haus mit einer Orgel und Klavier", "Klavier", "Haus mit einer Orgel"),
        ("piano and strings", "piano", "strings"),
        ("kazoo", "kazoo", ""),
    ],
)
def test_no_small_word_is_left_hanging(prompt: str, words: str, left: str) -> None:
    at = prompt.index(words)
    assert without_piece(prompt, at, at + len(words)) == left
    assert with_piece(prompt, at, at + len(words), words) == prompt

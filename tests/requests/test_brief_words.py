"""A line says what a job was understood as."""

from __future__ import annotations

import pytest

from bridge.requests.brief_words import brief_words, heard_words
from bridge.vocabulary.jobs import MorphTarget
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.prompts import ParsedPrompt
from tests.support.factories import job


@pytest.mark.parametrize(
    ("parsed", "words"),
    [
        (ParsedPrompt("house", ("piano",), ("drums",), ("dark",)), "house, piano, dark, no drums"),
        (
            ParsedPrompt(None, ("piano",), ("drums", "percussion", "bass", "pad"), techniques=("staccato",)),
            "piano, staccato, only chords and lead",
        ),
        (
            ParsedPrompt(
                None, ("drums", "bass"), ("percussion", "chords", "pad", "lead"), techniques=("only kick",)
            ),
            "drums, bass, only kick and bass",
        ),
        (ParsedPrompt("reggae", techniques=("one drop",)), "reggae, one drop"),
        (ParsedPrompt(), ""),
    ],
)
def test_what_was_heard_is_said(parsed: ParsedPrompt, words: str) -> None:
    assert heard_words(parsed) == words


def test_the_frame_is_said_with_it() -> None:
    heard = job(
        parsed=(ParsedPrompt("house"),), tempo_bpm=123.456, bars=1, meter=Meter(3, 4), key=Key(9, "minor")
    )
    assert brief_words(heard) == "house · 123.456 BPM · A minor · 1 bar · 3/4"
    assert brief_words(heard, with_key=False) == "house · 123.456 BPM · 1 bar · 3/4"
    assert brief_words(job(key=None, tempo_bpm=90.0, bars=2)) == "90 BPM · 2 bars · 4/4"
    both = job(parsed=(ParsedPrompt("house"), ParsedPrompt("dub")), goal=MorphTarget("dub", 9, 0.3), key=None)
    assert brief_words(both).startswith("house to dub · ")

"""Conditions in words, to the letter: captions and prompts must agree."""

from __future__ import annotations

import pytest

from bridge.engine.wording import with_conditions
from bridge.vocabulary import Key


def test_all_of_them() -> None:
    written = with_conditions("warm house", 124.9, Key.parse("Am"))
    assert written == "warm house , tempo 120 , key a minor"


@pytest.mark.parametrize("tempo_bpm, words", [(124.99, 120), (125, 130), (87.3, 90), (20, 20)])
def test_tempo_to_the_nearest_ten(tempo_bpm: float, words: int) -> None:
    assert with_conditions("x", tempo_bpm) == f"x , tempo {words}"


def test_what_is_not_known_is_left_out() -> None:
    assert with_conditions(" dub ", key=Key.parse("F#")) == "dub , key f# major"
    assert with_conditions("dub") == "dub"
    assert with_conditions("") == ""

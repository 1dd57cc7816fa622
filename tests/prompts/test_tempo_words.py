"""The tempo in words, to the letter: captions and prompts must agree."""

from __future__ import annotations

import pytest

from bridge.prompts.tempo_words import with_tempo


@pytest.mark.parametrize("tempo_bpm, words", [(124.9, 120), (124.99, 120), (125, 130), (87.3, 90), (20, 20)])
def test_tempo_to_the_nearest_ten(tempo_bpm: float, words: int) -> None:
    assert with_tempo("warm house", tempo_bpm) == f"warm house , tempo {words}"


def test_what_is_not_known_is_left_out() -> None:
    assert with_tempo(" dub ") == "dub"
    assert with_tempo("", 120.0) == "tempo 120"
    assert with_tempo("") == ""

"""Loops of one prompt differ, and so do the bars of a loop, while the groove stays its genre's.

`python -m benchmarks.composing` prints the same of whole bands, in every genre.
"""

from __future__ import annotations

from statistics import mean

import numpy as np
import pytest

from benchmarks.composing import BARS, LEAST, SEEDS, profile, variety
from bridge.composing.composer import FIRST, LATEST, compose
from bridge.composing.genre_files import genres
from bridge.composing.score import Score

_RHYTHM = frozenset({"drums", "bass"})


def loops(genre: str, edition: int, first_seed: int = 0) -> list[Score]:
    seeds = range(first_seed, first_seed + SEEDS)
    return [compose(seed, genre=genre, bars=BARS, roles=_RHYTHM, edition=edition) for seed in seeds]


@pytest.mark.parametrize("genre", sorted(genres())[::4])
def test_of_a_dozen_loops_most_have_a_pattern_of_their_own(genre: str) -> None:
    found = variety(loops(genre, LATEST))
    assert found.drums >= LEAST["drums"]
    assert found.basses >= LEAST["basses"]
    assert found.bars >= LEAST["bars"]


@pytest.mark.parametrize("genre", ["house", "reggae", "soul"])
def test_the_groove_stays_the_genres_own(genre: str) -> None:
    own = np.sum([profile(score) for score in loops(genre, FIRST, 1000)], axis=0)
    first, latest = (
        mean(float(np.corrcoef(profile(score), own)[0, 1]) for score in loops(genre, edition))
        for edition in (FIRST, LATEST)
    )
    assert latest / first >= LEAST["groove"]

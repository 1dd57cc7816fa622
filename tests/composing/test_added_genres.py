"""Genres of ours that came later play where they are named, and change no other clip."""

from __future__ import annotations

import pytest

from bridge.composing.composer import compose
from bridge.composing.genre_files import added_genres, genres, shipped_genres
from bridge.composing.roles import ROLES

NAMES = (
    "drill", "bachata", "flamenco", "klezmer", "chiptune", "psytrance", "amapiano", "trailer", "celtic",
    "hyperpop",
)  # fmt: skip


def test_they_are_there_and_each_has_a_digest() -> None:
    assert set(NAMES) == set(added_genres()) and set(NAMES) <= set(genres())
    assert not set(NAMES) & set(shipped_genres())
    for genre in added_genres().values():
        assert len(genre.sha256) == 64 and genre.like in shipped_genres()


@pytest.mark.parametrize("name", NAMES)
def test_each_is_composed_with_patterns_of_its_own(name: str) -> None:
    genre, relative = added_genres()[name], shipped_genres()[added_genres()[name].like]
    assert genre.patterns.drums != relative.patterns.drums and genre.patterns.bass != relative.patterns.bass
    for seed in range(6):
        score = compose(seed, genre=name, bars=2, roles=frozenset(ROLES), stranger_chance=0.0)
        low, high = genre.tempo_bpm
        assert score.roles == frozenset(ROLES) and low <= score.tempo_bpm <= high


def test_without_a_name_none_of_them_plays() -> None:
    assert not {compose(seed).genre for seed in range(60)} & set(NAMES)

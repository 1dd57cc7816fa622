"""The same seed gives the same score, to the last bit, in every version: so old clips can be made again.

A digest here may change only together with a model's fingerprint (`bridge.models.folder`); that of the latest
edition of the composer only until it is released, and then with another edition.
"""

from __future__ import annotations

import hashlib
import json
import random

import pytest

from bridge.composing.arranging import arrange
from bridge.composing.composer import LATEST, compose
from bridge.composing.genre_files import shipped_genres
from bridge.composing.instruments import families, instruments
from bridge.composing.roles import ROLES
from bridge.composing.score import Score
from bridge.composing.techniques import techniques
from bridge.vocabulary.music import Key, Meter

METERS = (Meter(), Meter(3, 4), Meter(6, 8), Meter(7, 8), Meter(5, 4))
DIGESTS = {
    "bossa nova": "a5f45cfc181c8ba3", "samba": "4f3ff016d715b24c",
    "cumbia": "3f30cec9f5ada8a4", "salsa": "33f7040e9d347e74",
    "reggaeton": "9eb945cd4209ffa0", "afrobeat": "7d70ba2aa9cf50e5",
    "reggae": "de314a94d4bddd92", "dub": "f797a2378ccb7937",
    "jazz swing": "ac24347d2cbcb0ac", "funk": "d05021712b93b35a",
    "soul": "43b944a8974b9aa3", "disco": "ec7291b5ebf4ed6b",
    "rock": "f04d6e60927145cf", "indie": "0f63c6de9e1c034e",
    "metal": "4002ff66ae260b14", "classical": "acc7b953d0880ee2",
    "folk": "ef93bb7b6a3830d2", "country": "daca00526507f73c",
    "blues": "97797be1206a32aa", "gospel": "f66db5f7ff2f690f",
    "house": "2691111d3cd86a73", "deep house": "9e6ceec052c3552c",
    "techno": "693b3ddc1b4bcc89", "trance": "e31a1fbbad325d59",
    "drum and bass": "2627d4b23d61bb9d", "dubstep": "77c8d32b37e1de16",
    "synthwave": "6f22cb1ac78f9d99", "ambient": "40b308a411f9338d",
    "jungle": "6e76c5c652353518", "uk garage": "3553ccee05960d8f",
    "synth-pop": "c1464a2cc6205d84", "minimal house": "933f5304497251b7",
    "boom bap": "b9a3bf7e8a2ce427", "lo-fi hip hop": "61f015197f6160d9",
    "trap": "6cdae5f4cdd79c9a",
}  # fmt: skip
WITHOUT_A_GENRE = "724f05e979b35817"
LATER_EDITIONS = {1: "29b4b14dba29d1fc", 2: "28772a5b9cc78e18"}


def plain(score: Score) -> list[object]:
    """All of `score` that is heard."""
    stems = [
        [stem.role, stem.instrument.name, stem.gain_db, *map(list, map(_note, stem.notes))]
        for stem in score.stems
    ]
    return [score.genre, str(score.key), score.bars, str(score.meter), score.swing, score.pump, stems]


def _note(note: object) -> tuple[object, ...]:
    return tuple(getattr(note, name) for name in ("start_quarter", "length_quarters", "pitch", "velocity"))


def digest(scores: list[Score]) -> str:
    return hashlib.sha256(json.dumps([plain(score) for score in scores]).encode()).hexdigest()[:16]


def arranged(genre: str | None, draw: random.Random) -> Score:
    """An arrangement for some players, moods and absences."""
    players = [*instruments(), *families()]
    return arrange(
        draw.randrange(2**40),
        genre=genre,
        players=draw.sample(players, draw.randrange(3)),
        without=set(draw.sample(ROLES, draw.choice((0, 0, 1, 2)))),
        moods=draw.sample(("dark", "warm", "bright", "urgent"), draw.randrange(2)),
        tempo_bpm=draw.choice((90.0, 124.0)),
        bars=draw.choice((1, 2, 3, 4)),
        meter=draw.choice(METERS),
        key=draw.choice((None, Key(draw.randrange(12), "minor"))),
    )


@pytest.mark.parametrize("genre", DIGESTS)
def test_scores_of_a_genre_stay_as_they_are(genre: str) -> None:
    draw = random.Random(genre)
    scores = [
        compose(draw.randrange(2**40), genre=genre, meter=meter, roles=roles)
        for meter in METERS
        for roles in (None, frozenset(ROLES))
    ]
    assert digest(scores + [arranged(genre, draw) for _ in range(4)]) == DIGESTS[genre]


def test_scores_without_a_genre_stay_as_they_are() -> None:
    draw = random.Random(1)
    scores = [arranged(None, draw) for _ in range(40)] + [compose(seed) for seed in range(20)]
    assert digest(scores) == WITHOUT_A_GENRE
    assert set(DIGESTS) <= set(shipped_genres())


@pytest.mark.parametrize("edition", LATER_EDITIONS)
def test_scores_of_later_editions_stay_as_they_are(edition: int) -> None:
    draw = random.Random(2)
    # As many as there were when these were frozen.
    known = sorted(name for name, each in techniques().items() if not (each.keeps or each.plays))
    scores = [
        compose(
            draw.randrange(2**40),
            genre=genre,
            bars=draw.choice((1, 2, 4)),
            meter=draw.choice(METERS),
            edition=edition,
            techniques=draw.sample(known, draw.randrange(4)),
        )
        for genre in sorted(DIGESTS)
        for _ in range(2)
    ]
    assert digest(scores) == LATER_EDITIONS[edition]
    assert max(LATER_EDITIONS) == LATEST

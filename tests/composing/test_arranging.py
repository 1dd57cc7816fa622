"""What was asked for is what plays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing.arranging import arrange
from bridge.composing.casting import offered
from bridge.composing.genre_files import genres
from bridge.composing.instruments import families, instruments
from bridge.composing.roles import ROLES
from bridge.composing.score import Score
from bridge.vocabulary.music import Key, Meter

FAMILIES = sorted({entry.family for entry in instruments().values()})
METERS = [Meter(), Meter(3, 4), Meter(7, 8), Meter(2, 4), Meter(8, 4), Meter(5, 16)]


def arranged(seed: int = 7, **asked: object) -> Score:
    given_: dict[str, object] = {"genre": "funk", "players": (), "without": (), "tempo_bpm": 100.0, "bars": 2}
    given_ |= {"meter": Meter(), "key": Key(9, "minor")}
    return arrange(seed, **(given_ | asked))  # type: ignore[arg-type]


@settings(max_examples=200)
@given(
    seed=st.integers(0, 2**40),
    genre=st.sampled_from([None, *genres()]),
    players=st.lists(st.sampled_from([*instruments(), *FAMILIES]), max_size=5),
    without=st.sets(st.sampled_from(ROLES)),
    meter=st.sampled_from(METERS),
    bars=st.integers(1, 5),
)
def test_anything_that_can_be_heard_can_be_arranged(
    seed: int, genre: str | None, players: list[str], without: set[str], meter: Meter, bars: int
) -> None:
    asked = {"genre": genre, "players": players, "without": without, "meter": meter, "bars": bars}
    score = arranged(seed, **asked)
    assert score == arranged(seed, **asked)
    assert genre in (None, score.genre)
    assert (score.bars, score.meter, score.tempo_bpm, score.key) == (bars, meter, 100.0, Key(9, "minor"))
    assert not score.roles & without or without == set(ROLES)


@pytest.mark.parametrize("player", [*instruments(), *FAMILIES])
@pytest.mark.parametrize("genre", ["techno", "classical"])
def test_whoever_is_asked_for_plays(player: str, genre: str) -> None:
    heard = {stem.instrument.name for stem in arranged(genre=genre, players=(player,)).stems}
    assert player in heard or player in {instruments()[name].family for name in heard}


def test_two_of_a_kind_both_play() -> None:
    heard = {stem.instrument.name for stem in arranged(players=("saxophone", "flute")).stems}
    assert {"saxophone", "flute"} <= heard


@pytest.mark.parametrize("seed", range(8))
def test_who_names_a_bass_and_somebody_above_it_gets_that_band(seed: int) -> None:
    asked = arranged(seed, genre="samba", players=("piano", "bass", "drums"))
    assert asked.roles == {"bass", "chords", "drums"}
    assert arranged(seed, genre="house", players=("flute", "bass")).roles == {"bass", "lead", "drums"}
    assert {"bass", "chords"} <= arranged(seed, players=("drums", "bass")).roles, (
        "nobody above: the band comes"
    )
    assert {"bass", "chords"} <= arranged(seed, players=("saxophone",)).roles


def test_who_is_asked_for_by_name_stands_before_the_others() -> None:
    def gains(*players: str) -> dict[str, float]:
        return {stem.role: stem.gain_db for stem in arranged(5, players=players).stems}

    plain, asked = gains(), gains("clavinet", "slap bass")
    assert asked["chords"] == plain["chords"] + 2
    assert asked["bass"] == plain["bass"] and asked["drums"] == plain["drums"]


def test_a_player_for_whom_nothing_is_left_is_silent() -> None:
    only_drums = frozenset(ROLES) - {"drums"}
    assert arranged(players=("drums", "piano"), without=only_drums).roles == {"drums"}


@pytest.mark.parametrize("genre", genres())
def test_a_band_is_the_genres_own(genre: str) -> None:
    for seed in range(4):
        score = arranged(seed, genre=genre)
        assert {"bass", "chords"} <= score.roles
        own = offered(genres()[genre])
        assert all(stem.instrument.name in own[stem.role] for stem in score.stems)


def test_drums_are_there_where_the_genre_always_has_them() -> None:
    assert all("drums" in arranged(seed, genre="house").roles for seed in range(20))


def test_a_genre_is_found_for_players_and_moods() -> None:
    found = {arranged(seed, genre=None, players=("reese bass",)).genre for seed in range(20)}
    assert all("reese bass" in offered(genres()[genre])["bass"] for genre in found)
    moods = {arranged(seed, genre=None, moods=("breezy",)).genre for seed in range(20)}
    assert all("breezy" in genres()[genre].moods for genre in moods)
    assert len({arranged(seed, genre=None).genre for seed in range(60)}) > 20


def test_every_family_has_a_part() -> None:
    assert set(FAMILIES) <= set(families())

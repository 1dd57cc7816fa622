"""Casts are varied, instruments travel between genres, and held-out pairs stay out unless asked for."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing.casting import draw_roles, fit, offered
from bridge.composing.composer import compose
from bridge.composing.genre import Genre
from bridge.composing.genre_files import genres
from bridge.composing.held_out import is_held_out
from bridge.composing.instruments import instruments
from bridge.composing.roles import ROLES, Role
from bridge.errors import BadRequest

BEATEN = frozenset({"drums", "percussion"})
PITCHED = [name for name, instrument in instruments().items() if not instrument.is_kit]
PITCHED_ROLES: tuple[Role, ...] = ("bass", "chords", "pad", "lead")


def test_one_pair_in_eight_is_held_out() -> None:
    held = sum(is_held_out(genre, name) for genre in genres() for name in PITCHED)
    assert held / (len(genres()) * len(PITCHED)) == pytest.approx(1 / 8, abs=0.01)


def test_what_is_held_out_never_changes() -> None:
    """Pinned, for models are measured against it."""
    assert [name for name in ("piano", "accordion", "kalimba") if is_held_out("techno", name)] == []
    assert not any(is_held_out(genre, kit) for genre in genres() for kit in genres()[genre].players.drums)


@pytest.mark.parametrize("style", genres().values(), ids=genres())
def test_each_role_keeps_instruments_to_choose_from(style: Genre) -> None:
    own = offered(style)
    for role in PITCHED_ROLES:
        kept = {name for name in own[role] if not is_held_out(style.name, name)}
        assert kept, f"{style.name} has lost all its own instruments for {role}"
        assert len(kept | {name for name in fit(role) if not is_held_out(style.name, name)}) >= 2


@settings(max_examples=100)
@given(seed=st.integers(0, 2**48))
def test_held_out_pairs_are_not_drawn(seed: int) -> None:
    score = compose(seed, roles=frozenset(ROLES))
    assert not [stem for stem in score.stems if is_held_out(score.genre, stem.instrument.name)]


@settings(max_examples=100)
@given(
    seed=st.integers(0, 2**48),
    genre=st.sampled_from(sorted(genres())),
    role=st.sampled_from(PITCHED_ROLES),
    name=st.sampled_from(PITCHED),
)
def test_an_instrument_that_is_asked_for_is_played(seed: int, genre: str, role: Role, name: str) -> None:
    score = compose(seed, genre=genre, instruments={role: name})
    assert [stem.instrument.name for stem in score.stems if stem.role == role] == [name]
    assert [stem.role for stem in score.stems if stem.instrument.name == name] == [role]
    # Power chords go an octave below a bass that is asked to play them.
    assert all(16 <= note.pitch <= 108 for stem in score.stems for note in stem.notes)
    plain = compose(seed, genre=genre)
    assert (score.key, score.tempo_bpm, score.bars) == (plain.key, plain.tempo_bpm, plain.bars)


def test_a_role_that_is_not_asked_for_stays_silent() -> None:
    score = compose(1, roles=frozenset({"drums"}), instruments={"lead": "accordion"})
    assert score.roles == {"drums"}


@pytest.mark.parametrize(
    ("instruments", "said"),
    [
        ({"lead": "kazoo"}, "flute"),
        ({"lead": "909 kit"}, "flute"),
        ({"drums": "flute"}, "909 kit"),
        ({"solo": "flute"}, "lead"),
    ],
)
def test_unplayable_instruments_are_refused(instruments: dict[Role, str], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        compose(1, instruments=instruments)


def test_a_third_of_instruments_are_strangers_to_the_genre() -> None:
    untrusted = Counter[bool]()
    for seed in range(400):
        score = compose(seed, genre="techno", roles=frozenset({"lead"}))
        untrusted[score.stems[0].instrument.name not in genres()["techno"].players.lead] += 1
    assert untrusted[True] / 400 == pytest.approx(0.3, abs=0.08)


def test_every_pitched_instrument_has_a_role_it_fits() -> None:
    assert {name for role in ROLES for name in fit(role)} == set(PITCHED)
    for genre in genres().values():
        assert set(genre.players.bass) <= set(fit("bass")) | {"cello"}


def test_casts_have_the_shares_they_should() -> None:
    draw = random.Random(1)
    casts = [draw_roles(genres()["house"], draw) for _ in range(3000)]
    shares = {
        "drums alone": sum(cast <= BEATEN for cast in casts),
        "one player": sum(len(cast) == 1 and not cast & BEATEN for cast in casts),
        "band": sum({"drums", "bass", "chords"} <= cast for cast in casts),
        "no drums": sum(not cast & BEATEN and len(cast) > 1 for cast in casts),
    }
    # Three pairs in seven are without drums as well.
    wanted = {"drums alone": 0.08, "one player": 0.09, "band": 0.5, "no drums": 0.18 + 0.15 * 3 / 7}
    assert {name: count / 3000 for name, count in shares.items()} == pytest.approx(wanted, abs=0.03)


def test_a_genre_without_drums_seldom_has_them() -> None:
    draw = random.Random(1)
    casts = [draw_roles(genres()["classical"], draw) for _ in range(500)]
    assert sum("drums" in cast for cast in casts) < 50

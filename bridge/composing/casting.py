"""Draws who plays in a loop, and on what: mostly from the genre, but wide enough that a model in training
hears each instrument clearly, and in genres that are not its own."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

from bridge.composing.genre import Genre
from bridge.composing.held_out import is_held_out
from bridge.composing.instruments import Instrument, instruments
from bridge.composing.roles import BEATEN, ROLES, Role
from bridge.errors import BadRequest

STRANGER_CHANCE = 0.3  # that a pitched role is played on any instrument that can play it

# Shares of loops that are not played by a full band.
_DRUMS_ALONE, _NO_DRUMS, _TWO, _ONE = 0.08, 0.18, 0.15, 0.09
_PAIRS = (
    ("drums", "bass"),
    ("drums", "chords"),
    ("bass", "chords"),
    ("drums", "lead"),
    ("chords", "lead"),
    ("pad", "lead"),
    ("drums", "pad"),
)
# Who plays alone, and how often: people seldom ask for a bass or a pad alone.
_SOLOISTS = {"bass": 2, "chords": 3, "pad": 1, "lead": 4}


def fit(role: Role) -> tuple[str, ...]:
    """The pitched instruments that can play `role`, in any genre; none for drums and percussion."""
    return tuple(name for name, instrument in instruments().items() if role in instrument.roles)


def draw_roles(genre: Genre, draw: random.Random) -> frozenset[str]:
    """A full band in about half of the cases, else drums alone, all but the drums, two players or one, so
    that each player is also heard clearly.

    A genre that seldom has drums seldom has them in small casts either.
    """
    roles: tuple[Role, ...] = ("percussion", "pad", "lead")
    extras = {role for role in roles if draw.random() < getattr(genre.chances, role)}
    drummed = draw.random() < genre.chances.drums
    kind = draw.random()
    if kind < _DRUMS_ALONE and drummed:
        return frozenset({"drums"} | (extras & {"percussion"}))
    if (kind := kind - _DRUMS_ALONE) < _NO_DRUMS:
        return frozenset({"bass", "chords"} | (extras - {"percussion"}))
    if (kind := kind - _NO_DRUMS) < _TWO:
        return frozenset(draw.choice([pair for pair in _PAIRS if drummed or "drums" not in pair]))
    if kind - _TWO < _ONE:
        return frozenset(draw.choices(list(_SOLOISTS), list(_SOLOISTS.values())))
    return frozenset({"bass", "chords"} | extras | ({"drums"} if drummed else set()))


def draw_instruments(
    genre: Genre,
    draw_for: Callable[[str], random.Random],
    given: Mapping[Role, str],
    stranger_chance: float = STRANGER_CHANCE,
) -> dict[Role, Instrument]:
    """An instrument for each role, played or not; no two players of a band share one by chance.

    `draw_for(what)` gives a random source for each purpose. A role in `given` is played on that instrument,
    even if the pair is held out. Raises `BadRequest` for an instrument that can't play its role.
    """
    known = instruments()
    chosen = {role: _check_instrument(role, name) for role, name in given.items()}
    for role, names in offered(genre).items():
        if role in chosen:
            continue
        draw = draw_for(f"{role}/instrument")
        taken = {instrument.name for instrument in chosen.values()}
        stranger = draw.random() < stranger_chance and role not in BEATEN
        wide = _allowed(genre, fit(role), taken)
        own = _allowed(genre, names, taken)
        if stranger or not own:
            # An instrument with one role only would hardly be heard without a larger weight for it.
            rarity = [1 / len(known[name].roles) for name in wide]
            chosen[role] = known[draw.choices(wide, rarity)[0]]
        else:
            chosen[role] = known[draw.choice(own)]
    return {role: chosen[role] for role in ROLES}


def offered(genre: Genre) -> dict[Role, tuple[str, ...]]:
    """A genre's own instruments for each role; one named twice is drawn twice as often."""
    return {role: getattr(genre.players, role) for role in ROLES}


def _allowed(genre: Genre, names: tuple[str, ...], taken: set[str]) -> list[str]:
    # Only pairs of our own genres are held out.
    held_out = {name for name in names if not genre.sha256 and is_held_out(genre.name, name)}
    return [name for name in names if name not in taken and name not in held_out]


def _check_instrument(role: Role, name: str) -> Instrument:
    if role not in ROLES:
        raise BadRequest(f"“{role}” isn't a role. Choose from: {', '.join(ROLES)}.")
    usable = list(_usable(role))
    if name not in usable:
        raise BadRequest(f"“{name[:40]}” can't play {role}; choose from: {', '.join(usable)}.")
    return instruments()[name]


def _usable(role: Role) -> Iterator[str]:
    beaten = role in BEATEN
    return (name for name, entry in instruments().items() if entry.is_kit is beaten)

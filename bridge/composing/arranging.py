"""What was asked for in words, as a loop: genre and players chosen to fit, and the rest composed.

Where training wants every cast and every stranger in a style, who asks for funk wants a funk band: all
the usual roles but those denied, on the genre's own instruments but those asked for.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from bridge.composing.casting import fit, offered
from bridge.composing.composer import compose
from bridge.composing.genre import Genre
from bridge.composing.genre_files import genres, shipped_genres
from bridge.composing.instruments import families, instruments
from bridge.composing.roles import ROLES, Role
from bridge.composing.score import Score, Stem
from bridge.vocabulary.music import Key, Meter

# What one more player of a kind takes where its own roles are taken already.
_SPARE: tuple[Role, ...] = ("lead", "chords", "pad")
_UPPER: frozenset[Role] = frozenset(_SPARE)
# Whoever is asked for by name, and is neither bass nor drums, stands so far before the others.
_FEATURED_DB = 2.0


def arrange(
    seed: int,
    *,
    genre: str | None,
    players: Sequence[str],
    without: Collection[str],
    moods: Collection[str] = (),
    tempo_bpm: float,
    bars: int,
    meter: Meter,
    key: Key | None,
) -> Score:
    """A score of `bars` bars in which `players` (instruments, or families of them) are heard, and the
    roles of `without` are not.

    The same arguments give the same score everywhere. Without a `genre` the seed picks one that the
    players and moods are at home in. A player for whom no role is left stays silent. Raises
    `BadRequest` as `compose` does.
    """
    draw = random.Random(f"{seed}/arrangement")
    style = genres()[genre] if genre is not None else _fitting_genre(players, moods, draw)
    cast = _seat(style, players, set(without), draw)
    roles = (_others(style, cast, draw) | set(cast)) - set(without)
    # Somebody has to play: the guests, or if everybody is denied, the chords.
    roles = roles or set(ROLES) - set(without) or {"chords"}
    score = compose(
        seed,
        genre=style.name,
        tempo_bpm=tempo_bpm,
        bars=bars,
        meter=meter,
        key=key,
        roles=frozenset(roles),
        instruments=cast,
        stranger_chance=0.0,
    )
    return replace(score, stems=tuple(_featured(stem) if stem.role in cast else stem for stem in score.stems))


def _featured(stem: Stem) -> Stem:
    return replace(stem, gain_db=stem.gain_db + _FEATURED_DB) if stem.role in _UPPER else stem


def _fitting_genre(players: Sequence[str], moods: Collection[str], draw: random.Random) -> Genre:
    """One of our genres that have most of these as their own; one of the user's plays when it is named."""

    def fitness(style: Genre) -> int:
        own = {name for names in offered(style).values() for name in names}
        own |= {instruments()[name].family for name in own}
        return len(own & set(players)) + len(set(style.moods) & set(moods))

    found = [(fitness(style), style) for style in shipped_genres().values()]
    best = max(score for score, _ in found)
    return draw.choice([style for score, style in found if score == best])


def _others(style: Genre, cast: Collection[Role], draw: random.Random) -> set[Role]:
    """Who plays beside those asked for: the whole band, its guests as often as the genre has them. Who asks
    for a bass and for somebody above it has named a band, to which only drums may come."""
    guests: tuple[Role, ...] = ("drums", "percussion", "pad", "lead")
    band: set[Role] = {"bass", "chords"}
    band |= {role for role in guests if draw.random() < getattr(style.chances, role)}
    if "bass" in cast and _UPPER & set(cast):
        return band - _UPPER - {"bass", "percussion"}
    return band


def _seat(style: Genre, players: Sequence[str], denied: set[str], draw: random.Random) -> dict[Role, str]:
    """An instrument for each role that somebody was asked for."""
    cast: dict[Role, str] = {}
    for player in players:
        able = [player] if player in instruments() else _members(player)
        roles = [role for role in _roles_of(style, able) if role not in cast and role not in denied]
        if not roles:
            continue
        fitting = [name for name in able if name in offered(style)[roles[0]]]
        fitting = fitting or [name for name in able if name in fit(roles[0])] or able
        cast[roles[0]] = draw.choice(fitting)
    return cast


def _members(family: str) -> list[str]:
    return [name for name, entry in instruments().items() if entry.family == family]


def _roles_of(style: Genre, able: Sequence[str]) -> list[Role]:
    """What these instruments can play: the usual of their family first, then what the genre or their kind
    allows."""
    family = instruments()[able[0]].family
    roles = list(families()[family].roles)
    if family in ("drums", "percussion"):
        return roles
    able_to = [role for role in ROLES if any(name in (*offered(style)[role], *fit(role)) for name in able)]
    # Who cannot play what is usual in its family (a violin no chords) plays what it can.
    roles = [role for role in roles if role in able_to] + [role for role in able_to if role not in roles]
    if family != "bass":
        roles += [role for role in _SPARE if role not in roles]
    return roles

"""Composes what a prompt asks for: picks genre and players to fit, and has the rest composed.

Training wants unusual casts. A person who asks for funk wants a funk band: all the usual roles except those
they exclude, on the genre's own instruments except those they name.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from bridge.composing.casting import fit, offered
from bridge.composing.composer import FIRST, compose
from bridge.composing.genre import Genre
from bridge.composing.genre_files import genres, shipped_genres
from bridge.composing.instruments import families, instruments
from bridge.composing.roles import ROLES, Role
from bridge.composing.score import Score, Stem
from bridge.composing.shaping import shaped
from bridge.composing.techniques import roles_played
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.prompts import Shape

# Roles for another player of a kind whose own roles are taken.
_SPARE: tuple[Role, ...] = ("lead", "chords", "pad")
_UPPER: frozenset[Role] = frozenset(_SPARE)
# What one player alone can be asked for, by edition.
_SOLO: tuple[frozenset[Role], ...] = (frozenset({"chords", "lead"}), _UPPER, _UPPER)
# Genres with drums no more often than this live without them.
_SELDOM = 0.7
# How much louder a player is that was asked for by name, unless it is bass or drums.
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
    shape: Shape | None = None,
    edition: int = FIRST,
    techniques: Collection[str] = (),
    take: int | None = None,
) -> Score:
    """A score of `bars` bars in which `players` (instruments, or families of them) play, and the roles in
    `without` don't.

    The same arguments give the same score everywhere. Without a `genre`, the seed picks one that has these
    players and moods; with a `shape`, the players count before the moods, and the score is bent by it. A
    player for whom no role is left stays silent. `take` is `compose`'s, which says what is raised.
    """
    draw = random.Random(f"{seed}/arrangement")
    open_roles = set(ROLES) - set(without)
    is_solo = shape is not None and len(players) == 1 and open_roles <= _SOLO[edition]
    if genre is not None:
        found = genres()[genre]
    elif shape is not None and players:
        found = _players_genre(players, moods, draw, is_solo=is_solo)
    else:
        found = _fitting_genre(players, moods, draw)
    cast = _seat(found, players, set(without), draw, edition)
    if is_solo and cast:
        soloist = next(iter(cast.values()))
        # Where the melody is the soloist's too, nobody else plays it.
        cast = {role: soloist for role in ROLES if role in open_roles or role in cast}
    roles = (_others(found, cast, draw) | set(cast) | roles_played(techniques)) - set(without)
    # Somebody has to play: whoever is left, or if everybody is excluded, the chords.
    roles = roles or set(ROLES) - set(without) or {"chords"}
    score = compose(
        seed,
        genre=found.name,
        tempo_bpm=tempo_bpm,
        bars=bars,
        meter=meter,
        key=key,
        roles=frozenset(roles),
        instruments={**_suited(found, roles, cast, shape, draw), **cast} if edition else cast,
        stranger_chance=0.0,
        edition=edition,
        techniques=techniques,
        take=take,
    )
    score = replace(score, stems=tuple(_featured(s) if s.role in cast else s for s in score.stems))
    return score if shape is None else shaped(score, shape)


def _suited(
    genre: Genre,
    roles: Collection[str],
    asked: Mapping[Role, str],
    shape: Shape | None,
    draw: random.Random,
) -> dict[Role, str]:
    """The genre's own instruments that the moods like, mostly; as a pad now and then another's too."""
    wished = () if shape is None else shape.players
    cast: dict[Role, str] = {}
    for role in ROLES if wished else ():
        taken = {*asked.values(), *cast.values()}
        liked = [name for name in offered(genre)[role] if name in wished and name not in taken]
        strange = (
            [name for name in fit(role) if name in wished and name not in taken] if role == "pad" else []
        )
        if (
            role in roles
            and role not in asked
            and (liked or strange)
            and draw.random() < (0.8 if liked else 0.4)
        ):
            cast[role] = draw.choice(liked or strange)
    return cast


def _featured(stem: Stem) -> Stem:
    return replace(stem, gain_db=stem.gain_db + _FEATURED_DB) if stem.role in _UPPER else stem


def _fitting_genre(players: Sequence[str], moods: Collection[str], draw: random.Random) -> Genre:
    """One of our genres that have most of these; a genre of the user's own plays only when it is named."""

    def fitness(genre: Genre) -> int:
        own = {name for names in offered(genre).values() for name in names}
        own |= {instruments()[name].family for name in own}
        return len(own & set(players)) + len(set(genre.moods) & set(moods))

    found = [(fitness(genre), genre) for genre in shipped_genres().values()]
    best = max(score for score, _ in found)
    return draw.choice([genre for score, genre in found if score == best])


def _players_genre(
    players: Sequence[str], moods: Collection[str], draw: random.Random, *, is_solo: bool
) -> Genre:
    """One of our genres that have most of these players, and of those one that has most of the moods. A solo
    takes none that lives by its drums, if another has the instrument."""

    def home(genre: Genre) -> int:
        own = {name for names in offered(genre).values() for name in names}
        own |= {instruments()[name].family for name in own}
        return len(own & set(players))

    most = max(home(genre) for genre in shipped_genres().values())
    found = [genre for genre in shipped_genres().values() if home(genre) == most]
    if is_solo:
        found = [genre for genre in found if genre.chances.drums <= _SELDOM] or found
    suited = max(len(set(genre.moods) & set(moods)) for genre in found)
    return draw.choice([genre for genre in found if len(set(genre.moods) & set(moods)) == suited])


def _others(genre: Genre, cast: Collection[Role], draw: random.Random) -> set[Role]:
    """Who plays besides those asked for: the whole band, its extra roles as often as the genre has them. A
    bass and somebody above it are a band already; only drums may join them."""
    guests: tuple[Role, ...] = ("drums", "percussion", "pad", "lead")
    band: set[Role] = {"bass", "chords"}
    band |= {role for role in guests if draw.random() < getattr(genre.chances, role)}
    if "bass" in cast and _UPPER & set(cast):
        return band - _UPPER - {"bass", "percussion"}
    return band


def _seat(
    genre: Genre, players: Sequence[str], denied: set[str], draw: random.Random, edition: int
) -> dict[Role, str]:
    """An instrument for each role that the players asked for take."""
    cast: dict[Role, str] = {}
    for player in players:
        able = [player] if player in instruments() else _members(player)
        if edition > FIRST and player not in instruments():
            able = [name for name in able if not instruments()[name].named_only]
        roles = [role for role in _roles_of(genre, able) if role not in cast and role not in denied]
        if not roles:
            continue
        fitting = [name for name in able if name in offered(genre)[roles[0]]]
        fitting = fitting or [name for name in able if name in fit(roles[0])] or able
        cast[roles[0]] = draw.choice(fitting)
    return cast


def _members(family: str) -> list[str]:
    return [name for name, entry in instruments().items() if entry.family == family]


def _roles_of(genre: Genre, able: Sequence[str]) -> list[Role]:
    """What these instruments can play: their family's usual roles first, then others that suit the genre or
    the instruments."""
    family = instruments()[able[0]].family
    roles = list(families()[family].roles)
    if family in ("drums", "percussion"):
        return roles
    able_to = [role for role in ROLES if any(name in (*offered(genre)[role], *fit(role)) for name in able)]
    # An instrument that can't play its family's usual roles (a violin plays no chords) plays what it can.
    roles = [role for role in roles if role in able_to] + [role for role in able_to if role not in roles]
    if family != "bass":
        roles += [role for role in _SPARE if role not in roles]
    return roles

"""Composes loops by rule from a seed. Pure: the same arguments give the same score everywhere."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from functools import partial

from bridge.composing import parts, varied
from bridge.composing.casting import STRANGER_CHANCE, draw_instruments, draw_roles
from bridge.composing.genre import Genre
from bridge.composing.genre_files import genres, shipped_genres
from bridge.composing.instruments import Instrument
from bridge.composing.parts import Player
from bridge.composing.roles import ROLES, Role
from bridge.composing.score import Note, Score, Stem
from bridge.composing.techniques import manner_of, usual_techniques, with_techniques
from bridge.errors import BadRequest
from bridge.timing import check_tempo, loop_frames
from bridge.vocabulary.music import Key, Meter

FIRST, LATEST = 0, 2
"""Editions of the composer. Jobs say by which they are composed, so that old clips can be made again.

The second varies its patterns. The third has the second's notes; its beats are louder where a genre lives by
them, its kicks are tuned to the key, and its room is darker (`bridge.playing`).
"""

_Part = Callable[[Player], tuple[Note, ...]]
_PARTS: tuple[Mapping[Role, _Part], ...] = tuple(
    {
        "drums": edition.play_drums,
        "percussion": edition.play_percussion,
        "bass": edition.play_bass,
        "chords": edition.play_chords,
        "pad": edition.play_pad,
        "lead": edition.play_lead,
    }
    for edition in (parts, varied, varied)
)


def compose(
    seed: int,
    *,
    genre: str | None = None,
    tempo_bpm: float | None = None,
    bars: int | None = None,
    meter: Meter | None = None,
    key: Key | None = None,
    roles: frozenset[str] | None = None,
    instruments: Mapping[Role, str] | None = None,
    stranger_chance: float = STRANGER_CHANCE,
    edition: int = FIRST,
    techniques: Collection[str] = (),
    take: int | None = None,
) -> Score:
    """Compose a loop. What is not given is drawn from `seed`; each choice and each stem has a random source
    of its own, so that fixing one leaves the others as they were.

    `roles` limits the stems, of `drums percussion bass chords pad lead`. `instruments` fixes what a role is
    played on; without `roles`, such a role always plays. Only then can a pair of genre and instrument occur
    that `is_held_out`. `stranger_chance` (0–1) is how often a pitched role is played on an instrument that
    isn't the genre's own. `edition` is the composer's; from the second on it plays `techniques` (names in
    `techniques.toml`) and those that the genre has unasked. `take` is the seed of a new take: the same
    players, key, harmony and groove, played and varied anew. Raises `BadRequest` for an unknown genre, role
    or instrument, and for a tempo or length that can't be rendered.
    """
    found = _find_genre(genre, seed)
    if edition > FIRST:
        techniques = (*usual_techniques(found, _draw(seed, "techniques")), *techniques)
        found = with_techniques(found, techniques)
    meter = meter or Meter()
    bars = bars if bars is not None else _draw(seed, "bars").choices((1, 2, 4), (1, 2, 1))[0]
    tempo = tempo_bpm if tempo_bpm is not None else float(_draw(seed, "tempo").randint(*found.tempo_bpm))
    loop_frames(bars, meter, check_tempo(tempo), 44_100)  # refuses what cannot be rendered
    key = key or _draw_key(found, _draw(seed, "key"))
    cast = _cast(found, seed, roles, instruments or {}, stranger_chance)
    swing = _draw(seed, "swing").uniform(*found.swing)
    players = {
        role: Player(
            genre=found,
            instrument=instrument,
            chance=_draw(seed, role if take is None else f"{role}/take {take}"),
            harmony_chance=_draw(seed, "harmony"),
            tempo_bpm=tempo,
            quarters_per_bar=meter.quarters_per_bar,
            bars=bars,
            key=key,
            swing=swing,
            variation=_draw(seed, f"{role}/variation"),
            take_chance=None if take is None else _draw(seed, f"{role}/variation/take {take}"),
            manner=manner_of(techniques),
        )
        for role, instrument in cast.items()
    }
    return Score(
        seed=seed,
        genre=found.name,
        tempo_bpm=tempo,
        meter=meter,
        bars=bars,
        key=key,
        stems=_play_stems(players, seed, edition),
        moods=tuple(_draw(seed, "moods").sample(found.moods, k=min(2, len(found.moods)))),
        swing=swing,
        pump=_draw(seed, "pump").uniform(*found.pump),
        edition=edition,
    )


def _cast(
    genre: Genre,
    seed: int,
    roles: frozenset[str] | None,
    given: Mapping[Role, str],
    stranger_chance: float,
) -> dict[Role, Instrument]:
    """Who plays which role, and on what."""
    cast = draw_instruments(genre, partial(_draw, seed), given, stranger_chance)
    if roles is not None:
        chosen = _check_roles(roles)
    else:
        chosen = draw_roles(genre, _draw(seed, "roles")) | set(given)
    return {role: instrument for role, instrument in cast.items() if role in chosen}


def _play_stems(players: dict[Role, Player], seed: int, edition: int) -> tuple[Stem, ...]:
    stems = []
    for role, player in players.items():
        if notes := _PARTS[edition][role](player):
            gain_db = _draw(seed, f"{role}/gain").uniform(-2.5, 2.5)
            gain_db += player.genre.drums_db if role in ("drums", "percussion") else 0.0
            gain_db += player.genre.beat_db if role == "drums" and edition > 1 else 0.0
            stems.append(Stem(role, player.instrument, notes, gain_db))
    return tuple(stems)


def _draw(seed: int, what: str) -> random.Random:
    # A string is seeded through SHA-512, so this holds across processes and platforms.
    return random.Random(f"{seed}/{what}")


def _find_genre(name: str | None, seed: int) -> Genre:
    known = genres()
    if name is None:
        return known[_draw(seed, "genre").choice(sorted(shipped_genres()))]
    if name not in known:
        raise BadRequest(f"There is no genre “{name[:40]}”. Choose from: {', '.join(known)}.")
    return known[name]


def _draw_key(genre: Genre, draw: random.Random) -> Key:
    return Key(draw.randrange(12), "minor" if draw.random() < genre.minor_share else "major")


def _check_roles(roles: frozenset[str]) -> frozenset[str]:
    if not roles or not roles <= set(ROLES):
        raise BadRequest(f"A loop is played by some of: {', '.join(ROLES)}; not by {sorted(roles)}.")
    return roles

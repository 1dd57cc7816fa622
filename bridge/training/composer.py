"""Loops composed by rule from a seed. Pure: the same arguments give the same score everywhere."""

from __future__ import annotations

import random
from collections.abc import Callable

from bridge.errors import BadRequest
from bridge.timing import check_tempo, loop_frames
from bridge.training.genres import GENRES, Genre
from bridge.training.instruments import INSTRUMENTS, Instrument
from bridge.training.parts import (
    Player,
    play_bass,
    play_chords,
    play_drums,
    play_lead,
    play_pad,
    play_percussion,
)
from bridge.training.score import Note, Role, Score, Stem
from bridge.vocabulary import Key, Meter

ROLES: tuple[Role, ...] = ("drums", "percussion", "bass", "chords", "pad", "lead")
_PARTS: dict[Role, Callable[[Player], tuple[Note, ...]]] = {
    "drums": play_drums,
    "percussion": play_percussion,
    "bass": play_bass,
    "chords": play_chords,
    "pad": play_pad,
    "lead": play_lead,
}

_PAIRS = (
    ("drums", "bass"),
    ("drums", "chords"),
    ("bass", "chords"),
    ("drums", "lead"),
    ("chords", "lead"),
    ("pad", "lead"),
    ("drums", "pad"),
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
) -> Score:
    """Write a loop. What is not given is drawn from `seed`; each choice and each stem has a draw
    of its own, so that giving one of them leaves the others as they were.

    `roles` asks for just those stems, of `drums percussion bass chords pad lead`. Raises
    `BadRequest` for an unknown genre or role, and for a tempo or length that cannot be rendered.
    """
    style = _find_genre(genre, seed)
    meter = meter or Meter()
    bars = bars if bars is not None else _draw(seed, "bars").choices((1, 2, 4), (1, 2, 1))[0]
    tempo = tempo_bpm if tempo_bpm is not None else float(_draw(seed, "tempo").randint(*style.tempo_bpm))
    loop_frames(bars, meter, check_tempo(tempo), 44_100)  # refuses what cannot be rendered
    key = key or _draw_key(style, _draw(seed, "key"))
    chosen = _check_roles(roles) if roles is not None else _draw_roles(style, _draw(seed, "roles"))
    swing = _draw(seed, "swing").uniform(*style.swing)
    players = {
        role: Player(
            style=style,
            instrument=instrument,
            chance=_draw(seed, role),
            harmony_chance=_draw(seed, "harmony"),
            tempo_bpm=tempo,
            quarters_per_bar=meter.quarters_per_bar,
            bars=bars,
            key=key,
            swing=swing,
        )
        for role, instrument in _draw_instruments(style, seed).items()
        if role in chosen
    }
    return Score(
        seed=seed,
        genre=style.name,
        tempo_bpm=tempo,
        meter=meter,
        bars=bars,
        key=key,
        stems=_play_stems(players, seed),
        moods=tuple(_draw(seed, "moods").sample(style.moods, k=min(2, len(style.moods)))),
        swing=swing,
        pump=_draw(seed, "pump").uniform(*style.pump),
    )


def _play_stems(players: dict[Role, Player], seed: int) -> tuple[Stem, ...]:
    stems = []
    for role, player in players.items():
        if notes := _PARTS[role](player):
            gain_db = _draw(seed, f"{role}/gain").uniform(-2.5, 2.5)
            gain_db += player.style.drums_db if role in ("drums", "percussion") else 0.0
            stems.append(Stem(role, player.instrument, notes, gain_db))
    return tuple(stems)


def _draw(seed: int, what: str) -> random.Random:
    # A string is seeded through SHA-512, so this holds across processes and platforms.
    return random.Random(f"{seed}/{what}")


def _find_genre(name: str | None, seed: int) -> Genre:
    if name is None:
        return GENRES[_draw(seed, "genre").choice(sorted(GENRES))]
    if name not in GENRES:
        raise BadRequest(f"“{name[:40]}” is no genre that can be composed; choose from: {', '.join(GENRES)}.")
    return GENRES[name]


def _draw_key(style: Genre, draw: random.Random) -> Key:
    return Key(draw.randrange(12), "minor" if draw.random() < style.minor_share else "major")


def _check_roles(roles: frozenset[str]) -> frozenset[str]:
    if not roles or not roles <= set(ROLES):
        raise BadRequest(f"A loop is played by some of: {', '.join(ROLES)}; not by {sorted(roles)}.")
    return roles


def _draw_roles(style: Genre, draw: random.Random) -> frozenset[str]:
    """Mostly the whole band; now and then drums alone, no drums, or two players."""
    extras = [
        role
        for role, chance in (
            ("percussion", style.percussion_chance),
            ("pad", style.pad_chance),
            ("lead", style.lead_chance),
        )
        if draw.random() < chance
    ]
    kind = draw.random()
    if kind < 0.08:
        return frozenset({"drums"} | ({"percussion"} & set(extras)))
    if kind < 0.20:
        return frozenset({"bass", "chords"} | (set(extras) - {"percussion"}))
    if kind < 0.35:
        return frozenset(draw.choice(_PAIRS))
    band = {"bass", "chords"} | set(extras)
    return frozenset(band | {"drums"} if draw.random() < style.drums_chance else band)


def _draw_instruments(style: Genre, seed: int) -> dict[Role, Instrument]:
    """An instrument for each role, played or not; no two players of a band share one."""
    offered: dict[Role, tuple[str, ...]] = {
        "drums": style.kits,
        "percussion": (style.percussion_kit,),
        "bass": style.basses,
        "chords": style.keys,
        "pad": style.pads,
        "lead": style.leads,
    }
    chosen: dict[Role, Instrument] = {}
    for role, names in offered.items():
        taken = {instrument.name for instrument in chosen.values()}
        free = [name for name in names if name not in taken]
        chosen[role] = INSTRUMENTS[_draw(seed, f"{role}/instrument").choice(free or names)]
    return chosen

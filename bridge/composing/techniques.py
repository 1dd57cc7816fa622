"""Playing techniques by name, from `techniques.toml`, and what they do to a genre.

A technique changes what a genre plays (its patterns, swing or chords) or how it is played (`Manner`). Of two
for one thing the later counts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec
from msgspec.structs import replace

from bridge.composing.genre import Genre, Kit, Progressions, Words
from bridge.composing.roles import Role
from bridge.typed_toml import convert, read_toml

FILE = Path(__file__).parent / "techniques.toml"

Beat = Literal["", "half time", "double time", "one drop", "four on the floor", "blast beat", "double kick"]
Colour = Literal["", "power", "seventh", "open", "triad"]
Fills = Literal["", "none", "many", "roll"]


class Technique(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a technique does. `kits`, `bass` and `chords` are patterns instead of the genre's; `mutes`
    silences pieces of a kit. With `keeps` all others are silent: its first piece plays the line of one of
    `instead` where a genre has none of them, and its `words` are the pieces' names. `plays` are roles
    that play however seldom a genre has them. `genres` says how often (0–1) a genre has it unasked."""

    words: Words = {}
    genres: Mapping[str, float] = {}
    drums: Beat = ""
    kits: tuple[Kit, ...] = ()
    mutes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    plays: tuple[Role, ...] = ()
    bass: tuple[str, ...] = ()
    chords: tuple[str, ...] = ()
    swing: tuple[float, float] | None = None
    colour: Colour = ""
    progression: str = ""
    fills: Fills = ""
    ghosts: bool = False
    hat_rolls: bool = False
    runs: bool = False
    tremolo: bool = False
    length: float = 1.0


class Manner(msgspec.Struct, frozen=True):
    """How parts are played: `length` multiplies how long notes sound. With `kept`, the pieces of a kit that
    play and those whose lines they can take, all others are silent."""

    fills: Fills = ""
    ghosts: bool = False
    hat_rolls: bool = False
    runs: bool = False
    tremolo: bool = False
    length: float = 1.0
    mutes: frozenset[str] = frozenset()
    kept: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


@lru_cache(maxsize=1)
def techniques() -> Mapping[str, Technique]:
    """All techniques by name."""
    read = read_toml(FILE)
    return MappingProxyType(
        {name: convert(read[name], Technique, f"techniques.toml, {name}") for name in read}
    )


def usual_techniques(genre: Genre, chance: random.Random) -> tuple[str, ...]:
    """Those that `genre` has unasked this time."""
    name = genre.name
    return tuple(
        each for each, technique in techniques().items() if chance.random() < technique.genres.get(name, 0.0)
    )


def manner_of(names: Iterable[str]) -> Manner:
    """How everybody plays who was asked for these techniques; unknown names do nothing."""
    named = [techniques()[name] for name in names if name in techniques()]
    length = 1.0
    for technique in named:
        length *= technique.length
    return Manner(
        fills=next((technique.fills for technique in reversed(named) if technique.fills), ""),
        ghosts=any(technique.ghosts for technique in named),
        hat_rolls=any(technique.hat_rolls for technique in named),
        runs=any(technique.runs for technique in named),
        tremolo=any(technique.tremolo for technique in named),
        length=length,
        mutes=frozenset(piece for technique in named for piece in technique.mutes),
        kept=tuple((technique.keeps, technique.instead) for technique in named if technique.keeps),
    )


def roles_played(names: Iterable[str]) -> set[Role]:
    """The roles that techniques ask for by themselves; unknown names ask for none."""
    return {role for name in names if name in techniques() for role in techniques()[name].plays}


def with_techniques(genre: Genre, names: Collection[str]) -> Genre:
    """`genre` as it is with these techniques; unknown names change nothing."""
    for technique in (techniques()[name] for name in names if name in techniques()):
        patterns = genre.patterns
        kits = tuple(beaten(kit, technique.drums) for kit in technique.kits or patterns.drums)
        patterns = replace(patterns, drums=kits)
        patterns = replace(
            patterns, bass=technique.bass or patterns.bass, chords=technique.chords or patterns.chords
        )
        genre = replace(
            genre,
            patterns=patterns,
            progressions=_coloured(_on(genre.progressions, technique.progression), technique.colour),
            swing=technique.swing or genre.swing,
            # Whoever plays straight shuffles in eighths.
            swing_quarters=0.5 if technique.swing and genre.swing[1] < 0.54 else genre.swing_quarters,
        )
    return genre


# ---- beats ----

_BACK = ("snare", "clap", "rim")
_KEPT_HATS = "x.x.x.x.x.x.x.x."


def beaten(kit: Kit, beat: Beat) -> Kit:
    """A kit's pattern, whole bars of sixteen or twelve, in another feel; its hats and colours stay."""
    length = len(next(iter(kit.values())))
    keeps = any(piece in kit for piece in ("closed hat", "ride", "shaker", "open hat"))
    hats = {} if keeps else {"closed hat": (_KEPT_HATS * 8)[:length]}
    back = next((piece for piece in _BACK if piece in kit), "snare")
    others = {piece: line for piece, line in kit.items() if piece != "kick" and piece not in _BACK}
    if beat == "double kick":
        return {**kit, "kick": ("Xx" * 64)[:length]}
    if beat == "four on the floor":
        return {**kit, "kick": ("X..." * 16)[:length]}
    bar = 12 if length % 16 else 16
    if beat == "half time":
        # Twice as slow: each bar's first half fills the bar.
        slow = {p: _stretched(line, bar) for p, line in kit.items() if p == "kick" or p in _BACK}
        return {**others, **slow, back: _at(bar, length, bar // 2)} | hats
    if beat == "double time":
        fast = {p: _squeezed(line, bar) for p, line in kit.items() if p == "kick" or p in _BACK}
        return {**others, **fast} | hats
    if beat == "one drop":
        side = back if back != "clap" else "rim"
        return {**others, "kick": _at(bar, length, bar // 2), side: _at(bar, length, bar // 2)} | hats
    if beat == "blast beat":
        return {**others, "kick": ("X." * 64)[:length], "snare": (".x" * 64)[:length]} | hats
    return kit


def _at(bar: int, length: int, step: int) -> str:
    return ("." * step + "X" + "." * (bar - step - 1)) * (length // bar)


def _stretched(line: str, bar: int) -> str:
    halves = (line[start : start + bar // 2] for start in range(0, len(line), bar))
    return "".join("".join(f"{sign}." for sign in half) for half in halves)


def _squeezed(line: str, bar: int) -> str:
    bars = (line[start : start + bar] for start in range(0, len(line), bar))
    # Strokes between eighths come with their neighbours.
    return "".join(
        2 * "".join(_louder(each[step], each[step + 1]) for step in range(0, bar, 2)) for each in bars
    )


def _louder(first: str, second: str) -> str:
    return first if first != "." else "." if second in "o?" else second


# ---- chords ----

_PLAIN = re.compile(r"([b#]?[1-7])(.*)")
_COLOURS: Mapping[Colour, Mapping[str, str]] = {
    "power": {},
    "seventh": {"": "maj7", "m": "m7", "5": "m7", "add9": "maj9", "madd9": "m9", "sus2": "maj9"},
    "open": {"": "add9", "m": "madd9", "7": "7sus4", "5": "sus2"},
    "triad": {
        "maj7": "", "maj9": "", "6": "", "69": "", "add9": "", "7": "", "9": "", "13": "", "7sus4": "",
        "m7": "m", "m9": "m", "m6": "m", "madd9": "m", "m7b5": "dim", "dim7": "dim", "7b9": "",
    },
}  # fmt: skip


def _on(progressions: Progressions, chord: str) -> Progressions:
    return Progressions((chord,), (f"{chord}m",)) if chord else progressions


def _coloured(progressions: Progressions, colour: Colour) -> Progressions:
    if not colour:
        return progressions

    def dyed(spellings: Sequence[str]) -> tuple[str, ...]:
        return tuple(" ".join(_dyed(symbol, colour) for symbol in each.split()) for each in spellings)

    return Progressions(dyed(progressions.major), dyed(progressions.minor))


def _dyed(symbol: str, colour: Colour) -> str:
    """A chord in another colour; the dominant's seventh is minor."""
    found = _PLAIN.fullmatch(symbol)
    if found is None:
        return symbol
    degree, quality = found[1], found[2]
    if colour == "power":
        return symbol if "dim" in quality else f"{degree}5"
    if colour == "seventh" and quality == "" and degree == "5":
        return "57"
    return degree + _COLOURS[colour].get(quality, quality)

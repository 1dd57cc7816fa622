"""What a genre is made of, and what can be wrong with one. `docs/genres.md` explains every key.

Patterns are written in sixteenths, sixteen characters a bar of 4/4 or twelve a bar of 3/4, one bar or more:

    drums        `X` accent, `x` stroke, `o` ghost, `?` a ghost now and then, `.` rest
    bass         `1 3 5 6 7 8` degrees of the chord (8 the octave), `a` a step towards the next root
    chords       `x` or `X` the whole chord, `1`–`6` single voices of it from below
    lead         `x` or `X` a note of the melody
    `-`          holds what sounds

Chords are degrees of the major scale with a quality (`2m7`, `b7`); see `bridge.composing.harmony`.
A progression is spread evenly over the loop: one of four chords over four bars or two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from bridge.composing.harmony import parse_chord
from bridge.composing.instruments import PIECES, instruments
from bridge.composing.roles import Role

Kit = Mapping[str, str]
"""A pattern of drums: a line for each piece."""
Words = Mapping[str, str]
"""What people write for something, by language (`en`, `de` …): phrases between commas."""
Pattern = TypeVar("Pattern", str, Kit)

WALTZ_STEPS, COMMON_STEPS = 12, 16
_SIGNS = {
    "drums": "Xxo?.",
    "percussion": "Xxo?.",
    "bass": "135678a.-",
    "chords": "Xx123456.-",
    "lead": "Xx.-",
}


class Progressions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Chords to choose from in either mode."""

    major: tuple[str, ...]
    minor: tuple[str, ...]


class Players(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Instruments for each role; one named twice is drawn twice as often."""

    drums: tuple[str, ...]
    percussion: tuple[str, ...] = ("hand percussion",)
    bass: tuple[str, ...]
    chords: tuple[str, ...]
    pad: tuple[str, ...]
    lead: tuple[str, ...]


class Chances(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often a role is played, 0–1; bass and chords always are in a whole band."""

    drums: float = 1.0
    percussion: float = 0.2
    pad: float = 0.2
    lead: float = 0.3


class Patterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What each role plays; a pad holds its chords."""

    drums: tuple[Kit, ...]
    percussion: tuple[Kit, ...] = ({"shaker": "x.o.x.o.x.o.x.o."}, {"tambourine": "....x.......x..."})
    bass: tuple[str, ...]
    chords: tuple[str, ...]
    lead: tuple[str, ...] = ("x...x...x.x.x---", "x-.x-.x---..x.x.", "..x.x-..x.x-x---")


class Genre(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What loops of a genre are drawn from.

    `tempo_bpm`, `swing` (place of the off-beat in its pair) and `pump` (how deep the kick ducks the rest,
    0–1) are ranges; `swing_quarters` is the length of the pair's half; `looseness_ms` how far players stray;
    `minor_share` the share of loops in minor; `drums_db` sets drums and percussion back where they are
    played softly, and `beat_db` brings the drums forward where they lead, from the third edition on.
    `captions` are the names that training's captions use, commonest first. `order` is the genre's place in
    lists. `like` is its nearest relative among ours, for a model that has no word for it.
    `sha256` is that of what the file holds for a genre of the user's own, and empty for ours.
    """

    name: str
    order: int = 1000
    like: str = ""
    moods: tuple[str, ...]
    captions: tuple[str, ...] = ()
    tempo_bpm: tuple[int, int]
    swing: tuple[float, float] = (0.5, 0.5)
    swing_quarters: float = 0.25
    pump: tuple[float, float] = (0.0, 0.0)
    looseness_ms: float = 3.0
    minor_share: float = 0.5
    drums_db: float = 0.0
    beat_db: float = 0.0
    chances: Chances = Chances()
    players: Players
    progressions: Progressions
    patterns: Patterns
    words: Words = {}
    sha256: str = ""


def steps_of(pattern: Pattern) -> int:
    """Steps in a bar of `pattern`: sixteen, or twelve of one that is written for 3/4."""
    line = pattern if isinstance(pattern, str) else next(iter(pattern.values()))
    return WALTZ_STEPS if len(line) % COMMON_STEPS else COMMON_STEPS


def fitting(patterns: Sequence[Pattern], steps_per_bar: int) -> list[Pattern]:
    """The patterns written for three quarters a bar, where the bar is that and there are some; else the
    others."""
    waltzes = [pattern for pattern in patterns if steps_of(pattern) == WALTZ_STEPS]
    if waltzes and steps_per_bar == WALTZ_STEPS:
        return waltzes
    return [pattern for pattern in patterns if steps_of(pattern) == COMMON_STEPS]


def mistakes_in(genre: Genre) -> Iterator[str]:
    """A sentence for each thing that is wrong with `genre`, though every value is of the right type."""
    if not genre.name.strip():
        yield "name is empty."
    if not 20 <= genre.tempo_bpm[0] <= genre.tempo_bpm[1] <= 400:
        yield f"tempo_bpm should be two tempos from 20 to 400, the slower first, not {list(genre.tempo_bpm)}."
    if not 0.5 <= genre.swing[0] <= genre.swing[1] <= 0.75:
        yield f"swing should be two numbers from 0.5 (straight) to 0.75, not {list(genre.swing)}."
    if not 0 <= genre.pump[0] <= genre.pump[1] <= 1:
        yield f"pump should be two numbers from 0 to 1, not {list(genre.pump)}."
    if genre.swing_quarters not in (0.25, 0.5, 1.0):
        yield f"swing_quarters should be 0.25, 0.5 or 1.0, not {genre.swing_quarters}."
    if not 0 <= genre.looseness_ms <= 50:
        yield f"looseness_ms should be from 0 to 50, not {genre.looseness_ms}."
    if not -40 <= genre.drums_db <= 12:
        yield f"drums_db should be from -40 to 12, not {genre.drums_db}."
    if not -12 <= genre.beat_db <= 12:
        yield f"beat_db should be from -12 to 12, not {genre.beat_db}."
    chances = {f"chances.{role}": chance for role, chance in msgspec.structs.asdict(genre.chances).items()}
    for key, share in {**chances, "minor_share": genre.minor_share}.items():
        if not 0 <= share <= 1:
            yield f"{key} should be from 0 to 1, not {share}."
    for language in genre.words:
        if not (2 <= len(language) <= 3 and language.isascii() and language.islower()):
            yield f"words.{language} isn't a language. Write its code, such as en or de."
    yield from _mistakes_in_players(genre.players)
    yield from _mistakes_in_progressions(genre.progressions)
    yield from _mistakes_in_patterns(genre.patterns)


def _mistakes_in_players(players: Players) -> Iterator[str]:
    known = instruments()
    for role, names in msgspec.structs.asdict(players).items():
        if not names:
            yield f"players.{role} is empty. Name at least one instrument."
        for name in names:
            if name not in known:
                yield f"players.{role}: “{name}” isn't an instrument. docs/genres.md lists them."
            elif known[name].is_kit is not (role in ("drums", "percussion")):
                yield f"players.{role}: {name} can't play {role}."


def _mistakes_in_progressions(progressions: Progressions) -> Iterator[str]:
    for mode, spellings in msgspec.structs.asdict(progressions).items():
        if not spellings or not all(spelling.strip() for spelling in spellings):
            yield f"progressions.{mode}: a progression is missing. Write its chords, such as 1 4."
        for spelling in spellings:
            try:
                any(parse_chord(symbol, 0) for symbol in spelling.split())
            except ValueError:
                yield f"progressions.{mode}: “{spelling}” has a chord that can't be read. Write 1, 2m7, b7 …"


def _mistakes_in_patterns(patterns: Patterns) -> Iterator[str]:
    role: Role
    for role in ("drums", "percussion", "bass", "chords", "lead"):
        key, found = f"patterns.{role}", getattr(patterns, role)
        kits = [{"": pattern} if isinstance(pattern, str) else pattern for pattern in found]
        for piece, line in [pair for kit in kits for pair in kit.items()]:
            if piece and piece not in PIECES:
                yield f"{key}: “{piece}” isn't a piece of a kit. Choose from {', '.join(PIECES)}."
            yield from (f"{key}: “{line}” {wrong}" for wrong in _mistakes_in_line(line, _SIGNS[role]))
        if not any(kit and steps_of(kit) == COMMON_STEPS for kit in kits):
            yield f"{key} needs a pattern of sixteen steps a bar."
        for kit in kits:
            lines = ", ".join(f"“{line}”" for line in kit.values())
            if not any(line[:WALTZ_STEPS].strip(".-") for line in kit.values()):
                yield f"{key}: nothing sounds in the first twelve steps of {lines or 'an empty kit'}."
            if len({steps_of(line) for line in kit.values()}) > 1:
                yield f"{key}: {lines} mixes bars of twelve and of sixteen steps."


def _mistakes_in_line(line: str, signs: str) -> Iterator[str]:
    if not line or (len(line) % COMMON_STEPS and len(line) % WALTZ_STEPS):
        yield f"has {len(line)} steps. Write sixteen (4/4) or twelve (3/4) for each bar."
    if unknown := sorted(set(line) - set(signs)):
        yield f"has the sign {' '.join(unknown)} in it; use only {' '.join(signs)}"
    if line.startswith("-"):
        yield "starts with -, but nothing sounds yet that it could hold."

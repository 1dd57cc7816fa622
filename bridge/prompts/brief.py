"""Reads a prompt into a brief: who plays, what the moods do to the music, and whether it is a solo.

Players named without a genre play alone, unless a band is named as well. With a genre, its band plays with
them: “jazz piano”, “country banjo”. Alone still are drums, a part (“funk bassline”), and who plays in a genre
that lives without drums (“classical piano”). A genre's “beat” is its band. What a mood does is in
`moods.toml`; moods that are named together add up.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from bridge.composing.composer import LATEST
from bridge.composing.genre_files import genres
from bridge.composing.instruments import families, instruments
from bridge.composing.roles import BEATEN, ROLES, Role
from bridge.composing.techniques import techniques
from bridge.prompts.entries import Mood, moods
from bridge.prompts.figures import read_figures, without_dances
from bridge.prompts.kit_pieces import pieces_alone
from bridge.prompts.model_prompt import with_denials
from bridge.prompts.parser import PromptParser
from bridge.prompts.substitutes import stand_ins
from bridge.prompts.tokens import tokens
from bridge.vocabulary.music import Mode
from bridge.vocabulary.prompts import ParsedPrompt, Shape

_TEMPO, _DENSITY, _LENGTH = (0.55, 1.6), (0.4, 1.7), (0.4, 1.6)
_HIGHEST, _LOUDEST = 12, 30
# “Slow blues” is a genre's phrase, and slow.
_SLOW, _FAST = 0.8, 1.2
# A soloist who can, plays chords and a melody.
_BOTH: tuple[Role, ...] = ("chords", "lead")
# For another player of a kind.
_SPARE: tuple[Role, ...] = ("lead", "chords", "pad")
# Genres with drums no more often than this have trios without.
_SELDOM = 0.7
# Genres with drums no more often than this are played by one alone.
_QUIET = 0.5
# Who is asked for these plays chords in a rhythm.
_STRUCK = frozenset({"staccato", "arpeggio", "stabs", "off-beat chords", "tremolo"})


class Brief(NamedTuple):
    """What was understood of a prompt. `tempo_factor` is for the usual tempo, where nobody says one, and
    `mode` for a loop whose key nobody names."""

    parsed: ParsedPrompt
    tempo_factor: float
    mode: Mode | None


@lru_cache(maxsize=64)
def read_brief(parser: PromptParser, prompt: str, negative: str = "") -> Brief:
    """What `prompt` asks for, figures aside, without what `negative` lists."""
    parsed, words = parse_words(parser, prompt, negative)
    parsed = _as_trio(parser, _as_solo(parser, parsed, words), words)
    if not parsed.instruments:
        denied = {
            name for each in parser.phrases(words, parsed.genre) if each.is_denied for name in each.names
        }
        players = parser.players_within(parsed.genre, words)
        parsed = replace(parsed, instruments=tuple(each for each in players if each not in denied))
    within = (mood for mood in parser.moods_within_genres(words) if mood in moods())
    paces = (mood for mood in within if not _SLOW < moods()[mood].tempo < _FAST)
    parsed = replace(parsed, moods=tuple(dict.fromkeys((*parsed.moods, *paces))))
    named = [moods()[mood] for mood in parsed.moods if mood in moods()]
    shape = _shape(named)
    if parsed.shape is None and (shape != Shape() or (parsed.moods and parsed.genre is None)):
        parsed = replace(parsed, shape=Shape())
    if parsed.shape is not None:
        parsed = replace(parsed, shape=shape)
    mode = next((mood.mode for mood in named if mood.mode), None)
    asked = (
        *(technique for mood in named for technique in mood.techniques),
        *parsed.techniques,
        *pieces_alone(parser, parsed, words),
        *_melody(parser, parsed, words),
    )
    parsed = replace(parsed, techniques=tuple(dict.fromkeys(asked)), edition=LATEST)
    return Brief(parsed, _within(math.prod(mood.tempo for mood in named), *_TEMPO), mode)


@lru_cache(maxsize=64)
def parse_words(parser: PromptParser, prompt: str, negative: str = "") -> tuple[ParsedPrompt, str]:
    """What the parser makes of `prompt`, and the words that it read: as many letters, blank where figures and
    other words have been taken out, and then what `negative` denies."""
    rest = read_figures(prompt).rest
    if not parser.names_part(rest):
        rest = parser.without_beats(rest)
    words = with_denials(rest, negative)
    parsed = parser.parse(words)
    danceless = with_denials(without_dances(rest), negative) if parsed.genre is not None else words
    if danceless != words:
        # A dance that is only a meter leaves the genre to others, and a piano alone.
        other = parser.parse(danceless)
        if other.genre is not None or other.instruments:
            both = tuple(dict.fromkeys((*parsed.techniques, *other.techniques)))
            words, parsed = danceless, replace(other, techniques=both)
    # A dance whose name is only a meter is understood.
    unknown = tuple(word for word in parsed.unknown if read_figures(word).figures.meter is None)
    # “Taiko with a drum roll” has one kit, and “bass: reese” one bass.
    kinds = {instruments()[name].family for name in parsed.instruments if name in instruments()}
    players = tuple(name for name in parsed.instruments if name not in kinds & {"drums", "bass"})
    return replace(parsed, unknown=unknown, instruments=players), words


def _is_about_drums(parsed: ParsedPrompt) -> bool:
    """Whether nothing is asked for but what drums do: “hat rolls”."""
    named = [techniques()[name] for name in parsed.techniques if name in techniques()]
    others = parsed.genre is not None or parsed.moods or parsed.without
    return not others and any(each.hat_rolls or each.ghosts or each.fills == "roll" for each in named)


def _melody(parser: PromptParser, parsed: ParsedPrompt, words: str) -> tuple[str, ...]:
    """“House with a melody” has one, though house seldom does; a soloist plays it anyway."""
    is_band = len(parsed.without) < len(ROLES) - 1
    return ("melody",) if is_band and "lead" in parser.parts_named(words) - set(parsed.without) else ()


def _as_solo(parser: PromptParser, parsed: ParsedPrompt, words: str) -> ParsedPrompt:
    """`parsed` with everybody else silent, where a single player or part, or two or more without a genre, are
    what it is all about."""
    if parser.names_band(words):
        return parsed
    if not parsed.instruments and parser.is_about_a_part(words):
        silent = tuple(role for role in ROLES if role not in parser.parts_named(words))
        return replace(parsed, without=silent, shape=Shape())
    if not parsed.instruments and _is_about_drums(parsed):
        parsed = replace(parsed, instruments=("drums",))
    if not parsed.instruments:
        return parsed
    if parsed.genre is not None and not _is_alone(parser, parsed, words):
        return parsed
    parts = parser.parts_named(words) - set(parsed.without)
    if len(parsed.instruments) > 1:
        playing = {*_seats(parser, parsed), *parts}
    else:
        usual = [role for role in parser.roles_of(parsed.instruments[0]) if role not in parsed.without]
        own = [role for role in _solo_roles(parsed, parsed.instruments[0]) if role in usual] or usual[:1]
        if not own or not parts <= set(usual):
            return parsed
        playing = set(parts or own)
    silent = tuple(role for role in ROLES if role not in playing or role in parsed.without)
    return replace(parsed, without=silent, shape=Shape())


def _is_alone(parser: PromptParser, parsed: ParsedPrompt, words: str) -> bool:
    """Whether somebody named with a genre plays without its band."""
    if len(parsed.instruments) > 1:
        return False
    name = parsed.instruments[0]
    player = instruments().get(name)
    is_beaten = (name if player is None else player.family) in BEATEN
    if not is_beaten and set(ROLES) - set(parsed.without) <= set(parser.roles_of(name)):
        return True
    if not parser.is_about_a_player(_without_stand_ins(words)):
        return False
    genre = genres()[parsed.genre or ""]
    return is_beaten or parser.names_part(words) or genre.chances.drums <= _QUIET


def _without_stand_ins(words: str) -> str:
    """`words` with spaces in place of those that stand for a genre: “piano like Erik Satie” is about a
    piano."""
    text = unicodedata.normalize("NFC", words)
    for found in stand_ins(text):
        if found.meaning in genres():
            text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def _as_trio(parser: PromptParser, parsed: ParsedPrompt, words: str) -> ParsedPrompt:
    """`parsed` with nobody but those named, a bass, and drums if the genre has them or else chords."""
    if parsed.without or not any(word.text == "trio" for word in tokens(words)):
        return parsed
    genre = genres().get(parsed.genre or "")
    rhythm = ("bass", "drums") if genre is None or genre.chances.drums > _SELDOM else ("bass",)
    order = (*(_seats(parser, parsed) or ["chords"]), *rhythm, "chords", "lead")
    playing = list(dict.fromkeys(order))[: max(3, len(parsed.instruments))]
    return replace(parsed, without=tuple(role for role in ROLES if role not in playing))


def _seats(parser: PromptParser, parsed: ParsedPrompt) -> list[str]:
    """A role for each of several players: its usual one, or else another that is left."""
    taken: list[str] = []
    for name in parsed.instruments:
        able = (*_solo_roles(parsed, name), *parser.roles_of(name), *_SPARE)
        taken += [role for role in able if role not in taken and role not in parsed.without][:1]
    return taken


def _solo_roles(parsed: ParsedPrompt, name: str) -> tuple[Role, ...]:
    """What a soloist plays: chords and a melody on an instrument that can play both. Strings and voices hold
    their chords, unless a technique asks for short ones."""
    known = instruments().get(name)
    family = families()[name if known is None else known.family]
    able = known.roles if known is not None and known.roles else family.roles
    if family.roles[0] in ("pad", "chords", "lead") and {"chords", "lead"} <= set(able):
        is_held = family.roles[0] == "pad" and "pad" in able and not {*parsed.techniques} & _STRUCK
        return ("pad", "lead") if is_held else _BOTH
    return able[:1]


def _shape(named: Sequence[Mood]) -> Shape:
    return Shape(
        density=_within(math.prod((mood.density for mood in named), start=1.0), *_DENSITY),
        register=int(_within(sum(mood.register for mood in named), -_HIGHEST, _HIGHEST)),
        dynamics=int(_within(sum(mood.dynamics for mood in named), -_LOUDEST, _LOUDEST)),
        length=_within(math.prod((mood.length for mood in named), start=1.0), *_LENGTH),
        players=tuple(dict.fromkeys(player for mood in named for player in mood.players)),
    )


def _within(value: float, low: float, high: float) -> float:
    return round(max(low, min(high, value)), 4)

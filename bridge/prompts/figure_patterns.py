"""The patterns by which meters, bars and tempos are found in a prompt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from bridge.prompts.pattern_parts import EDGE, END, any_of, flat, phrases, word_tables
from bridge.prompts.small_words import split_words
from bridge.vocabulary.music import Meter

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# “3/4 beat” asks for a beat, too.
_METER_NOUN = r"(?:time(?:\s+signature)?|takte?s?|met(?:er|re)|拍子?|박자|feel)"
_NUMBER = r"(?<![a-z0-9.,/#♯♭$€£\u00df-\u052f])(?P<number>\d{1,4}(?:[.,]\d{1,3})?)(?![\d/])"
# Between “tempo” and its number.
_LINK = r"\s*(?:[:=~≈]|is|of|von|de|di|van|bei|à|a)"
_UP_TO = r"(?:\s*(?:-|–|—|to|bis|à|a)\s*(?P<to>\d{2,3}))?"


class Patterns(NamedTuple):
    """The patterns that `figures.toml` makes, compiled once."""

    meter_words: tuple[tuple[re.Pattern[str], Meter], ...]
    dances: tuple[tuple[re.Pattern[str], Meter], ...]
    meter: re.Pattern[str]
    bars: re.Pattern[str]
    numbers: Mapping[str, int]
    tempo_unit: re.Pattern[str]
    tempo_ahead: re.Pattern[str]
    tempo_after: re.Pattern[str]
    tempo_before: re.Pattern[str]
    tempo_preposition: re.Pattern[str]
    bare: re.Pattern[str]
    beside: re.Pattern[str]
    other_units: frozenset[str]
    names_before: frozenset[str]
    links: frozenset[str]


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The patterns; made once, in some 20 ms."""
    tables = word_tables()
    numbers = {flat(word): int(n) for n, text in tables["numbers"].items() for word in split_words(text)}
    unit = any_of(phrases("tempo_after"))
    ahead = any_of(phrases("tempo_before"))
    near = any_of(phrases("tempo_prepositions"))

    def meters(table: str) -> tuple[tuple[re.Pattern[str], Meter], ...]:
        return tuple(
            (re.compile(_meter_word(flat(phrase))), Meter.parse(name))
            for name, text in tables[table].items()
            for phrase in sorted(split_words(text), key=len, reverse=True)
        )

    return Patterns(
        meter_words=meters("meters"),
        dances=meters("dances"),
        meter=re.compile(
            r"(?<![\w/.,])(?:(?:in|im|en|a|em|w|på|i|op|в|на)\s+)?(?P<beats>\d{1,2})\s?[/∕⁄]\s?(?P<unit>\d{1,2})"
            rf"(?![\d/])(?!\s*-?\s*(?:notes?|inch|cups?))(?:\s*-?\s*{_METER_NOUN}{END})?"
        ),
        bars=re.compile(
            rf"{EDGE}(?<![.,/])(?P<number>\d{{1,3}}|{any_of(numbers)})\s*-?\s*(?:{any_of(phrases('bars'))}){END}"
        ),
        numbers=numbers,
        tempo_unit=re.compile(rf"{EDGE}(?:{unit}){END}"),
        tempo_ahead=re.compile(rf"{EDGE}(?:{ahead}){END}(?:{_LINK}(?![a-z]))?"),
        tempo_after=re.compile(rf"{_NUMBER}{_UP_TO}\s*-?\s*(?:{unit}){END}"),
        tempo_before=re.compile(
            rf"{EDGE}(?:{ahead})(?:{_LINK})?\s*"
            rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,3}})?)(?![\d/]){_UP_TO}(?:\s*-?\s*(?:{unit}){END})?"
        ),
        tempo_preposition=re.compile(rf"{EDGE}(?:{near})\s*(?P<number>\d{{2,3}}(?:[.,]\d{{1,3}})?)(?![\w/’'-])"),
        bare=re.compile(r"(?<![^\s,;(])(?P<number>\d{2,3}(?:\.\d{1,2})?)(?=\s*(?:[,;)、]|$))"),
        beside=re.compile(r"(?<![^\s,;(])(?P<number>\d{2,3}(?:\.\d{1,2})?)(?=\s+[^\W\d])"),
        other_units=frozenset(phrases("other_units")),
        names_before=frozenset(phrases("names_before")),
        links=frozenset(phrases("links")),
    )  # fmt: skip


def _meter_word(phrase: str) -> str:
    """A phrase, with a hyphen or a space between its words; scripts without spaces need no edge."""
    open_ended = phrase.endswith("*")
    body = r"\s*-?\s*".join(map(re.escape, phrase.removesuffix("*").split()))
    if _UNSPACED.search(phrase):
        return f"(?P<word>{body})"
    ending = r"[^\W_]*" if open_ended else END
    return rf"{EDGE}(?P<word>{body}){ending}(?:\s+time{END})?"

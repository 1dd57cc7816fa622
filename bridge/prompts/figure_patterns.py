"""The patterns by which figures are found in a prompt, made from the words in `figures.toml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bridge.prompts.small_words import split_words
from bridge.typed_toml import read_toml
from bridge.vocabulary.music import Key, Meter, Mode

FILE = Path(__file__).parent / "figures.toml"
_LETTERS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "h": 11}
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Where a word begins and ends; scripts without spaces have no such edges.
_EDGE, _END = r"(?<![a-z0-9\u00df-\u052f])", r"(?![a-z\u00df-\u052f])"
_NUMBER = r"(?<![a-z0-9.,/#♯♭$€£\u00df-\u052f])(\d{1,4}(?:[.,]\d{1,3})?)(?![\d/])"
_RANGE = r"(?:\s*(?:-|–|—|to|bis|à|a)\s*(\d{2,3}))?"


class Patterns(NamedTuple):
    """The patterns that `figures.toml` makes, compiled once."""

    meter_words: tuple[tuple[re.Pattern[str], Meter], ...]
    dances: tuple[tuple[re.Pattern[str], Meter], ...]
    meter: re.Pattern[str]
    bars: re.Pattern[str]
    numbers: Mapping[str, int]
    keys: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Key | None]], ...]
    mode: re.Pattern[str]
    modes: Mapping[str, Mode]
    tempo_after: re.Pattern[str]
    tempo_before: re.Pattern[str]
    tempo_preposition: re.Pattern[str]
    bare: re.Pattern[str]
    other_units: frozenset[str]
    names_before: frozenset[str]


def flat(text: str) -> str:
    """`text` in small letters without accents, letter for letter."""
    if text.isascii():
        return text.lower()
    return "".join(map(_flat_letter, text))


def _flat_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    if not (letter.isalpha() or letter.isdecimal()) or "\uac00" <= letter <= "\ud7af":
        return letter
    small = unicodedata.normalize("NFKD", letter)[0].lower()
    small = {"ł": "l", "ø": "o", "đ": "d", "ı": "i"}.get(small, small)
    return small if len(small) == 1 else letter


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The patterns; made once, in some 20 ms."""
    tables: dict[str, dict[str, str]] = read_toml(FILE)

    def phrases(table: str) -> list[str]:
        return [flat(phrase) for text in tables[table].values() for phrase in split_words(text)]

    numbers = {flat(word): int(n) for n, text in tables["numbers"].items() for word in split_words(text)}
    kinds: tuple[Mode, ...] = ("major", "minor")
    modes = {flat(word): kind for kind in kinds for word in split_words(tables["modes"][kind])}
    notes = {flat(word): int(n) for n, text in tables["notes"].items() for word in split_words(text)}
    sharp, flats, sharp_before, flat_before = (
        [flat(word) for word in split_words(tables["accidentals"][key])]
        for key in ("sharp", "flat", "sharp_before", "flat_before")
    )
    shifts = {**dict.fromkeys(sharp + sharp_before, 1), **dict.fromkeys(flats + flat_before, -1)}
    in_ = _any(phrases("in"))
    time_words = r"(?:\s*-?\s*(?:time|takte?s?|meter|metre|拍子?|박자|beat|feel|signature){_END})?"
    mode = _any(modes)
    # Shorter ones are too short to say a mode without a note.
    alone = _any(word for word in modes if len(word) > 3 or word == "dur")
    sign_words = _any(sign for sign in sharp + flats if len(sign) > 1)
    accidental = rf"(?:\s?-?\s?(?P<accidental>{sign_words}{_END}|[#♯♭b]))?"
    before = rf"(?P<before>{_any(sharp_before + flat_before)})?"

    def key_of(found: re.Match[str]) -> Key | None:
        parts = found.groupdict()
        note = parts["note"]
        tonic = notes[note] if note in notes else _letter(note, parts["mode"] or "")
        if tonic is None:
            return None
        sign = (parts.get("accidental") or parts.get("before") or "").strip(" -")
        short: Mode = "minor" if parts.get("m") else "major"
        key_mode = modes[parts["mode"]] if parts.get("mode") else short
        return Key((tonic + shifts.get(sign, 0)) % 12, key_mode)

    named = rf"(?:{in_}\s+)?{before}(?P<note>{_any(notes)}|[a-h](?:is|es|s)?){accidental}"
    keys = (
        # A note and a mode; then “Am”, “F#m”, “Bbmaj”; then a bare note after “in” or “key of”; then “E flat”
        # and “si bémol” anywhere. “A flat bass” isn't a key.
        rf"{_edge(named)}\s*-?\s*(?P<mode>{mode}){_END}",
        rf"{_EDGE}(?:(?P<in>{in_})\s+)?(?P<note>[a-g])(?P<accidental>[#♯♭b])?(?P<m>m)(?P<mode>(?!))?(?![\w#’'])",
        rf"{_EDGE}(?:{_any(phrases('key_before'))})\s*[:=]?\s*(?:{in_}\s+)?(?P<note>{_any(notes)}|[a-h](?:is|es)?)"
        rf"{accidental}(?P<m>m)?(?P<mode>(?!))?{_END}",
        rf"{_EDGE}(?:{in_})\s+(?P<note>[b-h]|[a-h]is|[cdg]es|[ae]s){accidental}(?P<m>m)?(?P<mode>(?!))?(?=\s*(?:$|[,;.!?)]|with|and|at|for|mit))",
        rf"{_EDGE}(?:{in_})\s+(?P<note>[a-g])(?P<accidental>[#♯♭]|b{_END}|\s?-?(?:sharp|flat))(?P<m>m)?(?P<mode>(?!))?{_END}",
        rf"{_EDGE}(?P<note>[a-g](?=[#♯♭])|[b-g](?=\s?-?(?:sharp|flat)))(?P<accidental>[#♯♭]|\s?-?(?:sharp|flat)\b)"
        rf"(?P<m>m)?(?P<mode>(?!))?(?![\w#’'])",
        rf"{_EDGE}(?:{in_}\s+)?(?P<note>{_any(notes)})\s(?P<accidental>{sign_words})(?P<mode>(?!))?{_END}",
    )
    unit = _any(sorted(phrases("tempo_after"), key=len, reverse=True))
    ahead = _any(sorted(phrases("tempo_before"), key=len, reverse=True))
    near = _any(sorted(phrases("tempo_prepositions"), key=len, reverse=True))
    number = _NUMBER.replace("(\\d", "(?P<number>\\d", 1)
    upto = _RANGE.replace("(\\d", "(?P<to>\\d", 1)

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
            rf"(?<![\w/.,])(?:(?:in|im|en|a|em|w|på|i|op|в|на)\s+)?(?P<beats>\d{{1,2}})\s?[/∕⁄]\s?(?P<unit>\d{{1,2}})"
            rf"(?![\d/]){time_words}"
            r"(?!\s*-?\s*(?:notes?|inch|cups?))"
        ),
        bars=re.compile(
            rf"{_EDGE}(?<![.,/])(?P<number>\d{{1,3}}|{_any(numbers)})\s*-?\s*(?:{_any(phrases('bars'))}){_END}"
        ),
        numbers=numbers,
        keys=tuple((re.compile(pattern), key_of) for pattern in keys),
        mode=re.compile(
            rf"{_EDGE}(?:{in_}\s+)?(?:(?:a|an|einem|einer|una|un|une)\s+)?(?P<mode>{alone})"
            rf"(?:\s+(?:key|scale|mode|tonality|tonart))?{_END}(?!\s*-?\s*(?:7|seventh|third|chord|pentatonic|blues|hit|label|lift))"
        ),
        modes=modes,
        tempo_after=re.compile(rf"{number}{upto}\s*-?\s*(?:{unit}){_END}"),
        tempo_before=re.compile(
            rf"{_EDGE}(?:{ahead})\s*(?:[:=~≈]|is|of|von|de|di|van|bei|à|a)?\s*"
            rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,3}})?)(?![\d/]){upto}(?:\s*-?\s*(?:{unit}){_END})?"
        ),
        tempo_preposition=re.compile(rf"{_EDGE}(?:{near})\s*(?P<number>\d{{2,3}}(?:[.,]\d{{1,3}})?)(?![\w/’'-])"),
        bare=re.compile(r"(?<![^\s,;(])(?P<number>\d{2,3}(?:\.\d{1,2})?)(?=\s*(?:[,;)、]|$))"),
        other_units=frozenset(phrases("other_units")),
        names_before=frozenset(phrases("names_before")),
    )  # fmt: skip


def _edge(pattern: str) -> str:
    return rf"{_EDGE}(?:{pattern})"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def _meter_word(phrase: str) -> str:
    """A phrase, with a hyphen or a space between its words; scripts without spaces need no edge."""
    open_ended = phrase.endswith("*")
    body = r"\s*-?\s*".join(map(re.escape, phrase.removesuffix("*").split()))
    if _UNSPACED.search(phrase):
        return f"(?P<word>{body})"
    ending = r"[^\W_]*" if open_ended else _END
    return rf"{_EDGE}(?P<word>{body}){ending}(?:\s+time{_END})?"


def _letter(note: str, mode: str) -> int | None:
    """Semitones of a note named by a letter, German endings and all; `None` for what isn't a note."""
    german = mode in ("moll", "dur", "mol", "moll")
    if note == "b":
        return 10 if german else 11
    base = _LETTERS[note[0]] if note[0] in _LETTERS else 11 if note[0] == "b" else None
    if base is None or len(note) == 1:
        return base
    if note[1:] == "is":
        return base + 1
    return base - 1 if note[1:] == "es" or note in ("as", "es") else None

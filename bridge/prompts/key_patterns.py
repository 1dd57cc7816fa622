"""The patterns by which keys and modes are found in a prompt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from bridge.prompts.pattern_parts import EDGE, END, any_of, flat, phrases, word_tables
from bridge.prompts.small_words import split_words
from bridge.vocabulary.music import Key, Mode

_LETTERS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11, "h": 11}


class KeyPatterns(NamedTuple):
    """`keys` in the order in which they are tried, each with what it makes of a match; `mode` finds a mode
    without a note, and `modes` are their words."""

    keys: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Key | None]], ...]
    mode: re.Pattern[str]
    modes: Mapping[str, Mode]


@lru_cache(maxsize=1)
def key_patterns() -> KeyPatterns:
    """The patterns; made once."""
    tables = word_tables()
    kinds: tuple[Mode, ...] = ("major", "minor")
    modes = {flat(word): kind for kind in kinds for word in split_words(tables["modes"][kind])}
    notes = {flat(word): int(n) for n, text in tables["notes"].items() for word in split_words(text)}
    sharp, flats, sharp_before, flat_before = (
        [flat(word) for word in split_words(tables["accidentals"][key])]
        for key in ("sharp", "flat", "sharp_before", "flat_before")
    )
    shifts = {**dict.fromkeys(sharp + sharp_before, 1), **dict.fromkeys(flats + flat_before, -1)}
    in_ = any_of(phrases("in"))
    mode = any_of(modes)
    # Shorter ones are too short to say a mode without a note.
    alone = any_of(word for word in modes if len(word) > 3 or word == "dur")
    sign_words = any_of(sign for sign in sharp + flats if len(sign) > 1)
    accidental = rf"(?:\s?-?\s?(?P<accidental>{sign_words}{END}|[#♯♭b]))?"
    before = rf"(?P<before>{any_of(sharp_before + flat_before)})?"

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

    named = rf"(?:{in_}\s+)?{before}(?P<note>{any_of(notes)}|[a-h](?:is|es|s)?){accidental}"
    keys = (
        # A note and a mode; then “Am”, “F#m”, “Bbmaj”; then a bare note after “in” or “key of”; then “E flat”
        # and “si bémol” anywhere. “A flat bass” isn't a key.
        rf"{_edge(named)}\s*-?\s*(?P<mode>{mode}){END}",
        rf"{EDGE}(?:(?P<in>{in_})\s+)?(?P<note>[a-g])(?P<accidental>[#♯♭b])?(?P<m>m)(?P<mode>(?!))?(?![\w#’'])",
        rf"{EDGE}(?:{any_of(phrases('key_before'))})\s*[:=]?\s*(?:{in_}\s+)?(?P<note>{any_of(notes)}|[a-h](?:is|es)?)"
        rf"{accidental}(?P<m>m)?(?P<mode>(?!))?{END}",
        rf"{EDGE}(?:{in_})\s+(?P<note>[b-h]|[a-h]is|[cdg]es|[ae]s){accidental}(?P<m>m)?(?P<mode>(?!))?(?=\s*(?:$|[,;.!?)]|with|and|at|for|mit))",
        rf"{EDGE}(?:{in_})\s+(?P<note>[a-g])(?P<accidental>[#♯♭]|b{END}|\s?-?(?:sharp|flat))(?P<m>m)?(?P<mode>(?!))?{END}",
        rf"{EDGE}(?P<note>[a-g](?=[#♯♭])|[b-g](?=\s?-?(?:sharp|flat)))(?P<accidental>[#♯♭]|\s?-?(?:sharp|flat)\b)"
        rf"(?P<m>m)?(?P<mode>(?!))?(?![\w#’'])",
        rf"{EDGE}(?:{in_}\s+)?(?P<note>{any_of(notes)})\s(?P<accidental>{sign_words})(?P<mode>(?!))?{END}",
    )
    return KeyPatterns(
        keys=tuple((re.compile(pattern), key_of) for pattern in keys),
        mode=re.compile(
            rf"{EDGE}(?:{in_}\s+)?(?:(?:a|an|einem|einer|una|un|une)\s+)?(?P<mode>{alone})"
            rf"(?:\s+(?:key|scale|mode|tonality|tonart))?{END}(?!\s*-?\s*(?:7|seventh|third|chord|pentatonic|blues|hit|label|lift))"
        ),
        modes=modes,
    )


def _edge(pattern: str) -> str:
    return rf"{EDGE}(?:{pattern})"


def _letter(note: str, mode: str) -> int | None:
    """Semitones above C of a note named by a letter, with or without a German ending; else `None`."""
    german = mode in ("moll", "dur", "mol")
    if note == "b":
        return 10 if german else 11
    base = _LETTERS.get(note[0])
    if base is None or len(note) == 1:
        return base
    if note[1:] == "is":
        return base + 1
    return base - 1 if note[1:] == "es" or note in ("as", "es") else None

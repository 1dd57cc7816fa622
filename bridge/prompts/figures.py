"""Finds the figures in a prompt: tempo, bars, meter and key, as people type them in a dozen languages.

Figures are read in this order, and each is taken out of the text before the next: meter, bars, key, tempo.
So “3/4 Takt” isn't three bars, and “in 120” isn't a key. The words beside figures are in `figures.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from bridge.prompts.figure_patterns import Patterns
from bridge.prompts.figure_patterns import patterns as all_patterns
from bridge.prompts.key_patterns import KeyPatterns, key_patterns
from bridge.prompts.pattern_parts import flat
from bridge.prompts.spelled import with_digits
from bridge.timing import MAX_BARS, MIN_TEMPO_BPM
from bridge.vocabulary.music import Key, Meter, Mode, bar_count

# Nobody asks for more; a higher number counts something else (“808”), unless “BPM” stands beside it.
_FASTEST_BPM = 400.0
# A number with only a preposition, or with nothing beside it, is a tempo in this range.
_PLAIN_BPM, _BARE_BPM = (40.0, 300.0), (60.0, 220.0)
# A lower number before a noun rather counts something.
_COUNTED = 100.0
# After a mode these say that it stands without a note.
_KIND_OF_MODE = re.compile(
    r"\s+(?:key|scale|mode|mood|feel|chord|chords|tonality|7|seventh|third|change|hit)\b"
)


class Figures(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a prompt says in figures; `mode` where it names one without a note. `refused` are figures that
    can't be used, each with a reason."""

    tempo_bpm: float | None = None
    bars: int | None = None
    meter: Meter | None = None
    key: Key | None = None
    mode: Mode | None = None
    refused: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All of it, such as “90 BPM, 4 bars, 3/4, A minor”; empty where nothing was said."""
        said = (
            None if self.tempo_bpm is None else f"{self.tempo_bpm:g} BPM",
            None if self.bars is None else bar_count(self.bars),
            None if self.meter is None else str(self.meter),
            self.mode if self.key is None else self.key.words,
        )
        return ", ".join(each for each in said if each)


FigureKind = Literal["meter", "bars", "key", "tempo"]


class FigureSpan(NamedTuple):
    """Where a figure is in a prompt, counted in its composed form (NFC)."""

    kind: FigureKind
    start: int
    end: int


class Reading(NamedTuple):
    """The figures in a prompt, and the prompt with spaces in place of them, so that places stay. The names of
    dances stay as well. `spans` are the places of all figures, of those that don't count, too."""

    figures: Figures
    rest: str
    spans: tuple[FigureSpan, ...]


@lru_cache(maxsize=64)
def read_figures(prompt: str) -> Reading:
    """Read the figures in `prompt`. Any text will do; the first of several counts."""
    text = unicodedata.normalize("NFC", prompt)
    page = _Page(text)
    words = all_patterns()
    meter = page.meter(words)
    bars = page.bars(words)
    key, mode = page.key(key_patterns())
    tempo_bpm = page.tempo(words)
    figures = Figures(tempo_bpm, bars, meter, key, mode, tuple(page.refused))
    return Reading(figures, page.rest, tuple(sorted(page.spans, key=lambda each: each.start)))


def without_dances(text: str) -> str:
    """`text` with spaces in place of dances that are only a meter: the waltz of “piano waltz”."""
    page = _Page(unicodedata.normalize("NFC", text))
    for pattern, _ in all_patterns().dances:
        while found := pattern.search(page.flat):
            page.take(found)
    return page.rest


class _Page:
    """A text that is read piece by piece: `flat` is without case and accents, letter for letter."""

    def __init__(self, text: str) -> None:
        self.rest = text
        self.flat = flat(text)
        self.refused: list[str] = []
        self.spans: list[FigureSpan] = []

    def take(self, found: re.Match[str], kind: FigureKind = "meter") -> str:
        """Blank what was read, and return it as it was written."""
        begin, end = found.span()
        self.spans.append(FigureSpan(kind, begin, end))
        written = self.rest[begin:end].strip()
        blank = " " * (end - begin)
        self.rest = self.rest[:begin] + blank + self.rest[end:]
        self.flat = self.flat[:begin] + blank + self.flat[end:]
        return written

    def meter(self, words: Patterns) -> Meter | None:
        first: Meter | None = None
        for found in words.meter.finditer(self.flat):
            beats, unit = int(found["beats"]), int(found["unit"])
            if beats in (0, 1) or beats > 16 or unit not in (2, 4, 8, 16):
                continue
            self.take(found)
            first = first or Meter(beats, unit)
        for pattern, meter in words.meter_words:
            if word := pattern.search(self.flat):
                self.take(word)
                first = first or meter
        dances = ((dance, meter) for pattern, meter in words.dances if (dance := pattern.search(self.flat)))
        if first is None and (named := next(dances, None)) is not None:
            self.spans.append(FigureSpan("meter", *named[0].span()))
            first = named[1]
        return first

    def bars(self, words: Patterns) -> int | None:
        first: int | None = None
        for found in words.bars.finditer(self.flat):
            number = words.numbers.get(found["number"]) or int(found["number"])
            written = self.take(found, "bars")
            if 1 <= number <= MAX_BARS:
                first = first or number
            else:
                self.refused.append(f"{written}: use 1 to {MAX_BARS} bars")
        return first

    def key(self, words: KeyPatterns) -> tuple[Key | None, Mode | None]:
        for pattern, read in words.keys:
            for found in pattern.finditer(self.flat):
                if self._is_another_word(found):
                    continue
                if (key := read(found)) is not None:
                    self.take(found, "key")
                    return key, None
        if alone := words.mode.search(self.flat):
            self.take(alone, "key")
            return None, words.modes[alone["mode"]]
        return None, None

    def _is_another_word(self, found: re.Match[str]) -> bool:
        """Whether its note is the article of “a minor key” and “a major change”, or the verb “am”."""
        groups, at = found.groupdict(), found.start("note")
        if self.rest[at].isupper() or groups.get("accidental"):
            return False
        if "in" in groups:
            return not groups["in"]
        return groups["note"] == "a" and _KIND_OF_MODE.match(self.flat[found.end() :]) is not None

    def tempo(self, words: Patterns) -> float | None:
        self.flat = with_digits(self.flat, words.tempo_unit, words.tempo_ahead)
        first: float | None = None
        for pattern in (words.tempo_before, words.tempo_after):
            for found in pattern.finditer(self.flat):
                low, high = _float(found["number"]), found["to"]
                tempo = (low + float(high)) / 2 if high else low
                beats_of_a_bar = pattern is words.tempo_after and tempo < MIN_TEMPO_BPM
                if beats_of_a_bar and "bpm" not in found[0]:
                    continue
                written = self.take(found, "tempo")
                if MIN_TEMPO_BPM <= tempo <= _FASTEST_BPM:
                    first = first or tempo
                else:
                    self.refused.append(f"{written}: use {MIN_TEMPO_BPM:g} to {_FASTEST_BPM:g} BPM")
        if first is None and not self.refused:
            first = self._plain_tempo(words.tempo_preposition, _PLAIN_BPM, words)
        if first is None and not self.refused:
            first = self._plain_tempo(words.bare, _BARE_BPM, words)
        if first is None and not self.refused:
            first = self._plain_tempo(words.beside, _BARE_BPM, words)
        return first

    def _plain_tempo(
        self, pattern: re.Pattern[str], limits: tuple[float, float], words: Patterns
    ) -> float | None:
        for found in pattern.finditer(self.flat):
            tempo = _float(found["number"])
            ahead = self.flat[: found.start()]
            before = set(re.findall(r"[^\W\d]+", ahead)[-1:])
            next_word = re.match(r"\s*[-’']?\s*([^\W\d]+|%)", self.flat[found.end() :])
            after = next_word[1] if next_word else ""
            is_bare = pattern is not words.tempo_preposition
            is_name = is_bare and before & words.names_before and not ahead.rstrip().endswith(",")
            is_count = after == "%" or after in words.other_units
            if pattern is words.beside:
                is_count = is_count or bool(before & words.links) or not _may_follow(after, tempo, words)
            if limits[0] <= tempo <= limits[1] and not is_name and not is_count:
                self.take(found, "tempo")
                return tempo
        return None


def _may_follow(word: str, tempo: float, words: Patterns) -> bool:
    """Whether a number right before `word` is a tempo: “dnb 174 with reese”, “140 dubstep”, “lofi 80 with
    rhodes”; but not “100 violins”, nor “70 choir”."""
    return word in words.links or (tempo >= _COUNTED and not word.endswith("s"))


def _float(text: str) -> float:
    return float(text.replace(",", "."))

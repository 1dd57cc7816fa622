"""Reads tempos that are written in words, such as “a hundred and twenty bpm”, as figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from bridge.prompts.pattern_parts import flat
from bridge.prompts.small_words import split_words
from bridge.typed_toml import read_toml

FILE = Path(__file__).parent / "spelled.toml"
# Smaller numbers count beats or bars, and nobody asks for more.
_LEAST, _MOST = 20, 399
_WORD = re.compile(r"[^\W\d_]+")
# “Cento e vinte e cinco” has five words, “one hundred and twenty five” as many.
_LONGEST = 6
_BETWEEN = re.compile(r"[\s\-’']*")


def with_digits(text: str, unit: re.Pattern[str], ahead: re.Pattern[str]) -> str:
    """`text`, as `bridge.prompts.pattern_parts.flat` writes it, with digits for number words before a
    `unit`, or behind what goes `ahead` of a tempo; spaces keep it as long as it was."""
    words = list(_WORD.finditer(text))
    for found in unit.finditer(text):
        before = [word for word in words if word.end() <= found.start()]
        runs = [before[-count:] for count in range(min(_LONGEST, len(before)), 0, -1)]
        text = _replaced(text, [run for run in runs if _joins(text, run[-1].end(), found.start())], "<")
    for found in ahead.finditer(text):
        after = [word for word in words if word.start() >= found.end()]
        runs = [after[:count] for count in range(min(_LONGEST, len(after)), 0, -1)]
        text = _replaced(text, [run for run in runs if _joins(text, found.end(), run[0].start())], ">")
    return text


def _joins(text: str, begin: int, end: int) -> bool:
    return _BETWEEN.fullmatch(text, begin, end) is not None


def _replaced(text: str, runs: list[list[re.Match[str]]], side: str) -> str:
    """`text` with the first of `runs` that is a number in digits, at its beginning (`<`) or end (`>`)."""
    for run in runs:
        begin, end = run[0].start(), run[-1].end()
        if not all(_joins(text, left.end(), right.start()) for left, right in pairwise(run)):
            continue
        if (number := _numbers().get("".join(word[0] for word in run))) is not None:
            return f"{text[:begin]}{number:{side}{end - begin}}{text[end:]}"
    return text


@lru_cache(maxsize=1)
def _numbers() -> Mapping[str, int]:
    """Every way to write each number, without spaces; made once, when a tempo has no digits.

    The parts are cleaned, not the tens of thousands of numbers that they make.
    """
    found: dict[str, int] = {}
    for table in read_toml(FILE).values():
        below = {number: _ways(text) for number, text in enumerate(split_words(table["units"]), 1)}
        tens = {10 * ten: _ways(text) for ten, text in enumerate(split_words(table["tens"]), 2)}
        patterns = [_pattern(each) for each in table["both"].split("/")]
        teens_after = {int(each) for each in split_words(table.get("teens_after", ""))}
        for ten, written in tens.items():
            below[ten] = list(written)
        for ten, written in tens.items():
            for unit in range(1, 20 if ten in teens_after else 10):
                below.setdefault(ten + unit, []).extend(
                    pattern.format(ten=each, unit=one)
                    for pattern in patterns
                    for each in written
                    for one in below[unit]
                )
        hundreds = {100 * n: _ways(text) for n, text in enumerate(split_words(table["hundreds"]), 1)}
        for number, words in (*below.items(), *_with_hundreds(below, hundreds, _clean(table.get("and", "")))):
            if _LEAST <= number <= _MOST:
                found |= dict.fromkeys(words, number)
    return found


def _clean(text: str) -> str:
    return re.sub(r"[\W_]+", "", flat(text))


def _ways(text: str) -> list[str]:
    """The ways to write a number that are in `text`, between strokes."""
    return [_clean(each) for each in text.split("/")]


def _pattern(text: str) -> str:
    """`text` clean but for its `{ten}` and `{unit}`."""
    return "".join(each if each.startswith("{") else _clean(each) for each in re.split(r"(\{\w+\})", text))


def _with_hundreds(
    below: Mapping[int, list[str]], hundreds: Mapping[int, list[str]], joint: str
) -> Iterator[tuple[int, list[str]]]:
    joints = {"", joint}
    for hundred, written in hundreds.items():
        yield hundred, [each for each in written if len(each) > 3]
        for number, words in below.items():
            if hundred + number <= _MOST:
                yield hundred + number, [f"{a}{b}{c}" for a in written for b in joints for c in words]

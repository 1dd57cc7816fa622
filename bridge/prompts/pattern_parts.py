"""What patterns for figures are made from: the words in `figures.toml`, and where a word begins and ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from bridge.prompts.small_words import split_words
from bridge.typed_toml import read_toml

FILE = Path(__file__).parent / "figures.toml"
# Where a word begins and ends; scripts without spaces have no such edges.
EDGE, END = r"(?<![a-z0-9\u00df-\u052f])", r"(?![a-z\u00df-\u052f])"


@lru_cache(maxsize=1)
def word_tables() -> dict[str, dict[str, str]]:
    """The tables of `figures.toml`."""
    return read_toml(FILE)


def phrases(table: str) -> list[str]:
    """The phrases in `table`, in all its languages, flat."""
    return [flat(phrase) for text in word_tables()[table].values() for phrase in split_words(text)]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


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

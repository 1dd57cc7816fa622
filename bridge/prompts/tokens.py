"""Splits text into words to look up, ignoring case, accents and how words are joined."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# A sign that stands for a word, a word, or what ends a clause. Hyphens and apostrophes join words.
_PIECE = re.compile(r"w/o\b|w/|[&+]|[^\W_]+|(?<!\s)[-'’‐‑_](?=\w)|[^\w\s]|\n", re.IGNORECASE)
_SIGNS = {"w/o": "without", "w/": "with", "&": "and", "+": "and"}
# Hiragana, katakana, Han and Hangul: written without spaces, or with endings that have none.
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9d]")
_RUN = re.compile(rf"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern}).)+")
# Letters that Unicode doesn't decompose.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
STOP = ","


class Token(NamedTuple):
    """A word, or one character of a script without spaces; `text` is folded, and `STOP` ends a clause.

    `joined` says that there is no space before it; `start` and `end` are its place in the text in Unicode's
    composed form (NFC).
    """

    text: str
    joined: bool
    start: int
    end: int


def fold(text: str) -> str:
    """`text` without case and accents, its other marks untouched."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_PLAIN)


def tokens(text: str) -> list[Token]:
    """The words of `text` in order. `text` can be anything, in composed form (NFC)."""
    found: list[Token] = []
    joined = False
    end = -1
    for piece in _PIECE.finditer(text):
        word = piece[0]
        joined = (joined or piece.start() == end) and bool(found) and found[-1].text != STOP
        end = piece.end()
        if word.lower() in _SIGNS:
            found.append(Token(_SIGNS[word.lower()], False, *piece.span()))
        elif word[0].isalnum():
            start = piece.start()
            for run in (word,) if word.isascii() else _RUN.findall(word):
                found.append(Token(fold(run), joined, start, start + len(run)))
                start, joined = start + len(run), True
            joined = False
        elif word not in "-'’‐‑_" and word not in '#♯♭"“”„«»`*':
            found.append(Token(STOP, False, *piece.span()))
    return found

"""Finds the words for a loop in the text file beside it or in its name. Pure, but for that text file."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from bridge.errors import BadFile, BadRequest
from bridge.terminal import REPLACEMENT, printable
from bridge.untrusted import read_text
from bridge.vocabulary.loras import has_word
from bridge.vocabulary.music import Key

# A few hundred words: more than a text encoder reads at once.
MAX_WORDS_BYTES = 2048
_TEMPO = re.compile(
    r"(?<![\d.,])\d{2,3}(?:[.,]\d+)?\s?bpm(?![a-z])|(?<![a-z])bpm\s?\d{2,3}(?:[.,]\d+)?", re.IGNORECASE
)
# With its mode, since “A” may be an article: `Am`, `F#min`, `Bb major`.
_KEY = re.compile(r"(?<![A-Za-z#])[A-G][#b♯♭]?\s?(?:major|minor|maj|min|m)(?![A-Za-z])")
_IGNORED = frozenset({"loop", "loops", "wav", "master", "final", "mix", "bounce", "bpm"})


def beside(path: Path) -> Path:
    """The file that has the words of the sound `path`, if it is there."""
    return path.with_suffix(".txt")


def words_beside(path: Path) -> str:
    """The text in the `.txt` beside the sound `path`, on one line; empty if there is no such file.

    Raises `BadFile` if it can't be read, isn't UTF-8 or is too long.
    """
    file = beside(path)
    try:
        return one_line(read_text(file, MAX_WORDS_BYTES))
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise BadFile(f"{file.name} can't be read: {error.strerror}.") from error


def key_in_name(name: str) -> Key | None:
    """The key in a file's name, such as `pad_F#m_120`."""
    found = _KEY.search(_spaced(name))
    with contextlib.suppress(BadRequest):
        return Key.parse(found[0]) if found else None
    return None


def words_of_name(name: str, tempo_bpm: float, key: Key | None) -> str:
    """A file's name as words, with its loop's tempo and key: `dusty piano, 90 bpm, A minor`."""
    text = _KEY.sub(" ", _TEMPO.sub(" ", _spaced(one_line(name))))
    words = [word for word in text.split() if word.lower() not in _IGNORED and not word.isdigit()]
    parts = [" ".join(words), f"{tempo_bpm:.0f} bpm", key.words if key else ""]
    return ", ".join(part for part in parts if part)


def with_trigger(trigger: str, words: str) -> str:
    """`words` with `trigger` in front, unless they contain it."""
    if not trigger or has_word(words, trigger):
        return words
    return f"{trigger}, {words}" if words else trigger


def _spaced(name: str) -> str:
    # A dot between digits is a decimal point.
    return re.sub(r"[_\-()\[\]+~,]+|(?<!\d)\.|\.(?!\d)", " ", name)


def one_line(text: str) -> str:
    """`text` on one line, without control characters and bytes that aren't Unicode, which names may hold."""
    return " ".join(printable(text).replace(REPLACEMENT, " ").split())

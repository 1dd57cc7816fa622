"""Words for genres, artists and instruments that we don't have, and what replaces each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from bridge.prompts.phrasebook import Found, Phrasebook
from bridge.prompts.small_words import split_words
from bridge.typed_toml import read_toml

FILE = Path(__file__).parent / "substitutes.toml"


@lru_cache(maxsize=1)
def words_taken() -> Mapping[str, tuple[str, ...]]:
    """The words that each genre or instrument replaces, by its name."""
    words: dict[str, tuple[str, ...]] = {}
    for table in read_toml(FILE).values():
        for name, text in table.items():
            words[name] = (*words.get(name, ()), *split_words(text))
    return words


@lru_cache(maxsize=1)
def substitutes() -> Phrasebook[str]:
    """A book of these words; each means the name of what replaces it, or “-” for nothing."""
    book: Phrasebook[str] = Phrasebook({})
    for name, phrases in words_taken().items():
        for phrase in phrases:
            book.learn(phrase, name)
    return book


@lru_cache(maxsize=16)
def stand_ins(text: str) -> tuple[Found[str], ...]:
    """The words in `text`, in its composed form (NFC), that others replace."""
    return tuple(found for found in substitutes().read(text) if found.meaning)

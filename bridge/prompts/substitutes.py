"""Words that only point at a neighbour, and what is taken instead of each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bridge.prompts.phrasebook import Phrasebook
from bridge.prompts.small_words import split_words
from bridge.typed_toml import read_toml

UNHEARD = "-"
"""What nothing is taken for."""

FILE = Path(__file__).parent / "substitutes.toml"


@lru_cache(maxsize=1)
def substitutes() -> Phrasebook[str]:
    """A book of these words; each means the name of what is taken instead, or `UNHEARD`."""
    book: Phrasebook[str] = Phrasebook({})
    for table in read_toml(FILE).values():
        for name, text in table.items():
            for phrase in split_words(text):
                book.learn(phrase, name)
    return book

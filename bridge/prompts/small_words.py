"""The small words of a prompt, read from `words/`, a file for each language.

They say what is *not* to be played, what is to be played *alone*, what belongs together, and what says
nothing at all. A `*` at the end stands for any ending of up to five letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from bridge.errors import BadFile
from bridge.typed_toml import read_toml

FOLDER = Path(__file__).parent / "words"
KEYS = (
    "not",  # what follows is unwanted: no, without
    "not_after",  # what comes before is unwanted: drum-free
    "only",  # nothing else: just, alone
    "with",
    "or",
    "and",
    "some",  # what follows is wanted again, after a negation and its “and”: no drums and a warm pad
    "drum_pieces",  # they ask for drums, but without them a kit may play on
    "singing",  # what a model without words may answer with voices; without them nothing else need be silent
    "loop",  # a kit's word before one of these asks for drums alone, as long as nothing else is named
    "beat",  # a genre before one of these, too
    "part",  # a player beside one of these is asked for alone, whatever genre is named: riff, bassline
    "band",  # says that others play along: band, trio, backing track
    "filler",  # says nothing of the sound
    # Parts of the music that are no instrument: understood where they are denied or asked for alone.
    "lead",
    "chords",
    "rhythm_section",
    "drums",
)


class SmallWords(msgspec.Struct, frozen=True):
    """`phrases` of all languages by key; `expansions`, single words that are read as several."""

    phrases: Mapping[str, tuple[str, ...]]
    expansions: Mapping[str, tuple[str, ...]]


def split_words(text: str) -> tuple[str, ...]:
    """The phrases in `text`, between commas or line ends."""
    return tuple(phrase.strip() for phrase in text.replace("\n", ",").split(",") if phrase.strip())


@lru_cache(maxsize=1)
def small_words() -> SmallWords:
    """Those of every language in `words/`. Raises `BadFile` for a file with a key that is unknown."""
    phrases: dict[str, list[str]] = {key: [] for key in KEYS}
    expansions: dict[str, tuple[str, ...]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        tables = read_toml(path)
        expansions |= {word: tuple(meant.split()) for word, meant in tables.pop("expansions", {}).items()}
        for key, text in tables.items():
            if key not in phrases:
                raise BadFile(f"{path.name}: {key} is unknown. Choose from {', '.join(KEYS)}.")
            phrases[key] += split_words(text)
    return SmallWords(
        MappingProxyType({key: tuple(found) for key, found in phrases.items()}), MappingProxyType(expansions)
    )

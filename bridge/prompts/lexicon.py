"""A lexicon: the names that a prompt can ask for, what people write for them, and their canonical sentence.

Training and rendering write the same sentence, so that a model reads the words that it learnt.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from bridge.composing.roles import ROLES
from bridge.prompts.tempo_words import with_tempo
from bridge.vocabulary.prompts import ParsedPrompt


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A canonical name, and what people write for it.

    `phrases` are in any language and always include the name; a `*` at the end stands for any ending of up to
    five letters. `roles` are those that an instrument or a family can take, its usual one first. If entries
    share a phrase, it means the one that has the prompt's genre in `genres`, else the first, and a technique
    as well. `sha256` is the digest of a genre of the user's own.
    """

    kind: Literal["genre", "instrument", "family", "mood", "technique"]
    name: str
    phrases: tuple[str, ...]
    roles: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    sha256: str = ""


class Lexicon(msgspec.Struct, frozen=True, omit_defaults=True):
    """All names that a prompt can ask for, in a fixed order.

    Where two phrases overlap, the first counts, or with `prefers_long` the longer one: “fast drum and bass”
    is fast, not a “fast drum”. Models made before that read prompts by the first.
    """

    entries: tuple[Entry, ...]
    prefers_long: bool = False


def format_prompt(parsed: ParsedPrompt, tempo_bpm: float | None = None) -> str:
    """The canonical sentence, such as “house , piano , no bass , warm , tempo 120”.

    If only the kit is excluded it says “no drum kit”, because “no drums” excludes percussion too.
    """
    kit = "no drums" if "percussion" in parsed.without else "no drum kit"
    absent = tuple(kit if role == "drums" else f"no {role}" for role in ROLES if role in parsed.without)
    genre = (parsed.genre,) if parsed.genre is not None else ()
    return with_tempo(" , ".join((*genre, *parsed.instruments, *absent, *parsed.moods)), tempo_bpm)

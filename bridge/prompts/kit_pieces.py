"""Finds the pieces of a kit that a prompt asks for by themselves: “hats only”, “kick, snare, hat”."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bridge.composing.instruments import instruments
from bridge.composing.roles import BEATEN, ROLES
from bridge.composing.techniques import techniques
from bridge.prompts.parser import PromptParser
from bridge.prompts.phrasebook import Phrasebook
from bridge.prompts.small_words import split_words
from bridge.vocabulary.prompts import ParsedPrompt


def pieces_alone(parser: PromptParser, parsed: ParsedPrompt, words: str) -> tuple[str, ...]:
    """The techniques that leave the pieces named in `words` and silence the rest of the kit; none where a
    whole kit is named as well (“drums with a big kick”), or a band plays (“house with a big kick”)."""
    able = {role for name in parsed.instruments for role in parser.roles_of(name)}
    if not set(ROLES) - set(parsed.without) <= able:
        return ()
    text = unicodedata.normalize("NFC", words)
    found: list[str] = []
    is_named = False
    for phrase in parser.phrases(words, parsed.genre):
        if phrase.is_denied or not any(_is_kit(name) for name in phrase.names):
            continue
        pieces = [each.meaning for each in _names().read(text[phrase.start : phrase.end]) if each.meaning]
        if not pieces:
            return ()
        found += pieces
        # “Four on the floor” by itself is a beat, with hats as well.
        is_named = is_named or not any(name in techniques() for name in phrase.names)
    return tuple(dict.fromkeys(found)) if is_named else ()


def _is_kit(name: str) -> bool:
    player = instruments().get(name)
    return (name if player is None else player.family) in BEATEN


@lru_cache(maxsize=1)
def _names() -> Phrasebook[str]:
    """A book of what people call the pieces; each means the technique that leaves it."""
    book: Phrasebook[str] = Phrasebook({})
    for name, technique in techniques().items():
        for text in technique.words.values() if technique.keeps else ():
            for phrase in split_words(text):
                book.learn(phrase, name)
    return book

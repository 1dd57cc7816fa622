"""Says what was taken for words that only point at a neighbour, and what an unknown word may have meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from bridge.prompts.entries import lexicon
from bridge.prompts.lexicon import Lexicon
from bridge.prompts.parser import parser_for
from bridge.prompts.sentences import IGNORED, INSTEAD, MEANT, Sentence
from bridge.prompts.substitutes import stand_ins
from bridge.prompts.tokens import fold
from bridge.vocabulary.prompts import ParsedPrompt

# From here on a word is a known one with a typing error in it; shorter words are too like each other.
_LIKENESS, _SHORTEST, _LONGEST = 0.79, 4, 40
# So many of the nearest are compared.
_NEAR = 12


def hints(prompt: str, parsed: ParsedPrompt, triggers: Collection[str] = ()) -> Iterator[Sentence]:
    """A sentence for each substitution in `prompt`, for each unknown word that is like a known one, and for
    all others that aren't known or nothing answers to. `triggers`, in lower case, are known to LoRAs."""
    text = unicodedata.normalize("NFC", prompt)
    used = {parsed.genre, *parsed.instruments}
    told: set[str] = set()
    for found in stand_ins(text):
        written = text[found.start : found.end]
        if found.meaning and found.meaning in used and fold(written) not in told:
            told.add(fold(written))
            yield Sentence(INSTEAD, word=f"{written[:1].upper()}{written[1:]}", name=found.meaning)
    unknown = {word: nearest(word) for word in parsed.unknown if word.lower() not in triggers}
    for word, near in unknown.items():
        if near is not None:
            yield Sentence(MEANT, word=word[:40], name=near)
    strange = [word for word, near in unknown.items() if near is None]
    if unused := [found for found in stand_ins(text) if found.meaning not in used]:
        denied = parser_for(lexicon()).denials(text)
        spans = (each for each in unused if not any(a <= each.start < b for a, b in denied))
        strange += [word for each in spans if (word := text[each.start : each.end]) not in unknown]
    if strange:
        yield Sentence(IGNORED, words=", ".join(dict.fromkeys(strange)))


def nearest(word: str) -> str | None:
    """The known phrase that `word` is nearest to, if it is near enough to be a typing error."""
    return next(iter(nearest_phrases(word)), None)


def nearest_phrases(word: str) -> tuple[str, ...]:
    """The known phrases that `word` may be with a typing error, the nearest first; a dozen at most."""
    return _nearest(word, lexicon()) if _SHORTEST <= len(word) <= _LONGEST else ()


@lru_cache(maxsize=64)
def _nearest(word: str, known: Lexicon) -> tuple[str, ...]:
    # Its 30 ms of loading are only for whoever mistypes.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    names, folded = _names(known), fold(word)
    found = process.extract(
        folded, _phrases(known), scorer=OSA.normalized_similarity, score_cutoff=_LIKENESS, limit=_NEAR
    )
    # Of words that are as near, a name is the likelier.
    found.sort(key=lambda each: (OSA.distance(folded, each[0]), each[2] not in names))
    return tuple(phrase for _, _, phrase in found)


@lru_cache(maxsize=1)
def _names(known: Lexicon) -> frozenset[str]:
    return frozenset(entry.name for entry in known.entries)


@lru_cache(maxsize=1)
def _phrases(known: Lexicon) -> dict[str, str]:
    """Phrases as they are written, with what they are compared as."""
    whole = (phrase.removesuffix("*") for entry in known.entries for phrase in entry.phrases)
    return {phrase: fold(phrase) for phrase in whole if len(phrase) >= _SHORTEST}

"""Finds phrases in running text, long ones first, with plurals and joined-up spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from bridge.prompts.tokens import STOP, Token, tokens

T = TypeVar("T")
# Longest phrase, in tokens; a Chinese or Japanese character is one.
_LONGEST = 12
_LONGEST_ENDING = 5
# Words whose “s” is no plural.
_NOT_PLURAL = frozenset({"keys", "blues", "breaks", "drums", "less"})
_NUMBER_OR_NOTE = re.compile(r"\d+\w{0,3}|[a-h][b#]?m?")


class Found(NamedTuple, Generic[T]):
    """A phrase in a text and what it means; a word that is in no phrase has no meaning.

    `key` is what was read, folded and joined; `start` and `end` are its place in the text.
    """

    meaning: T | None
    key: str
    start: int
    end: int
    joined: bool


class Phrasebook(Generic[T]):
    """Phrases and their meanings. If a phrase is learnt twice, its first meaning counts.

    A phrase is also found with a space missing (“boombap”) or a hyphen instead, but not with an extra space:
    “in die” isn't “indie”. A `*` at its end stands for any ending. Where two phrases overlap, the one that
    begins first counts, or with `prefers_long` the longer one.
    """

    def __init__(self, expansions: Mapping[str, tuple[str, ...]], *, prefers_long: bool = False) -> None:
        self._expansions, self._prefers_long = expansions, prefers_long
        self._exact: dict[str, T] = {}
        self._single: dict[str, T] = {}
        self._open: dict[str, T] = {}
        self._gaps: dict[str, frozenset[int]] = {}

    def learn(self, phrase: str, meaning: T) -> None:
        words = tokens(unicodedata.normalize("NFC", phrase.removesuffix("*")))
        texts = [word.text for word in words]
        if phrase.endswith("*"):
            self._enter(self._open, texts, meaning)
        elif words:
            self._enter(self._exact, texts, meaning)
            self._enter(self._single, [singular(text) for text in texts], meaning)

    def read(self, text: str) -> Iterator[Found[T]]:
        """All of `text`, which must be in composed form (NFC), as phrases and unknown words."""
        return self.find(self._expand(tokens(text)))

    def find(self, words: Sequence[Token]) -> Iterator[Found[T]]:
        """`words` as phrases and unknown words."""
        place, choose = 0, self._preferred if self._prefers_long else self._longest
        while place < len(words):
            end, meaning = choose(words, place)
            span = words[place:end]
            key = "".join(word.text for word in span)
            yield Found(meaning, key, span[0].start, span[-1].end, span[0].joined)
            place = end

    def _preferred(self, words: Sequence[Token], place: int) -> tuple[int, T | None]:
        """As `_longest`, but cut short before a longer phrase that overlaps it, or before one of the same
        length if more is understood that way: “disco music box” is a “music box”, not “disco music”."""
        end, meaning = self._longest(words, place)
        for later in range(place + 1, end):
            beyond, _ = self._longest(words, later)
            if beyond <= end or beyond - later < end - place:
                continue
            before = cut, known = self._longest(words[:later], place)
            is_longer = beyond - later > end - place
            if is_longer or (cut == later and known and not self._longest(words, end)[1]):
                return before
        return end, meaning

    def _longest(self, words: Sequence[Token], place: int) -> tuple[int, T | None]:
        """Where the longest phrase from `place` on ends, and what it means; else where the word does."""
        for end in range(min(len(words), place + _LONGEST), place, -1):
            if (meaning := self._look_up(words[place:end])) is not None:
                return end, meaning
        return place + 1, None

    def meaning_of(self, word: str) -> T | None:
        """What one folded word means by itself."""
        return self._match(word, len(word), frozenset()) or self._match(
            singular(word), len(word), frozenset()
        )

    def _enter(self, table: dict[str, T], texts: Sequence[str], meaning: T) -> None:
        key = "".join(texts)
        if key:
            table.setdefault(key, meaning)
            gaps = {sum(map(len, texts[:place])) for place in range(1, len(texts))}
            self._gaps[key] = self._gaps.get(key, frozenset()) | gaps

    def _look_up(self, span: Sequence[Token]) -> T | None:
        if any(word.text == STOP for word in span):
            return None
        for texts in ([word.text for word in span], [singular(word.text) for word in span]):
            gaps, length = set(), 0
            for text, word in zip(texts, span, strict=True):
                gaps |= {length} if length and not word.joined else set()
                length += len(text)
            if (meaning := self._match("".join(texts), len(texts[-1]), gaps)) is not None:
                return meaning
        return None

    def _match(self, key: str, last: int, gaps: set[int] | frozenset[int]) -> T | None:
        """The meaning of `key`, whose last word has `last` letters and which has spaces at `gaps`."""
        for cut in range(min(_LONGEST_ENDING, last - 2) + 1):
            part = key[: len(key) - cut]
            if gaps <= self._gaps.get(part, frozenset()):
                whole = (self._exact.get(part) or self._single.get(part)) if cut == 0 else None
                if meaning := whole or self._open.get(part):
                    return meaning
        return self._exact.get(key) if last < 2 and gaps <= self._gaps.get(key, frozenset()) else None

    def _expand(self, words: Sequence[Token]) -> list[Token]:
        """Words that stand for several, and compounds of two known ones, taken apart."""
        found: list[Token] = []
        for word in words:
            parts = self._expansions.get(word.text) or self._split(word.text)
            found += [word._replace(text=part, joined=word.joined or n > 0) for n, part in enumerate(parts)]
        return found

    def _split(self, word: str) -> tuple[str, ...]:
        if not 7 <= len(word) <= 30 or self.meaning_of(word) is not None:
            return (word,)
        for place in range(len(word) - 3, 2, -1):
            left, right = self.meaning_of(word[:place]), self.meaning_of(word[place:])
            if left is not None and right is not None and self.makes_compound(left, right):
                return (word[:place], word[place:])
        return (word,)

    def makes_compound(self, left: T, right: T) -> bool:
        """Whether two known words run together are to be read as the two."""
        return True


def is_silent(word: str) -> bool:
    """Whether a word says nothing about the sound: a number, a note or a single letter."""
    return (len(word) == 1 and word.isascii()) or _NUMBER_OR_NOTE.fullmatch(word) is not None


def singular(word: str) -> str:
    """A folded word without the “s” of its plural."""
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL:
        return word[:-1]
    return word

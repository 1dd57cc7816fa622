"""Takes a prompt apart into the pieces it was understood by, each with its place in the text. Pure.

A window shows them as chips. A piece can be taken out of the prompt, or other words put in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from bridge.prompts.brief import parse_words, read_brief
from bridge.prompts.figures import FigureKind, read_figures
from bridge.prompts.parser import Phrase, PromptParser
from bridge.prompts.substitutes import stand_ins
from bridge.vocabulary.prompts import ParsedPrompt

Use = Literal["heard", "replaced", "unknown", "unused"]
# Left alone at the end of a clause, or at its beginning, these say nothing.
_LINK = r"(?:and|with|or|und|mit|oder|y|con|o|et|avec|e|com|en|met|&|\+)"
_ARTICLE = r"(?:an?|the|some|eine?[mnr]?|der|die|das|una?|el|la|les?|une?|des)"
_HANGING_END = re.compile(rf"(?:\s+(?:{_LINK}|{_ARTICLE}))+\s*(?=[,;.]|$)", re.IGNORECASE)
_HANGING_START = re.compile(rf"(^|[,;.])\s*(?:{_LINK}\s+)+", re.IGNORECASE)
_TWO_LINKS = re.compile(rf"(?<!\S)({_LINK})\s+(?:{_ARTICLE}\s+)?{_LINK}(?=\s)", re.IGNORECASE)


class Piece(NamedTuple):
    """Words of a prompt, as they are `written` from `start` to `end` in its composed form (NFC).

    `kind` is `genre`, `instrument`, `family`, `mood`, `technique`, `role`, `without`, `unknown` or that of a
    figure; `names` are what it means, or what plays instead where it is `replaced`. What is `unused` was
    understood and gave way: a second genre, a sound that is denied elsewhere.
    """

    kind: str
    names: tuple[str, ...]
    written: str
    start: int
    end: int
    use: Use = "heard"


@lru_cache(maxsize=64)
def read_pieces(parser: PromptParser, prompt: str, negative: str = "") -> tuple[Piece, ...]:
    """The pieces of `prompt`, in order; what `negative` lists is denied."""
    text = unicodedata.normalize("NFC", prompt)
    parsed = read_brief(parser, prompt, negative).parsed
    words = parse_words(parser, prompt, negative)[1]
    pieces = [_figure(kind, text, start, end) for kind, start, end in read_figures(prompt).spans]
    is_dance = {(each.start, each.end) for each in pieces}
    for phrase in parser.phrases(words, parsed.genre):
        if phrase.start < len(text) and (
            phrase.kind != "unknown" or (phrase.start, phrase.end) not in is_dance
        ):
            pieces.append(_piece(phrase, parsed, text))
    return tuple(sorted(_with_stand_ins(pieces, parsed, text), key=lambda each: (each.start, each.end)))


def _figure(kind: FigureKind, text: str, start: int, end: int) -> Piece:
    written = text[start:end]
    start, end = start + len(written) - len(written.lstrip()), end - len(written) + len(written.rstrip())
    return Piece(kind, (), written.strip(), start, end)


def _piece(phrase: Phrase, parsed: ParsedPrompt, text: str) -> Piece:
    kind, names, start, end, is_denied = phrase
    written = text[start:end]
    if kind == "unknown":
        return Piece(kind, (), written, start, end, "unknown")
    heard = {parsed.genre, *parsed.instruments, *parsed.moods, *parsed.techniques}
    is_heard = is_denied or kind == "role" or bool(heard.intersection(names))
    return Piece(kind, names, written, start, end, "heard" if is_heard else "unused")


def _with_stand_ins(pieces: list[Piece], parsed: ParsedPrompt, text: str) -> Iterator[Piece]:
    """`pieces` and what `bridge.prompts.substitutes` says of their words."""
    used = {parsed.genre, *parsed.instruments}
    left = [each for each in pieces if each.kind not in ("without", "unknown")]
    yield from (each for each in pieces if each not in left)
    for found in stand_ins(text):
        over = [each for each in left if each.start < found.end and found.start < each.end]
        if found.meaning is None or not over:
            continue
        written = text[found.start : found.end]
        if found.meaning in used:
            yield Piece(over[0].kind, (found.meaning,), written, found.start, found.end, "replaced")
        else:
            yield Piece("unknown", (), written, found.start, found.end, "unknown")
            # “Filter house” is house, without the filter.
            over = [each for each in over if found.start <= each.start and each.end <= found.end]
        left = [each for each in left if each not in over]
    yield from left


# ---- the prompt, changed ----


def without_piece(prompt: str, start: int, end: int) -> str:
    """`prompt`, in its composed form, without the words from `start` to `end`, and without the commas and
    small words that would be left hanging."""
    return with_piece(prompt, start, end, "")


def with_piece(prompt: str, start: int, end: int, words: str) -> str:
    """`prompt`, in its composed form, with `words` in place of those from `start` to `end`."""
    text = unicodedata.normalize("NFC", prompt)
    changed = f"{text[:start]}{words}{text[end:]}"
    return changed if words else _tidied(changed)


def _tidied(text: str) -> str:
    before = None
    while before != text:
        before = text
        text = re.sub(r"\s+", " ", text)
        text = _TWO_LINKS.sub(r"\1", text)
        text = _HANGING_END.sub("", text)
        text = _HANGING_START.sub(r"\1 ", text)
        text = re.sub(r"\s+(?=[,;.])", "", text)
        text = re.sub(r"([,;.])(?:\s*[,;.])+", r"\1", text).strip(" ,;")
    return text

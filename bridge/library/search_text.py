"""Normalises text for search: a word is found in any script, however it was typed.

What is indexed and what is asked go through the same function, so that they meet. Pure.
"""

from __future__ import annotations

import unicodedata

# Scripts written without spaces, in which a word may begin anywhere: Thai and Lao, Burmese, Khmer,
# kana, Han (with its extensions). Each of their letters is a token, and a word a run of tokens.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


def words_of(text: str) -> list[list[str]]:
    """The words of `text`, each as the tokens it is made of: one, or one a letter in unspaced scripts.

    Tokens hold letters, digits and their marks only, folded: case, width and accents do not count.
    """
    words: list[list[str]] = [[]]
    is_joined = False
    for each in _fold(text):
        kind = unicodedata.category(each)[0]
        if kind == "M" and words[-1]:
            words[-1][-1] += each
        elif kind not in "LN":
            if words[-1]:
                words.append([])
            is_joined = False
        elif _is_unspaced(each) or not is_joined:
            words[-1].append(each)
            is_joined = not _is_unspaced(each)
        else:
            words[-1][-1] += each
    return words if words[-1] else words[:-1]


def indexed(*texts: str) -> str:
    """The tokens of all `texts` in order, between spaces: what the index holds of a clip."""
    return " ".join(token for text in texts for word in words_of(text) for token in word)


def match_expression(text: str) -> str | None:
    """What FTS5 is asked for a clip in which each word of `text` is, or begins a word.

    Whatever the user types is text to look for, never FTS5's own syntax: tokens hold no quotes.
    `None` if `text` has no word in it.
    """
    words = words_of(text)
    return " AND ".join(f'"{" ".join(word)}" *' for word in words) if words else None


def _fold(text: str) -> str:
    composed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(each for each in composed if not _is_accent(each)))


def _is_accent(mark: str) -> bool:
    """Accents above and below letters, and the points of Hebrew and Arabic, which many leave out.

    By combining class: those of Indic scripts, kana and Thai (7–9 and 84–132) make another letter.
    """
    kind = unicodedata.combining(mark)
    return 10 <= kind <= 36 or kind >= 200


def _is_unspaced(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _UNSPACED)

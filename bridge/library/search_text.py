"""Normalises text for search: a word is found in any script, however it was typed.

What is indexed and what is asked go through the same function, so that they meet. Pure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Scripts written without spaces, in which a word may begin anywhere: Thai and Lao, Burmese, Khmer,
# kana, Han (with its extensions). Each of their letters is a token, and a word a run of tokens.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip

# Begins the tokens of tags: no letter or digit, so that no word has it.
_TAG = "\ue000"


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


def tag_token(tag: str) -> str:
    """The one token that stands for a whole tag, which no word is; "" for a tag without letters or digits."""
    return "".join(f"{_TAG}{token}" for word in words_of(tag) for token in word)


def tag_tokens(tags: Iterable[str]) -> str:
    """What the index holds of `tags` beside their words; begins with a space if there are any."""
    return "".join(f" {token}" for token in map(tag_token, tags) if token)


def match_expression(text: str, tags: Iterable[str] = ()) -> str | None:
    """What FTS5 is asked for a clip that has all `tags`, and each word of `text` or a word that begins so.

    Whatever the user types is text to look for, never FTS5's own syntax: tokens hold no quotes.
    `None` if there is no word in either.
    """
    words = [f'"{" ".join(word)}" *' for word in words_of(text)]
    return " AND ".join((*words, *(f'"{tag_token(tag)}"' for tag in tags))) or None


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

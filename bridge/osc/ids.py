"""A sender's name for a request, as they wrote it (`i`, `f` or `s`) and as the journal keeps it (text).

Answers give it back in its own type, also after a restart: so the text must say which it was.
An integer is written `7`, a float `7.0`; a string as it is, in quotes where it could be taken for
one of those. The integer 7 and the string "7" are therefore two names.
"""

from __future__ import annotations

import math

from bridge.errors import BadRequest
from bridge.osc.codec import as_float32

MAX_ID_CHARACTERS = 100


def write_id(value: object) -> str:
    """The journal's text for an id. Raises `BadRequest` for what cannot be one.

    Pure Data and Max send every number as a float, so that is an id too.
    """
    if isinstance(value, str):
        return _write_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadRequest("An id is a whole number or a word.")
    if isinstance(value, int):
        if not -(2**31) <= value < 2**31:
            raise BadRequest("An id that is a number must fit into 32 bits. Use a word instead.")
        return str(value)
    if not math.isfinite(value) or as_float32(value) != value:
        raise BadRequest("An id that is a number must be a plain one. Use a whole number or a word.")
    return repr(value)


def _write_text(text: str) -> str:
    if not text or len(text) > MAX_ID_CHARACTERS or not text.isprintable():
        raise BadRequest(f"An id in words has 1 to {MAX_ID_CHARACTERS} printable characters.")
    return f'"{text}"' if text.startswith('"') or not isinstance(_number(text), str) else text


def read_id(text: str) -> int | float | str:
    """The id that `write_id` made `text` of."""
    if len(text) > 2 and text.startswith('"'):
        return text[1:-1]
    return _number(text)


def _number(text: str) -> int | float | str:
    """The number that is written just as `text`, else `text`."""
    if len(text) > 32:
        return text
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        if math.isfinite(number) and str(number) == text and _fits(number):
            return number
    return text


def _fits(number: int | float) -> bool:
    if isinstance(number, int):
        return -(2**31) <= number < 2**31
    return as_float32(number) == number

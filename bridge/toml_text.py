"""Parses TOML that somebody else wrote, within bounds that its parser lacks.

`tomllib` makes a table for each part of a dotted key: 64 kB of them take gigabytes. It reads numbers of any
length, and nests as deep as Python's stack.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

MAX_TEXT_CHARACTERS = 256 * 1024
MAX_DEPTH = 16
MAX_DIGITS = 40

_STRINGS = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*", re.DOTALL
)
_DOTTED = re.compile(rf"(?:[\w\"-]+[ \t]*\.[ \t]*){{{MAX_DEPTH},}}")
_DIGITS = re.compile(rf"[\d_]{{{MAX_DIGITS},}}")


def parse(text: str) -> dict[str, Any]:
    """The tables and values in `text`. Raises `ValueError` with what is wrong, without a full stop."""
    if len(text) > MAX_TEXT_CHARACTERS:
        raise ValueError(f"it has {len(text):,} characters; at most {MAX_TEXT_CHARACTERS:,} are read")
    plain = _STRINGS.sub('""', text)
    if _DOTTED.search(plain) or _depth(plain) > MAX_DEPTH:
        raise ValueError(f"it is nested more than {MAX_DEPTH} deep")
    if _DIGITS.search(plain):
        raise ValueError(f"a number or a name has more than {MAX_DIGITS} digits")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _depth(plain: str) -> int:
    """How deep brackets and braces are nested in text without strings."""
    depth = deepest = 0
    for each in re.findall(r"[\[{\]}]", plain):
        depth = depth + 1 if each in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest

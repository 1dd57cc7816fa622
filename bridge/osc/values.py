"""The kinds of argument: each knows its type tag, its range in words, and how to read what was sent.

Numbers come as `i`, `f`, `h`, `d` or as text, since not every host can choose. A value that does not
fit raises `BadRequest` with what it was and what would be right; nothing is clamped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from unicodedata import category

import msgspec

from bridge.errors import BadRequest
from bridge.osc.codec import Argument
from bridge.osc.ids import MAX_ID_CHARACTERS, write_id

MAX_NAME_CHARACTERS = 200

_NUMBER = re.compile(r"[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,20}", re.ASCII)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')
_YES = frozenset(("1", "on", "true", "yes"))
_NO = frozenset(("0", "off", "false", "no"))


class Kind(msgspec.Struct, frozen=True):
    """A kind of argument: `tag` is the OSC type that it is best sent as, `words` what may be given,
    for people, and `bounds` the same as OSCQuery's RANGE has it."""

    @property
    def tag(self) -> str:
        return "s"

    @property
    def words(self) -> str:
        raise NotImplementedError

    @property
    def bounds(self) -> dict[str, object]:
        return {}

    def read(self, value: Argument) -> object:
        """What `value` says. Raises `BadRequest`."""
        raise NotImplementedError


class Id(Kind, frozen=True):
    """The sender's name for a request."""

    @property
    def words(self) -> str:
        return f"any whole number, or a word of up to {MAX_ID_CHARACTERS} characters"

    def read(self, value: Argument) -> str:
        return write_id(value)


class Text(Kind, frozen=True):
    """Words, up to `most` characters, without control characters other than tabs and line ends."""

    most: int = 2000

    @property
    def words(self) -> str:
        return f"up to {self.most:,} characters"

    def read(self, value: Argument) -> str:
        text = _text(value)
        if len(text) > self.most:
            raise BadRequest(f"it has {len(text):,} characters; give {self.most:,} at most")
        if odd := next((each for each in text if category(each) == "Cc" and each not in "\t\n\r"), ""):
            raise BadRequest(f"it has the control character {odd!a} in it; give words alone")
        return text


class Name(Kind, frozen=True):
    """The bare name of something that we keep: never a path, nor what a system takes for a device."""

    @property
    def words(self) -> str:
        return "a bare name"

    def read(self, value: Argument) -> str:
        text = _text(value)
        if not 1 <= len(text) <= MAX_NAME_CHARACTERS:
            raise BadRequest(f"a name has 1 to {MAX_NAME_CHARACTERS} characters; this has {len(text):,}")
        plain = text.isprintable() and not _NOT_IN_NAMES & set(text) and text.strip(" .")
        if not plain or _DEVICE.fullmatch(text):
            raise BadRequest(
                f"“{shown(text)}” is not a bare name; paths, wildcards and devices cannot be named"
            )
        return text


class Whole(Kind, frozen=True):
    """A whole number in `low`..`high`."""

    low: int
    high: int

    @property
    def tag(self) -> str:
        return "i" if self.high < 2**31 else "s"

    @property
    def words(self) -> str:
        return f"a whole number from {self.low} to {self.high}"

    @property
    def bounds(self) -> dict[str, object]:
        return {"MIN": self.low, "MAX": self.high}

    def read(self, value: Argument) -> int:
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            value = int(value)
        number = _number(value, self.words)
        if not self.low <= number <= self.high or number != math.floor(number):
            raise BadRequest(f"{shown(value)} is not {self.words}")
        return int(number)


class Number(Kind, frozen=True):
    """A number in `low`..`high`."""

    low: float
    high: float

    @property
    def tag(self) -> str:
        return "f"

    @property
    def words(self) -> str:
        return f"a number from {self.low:.10g} to {self.high:.10g}"

    @property
    def bounds(self) -> dict[str, object]:
        return {"MIN": self.low, "MAX": self.high}

    def read(self, value: Argument) -> float:
        number = _number(value, self.words)
        if not self.low <= number <= self.high:
            raise BadRequest(f"{shown(value)} is not {self.words}")
        return float(number)


class Choice(Kind, frozen=True):
    """One of `choices`, words."""

    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        return "one of " + ", ".join(self.choices)

    @property
    def bounds(self) -> dict[str, object]:
        return {"VALS": list(self.choices)}

    def read(self, value: Argument) -> str:
        text = shown(value).strip().lower()
        if text not in self.choices:
            raise BadRequest(f"“{shown(value)}” is not {self.words}")
        return text


class Switch(Kind, frozen=True):
    """On or off."""

    @property
    def tag(self) -> str:
        return "i"

    @property
    def words(self) -> str:
        return "1 or 0 (or T or F, on or off)"

    @property
    def bounds(self) -> dict[str, object]:
        return {"VALS": [0, 1]}

    def read(self, value: Argument) -> bool:
        text = shown(value).strip().lower()
        if text not in _YES | _NO:
            raise BadRequest(f"“{shown(value)}” is not {self.words}")
        return text in _YES


class Notation(Kind, frozen=True):
    """Something musical with a notation of its own, such as a key; `parse` raises `BadRequest`."""

    parse: Callable[[str], object]
    examples: str

    @property
    def words(self) -> str:
        return self.examples

    def read(self, value: Argument) -> object:
        if not isinstance(value, str) or len(value) > 40:
            raise BadRequest(f"“{shown(value)}” is none; write it as {self.examples}")
        return self.parse(value)


def shown(value: object, most: int = 40) -> str:
    """`value` as it can stand in a sentence: short, on one line, printable."""
    if isinstance(value, str):
        text = value[: most + 1]
    elif isinstance(value, float):
        text = f"{value:.10g}"
    else:
        text = str(value)
    text = "".join(each if each.isprintable() else "�" for each in text)
    return text if len(text) <= most else text[: most - 1] + "…"


def _text(value: Argument) -> str:
    """Words; a number stands for its figures, since some hosts send `303` as one."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or not math.isfinite(value):
        raise BadRequest(f"{shown(value)} is no text")
    return f"{value:.10g}"


def _number(value: Argument, wanted: str) -> float:
    """A finite number; NaN and the infinities are none."""
    number = float(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value
    if isinstance(number, bool | str) or number is None or not math.isfinite(number):
        raise BadRequest(f"{shown(value) or 'nothing'} is not {wanted}")
    return number

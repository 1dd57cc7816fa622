"""Reads, bounds and describes the values of requests, the same whichever way they come in.

Values come as text, or in the types of TOML, JSON and OSC. The rules:

- Numbers are ASCII digits: `2`, `93.5`, `.5`, `1e1`. A whole number may be written `2`, `2.0` or `1e1`, but
  not `1_0` or `２`. Spaces around a number, a choice or a switch don't count. Nothing is clamped.
- Text has at most 2,000 characters; line ends, tabs and whatever can't be printed become single spaces. A
  number stands for its digits, since some hosts send `303` as one.
- A name is bare: no path, no device of Windows, at most 255 bytes. What is looked up by it is up to whoever
  looks it up; it never leads anywhere on a disk.
- A switch is `1` or `0`, `on` or `off`, `yes` or `no`, `true` or `false`.

What doesn't fit raises `BadRequest` with what it was and what would be right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from bridge.errors import BadRequest
from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.vocabulary.loras import Lora, loras_text, parse_loras

MAX_NAME_BYTES = 255
_MAX_NOTATION_CHARACTERS = 100

_NUMBER = re.compile(r"[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_SPAN = re.compile(r"\s*(\d{1,4}(?:\.\d{0,9})?)?\s*:\s*(\d{1,4}(?:\.\d{0,9})?)?\s*", re.ASCII)
# What a name is to Windows, whatever its ending: a device.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?", re.I | re.S)
_NO_NAME = "can't be a name. Use an ordinary one."
_ON, _OFF = ("1", "on", "yes", "true"), ("0", "off", "no", "false")


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of value: `words` say what may be given, `read` makes a value of it, `write` makes text of a
    value that `read` takes back. `tag` is the OSC type that it is best sent as, and `bounds` are what
    OSCQuery calls its RANGE. A switch is typed as an option without a value."""

    words: str
    read: Callable[[object], Any]
    write: Callable[[Any], str] = str
    tag: str = "s"
    bounds: Mapping[str, object] = {}
    is_switch: bool = False

    def read_for(self, name: str, value: object) -> Any:
        """What `value` says. Raises `BadRequest` that begins with `name`."""
        try:
            return self.read(value)
        except BadRequest as error:
            raise BadRequest(f"{name}: {error}") from error


class Span(NamedTuple):
    """A part of a loop in quarter notes from its downbeat; `None` where that is left open."""

    begin: float | None = None
    end: float | None = None


def whole(low: int, high: int) -> Kind:
    """A whole number in `low`..`high`."""
    words = f"a whole number from {low} to {high:,}"

    def read(value: object) -> int:
        number = _number(value)
        if number is None or not low <= number <= high or number != math.floor(number):
            raise _not(value, words)
        return int(number)

    return Kind(words=words, read=read, tag="i" if high < 2**31 else "s", bounds={"MIN": low, "MAX": high})


def number(low: float, high: float) -> Kind:
    """A number in `low`..`high`."""
    words = f"a number from {low:.10g} to {high:,.10g}"

    def read(value: object) -> float:
        given = _number(value)
        if given is None or not low <= given <= high:
            raise _not(value, words)
        return float(given)

    def write(value: float) -> str:
        return repr(value).removesuffix(".0")

    return Kind(words=words, read=read, write=write, tag="f", bounds={"MIN": low, "MAX": high})


def number_or(word: str, low: float, high: float) -> Kind:
    """A number in `low`..`high`, or `word`."""
    own = number(low, high)
    words = f"{own.words}, or {word}"

    def read(value: object) -> float | str:
        if isinstance(value, str) and value.strip().lower() == word:
            return word
        try:
            return float(own.read(value))
        except BadRequest:
            raise _not(value, words) from None

    def write(value: float | str) -> str:
        return value if isinstance(value, str) else own.write(value)

    return Kind(words=words, read=read, write=write, tag=own.tag, bounds=own.bounds)


def text(most: int = MAX_PROMPT_CHARACTERS) -> Kind:
    """Words, up to `most` characters, on one line."""

    def read(value: object) -> str:
        given = _text(value)
        if len(given) > most:
            raise BadRequest(f"{len(given):,} characters are too many. Use at most {most:,}.")
        return one_line(given)

    return Kind(words=f"up to {most:,} characters", read=read)


def name() -> Kind:
    """The bare name of something that is kept in one place."""

    def read(value: object) -> str:
        given = _text(value)
        if re.search(r"[/\\:]", given) or given.startswith("~"):
            raise BadRequest(f"{quoted(given)} isn't a bare name. Leave out the path.")
        if not given.strip(" .") or not given.isprintable() or _DEVICE.fullmatch(given):
            raise BadRequest(f"{quoted(given)} {_NO_NAME}")
        if len(given.encode()) > MAX_NAME_BYTES:
            raise BadRequest(f"A name of {len(given):,} characters is too long. Use a shorter one.")
        return given

    return Kind(words="a bare name", read=read)


def bare_path() -> Kind:
    """The bare name of a file, as a path of one part."""
    named = name()
    return Kind(words=named.words, read=lambda value: Path(named.read(value)), write=lambda path: path.name)


def path(words: str, make: Callable[[str], Any] = Path) -> Kind:
    """A path, for whoever may name any."""

    def read(value: object) -> Any:
        if not (given := _text(value)):
            raise BadRequest(f"{quoted(given)} {_NO_NAME}")
        return make(given)

    return Kind(words=words, read=read)


def choice(choices: Mapping[str, Any] | Sequence[str], write: Callable[[Any], str] = str) -> Kind:
    """One of some words; what each stands for, if `choices` is a mapping."""
    values = choices if isinstance(choices, Mapping) else {each: each for each in choices}
    *most, last = values
    words = f"{', '.join(most)} or {last}"

    def read(value: object) -> Any:
        given = shown(value).strip().lower()
        if given not in values:
            raise BadRequest(f"{quoted(value)} isn't supported. Use {words}.")
        return values[given]

    return Kind(words=words, read=read, write=write, bounds={"VALS": list(values)})


def whole_of(values: Sequence[int]) -> Kind:
    """One of some whole numbers, in increasing order."""
    allowed = whole(values[0], values[-1])
    *most, last = map(str, values)
    words = f"{', '.join(most)} or {last}"

    def read(value: object) -> int:
        number = _number(value)
        if number is None or number not in values:
            raise BadRequest(f"{quoted(value)} isn't supported. Use {words}.")
        return int(number)

    return Kind(words=words, read=read, tag=allowed.tag, bounds={"VALS": list(values)})


def switch() -> Kind:
    """On or off."""

    def read(value: object) -> bool:
        given = shown(value).strip().lower()
        if given not in _ON + _OFF:
            raise _not(value, "on or off")
        return given in _ON

    def write(value: bool) -> str:
        return "on" if value else "off"

    bounds = {"VALS": [0, 1]}
    return Kind(words="on or off (1 or 0)", read=read, write=write, tag="i", bounds=bounds, is_switch=True)


def notation(what: str, parse: Callable[[str], Any], examples: str) -> Kind:
    """Something with a notation of its own, such as a key; `parse` raises `BadRequest`."""

    def read(value: object) -> Any:
        if not isinstance(value, str) or len(value) > _MAX_NOTATION_CHARACTERS:
            raise BadRequest(f"{quoted(value)} isn't {what}. Use {examples}.")
        try:
            return parse(value)
        except BadRequest as error:
            raise BadRequest(printable(str(error))) from error

    return Kind(words=examples, read=read)


def loras(named: Callable[[object], Any] | None = None) -> Kind:
    """LoRAs with their weights, `mine:0.7, other`; `named` checks a name (default: a bare one)."""
    words = "names, each with a weight if you like, such as mine:0.7, other"
    read_name = named or name().read

    def read(value: object) -> tuple[Lora, ...]:
        found = parse_loras(text().read(value))
        for each in found:
            bare, colon, weight = each.name.rpartition(":")
            if colon and named is None:
                raise BadRequest(f"“{weight[:20]}” isn't a weight. Use {bare[:40]}:0.7 or the name alone.")
            read_name(each.name)
        return found

    return Kind(words=words, read=read, write=loras_text)


def span() -> Kind:
    """A part of a loop, `4:8`, `4:`, `:8` or `:`; or a switch, of which `on` leaves both ends open and `off`
    is `None`."""
    on_off = switch()

    def read(value: object) -> Span | None:
        if isinstance(value, str) and (found := _SPAN.fullmatch(value)) is not None:
            return Span(*(float(each) if each else None for each in found.groups()))
        try:
            return Span() if on_off.read(value) else None
        except BadRequest:
            raise _not(value, "FROM:TO in quarter notes, such as 4:8") from None

    def write(value: Span) -> str:
        return "on" if value == Span() else ":".join("" if each is None else repr(each) for each in value)

    return Kind(words="FROM:TO in quarter notes, such as 4:8; or on", read=read, write=write)


# ---- what people sent, in a sentence ----


def shown(value: object) -> str:
    """At most 40 characters that can be printed, of anything that somebody sent."""
    if isinstance(value, float):
        return f"{value:.10g}"
    try:
        given = str(value)
    except ValueError:  # an integer of more digits than Python writes out
        return "a very long number"
    given = printable(given[:41])
    return given if len(given) <= 40 else f"{given[:39]}…"


def quoted(value: object) -> str:
    """`value` as it begins a sentence: text in quotation marks, all else bare."""
    if value is None:
        return "An empty value"
    return f"“{shown(value)}”" if isinstance(value, str) else shown(value)


def printable(given: str) -> str:
    """`given` on one line, with a mark for each character that cannot be printed."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in given)


def one_line(given: str) -> str:
    """`given` on one line, single spaces for whatever cannot be printed."""
    return " ".join("".join(each if each.isprintable() else " " for each in given).split())


def _not(value: object, words: str) -> BadRequest:
    return BadRequest(f"{quoted(value)} isn't {words}.")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or (number := _number(value)) is None or abs(number) >= 2**63:
        raise _not(value, "text")
    return str(number) if isinstance(number, int) else f"{number:.10g}"


def _number(value: object) -> int | float | None:
    """A finite number, or none."""
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, int) or math.isfinite(value) else None

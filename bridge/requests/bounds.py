"""The limits of what can be asked, and how a value is chosen and held to them. Pure."""

from __future__ import annotations

from typing import TypeVar

from bridge.errors import BadRequest

MAX_PROMPT_CHARACTERS = 2_000
MAX_COUNT = 16
MAX_STEPS = 200
MAX_SEED = 2**32 - 1
MAX_GUIDANCE = 30.0
DEFAULT_BARS = 2
DEFAULT_STRENGTH = 0.6
DEFAULT_BLEND = 0.5
# A sixteenth note: less cannot be heard as a part of its own.
LEAST_QUARTERS = 0.25
RATES_HZ = (22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000)

T = TypeVar("T")
Number = TypeVar("Number", int, float)


def coalesce(*choices: T | None) -> T:
    """The first choice that is not `None`; the last must not be."""
    return next(choice for choice in choices if choice is not None)


def within(name: str, value: Number, low: Number, high: Number) -> Number:
    """`value`, or `BadRequest` if it lies outside `low`..`high` or is no number."""
    if not low <= value <= high:
        raise BadRequest(f"A {name} of {_short(value)} is out of range; give {low} to {high}.")
    return value


def _short(value: float) -> str:
    """A number as it is, unless nobody would read it to its end."""
    return str(value) if not isinstance(value, int) or abs(value) < 10**20 else "over 20 digits"


def one_line(name: str, text: str) -> str:
    """`text` on one line without control characters."""
    if len(text) > MAX_PROMPT_CHARACTERS:
        raise BadRequest(
            f"The {name} has {len(text):,} characters; at most {MAX_PROMPT_CHARACTERS:,} can be read."
        )
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())

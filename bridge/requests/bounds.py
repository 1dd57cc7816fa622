"""The limits and defaults of what a request may say. Pure."""

from __future__ import annotations

from typing import TypeVar

MAX_PROMPT_CHARACTERS = 2_000
# Of what a user calls a clip, and of its tags.
MAX_TITLE_CHARACTERS, MAX_TAG_CHARACTERS, MAX_TAGS = 80, 40, 20
MAX_COUNT = 16
MAX_STEPS = 200
MAX_SEED = 2**32 - 1
MAX_GUIDANCE = 30.0
DEFAULT_BARS = 2
DEFAULT_STRENGTH = 0.6
COLOURED_STRENGTH = 0.4
DEFAULT_LUFS, MIN_LUFS, MAX_LUFS = -14.0, -30.0, -6.0
DEFAULT_BLEND = 0.5
# Beyond the end of the longest loop: 64 bars of 32/1 last 8,192 quarter notes.
MAX_QUARTER = 10_000.0
# A sixteenth note: less cannot be heard as a part of its own.
LEAST_QUARTERS = 0.25
RATES_HZ = (22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000)

T = TypeVar("T")


def coalesce(*choices: T | None) -> T:
    """The first choice that is not `None`; the last must not be."""
    return next(choice for choice in choices if choice is not None)

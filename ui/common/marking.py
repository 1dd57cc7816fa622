"""What is marked on a loop: a range to fill, or how many bars to extend it to. Pure."""

from __future__ import annotations

import math
from typing import NamedTuple

from bridge.requests.bounds import LEAST_QUARTERS
from bridge.timing import MAX_BARS
from bridge.vocabulary.music import Loop

# What rounding leaves of a whole beat.
_NEAR_BEATS = 1e-6


class Range(NamedTuple):
    """A part of a loop, in quarter notes from its start."""

    begin: float
    end: float


def beat_quarters(loop: Loop) -> float:
    """The length of a beat of the meter, in quarter notes."""
    return 4 / loop.meter.denominator


def range_between(loop: Loop, one: float, other: float, *, snaps: bool) -> Range:
    """The range between two places (shares of the loop, in any order): all beats that it touches if it
    `snaps`. It is never shorter than the shortest fill."""
    whole, beat = float(loop.quarters), beat_quarters(loop)
    begin, end = (min(max(each, 0.0), 1.0) * whole for each in sorted((one, other)))
    if snaps:
        begin = math.floor(begin / beat + _NEAR_BEATS) * beat
        end = max(math.ceil(end / beat - _NEAR_BEATS) * beat, begin + beat)
    end = min(whole, max(end, begin + LEAST_QUARTERS))
    return Range(min(begin, end - min(LEAST_QUARTERS, end)), end)


def can_fill(loop: Loop, part: Range) -> bool:
    """Whether enough of the loop is left to fill the range from."""
    return float(loop.quarters) - (part.end - part.begin) >= LEAST_QUARTERS


def most_bars(loop: Loop) -> int:
    """How many bars dragging its end can extend a loop to: twice its own, within the longest loop."""
    return min(2 * loop.bars, MAX_BARS)


def bars_at(loop: Loop, place: float) -> int:
    """The bars that the loop gets if its end is dragged to `place`: at least one more than it has."""
    return min(max(round(place * loop.bars), loop.bars + 1), most_bars(loop))

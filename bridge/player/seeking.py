"""Works out how far a loop moves when somebody clicks a place in it. Pure arithmetic on quarter notes.

It moves by a whole number of beats, so that its beats stay on the host's. A beat is the longer one of the
host's meter and the loop's own: both are a whole note over a power of two, so it is a whole number of either.
"""

from __future__ import annotations

import math

from bridge.vocabulary.music import Loop, Meter

# Who points at a beat so little of one before it comes means that beat: people are early, and clocks differ.
_EARLY = 1 / 8


def beat_quarters(loop: Loop, host: Meter) -> float:
    """The beat by which a loop moves."""
    return 4 / min(loop.meter.denominator, host.denominator)


def shift_to(loop: Loop, host: Meter, position: float, quarter: float) -> float:
    """By how many quarters `loop`, which is at `position`, must move to be within the beat that begins at
    `quarter`, or an eighth of a beat before that; in 0 up to its length."""
    beat = beat_quarters(loop, host)
    beats = math.ceil((quarter - position) / beat - _EARLY)
    return beats * beat % float(loop.quarters)


def shift_by(loop: Loop, host: Meter, quarters: float) -> float:
    """`quarters` in whole beats: the nearest number of them, and one at the least; in 0 up to its length."""
    if quarters == 0:
        return 0.0
    beat = beat_quarters(loop, host)
    beats = max(1, round(abs(quarters) / beat))
    return math.copysign(beats * beat, quarters) % float(loop.quarters)

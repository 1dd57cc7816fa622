"""Finds the beat on which a clip comes in or goes out: the next boundary of its quantum. Pure.

`beats` is a running transport (`bridge.timing.running`), whose beats go on at any time.
"""

from __future__ import annotations

import math

from bridge.timing import beat_at
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport

# As in `timing.next_boundary`: so near, a boundary counts as not yet passed.
_NEAR_QUARTERS = 1e-6


def boundary(
    beats: Transport,
    at_s: float,
    quantum: str,
    clip: Clip,
    *,
    lead_s: float = 0.0,
    since: float = 0.0,
    offset: float = 0.0,
) -> float:
    """The first beat at or after `at_s` at which `clip` may come in, or go out.

    `beat` and `bar` are of the meter told; `clip` counts whole rounds of the clip from beat `since`
    on. For `none` it is as soon as the sound can be there: `lead_s` from `at_s`.

    A clip that begins `offset` quarters into it comes in so long after a boundary: it is its first sample
    that would be on it.
    """
    match quantum:
        case "beat":
            return _next(beats, at_s, 4 / beats.meter.denominator, offset)
        case "bar":
            return _next(beats, at_s, float(beats.meter.quarters_per_bar), offset)
        case "clip":
            return _next(beats, at_s, float(clip.job.loop.quarters), since + offset)
        case _:
            return beat_at(beats, at_s + lead_s)


def _next(beats: Transport, at_s: float, quarters: float, since: float) -> float:
    rounds = math.ceil((beat_at(beats, at_s) - since) / quarters - _NEAR_QUARTERS)
    return since + rounds * quarters

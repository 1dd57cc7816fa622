"""Where the music is: bars and beats as people count them. Pure."""

from __future__ import annotations

import math
from typing import NamedTuple

from bridge.stage.views import StageView
from bridge.timing import beat_at
from bridge.vocabulary.music import Transport


class BarPosition(NamedTuple):
    """`bar` and `beat` count from 1 (a bar before the beginning is 0 or less); `through_bar` and
    `through_beat` are the share of each that has gone by, in 0..1."""

    bar: int
    beat: int
    through_bar: float
    through_beat: float


def position_at(transport: Transport, at_s: float) -> BarPosition:
    """Where `transport` is at an instant of the monotonic clock. A beat is the meter's own."""
    quarters, per_bar = beat_at(transport, at_s), float(transport.meter.quarters_per_bar)
    bars, within = divmod(quarters, per_bar)
    beats = within / per_bar * transport.meter.numerator
    # Rounding may make a whole bar of what is just short of one.
    beat = min(math.floor(beats), transport.meter.numerator - 1)
    return BarPosition(int(bars) + 1, beat + 1, min(within / per_bar, 1.0), min(beats - beat, 1.0))


def shown_transport(view: StageView) -> Transport | None:
    """The time to be shown: the host's while it plays; else, while anything sounds, that which sound goes
    by; else where the host stands. None where nobody has said a tempo and nothing sounds."""
    leader = view.transport
    if (leader is not None and leader.playing) or not view.player.voices:
        return leader
    return view.beats


def through_clip(view: StageView, since_beat: float, quarters: float, at_s: float) -> float:
    """How much of a loop of so many quarter notes has gone by, in 0..1, if it came in at `since_beat`."""
    if view.beats is None:
        return 0.0
    return max(0.0, beat_at(view.beats, at_s) - since_beat) / quarters % 1.0

"""Song position: bars and beats as musicians count them. Pure."""

from __future__ import annotations

import math
from typing import NamedTuple

from bridge.stage.views import StageView
from bridge.timing import beat_at
from bridge.vocabulary.music import Transport


class BarPosition(NamedTuple):
    """`bar` and `beat` count from 1 (bars before the start are 0 or less); `through_bar` and `through_beat`
    say how far through each it is, in 0..1."""

    bar: int
    beat: int
    through_bar: float
    through_beat: float


def position_at(transport: Transport, at_s: float) -> BarPosition:
    """The position of `transport` at monotonic time `at_s`, in beats of its meter."""
    quarters, per_bar = beat_at(transport, at_s), float(transport.meter.quarters_per_bar)
    bars, within = divmod(quarters, per_bar)
    beats = within / per_bar * transport.meter.numerator
    # Just short of a whole bar, rounding may reach it.
    beat = min(math.floor(beats), transport.meter.numerator - 1)
    return BarPosition(int(bars) + 1, beat + 1, min(within / per_bar, 1.0), min(beats - beat, 1.0))


def shown_transport(view: StageView) -> Transport | None:
    """The transport to show: the host's while it plays; else the player's while clips play; else where the
    host has stopped. `None` without either."""
    leader = view.transport
    if (leader is not None and leader.playing) or not view.player.voices:
        return leader
    return view.beats


def through_clip(view: StageView, since_beat: float, quarters: float, at_s: float) -> float:
    """How far through a loop of so many quarter notes it is, in 0..1, if it started at `since_beat`."""
    if view.beats is None:
        return 0.0
    return max(0.0, beat_at(view.beats, at_s) - since_beat) / quarters % 1.0

"""Works out how fast a loop must run to stay on the beat. Pure arithmetic on frames of the loop.

Its own speed is the host's tempo over its own (`varispeed`), or 1 (`rerender`: somebody will have it
drawn again). Small errors of phase, from two clocks that differ, are left alone until they
could matter, then eaten up slowly; that way a loop at its own tempo is copied bit by bit nearly always.
A large error is a host that jumped: then the loop jumps too.
"""

from __future__ import annotations

import math
from enum import StrEnum

from bridge.player.grid import Grid
from bridge.player.loop_buffer import LoopBuffer


class Following(StrEnum):
    """What becomes of a loop when the host's tempo is not its own."""

    VARISPEED = "varispeed"
    RERENDER = "rerender"


# Below what is heard as a flam, above the jitter of a good clock.
TOLERATED_S = 0.002
SETTLED_S = 0.0001
# At the most half a percent takes longer than four seconds for this.
JUMP_S = 0.02
MAX_CORRECTION = 0.005
# An error's share a second; and never so little that a clock which is off keeps pace with it.
_TAKES_S, _MIN_CORRECTION = 1.0, 0.001
# A tempo that differs less is the same, rounded on its way (Link gives 101.24993 for 101.25).
_SAME_TEMPO = 5e-5


def own_speed(loop: LoopBuffer, tempo_bpm: float, rate_hz: int, following: Following) -> tuple[float, bool]:
    """Frames of the loop a frame of the device, and whether that keeps it on the beat at all."""
    ratio = tempo_bpm / 60 / rate_hz * loop.frames / loop.quarters
    if abs(ratio - 1) < _SAME_TEMPO:
        return 1.0, True
    if following is Following.RERENDER:
        return 1.0, abs(ratio - 1) < MAX_CORRECTION
    return ratio, True


def due_position(loop: LoopBuffer, grid: Grid, start_beat: float, frame: int) -> float:
    """Where in the loop (frames) the beat is at `frame`, for a loop whose first sample is at `start_beat`."""
    share: float = (grid.beat_at(frame) - start_beat) / loop.quarters % 1.0
    return share * loop.frames


def phase_error(loop: LoopBuffer, due: float, position: float) -> float:
    """Frames by which the loop is late (early: negative), by the shorter way round."""
    half = loop.frames / 2
    late: float = (due - position + half) % loop.frames - half
    return late


def corrected(own: float, error_s: float, correcting: bool) -> tuple[float, bool]:
    """The speed for an error of `error_s`, and whether it corrects; `correcting` says if it just did."""
    if abs(error_s) <= (SETTLED_S if correcting else TOLERATED_S):
        return own, False
    share = min(MAX_CORRECTION, max(_MIN_CORRECTION, abs(error_s) / _TAKES_S))
    return own * (1 + math.copysign(share, error_s)), True


def landing(position: float, frames: int) -> float:
    """The speed that ends `frames` later on a whole frame, for a loop that goes on at its own speed."""
    return (round(position + frames) - position) / frames

"""Measures what leaves the mixer: peak and RMS of each channel. Makes no array while it plays."""

from __future__ import annotations

import math

import msgspec
import numpy as np

from bridge.player.loop_buffer import CHANNELS, Planar


class Levels(msgspec.Struct, frozen=True):
    """Since they were last read, for left and right, as a share of full scale: the highest `peak`, and the
    `rms`, which comes nearer to how loud it is."""

    peak: tuple[float, float] = (0.0, 0.0)
    rms: tuple[float, float] = (0.0, 0.0)


class Meter:
    """One thread calls `add`, another `read`, without a lock: a block that comes in between may be lost, and
    what was read before it counted again."""

    def __init__(self, max_frames: int) -> None:
        self.is_on = False
        self._room = np.empty((CHANNELS, max_frames), np.float32)
        self._sums = (0.0, 0.0, 0.0, 0.0, 0)  # replaced as one: peaks, sums of squares, frames

    def add(self, mix: Planar) -> None:
        """Measure `mix` `[2, n]`, which leaves now."""
        left, right, left_square, right_square, frames = self._sums
        n = mix.shape[1]
        room = self._room[:, :n]
        np.abs(mix, out=room)
        self._sums = (
            max(left, float(room[0].max(initial=0.0))),
            max(right, float(room[1].max(initial=0.0))),
            left_square + float(np.dot(room[0], room[0])),
            right_square + float(np.dot(room[1], room[1])),
            frames + n,
        )

    def read(self) -> Levels:
        """The levels since the last call."""
        (left, right, left_square, right_square, frames), self._sums = self._sums, (0.0, 0.0, 0.0, 0.0, 0)
        if not frames:
            return Levels()
        return Levels((left, right), (math.sqrt(left_square / frames), math.sqrt(right_square / frames)))

"""One loop that sounds, or waits for its beat."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bridge.player.grid import Grid
from bridge.player.interpolation import Interpolator, copy_exactly
from bridge.player.loop_buffer import CHANNELS, LoopBuffer, Planar
from bridge.player.tempo_follow import (
    JUMP_S,
    Following,
    corrected,
    due_position,
    landing,
    own_speed,
    phase_error,
)

FADE_S = 0.002
GAIN_S = 0.010
NEVER = 1 << 62
# What rounding leaves of a whole number of frames.
_LANDED_FRAMES = 1e-6


class Workshop:
    """What every voice of a mixer works with: its rate, its fade, and room for a block."""

    def __init__(self, rate_hz: int, max_frames: int) -> None:
        self.rate_hz = rate_hz
        self.fade = max(1, round(FADE_S * rate_hz))
        rising = np.sin(np.pi / 2 * (np.arange(self.fade) + 0.5) / self.fade) ** 2
        self.rising = rising.astype(np.float32)
        # Its sum with `rising` is 1: a loop that is faded over into itself stays as loud as it was.
        self.falling = np.ascontiguousarray(self.rising[::-1])
        self.gain_step = 1 / (GAIN_S * rate_hz)
        self.interpolator = Interpolator(max_frames)
        self.block = np.empty((CHANNELS, max_frames), np.float32)
        self.ramp = np.empty(max_frames, np.float32)
        self.steps = np.arange(1, max_frames + 1, dtype=np.float32)


class Gain:
    """A level that moves to where it is set in 10 ms for a step of 1, so that no step is heard."""

    def __init__(self, level: float) -> None:
        self.now = self.target = level

    def apply(self, block: Planar, shop: Workshop) -> None:
        n = block.shape[1]
        if self.now == self.target:
            if self.now != 1.0:
                np.multiply(block, np.float32(self.now), out=block)
            return
        most = n * shop.gain_step
        change = min(most, max(-most, self.target - self.now))
        ramp = shop.ramp[:n]
        np.multiply(shop.steps[:n], np.float32(change / n), out=ramp)
        np.add(ramp, np.float32(self.now), out=ramp)
        np.multiply(block, ramp, out=block)
        reached = abs(self.target - self.now) <= most
        self.now = self.target if reached else self.now + change


class _Anchor(NamedTuple):
    """At `frame` of the device a voice is at `position` of its loop, and goes on at `speed`. It is replaced
    as one, so that whoever reads it from another thread never finds half of it."""

    frame: int
    position: float
    speed: float


class Voice:
    """A loop in a slot, from a beat on.

    At `beat` it is `offset` quarters into its loop: 0 unless it was launched there, or somebody moved it.

    It is faded in *before* its beat, over the end of its own circle, so that the attack on the beat
    is whole; and out before the beat where it stops. `opens` and `closes` are the frames where those fades
    begin. In between, its place in the loop follows from the frame alone: `position_at`.
    """

    __slots__ = (
        "_anchor", "_correcting", "beat", "closes", "gain", "late_frames", "loop", "number", "offset",
        "opens", "resumed", "slot", "start", "stop_beat",
    )  # fmt: skip

    def __init__(
        self,
        number: int,
        slot: str,
        loop: LoopBuffer,
        beat: float,
        gain: float = 1.0,
        *,
        offset: float = 0.0,
        resumed: bool = False,
    ) -> None:
        """`number` is what it is known by. `resumed`: it played before, and comes in again at once."""
        self.number, self.slot, self.loop, self.beat, self.resumed = number, slot, loop, beat, resumed
        self.offset = offset
        self.gain = Gain(gain)
        self.stop_beat: float | None = None
        self.opens, self.closes = NEVER, NEVER
        self.start: int = NEVER
        self.late_frames = 0
        self._anchor = _Anchor(0, 0.0, 1.0)
        self._correcting = False

    @property
    def placed(self) -> bool:
        """Whether it has got its frame: it sounds, or did."""
        return self.opens != NEVER

    @property
    def speed(self) -> float:
        """Frames of the loop a frame of the device."""
        return self._anchor.speed

    def position_at(self, frame: int) -> float:
        """Where in the loop it is, in frames. Exact at speed 1: whole numbers only."""
        anchor = self._anchor
        return (anchor.position + (frame - anchor.frame) * anchor.speed) % self.loop.frames

    def place(self, grid: Grid, frame: int, n: int, following: Following, shop: Workshop) -> bool:
        """Give it its frame if that lies in the `n` frames from `frame` on, or before them.

        Who comes too late comes in at once, at the place where it would have been.
        """
        start = round(grid.frame_of(self.beat))
        opens = frame if self.resumed else start - shop.fade
        if opens >= frame + n:
            return False
        self.start, self.opens = start, max(opens, frame)
        self.late_frames = 0 if self.resumed else max(0, frame - start)
        speed, _ = own_speed(self.loop, grid.tempo_bpm, shop.rate_hz, following)
        if self.late_frames or self.resumed:
            self._come_in(self.opens, self._due(grid, self.opens), speed)
        else:
            self._come_in(start, self.offset / self.loop.quarters * self.loop.frames, speed)
        return True

    def _come_in(self, frame: int, position: float, speed: float) -> None:
        self._anchor = _Anchor(frame, float(round(position)) if speed == 1.0 else position, speed)

    def _due(self, grid: Grid, frame: int) -> float:
        return due_position(self.loop, grid, self.beat - self.offset, frame)

    def steer(self, grid: Grid, frame: int, n: int, following: Following, shop: Workshop) -> Voice | None:
        """Choose the speed for the `n` frames from `frame` on; or give a voice that takes over at once,
        at another place, because the host is elsewhere."""
        own, on_the_beat = own_speed(self.loop, grid.tempo_bpm, shop.rate_hz, following)
        position = self.position_at(frame)
        speed = own
        if on_the_beat:
            due = self._due(grid, frame)
            error_s = phase_error(self.loop, due, position) / own / shop.rate_hz
            if abs(error_s) > JUMP_S:
                return self._heir(frame, self.offset, due, own)
            speed, self._correcting = corrected(own, error_s, self._correcting)
        if speed == 1.0:
            nearest = float(round(position))
            if abs(position - nearest) > _LANDED_FRAMES:
                speed = landing(position, n)
            else:
                position = nearest
        if speed != self.speed:
            self._anchor = _Anchor(frame, position, speed)
        return None

    def moved(self, offset: float, grid: Grid, frame: int, following: Following, shop: Workshop) -> Voice:
        """The voice that takes over at once, so that `beat` falls on another `offset` from now on."""
        own, on_the_beat = own_speed(self.loop, grid.tempo_bpm, shop.rate_hz, following)
        if on_the_beat:
            position = due_position(self.loop, grid, self.beat - offset, frame)
        else:
            further = (offset - self.offset) / self.loop.quarters * self.loop.frames
            position = (self.position_at(frame) + further) % self.loop.frames
        return self._heir(frame, offset, position, own)

    def _heir(self, frame: int, offset: float, position: float, speed: float) -> Voice:
        """What goes on in its stead from `frame` on; it fades over into that."""
        heir = Voice(self.number, self.slot, self.loop, self.beat, self.gain.now, offset=offset)
        heir.gain.target, heir.stop_beat = self.gain.target, self.stop_beat
        heir.start, heir.opens, heir.closes = self.start, frame, self.closes
        heir.late_frames = self.late_frames
        heir._come_in(frame, position, speed)
        self.closes = frame
        return heir

    def ended(self, frame: int, shop: Workshop) -> bool:
        """Whether nothing of it is heard from `frame` on."""
        return self.placed and (frame >= self.closes + shop.fade or self.closes <= self.opens)

    def add_to(self, mix: Planar, frame: int, shop: Workshop) -> None:
        """Add what is heard of it in the block `mix` `[2, n]`, which begins at `frame`."""
        if self.closes <= self.opens:
            return
        begin = max(frame, self.opens)
        end = min(frame + mix.shape[1], self.closes + shop.fade)
        if begin >= end:
            return
        block = shop.block[:, : end - begin]
        position = self.position_at(begin)
        if self.speed == 1.0 and position.is_integer():
            copy_exactly(self.loop, int(position), block)
        else:
            shop.interpolator.read(self.loop, position, self.speed, block)
        self.gain.apply(block, shop)
        _shape(block, begin - self.opens, shop.rising)
        _shape(block, begin - self.closes, shop.falling)
        heard = mix[:, begin - frame : end - frame]
        np.add(heard, block, out=heard)


def _shape(block: Planar, first: int, curve: Planar) -> None:
    """Multiply by the part of `curve` that falls on `block`, whose first frame is the curve's `first`."""
    begin, end = max(0, -first), min(block.shape[1], len(curve) - first)
    if begin < end:
        part = block[:, begin:end]
        np.multiply(part, curve[first + begin : first + end], out=part)

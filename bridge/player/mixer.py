"""Mixes all voices into one block. Pure: frames and samples in, samples out; no clock, no device, no lock.

What is asked of it comes through a queue that one thread fills and one empties (a `deque`, whose `append`
and `popleft` are atomic), and counts from the next block on. In `render` no array is made.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from bridge.player.grid import Grid
from bridge.player.limiter import Limiter
from bridge.player.loop_buffer import Planar
from bridge.player.meter import Meter
from bridge.player.tempo_follow import Following
from bridge.player.voice import Gain, Voice, Workshop

# Longer blocks are rendered in parts.
MAX_FRAMES = 2048


@dataclass(frozen=True, slots=True)
class Launch:
    """Play `voice` from its beat on, instead of what plays in its slot until then."""

    voice: Voice


@dataclass(frozen=True, slots=True)
class Stop:
    """Silence `slot` (none: every one) from `beat` on; none: at once."""

    slot: str | None
    beat: float | None = None


@dataclass(frozen=True, slots=True)
class SetGain:
    """The level of `slot`, or of all."""

    slot: str | None
    gain: float


@dataclass(frozen=True, slots=True)
class Move:
    """Voice `number` is `offset` quarters into its loop where its beat falls, and goes on accordingly."""

    number: int
    offset: float


@dataclass(frozen=True, slots=True)
class SetGrid:
    """From now on the beats are here."""

    grid: Grid


Command = Launch | Stop | SetGain | Move | SetGrid


class Mixer:
    """As many voices as the processor bears. Any thread may read `voices`, `frame` and `obeyed`, set
    `following`, and turn `meter` on."""

    def __init__(self, rate_hz: int, following: Following = Following.VARISPEED) -> None:
        self.rate_hz = rate_hz
        self.following = following
        self.commands: deque[Command] = deque()
        self.voices: tuple[Voice, ...] = ()
        self.obeyed = 0  # commands carried out
        self.frame = 0  # the first that is not yet rendered
        self.gain = Gain(1.0)
        self._grid: Grid | None = None  # until it is known, nothing comes in
        self._shop = Workshop(rate_hz, MAX_FRAMES)
        self._limiter = Limiter(rate_hz, MAX_FRAMES)
        self.meter = Meter(MAX_FRAMES)

    def render(self, out: Planar, frame: int) -> None:
        """Fill `out` `[2, n]`, whose first frame is the device's `frame`. A frame left out is a gap that
        the device made: what plays goes on where it would be after it."""
        while self.commands:
            self._obey(self.commands.popleft(), frame)
            self.obeyed += 1
        for begin in range(0, out.shape[1], MAX_FRAMES):
            self._render(out[:, begin : begin + MAX_FRAMES], frame + begin)
        self.frame = frame + out.shape[1]

    def _render(self, out: Planar, frame: int) -> None:
        n = out.shape[1]
        out.fill(0.0)
        if self._grid is not None:
            for voice in self.voices:
                self._advance(voice, self._grid, frame, n)
        for voice in self.voices:
            voice.add_to(out, frame, self._shop)
        if any(voice.ended(frame + n, self._shop) for voice in self.voices):
            self.voices = tuple(v for v in self.voices if not v.ended(frame + n, self._shop))
        self.gain.apply(out, self._shop)
        self._limiter.apply(out)
        if self.meter.is_on:
            self.meter.add(out)

    def _advance(self, voice: Voice, grid: Grid, frame: int, n: int) -> None:
        """Bring one voice up to date with the grid, before its next `n` frames."""
        if not voice.placed:
            if voice.place(grid, frame, n, self.following, self._shop):
                self._replace(voice)
        elif voice.closes > frame and (heir := voice.steer(grid, frame, n, self.following, self._shop)):
            self.voices = (*self.voices, heir)
        if voice.stop_beat is not None and voice.placed:
            stop = max(frame, round(grid.frame_of(voice.stop_beat)) - self._shop.fade)
            if stop < frame + n:
                voice.closes, voice.stop_beat = min(voice.closes, stop), None

    def _replace(self, voice: Voice) -> None:
        """End what plays in a voice's slot where that voice begins."""
        for other in self.voices:
            if other is not voice and other.slot == voice.slot and other.placed:
                if other.opens > voice.opens or (other.opens == voice.opens and other.number > voice.number):
                    voice.closes = min(voice.closes, other.opens)
                else:
                    other.closes = min(other.closes, voice.opens)

    # ---- commands ----

    def _obey(self, command: Command, frame: int) -> None:
        match command:
            case SetGrid(grid):
                self._grid = grid
            case SetGain(None, gain):
                self.gain.target = gain
            case SetGain(slot, gain):
                for voice in self._in(slot):
                    voice.gain.target = gain
                    if not voice.placed:
                        voice.gain.now = gain
            case Stop(slot, None):
                self._stop_now(slot, frame)
            case Stop(slot, beat):
                self._stop_at(slot, float(beat or 0.0))
            case Move(number, offset):
                self._move(number, offset, frame)
            case Launch(voice):
                kept = (v for v in self.voices if v.placed or v.slot != voice.slot or v.beat < voice.beat)
                self.voices = (*kept, voice)

    def _in(self, slot: str | None) -> list[Voice]:
        return [voice for voice in self.voices if slot is None or voice.slot == slot]

    def _stop_now(self, slot: str | None, frame: int) -> None:
        leaving = self._in(slot)
        self.voices = tuple(voice for voice in self.voices if voice.placed or voice not in leaving)
        for voice in leaving:
            voice.closes = min(voice.closes, frame)

    def _move(self, number: int, offset: float, frame: int) -> None:
        for voice in self.voices:
            if voice.number != number or voice.closes <= frame:
                continue
            if not voice.placed:
                voice.offset = offset
            elif self._grid is not None:
                heir = voice.moved(offset, self._grid, frame, self.following, self._shop)
                self.voices = (*self.voices, heir)

    def _stop_at(self, slot: str | None, beat: float) -> None:
        leaving = self._in(slot)
        never = [voice for voice in leaving if not voice.placed and voice.beat >= beat]
        self.voices = tuple(voice for voice in self.voices if voice not in never)
        for voice in leaving:
            voice.stop_beat = beat if voice.stop_beat is None else min(beat, voice.stop_beat)

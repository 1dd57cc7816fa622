"""The time of a JACK timebase master, out of the positions that it tells. Pure.

A position names bar, beat and tick of a frame, so what lies between two positions is known to the frame.
What its master means by it differs:

- Ticks and tempo count beats, or (Ardour) quarter notes whatever the meter is. Where a beat is not a quarter,
  the reading with fewer ticks a beat is taken until a tick comes that it does not have.
- The tempo may be that of another place (Ardour 7.3 tells the first one past any change). Where ticks over
  frames say another, they are believed.
- A master that is not in sync with JACK stands still while JACK's frames go on; then nothing plays.

Ticks are cut off, so a position is behind the true one by up to a tick and never ahead: of what the last
readings say for a frame, the furthest is taken. A cycle may begin late and never early: of what they say for
an instant, the earliest is taken.
"""

from __future__ import annotations

import math

import msgspec

from bridge.errors import BadRequest
from bridge.hosts.foreign_clock import ForeignClock
from bridge.hosts.tick_tempo import TickTempo
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.music import Meter, Transport

# What is further apart does not tell the tempo between.
MAX_STEP_S = 0.5
# Beyond, it is no position: a week of music at 999.
MAX_QUARTERS = 1e7
# So many readings vote on the instant: a device that has lost time is followed half a second later.
READINGS = 8
# Of a tick; ticks of masters that tell fractions of them are not quite whole either.
SLACK = 1.05


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What JACK tells at once: `frame` is at `bar` and `beat` (from 1) and `tick` (from 0)."""

    frame: int
    rate_hz: int
    rolling: bool
    bar: int
    beat: int
    tick: float
    beats_per_bar: float
    beat_type: float
    ticks_per_beat: float
    tempo_bpm: float


class Timebase:
    """One master's time, position by position."""

    def __init__(self) -> None:
        self._last: Position | None = None
        self._told_bpm = 0.0
        self._counts_quarters = False
        self._measured = TickTempo()
        self._line = 0.0, 0.0  # quarters a frame, and quarters at frame 0
        self._clock = ForeignClock(READINGS)

    def read(self, now: Position, at_s: float) -> Transport | None:
        """The time at `now`, which is said to be heard at the instant `at_s`; none if it makes no sense."""
        if (meter := _meter(now)) is None or not (now.ticks_per_beat > 0 and now.rate_hz > 0):
            return None
        last, self._last = self._last, now
        ticks_per_quarter = self._ticks_per_quarter(now, last)
        quarters = _quarters(now, ticks_per_quarter)
        passed = quarters - _quarters(last, ticks_per_quarter) if last and _follows(now, last) else None
        if passed is None:
            self._clock = ForeignClock(READINGS)
        self._clock.heard(now.frame / now.rate_hz, at_s)
        tempo_bpm = self._tempo(now, passed, ticks_per_quarter)
        if not (MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM and abs(quarters) <= MAX_QUARTERS):
            return None
        return Transport(
            tempo_bpm=tempo_bpm,
            meter=meter,
            playing=now.rolling and not self._stands(now, last, passed, ticks_per_quarter),
            beat=self._exact(now, quarters, tempo_bpm, ticks_per_quarter),
            read_at_s=self._clock.here(now.frame / now.rate_hz),
            source="jack",
        )

    def _ticks_per_quarter(self, now: Position, last: Position | None) -> float:
        if last is None or (last.beat_type, last.ticks_per_beat) != (now.beat_type, now.ticks_per_beat):
            self._counts_quarters = now.beat_type > 4
        if now.tick >= now.ticks_per_beat * min(1.0, 4 / now.beat_type):
            self._counts_quarters = now.beat_type < 4
        return now.ticks_per_beat * (1.0 if self._counts_quarters else now.beat_type / 4)

    def _tempo(self, now: Position, passed: float | None, ticks_per_quarter: float) -> float:
        """What the master says, unless its ticks say another. `passed` are the quarters since the last
        position, if the two follow each other."""
        told_bpm = round(now.tempo_bpm * now.ticks_per_beat / ticks_per_quarter, 4)
        seconds = now.frame / now.rate_hz
        is_other = told_bpm != self._told_bpm or ticks_per_quarter != self._measured.ticks_per_quarter
        if passed is None or is_other:
            self._told_bpm, self._measured = told_bpm, TickTempo(ticks_per_quarter)
            self._measured.tempo_bpm = told_bpm
            self._measured.begin(seconds)
        elif seconds > self._measured.last_s:
            self._measured.feed(seconds, passed * ticks_per_quarter)
        return self._measured.tempo_bpm or told_bpm

    def _stands(
        self, now: Position, last: Position | None, passed: float | None, ticks_per_quarter: float
    ) -> bool:
        """Whether the master stands still while JACK rolls."""
        if last is None or passed is None:
            return False
        due_ticks = (now.frame - last.frame) / now.rate_hz * self._told_bpm / 60 * ticks_per_quarter
        return due_ticks >= 2 and passed == 0

    def _exact(self, now: Position, quarters: float, tempo_bpm: float, ticks_per_quarter: float) -> float:
        """Where `now` is, by what this and the earlier positions of the same line say."""
        per_frame = tempo_bpm / 60 / now.rate_hz
        start, (last_per_frame, last_start) = quarters - now.frame * per_frame, self._line
        if per_frame == last_per_frame and abs(start - last_start) <= SLACK / ticks_per_quarter:
            start = max(start, last_start)
        self._line = per_frame, start
        return start + now.frame * per_frame


def _meter(now: Position) -> Meter | None:
    """The meter, in shorter beats where a bar has half ones; none where it or another figure cannot be."""
    figures = (now.beats_per_bar, now.beat_type, now.ticks_per_beat, now.tempo_bpm, now.tick)
    if not all(map(math.isfinite, figures)):
        return None
    beats, unit = now.beats_per_bar, now.beat_type
    while beats % 1 and unit <= 16:
        beats, unit = 2 * beats, 2 * unit
    try:
        return Meter(int(beats), int(unit)) if beats % 1 == unit % 1 == 0 else None
    except BadRequest:
        return None


def _quarters(at: Position, ticks_per_quarter: float) -> float:
    beats = (at.bar - 1) * at.beats_per_bar + at.beat - 1
    return beats * 4 / at.beat_type + at.tick / ticks_per_quarter


def _follows(now: Position, last: Position) -> bool:
    """Whether JACK may have rolled on from `last` to `now`, in one meter."""
    is_same = (now.beats_per_bar, now.beat_type) == (last.beats_per_bar, last.beat_type)
    is_near = 0 <= now.frame - last.frame <= MAX_STEP_S * now.rate_hz
    return now.rolling and last.rolling and is_same and is_near

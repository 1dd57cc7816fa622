"""Tempo and meter out of Ardour's position, which it tells in bars, beats and ticks and in samples. Pure.

Ardour's OSC has no address for either. But both positions are of the same sample, and a tick is
1/1920 of a quarter note whatever the meter is. So within a beat, ticks over seconds are the tempo. Where
the beat turns, the ticks that are missing say how long a beat is; where the bar turns, how many there
are. Ticks are whole, so over a span of `s` seconds the tempo is known to 60 / (1920 · s) BPM, or .008
after four seconds; of the tempos within that, the one with the fewest decimals is taken, since it was
typed by somebody.
"""

from __future__ import annotations

from collections import deque

import msgspec

from bridge.errors import BadRequest
from bridge.timing import MAX_TEMPO_BPM
from bridge.vocabulary.music import Meter

TICKS_PER_QUARTER = 1920
WINDOW_S, SHORTEST_SPAN_S = 4.0, 0.25
# Readings come each 100 ms; what is further apart has nothing to do with each other.
MAX_STEP_S = 0.5
# A change of tempo is looked for over the last step, and over so long for those that a step does not show.
BEND_S = 0.5
# By so much of itself the rounding of ticks may be exceeded before that is called a change.
BEND_MARGIN = 1.5
# How far a beat or a bar may be from whole to be believed: one in which the tempo changes is not.
TOLERANCE = 0.1


class Reading(msgspec.Struct, frozen=True):
    """A position: `bar` and `beat` count from one, `tick` within the beat from zero."""

    bar: int
    beat: int
    tick: int
    seconds: float


class Grid:
    """Fed with what a host says while it plays, it knows tempo and meter, the one after a quarter of a
    second, the other after a bar."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.tempo_bpm: float | None = None
        self._last: Reading | None = None
        # Seconds and ticks since the first, without gaps.
        self._points: deque[tuple[float, float]] = deque(maxlen=128)

    def stop(self) -> None:
        """The host stands still or has jumped: what comes does not follow from what was."""
        self._last = None
        self._points.clear()

    def feed(self, reading: Reading) -> None:
        """Take in the next reading of a host that plays."""
        last, self._last = self._last, reading
        if last is None or not _follows(reading, last):
            self._points.clear()
            self._points.append((reading.seconds, 0.0))
            return
        ticks = self._ticks_between(last, reading, self._rate * (reading.seconds - last.seconds))
        self._points.append((reading.seconds, self._points[-1][1] + ticks))
        while self._points[-1][0] - self._points[0][0] > WINDOW_S:
            self._points.popleft()
        if self._bends_at(len(self._points) - 2) or self._bends_at(self._point_ago(BEND_S)):
            while len(self._points) > 2:
                self._points.popleft()
        self._settle()

    def quarters(self, reading: Reading) -> float:
        """Where `reading` is, in quarter notes."""
        in_bar = (reading.beat - 1) * 4 / self.meter.denominator + reading.tick / TICKS_PER_QUARTER
        return (reading.bar - 1) * float(self.meter.quarters_per_bar) + in_bar

    @property
    def _rate(self) -> float:
        """Ticks a second by the latest readings, or 0 while they do not tell."""
        if len(self._points) < 2:
            return 0.0 if self.tempo_bpm is None else self.tempo_bpm / 60 * TICKS_PER_QUARTER
        (first_s, first), (last_s, last) = self._points[0], self._points[-1]
        return (last - first) / (last_s - first_s)

    def _point_ago(self, seconds: float) -> int:
        """The last point that lies at least `seconds` back, or the first."""
        until_s = self._points[-1][0] - seconds
        return max((at for at, (when_s, _) in enumerate(self._points) if when_s <= until_s), default=0)

    def _bends_at(self, pivot: int) -> bool:
        """Whether ticks go on from the point `pivot` at another rate than until there."""
        (first_s, first), (pivot_s, middle), (last_s, last) = (self._points[at] for at in (0, pivot, -1))
        before_s, after_s = pivot_s - first_s, last_s - pivot_s
        if before_s <= 0:
            return False
        expected = (middle - first) / before_s * after_s
        # Each position is less than a tick off, so a difference of two is, too.
        return abs(last - middle - expected) > BEND_MARGIN * (1 + after_s / before_s)

    def _ticks_between(self, last: Reading, reading: Reading, expected: float) -> float:
        """Ticks from `last` to `reading` by the meter, which is corrected first if `expected` says so."""
        beats, ticks = reading.beat - last.beat, reading.tick - last.tick
        if reading.bar == last.bar:
            if beats == 1 and expected > 0:
                self._learn_beat((expected - ticks) / TICKS_PER_QUARTER)
        else:
            if expected > 0:
                self._learn_bar((expected - ticks) / self._beat_ticks - beats)
            beats += self.meter.numerator
        return beats * self._beat_ticks + ticks

    @property
    def _beat_ticks(self) -> float:
        return TICKS_PER_QUARTER * 4 / self.meter.denominator

    def _learn_beat(self, quarters: float) -> None:
        """A beat was as long as `quarters` quarter notes: so it is a half, a quarter, an eighth …"""
        for denominator in (1, 2, 4, 8, 16, 32):
            if abs(quarters * denominator / 4 - 1) < TOLERANCE:
                self.meter = Meter(self.meter.numerator, denominator)

    def _learn_bar(self, beats: float) -> None:
        """A bar had so many `beats`."""
        if abs(beats - round(beats)) < TOLERANCE:
            try:
                self.meter = Meter(round(beats), self.meter.denominator)
            except BadRequest:
                return

    def _settle(self) -> None:
        """The tempo of the points so far, if they reach far enough and say another one than before."""
        span_s = self._points[-1][0] - self._points[0][0]
        if span_s < SHORTEST_SPAN_S:
            return
        tempo_bpm = self._rate / TICKS_PER_QUARTER * 60
        known_to_bpm = 60 / TICKS_PER_QUARTER / span_s
        if not 0 < tempo_bpm <= MAX_TEMPO_BPM + known_to_bpm:
            return
        if self.tempo_bpm is None or abs(self.tempo_bpm - tempo_bpm) > known_to_bpm:
            self.tempo_bpm = simplest(tempo_bpm, known_to_bpm)


def _follows(reading: Reading, last: Reading) -> bool:
    """Whether the host may have played on from `last` to `reading`, and not jumped."""
    return 0 < reading.seconds - last.seconds <= MAX_STEP_S and 0 <= reading.bar - last.bar <= 1


def simplest(value: float, known_to: float) -> float:
    """The number with the fewest decimals, four at most, that is within `known_to` of `value`."""
    rounded = (round(value, decimals) for decimals in range(4))
    return next((each for each in rounded if abs(each - value) <= known_to), round(value, 4))

"""Works out the tempo of a host that gives its position in whole ticks and in seconds. Pure.

Ticks are whole, so over `s` seconds the tempo is known to 60 / (ticks per quarter · s) BPM: 0.008 after four
seconds with 1,920 ticks. Of the tempos within that, take the one with the fewest decimals: someone typed it.
"""

from __future__ import annotations

import math
from collections import deque

from bridge.timing import MAX_TEMPO_BPM

TICKS_PER_QUARTER = 1920
WINDOW_S, SHORTEST_SPAN_S = 4.0, 0.25
# A change of tempo is looked for over the last step, and over so long for those that a step does not show.
BEND_S = 0.5
# By so much of itself the rounding of ticks may be exceeded before that is called a change.
BEND_MARGIN = 1.5


class TickTempo:
    """Fed with consecutive positions, knows the tempo after a quarter of a second."""

    def __init__(self, ticks_per_quarter: float = TICKS_PER_QUARTER) -> None:
        self.ticks_per_quarter = ticks_per_quarter
        self.tempo_bpm: float | None = None
        # Seconds and ticks since the first, without gaps.
        self._points: deque[tuple[float, float]] = deque(maxlen=128)

    @property
    def rate(self) -> float:
        """Ticks per second by the latest positions; 0 while unknown."""
        if len(self._points) < 2:
            return 0.0 if self.tempo_bpm is None else self.tempo_bpm / 60 * self.ticks_per_quarter
        (first_s, first), (last_s, last) = self._points[0], self._points[-1]
        return (last - first) / (last_s - first_s)

    @property
    def last_s(self) -> float:
        """The last position, in seconds."""
        return self._points[-1][0] if self._points else -math.inf

    def begin(self, seconds: float) -> None:
        """Start anew from here, keeping the tempo."""
        self._points.clear()
        self._points.append((seconds, 0.0))

    def stop(self) -> None:
        """Forget the positions, but not the tempo."""
        self._points.clear()

    def feed(self, seconds: float, ticks: float) -> None:
        """The host has moved to `seconds`, by so many `ticks`."""
        self._points.append((seconds, self._points[-1][1] + ticks))
        while self._points[-1][0] - self._points[0][0] > WINDOW_S:
            self._points.popleft()
        if self._bends_at(len(self._points) - 2) or self._bends_at(self._point_ago(BEND_S)):
            while len(self._points) > 2:
                self._points.popleft()
        self._settle()

    def _point_ago(self, seconds: float) -> int:
        """The last point that lies at least `seconds` back, or the first."""
        until_s = self._points[-1][0] - seconds
        return max((at for at, (when_s, _) in enumerate(self._points) if when_s <= until_s), default=0)

    def _bends_at(self, pivot: int) -> bool:
        """Whether the rate of ticks changes at the point `pivot`."""
        (first_s, first), (pivot_s, middle), (last_s, last) = (self._points[at] for at in (0, pivot, -1))
        before_s, after_s = pivot_s - first_s, last_s - pivot_s
        if before_s <= 0:
            return False
        expected = (middle - first) / before_s * after_s
        # Each position is less than a tick off, so a difference of two is, too.
        return abs(last - middle - expected) > BEND_MARGIN * (1 + after_s / before_s)

    def _settle(self) -> None:
        """Take the tempo of the points, if they span enough time and contradict the present one."""
        span_s = self._points[-1][0] - self._points[0][0]
        if span_s < SHORTEST_SPAN_S:
            return
        tempo_bpm = self.rate / self.ticks_per_quarter * 60
        known_to_bpm = 60 / self.ticks_per_quarter / span_s
        if not 0 < tempo_bpm <= MAX_TEMPO_BPM + known_to_bpm:
            return
        if self.tempo_bpm is None or abs(self.tempo_bpm - tempo_bpm) > known_to_bpm:
            self.tempo_bpm = simplest(tempo_bpm, known_to_bpm)


def simplest(value: float, known_to: float) -> float:
    """The number with the fewest decimals, four at most, that is within `known_to` of `value`."""
    rounded = (round(value, decimals) for decimals in range(4))
    return next((each for each in rounded if abs(each - value) <= known_to), round(value, 4))

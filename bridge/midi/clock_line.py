"""Fits a line through the instants of a clock: its period, and when its last tick was due. Pure.

The instant of clock n is taken for `phase + n · period` and noise. Through the last `_MOST_CLOCKS` the line
is found by least squares, and again without what lies farther from it than three standard deviations (told
by the median of deviations, which outliers do not move). Its slope has the standard error σ·√(12 / n³):
for clocks of 120 BPM and a jitter of 1 ms that is 0.02 BPM after four beats, and 0.17 after one.

A line through so many clocks is slow to believe in a change. So the last 12, 24 and 48 get lines of
their own as well, and where such a line says better than the long one where its clocks are, by more
than noise can make it (a generalised likelihood ratio), what came before is forgotten. Where it runs
beside the long one, whole periods away, clocks were lost or doubled on the way, and are counted anew.

The tempo told is the roundest number that the line allows, and it stays until the line forbids it:
hosts' tempi are round, and one that trembled in its last digit would have every loop made again.
"""

from __future__ import annotations

import math
from collections import deque
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM

CLOCKS_PER_QUARTER = 24
# Eight beats: at 1 ms of jitter and 120 BPM the slope's standard error is under 0.01 BPM.
_MOST_CLOCKS = 192
# One beat is the least of which a tempo is told.
_FEWEST_CLOCKS, _STEADY_CLOCKS = 24, 96
_LOOK_EVERY = 4
# Spans that get a line of their own, and how many times likelier (twice the logarithm) it must make them.
# Normal noise exceeds 40 once in five hundred million looks; outliers among few clocks need more.
_LEAST_RATIO = {12: 100.0, 24: 50.0, 48: 40.0}
# A line through clocks from before and after a change is no better than this: wait for the next look.
_MOST_ROUGHNESS = 3.0
# The phase is told from the last two beats, whose mean is good to 0.15 ms.
_PHASE_CLOCKS = 48
_MOST_LOST = 6
# No driver does better, and a perfect one must not make everything else look like a change.
_LEAST_NOISE_S = 2e-5
# Silence for so long is a pause, not jitter. (At 20 BPM clocks are 0.125 s apart.)
_PAUSE_S, _PAUSE_CLOCKS = 0.25, 8
_ROUND_BPM = (1.0, 0.5, 0.1, 0.05, 0.01)

Floats = NDArray[np.float64]


class Fit(NamedTuple):
    """A line through some clocks: `instant_s` of the last of them, by the line, and how good it is."""

    instant_s: float
    period_s: float
    noise_s: float
    kept: int

    @property
    def tempo_bpm(self) -> float:
        return 60 / (CLOCKS_PER_QUARTER * self.period_s)

    @property
    def tempo_error_bpm(self) -> float:
        """The standard error of the tempo."""
        return self.tempo_bpm * self.noise_s / self.period_s * math.sqrt(12 / self.kept**3)


class ClockLine:
    """Hears one clock after the other, and says the tempo and the last one's true instant."""

    def __init__(self) -> None:
        self.number = -1  # of the last clock
        self.tempo_bpm: float | None = None
        self._noise_s: float | None = None  # when last enough clocks lay on one line
        self._numbers: deque[int] = deque(maxlen=_MOST_CLOCKS)
        self._stamps_s: deque[float] = deque(maxlen=_MOST_CLOCKS)

    def hear(self, stamp_s: float) -> None:
        """A clock came at `stamp_s`, which is no earlier than the one before."""
        if self._stamps_s:
            waited_s = stamp_s - self._stamps_s[-1]
            if waited_s > max(_PAUSE_S, _PAUSE_CLOCKS * self._period_s()):
                self.forget()
        self.number += 1
        self._numbers.append(self.number)
        self._stamps_s.append(stamp_s)
        if self.number % _LOOK_EVERY == 0:
            self._look()

    def forget(self) -> None:
        """Where clocks were says nothing any more of where the next will be; the tempo told stays."""
        self._numbers.clear()
        self._stamps_s.clear()

    def instant_s(self) -> float:
        """When the last clock was due: the mean of what the last ones say, at the tempo told, outliers
        left out. There must be a tempo and a clock."""
        numbers, stamps_s = self._last(_PHASE_CLOCKS)
        said_s = stamps_s - (numbers - numbers[-1]) * self._period_s()
        return float(said_s[_believable(said_s - np.median(said_s))].mean())

    def expects(self, stamp_s: float) -> bool:
        """Whether a clock at `stamp_s` would be where one is due, as far as noise lets that be told."""
        if self.tempo_bpm is None or len(self._stamps_s) < _FEWEST_CLOCKS:
            return True
        fit = fit_line(*self._last(_MOST_CLOCKS))
        return abs(stamp_s - fit.instant_s - fit.period_s) <= max(4 * fit.noise_s, 0.003)

    def _period_s(self) -> float:
        """As long as no tempo is told, that of the slowest."""
        return 60 / (CLOCKS_PER_QUARTER * (self.tempo_bpm or MIN_TEMPO_BPM))

    def _last(self, count: int) -> tuple[Floats, Floats]:
        """The numbers and instants of the last `count` clocks, or of all if there are fewer."""
        numbers = np.array(self._numbers, dtype=np.float64)[-count:]
        return numbers, np.array(self._stamps_s)[-count:]

    def _look(self) -> None:
        """Notice what has changed, and tell another tempo if the line forbids the present one."""
        if len(self._numbers) < (min(_LEAST_RATIO) if self.tempo_bpm else _FEWEST_CLOCKS):
            return
        fit = fit_line(*self._last(_MOST_CLOCKS))
        if any(self._turned(span, fit) for span in _LEAST_RATIO if span < len(self._numbers)):
            fit = fit_line(*self._last(_MOST_CLOCKS))
        elif len(self._numbers) >= _STEADY_CLOCKS:
            self._noise_s = fit.noise_s
        if MIN_TEMPO_BPM <= fit.tempo_bpm <= MAX_TEMPO_BPM and self._forbids(fit):
            self.tempo_bpm = _roundest(fit)

    def _forbids(self, fit: Fit) -> bool:
        """Whether the tempo told cannot be the line's: a young line may well be wrong, one that is
        growing up sets right what a young one said, and an old one is not moved by chance."""
        if self.tempo_bpm is None:
            return True
        young, growing = len(self._numbers) < _FEWEST_CLOCKS, len(self._numbers) < _STEADY_CLOCKS
        errors = 5.0 if young else 1.5 if growing else 3.0
        off_bpm = abs(self.tempo_bpm - fit.tempo_bpm)
        return off_bpm > errors * fit.tempo_error_bpm + _ROUND_BPM[-1]

    def _turned(self, span: int, long: Fit) -> bool:
        """Whether the last `span` clocks are on another line than all; if so, act on it."""
        numbers, stamps_s = self._last(_MOST_CLOCKS)
        own = fit_line(numbers[-span:], stamps_s[-span:])
        back = numbers[-span:] - numbers[-1]
        gaps_s = own.instant_s - long.instant_s + back * (own.period_s - long.period_s)
        usual_s = long.noise_s if self._noise_s is None else self._noise_s
        if own.kept < 0.75 * span or own.noise_s > _MOST_ROUGHNESS * usual_s:
            return False
        if float(gaps_s @ gaps_s) < _LEAST_RATIO[span] * max(own.noise_s, usual_s) ** 2:
            return False
        lost = round(float(gaps_s.mean()) / long.period_s)
        beside = np.abs(gaps_s - lost * long.period_s).max() < max(3 * own.noise_s, 0.1 * long.period_s)
        if beside and 0 < abs(lost) <= _MOST_LOST:
            self._recount(lost, (stamps_s - long.instant_s) / long.period_s - (numbers - numbers[-1]))
        else:
            self._keep(span)
        return True

    def _keep(self, span: int) -> None:
        while len(self._numbers) > span:
            self._numbers.popleft()
            self._stamps_s.popleft()

    def _recount(self, lost: int, late: Floats) -> None:
        """`lost` clocks (below 0: doubled) are missing where `late` (in periods) says so best."""
        before, after = np.abs(late), np.abs(late - lost)
        wrong = np.concatenate(([0.0], before.cumsum())) + np.concatenate((after[::-1].cumsum()[::-1], [0.0]))
        first = int(wrong.argmin())
        for at in range(first, len(self._numbers)):
            self._numbers[at] += lost
        self.number += lost


def fit_line(numbers: Floats, stamps_s: Floats) -> Fit:
    """Trimmed least squares through at least two clocks; `stamps_s` may be of any size."""
    back, from_last_s = numbers - numbers[-1], stamps_s - stamps_s[-1]
    kept = np.ones(len(back), dtype=bool)
    for _ in range(4):
        x, y = back[kept], from_last_s[kept]
        centred = x - x.mean()
        period_s = float(centred @ y / (centred @ centred))
        phase_s = float(y.mean() - period_s * x.mean())
        off_s = from_last_s - phase_s - period_s * back
        now = _believable(off_s)
        if now.sum() < 3 or (now == kept).all():
            break
        kept = now
    noise_s = max(float(np.sqrt(np.square(off_s[kept]).mean())), _LEAST_NOISE_S)
    return Fit(float(stamps_s[-1]) + phase_s, max(period_s, 1e-6), noise_s, int(kept.sum()))


def _believable(off_s: Floats) -> NDArray[np.bool_]:
    """Which deviations are no outliers: within three standard deviations, as the median tells them."""
    sizes_s = np.abs(off_s)
    middle_s = float(np.partition(sizes_s, len(sizes_s) // 2)[len(sizes_s) // 2])
    believable: NDArray[np.bool_] = sizes_s <= 3 * max(1.4826 * middle_s, _LEAST_NOISE_S)
    return believable


def _roundest(fit: Fit) -> float:
    """The roundest tempo within two standard errors of the line's."""
    tempo_bpm = fit.tempo_bpm
    for step_bpm in _ROUND_BPM:
        near_bpm = round(tempo_bpm / step_bpm) * step_bpm
        if abs(near_bpm - tempo_bpm) <= 2 * fit.tempo_error_bpm:
            break
    return min(max(round(near_bpm, 2), MIN_TEMPO_BPM), MAX_TEMPO_BPM)

"""Measures the peak of a loop between its samples, as ITU-R BS.1770-5 asks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]

# Twice as fine as the standard asks, and long enough for cymbals near the Nyquist frequency: with 16 taps a
# peak of crashing hats reads 0.3 dB too low.
_PHASES, _TAPS = 8, 64
_CHUNK = 1 << 15


def true_peak(sound: Sound) -> float:
    """The peak of the circle `sound` `[C, N]`, oversampled eight times.

    Windowed sincs of 64 taps, evaluated only around samples that are high enough to matter.
    """
    peak = float(np.abs(sound).max(initial=0.0))
    highest = peak
    table = _between()
    for channel in sound:
        # Between samples a peak is at most about 3 dB higher than beside it.
        near = np.nonzero(np.abs(channel) > 0.7 * peak)[0]
        for begin in range(0, len(near), _CHUNK):
            places = near[begin : begin + _CHUNK, None] + np.arange(-_TAPS // 2, _TAPS // 2 + 1)
            around = np.take(channel, places, mode="wrap")
            highest = max(highest, float(np.abs(around @ table).max()))
    return highest


def _between() -> Sound:
    """`[taps + 1, 2 * (phases - 1)]`: sincs for each eighth of a sample before and after one."""
    steps = np.arange(1, _PHASES) / _PHASES
    offsets = np.arange(-_TAPS // 2, _TAPS // 2 + 1)[:, None] - np.concatenate([-steps, steps])
    window = np.cos(np.pi * offsets / (_TAPS + 2)) ** 2
    table: Sound = (np.sinc(offsets) * window).astype(np.float32)
    return table

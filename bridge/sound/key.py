"""Hears which key a loop is in: pitch classes of its spectral peaks against profiles of keys.

A loop's classes are correlated with how often each class occurs in music in a key (Albrecht and
Shanahan 2013). Only peaks count, and by the root of their magnitude, so that neither noise nor one held
note decides (as in Gómez 2006). Of 40 clips of the starter in known keys, 33 were heard right and 35 in
the same scale; with the profiles of Krumhansl and Kessler 28 and 29. A loop without a clear key, such as
drums, has none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bridge.sound.mono import to_mono
from bridge.vocabulary.music import Key

Array = NDArray[np.float64]

_PROFILES = {
    "major": np.array([0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081]),
    "minor": np.array([0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052]),
}
_KEYS = [Key(tonic, mode) for mode in ("major", "minor") for tonic in range(12)]

_WINDOW_S, _LOW_HZ, _HIGH_HZ = 0.37, 60.0, 2_000.0
# A peak stands out this far from the median around it, and at most so far below the loudest.
_PROMINENCE, _RANGE = 6.0, 1e-2
# Clips in a key fitted from .68 up, loops of drums up to .58.
_LEAST_FIT = 0.6
# A kick's note alone fits a key by .6, so a key needs a third class, this loud beside the loudest.
_LEAST_CLASSES, _HEARD = 3, 0.12


def hear_key(sound: NDArray[np.float32], rate_hz: int) -> Key | None:
    """The key of the loop `sound` `[C, N]`, or none if no key fits it well."""
    classes = _pitch_classes(to_mono(sound)[0], rate_hz)
    if classes.std() == 0 or np.count_nonzero(classes >= _HEARD * classes.max()) < _LEAST_CLASSES:
        return None
    profiles = [np.roll(_PROFILES[key.mode], key.tonic) for key in _KEYS]
    fits = [float(np.corrcoef(classes, profile)[0, 1]) for profile in profiles]
    best = int(np.argmax(fits))
    return _KEYS[best] if fits[best] >= _LEAST_FIT else None


def _pitch_classes(mono: NDArray[np.float32], rate_hz: int) -> Array:
    """How much each pitch class sounds `[12]` in spectral peaks, round the circle."""
    window = round(_WINDOW_S * rate_hz)
    starts = np.arange(0, len(mono), max(1, window // 2))
    frames = mono[(starts[:, None] + np.arange(window)) % len(mono)]
    size = 2 ** int(np.ceil(np.log2(window)))
    magnitudes = np.abs(np.fft.rfft(frames * np.hanning(window), n=size, axis=1))
    low, high = (round(hz * size / rate_hz) for hz in (_LOW_HZ, _HIGH_HZ))
    inner = magnitudes[:, low:high]
    below, above = magnitudes[:, low - 1 : high - 1], magnitudes[:, low + 1 : high + 1]
    floor = np.maximum(np.median(inner, axis=1, keepdims=True) * _PROMINENCE, inner.max() * _RANGE)
    row, column = np.nonzero((inner > below) & (inner >= above) & (inner > floor))
    peak, left, right = inner[row, column], below[row, column], above[row, column]
    # Where a parabola through the three bins has its top.
    bend = 2 * peak - left - right
    place = low + column + np.where(bend > 0, 0.5 * (right - left) / np.maximum(bend, 1e-12), 0.0)
    pitches = 12 * np.log2(place * rate_hz / size / 440) + 9
    weights = np.sqrt(peak)
    return np.bincount(np.round(pitches).astype(int) % 12, weights, minlength=12).astype(np.float64)

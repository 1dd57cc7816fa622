"""Measures a finished loop's samples: its seam and its peak."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[Any]

_MOST_JUMPS = 1_000_000


def seam(sound: Sound) -> float:
    """The jump from last to first sample of the circle `[C, N]`, over the 99.5th percentile of the
    jumps inside it, the worse of the channels. At most 1: no more of a click than the sound's own."""
    inside = np.abs(np.diff(sound, axis=-1))
    usual = np.quantile(inside[..., :: max(1, inside.shape[-1] // _MOST_JUMPS)], 0.995, axis=-1)
    jump = np.abs(sound[..., 0] - sound[..., -1])
    return float((jump / np.maximum(usual, 1e-9)).max())


def peak_dbfs(sound: Any) -> float:
    """Peak of an array or a tensor in decibels below full scale; -inf for silence."""
    peak = float(abs(sound).max())
    return 20 * math.log10(peak) if peak > 0 else -math.inf

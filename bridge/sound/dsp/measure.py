"""What can be told of a finished loop by looking at its samples."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def seam(sound: Tensor) -> float:
    """The jump from last to first sample of the circle `[C, N]`, over the 99.5th percentile of the
    jumps inside it, the worse of the channels. At most 1: no more of a click than the sound's own."""
    inside = sound.diff(dim=-1).abs()
    usual = torch.quantile(inside[..., :: max(1, inside.shape[-1] // 1_000_000)], 0.995, dim=-1)
    jump = (sound[..., 0] - sound[..., -1]).abs()
    return float((jump / usual.clamp_min(1e-9)).max())


def peak_dbfs(sound: Tensor) -> float:
    """Peak in decibels below full scale; -inf for silence."""
    peak = float(sound.abs().max())
    return 20 * math.log10(peak) if peak > 0 else -math.inf

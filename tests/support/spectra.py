"""Formats and sounds that the tests of the spectrogram's parts share."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from bridge.sound.format import SpectrogramFormat

# Both kinds of format at a fifth of the rate: quick, with the same proportions.
POWER = SpectrogramFormat(
    name="small-power",
    rate_hz=8_000,
    columns_per_second=100.0,
    window_s=0.1,
    fft_s=0.4,
    mel_bins=64,
    low_hz=0.0,
    high_hz=3_000.0,
    curve="power",
    ceiling=200.0,
    dark_is_loud=True,
)
LOG = SpectrogramFormat(
    name="small-log",
    rate_hz=8_000,
    columns_per_quarter=32,
    window_s=0.08,
    fft_s=0.08,
    mel_bins=48,
    low_hz=30.0,
    high_hz=3_500.0,
    curve="log",
    ceiling=100.0,
    dark_is_loud=False,
)


def tone(turns: int, frames: int, level: float = 0.5) -> Tensor:
    """A sine `[1, N]` that goes round `turns` times on the circle."""
    return level * torch.sin(torch.arange(frames) * (2 * math.pi * turns / frames))[None]


def riff(frames: int, seed: int = 0) -> Tensor:
    """Four struck notes and clicks `[1, N]` on a circle."""
    generator = torch.Generator().manual_seed(seed)
    sound = torch.zeros(frames)
    place = torch.arange(frames)
    for beat, turns in enumerate((110, 165, 220, 139)):
        age = (place - beat * frames // 4) % frames / frames
        sound += torch.exp(-age * 14) * torch.sin(2 * math.pi * turns * age) * 0.4
        sound += torch.exp(-age * 300) * torch.randn(frames, generator=generator) * 0.3
    return sound[None]

"""Drum loops, and their analysis."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from bridge.sound.dsp.onsets import Array
from bridge.sound.dsp.spectrogram import mel_spectrogram
from bridge.sound.format import FIT

RATE_HZ = 44_100


def hit(kind: str) -> Array:
    time = np.arange(RATE_HZ // 5) / RATE_HZ
    noise = np.random.default_rng(7).standard_normal(len(time))
    if kind == "kick":
        return np.asarray(np.sin(2 * np.pi * (50 * time - 3 * np.exp(-30 * time))) * np.exp(-14 * time))
    if kind == "snare":
        return np.asarray(0.4 * noise * np.exp(-25 * time))
    return np.asarray(0.1 * np.diff(noise, prepend=0.0) * np.exp(-60 * time))


def drums(tempo_bpm: float, bars: int, patterns: dict[str, str], *, meter_quarters: int = 4) -> Tensor:
    """A circle of `bars` bars that play `patterns`, in sixteenths."""
    frames = round(bars * meter_quarters * 60 / tempo_bpm * RATE_HZ)
    sound = np.zeros(frames)
    for kind, steps in patterns.items():
        one = hit(kind)
        for step in range(bars * meter_quarters * 4):
            if steps[step % len(steps)] == "x":
                start = round(step * 15 / tempo_bpm * RATE_HZ)
                np.add.at(sound, (start + np.arange(len(one))) % frames, one)
    return torch.from_numpy(sound).float()[None]


ROCK = {"kick": "x.......x.x.....", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."}


def analyse(sound: Tensor) -> tuple[Tensor, float]:
    columns = round(sound.shape[-1] / RATE_HZ * 100)
    return mel_spectrogram(sound, columns, FIT), columns * RATE_HZ / sound.shape[-1]

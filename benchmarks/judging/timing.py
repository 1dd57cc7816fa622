"""When a loop's sounds begin: against the grid that its genre plays on, and over the bar.

K columns of 2.9 ms in the circle, B bands of `bridge.sound.dsp.onsets`; positions on the grid are in
quarter notes.
"""

from __future__ import annotations

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bridge.composing.genre import Genre
from bridge.sound.dsp.onsets import compressed, novelty, peaks
from bridge.sound.dsp.spectrogram import mel_spectrogram
from bridge.sound.format import FIT

Array = NDArray[np.float64]

# Seen through 46 ms and in 64 bins, with all below −40 dB of the peak flattened, and of the beginnings
# only those that rise at least .3 as fast as the fastest: so 1 to 2 % of real loops' are off the grid,
# which are flams and swells. A shorter window hears the beating of chords as beginnings.
_FORM = msgspec.structs.replace(FIT, name="judge", window_s=2048 / 44_100, fft_s=2048 / 44_100, mel_bins=64)
_HOP_FRAMES, _KNEE, _SHARE = 128, 1e-2, 0.3
# By how much novelty peaks before the stroke, in the median over straight real loops.
_LEAD_S = 0.0106
STEP_QUARTERS = 0.25
TOLERANCE_S = 0.015
# A profile has so many places in a bar.
PLACES = 64


class Beginnings(msgspec.Struct, frozen=True):
    """What is heard of a circle: `curve` `[B, K]`, how fast each band rises, and `places_s` `[O]`."""

    curve: Array
    places_s: Array


def beginnings(sound: Tensor) -> Beginnings:
    """Where sounds begin in the circle `sound` `[N]` at 44.1 kHz."""
    columns = round(len(sound) / _HOP_FRAMES)
    columns_per_second = columns * _FORM.rate_hz / len(sound)
    mel = mel_spectrogram(sound[None], columns, _FORM)
    curve = novelty(compressed(mel, _KNEE), columns_per_second, _FORM, circular=True)
    places, _ = peaks(curve.sum(axis=0), circular=True, share=_SHARE)
    return Beginnings(curve, places / columns_per_second + _LEAD_S)


def warp(quarters: Array, swing: float, unit: float) -> Array:
    """Where straight positions come to lie when the second half of each pair begins at `swing` of it;
    halves are `unit` quarters long. So the composer's players swing."""
    pair, within = np.divmod(quarters, 2 * unit)
    phase = within / unit
    late = np.where(phase < 1, phase * 2 * swing, 2 * swing + (phase - 1) * 2 * (1 - swing))
    return np.asarray((pair * 2 + late) * unit)


def misses_s(places_s: Array, style: Genre, quarters: int, tempo_bpm: float) -> Array:
    """By how many seconds `[O]` each place in a loop of `quarters` misses the nearest that a sixteenth of
    `style` may have: one in straight genres; with swing off-beats may lie anywhere in its range."""
    quarter_s = 60.0 / tempo_bpm
    steps = np.arange(0, quarters, STEP_QUARTERS)
    low, high = (warp(steps, swing, style.swing_quarters) * quarter_s for swing in style.swing)
    circle_s = quarters * quarter_s
    away = (places_s[:, None] - (low + high) / 2 + circle_s / 2) % circle_s - circle_s / 2
    return np.asarray(np.maximum(np.abs(away) - (high - low) / 2, 0.0).min(axis=1))


def profile(curve: Array, bars: int) -> Array:
    """How much begins at each of 64 places of the bar `[64]`, on average over the circle's bars.

    `curve` is `[B, K]`; places are a 32nd of a beat and more wide, so that few milliseconds matter little.
    """
    total = torch.from_numpy(curve.sum(axis=0))[None, None]
    whole = torch.nn.functional.interpolate(total, bars * PLACES * 4, mode="linear")[0, 0]
    places = whole.reshape(bars, PLACES, 4).mean(dim=(0, 2))
    smooth = 0.5 * places + 0.25 * (places.roll(1) + places.roll(-1))
    return np.asarray(smooth.numpy())

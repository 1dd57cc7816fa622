"""Loudness of a loop by ITU-R BS.1770-5, and a limiter, both on the circle.

The K weighting is the standard's two filters in their analogue form (a high shelf of 4 dB, a high-pass at
38 Hz; constants as fitted by De Man 2014), applied to the loop's Fourier series, which needs no run-in.
Blocks of 400 ms every 100 ms are gated at −70 LUFS and at 10 LU below their mean.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from bridge.sound.measure import peak_dbfs

_SHELF_HZ, _SHELF_Q, _SHELF_DB, _SHELF_BEND = 1681.97445, 0.70717524, 3.99984385, 0.49966677
_HIGH_PASS_HZ, _HIGH_PASS_Q = 38.1354709, 0.50032704
_BLOCK_S, _STEP_S = 0.4, 0.1
_SILENCE_LUFS, _GATE_LU = -70.0, -10.0
# A limiter that turns down this long before and after a peak is not heard as distortion.
_REACH_S = 0.005


def loudness_lufs(sound: Tensor, rate_hz: int) -> float:
    """Integrated loudness of the circle `sound` `[C, N]`; −inf for silence. A loop shorter than a block
    goes round until it fills one."""
    series = torch.fft.rfft(sound)
    hz = torch.arange(series.shape[-1], device=sound.device) * (rate_hz / sound.shape[-1])
    weighted = torch.fft.irfft(series * _k_weighting(hz), n=sound.shape[-1])
    block, step = round(_BLOCK_S * rate_hz), round(_STEP_S * rate_hz)
    power = weighted.square().sum(0).double()
    around = power.repeat(1 + math.ceil(block / len(power)))[: len(power) + block]
    powers = around.unfold(0, block, step).mean(-1)
    powers = powers[powers > _power(_SILENCE_LUFS)]
    if not len(powers):
        return -math.inf
    powers = powers[powers > powers.mean() * 10 ** (_GATE_LU / 10)]
    return _lufs(float(powers.mean()))


def limited(sound: Tensor, ceiling_dbfs: float, rate_hz: int) -> Tensor:
    """The circle `sound` `[C, N]` with no sample above `ceiling_dbfs`, turned down smoothly around peaks."""
    if peak_dbfs(sound) <= ceiling_dbfs:
        return sound
    reach = min(max(1, round(_REACH_S * rate_hz)), (sound.shape[-1] - 1) // 4)
    needed = (10 ** (ceiling_dbfs / 20) / sound.abs().amax(0).clamp_min(1e-9)).clamp_max(1.0)
    around = torch.arange(-2 * reach, sound.shape[-1] + 2 * reach, device=sound.device) % sound.shape[-1]
    lowest = -F.max_pool1d(-needed[around][None], 2 * reach + 1, stride=1)
    gain = F.avg_pool1d(lowest, 2 * reach + 1, stride=1)[0]
    return sound * gain


def _k_weighting(hz: Tensor) -> Tensor:
    """The weighting's complex response at `hz`."""
    shelf, high_pass = 1j * hz / _SHELF_HZ, 1j * hz / _HIGH_PASS_HZ
    top = 10 ** (_SHELF_DB / 20)
    shelving: Tensor = (top * shelf**2 + top**_SHELF_BEND / _SHELF_Q * shelf + 1) / (
        shelf**2 + shelf / _SHELF_Q + 1
    )
    passing: Tensor = high_pass**2 / (high_pass**2 + high_pass / _HIGH_PASS_Q + 1)
    return shelving * passing


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))

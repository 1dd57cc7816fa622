"""Inverts mel magnitudes to the linear magnitudes behind them, on the bins of a circle.

There are fewer mel bins than linear ones, so the question has many answers. Two are given here: the
likeliest before any phase is known (`linear_magnitudes`), and the nearest to the spectrum that a
phase search has come to (`MelFit`), which leaves to the search what the mel bins do not say.
"""

from __future__ import annotations

import math
from functools import lru_cache

import torch
from torch import Tensor

from bridge.sound.dsp.circle import Circle
from bridge.sound.dsp.spectrogram import mel_bank
from bridge.sound.format import SpectrogramFormat

# Neighbouring magnitudes are alike over the main lobe of the window: the standard deviation, in units
# of 1/window, of the Gaussian that stands for it. Measured .3, .6, .8, 1, 1.3: best around 1.
_LIKENESS = 1.0
# Steps of the table of inverses in the same unit, at most; Riffusion's own bins are as fine.
_TABLE_STEP = 0.25
# Share of noise in a mel value, so that empty or nearly equal filters do no harm.
_NOISE = 1e-5
# How far one fit may scale a mel bin: further in one step only feeds the quietest bins.
_MOST_SCALING = 4.0
# Below this share of the largest mel value (-120 dB) is silence.
_SILENCE = 1e-6


@lru_cache(maxsize=8)
def _inverse_table(form: SpectrogramFormat) -> Tensor:
    """Inverses `[table, M]` of `form`'s bank, `_table_steps_per_bin` for each of its bins from 0 Hz.

    Wiener's estimate: with magnitudes x of prior covariance P and m = B·x + noise, the likeliest x at
    any frequency is P·Bᵀ·(B·P·Bᵀ + noise)⁻¹·m.
    """
    highest = math.ceil(form.high_hz * form.fft_frames / form.rate_hz)
    bank = mel_bank(form)[:, : highest + 2].double()
    every = _table_steps_per_bin(form)
    spread = torch.zeros(form.mel_bins, bank.shape[1] * every, dtype=torch.float64)
    spread[:, ::every] = bank

    # P·Bᵀ is the bank smeared along frequency by the likeness; far more room than that reaches.
    size = 2 * spread.shape[1]
    steps = torch.arange(size, dtype=torch.float64)
    lags = torch.minimum(steps, size - steps) * (form.window_s / form.fft_s / every)
    likeness = torch.exp(-0.5 * (lags / _LIKENESS).square())
    smeared = torch.fft.irfft(torch.fft.rfft(spread, n=size) * torch.fft.rfft(likeness), n=size)
    across = smeared[:, : spread.shape[1]]
    within = across[:, ::every] @ bank.T
    within.diagonal().add_(_NOISE * within.diagonal().mean())
    inverse: Tensor = torch.linalg.solve(within, across)
    return inverse.T.float().contiguous()


def _table_steps_per_bin(form: SpectrogramFormat) -> int:
    return math.ceil(form.window_s / form.fft_s / _TABLE_STEP - 1e-6)


def linear_magnitudes(mel: Tensor, circle: Circle, form: SpectrogramFormat) -> Tensor:
    """Linear magnitudes `[C, K, F]` on `circle`'s bins, likeliest for mel magnitudes `[C, K, M]`."""
    table = _inverse_table(form).to(mel.device)
    table_hz = form.rate_hz / form.fft_frames / _table_steps_per_bin(form)
    places = torch.arange(circle.bins, device=mel.device) * (circle.bin_hz / table_hz)
    below = places.long().clamp_max(table.shape[0] - 2)
    inverse = torch.lerp(table[below], table[below + 1], (places - below)[:, None])
    # A transform's magnitudes grow with the samples under its window.
    return (mel @ inverse.T).clamp_min_(0) * (circle.window_frames / form.window_frames)


class MelFit:
    """Scales magnitudes so that their mel magnitudes come to be those asked for, `[C, K, M]`.

    One call is one step of Lee and Seung's multiplicative update (2001) for the divergence between
    what the bank makes of the magnitudes and what it should. The search for phases then works
    towards a spectrum that is consistent *and* has the right mel values, rather than towards one
    guess at the linear magnitudes, which no sound need have.
    """

    def __init__(self, mel: Tensor, circle: Circle, form: SpectrogramFormat) -> None:
        self._to_mel, self._to_bins, self._free = _fit_matrices(circle, form, mel.device)
        self._silence = float(mel.max()) * _SILENCE + 1e-30
        self._wanted = mel + self._silence

    def __call__(self, magnitudes: Tensor) -> Tensor:
        """Magnitudes `[C, K, F]`, nearer to the wanted mel magnitudes."""
        ratio = self._wanted / self._to_mel(magnitudes).add_(self._silence)
        ratio.clamp_(1 / _MOST_SCALING, _MOST_SCALING)
        return self._to_bins(ratio).add_(self._free).mul_(magnitudes)


class _Banded:
    """Multiplication by a matrix `[rows, columns]` whose entries lie along its diagonal.

    The columns are cut into blocks, each with just the rows that it has entries in: for a mel bank a
    quarter of the work.
    """

    def __init__(self, matrix: Tensor, blocks: int = 5) -> None:
        self._blocks = []
        for columns in matrix.tensor_split(blocks, dim=1):
            rows = columns.any(1).nonzero()[:, 0]
            first, end = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 1)
            self._blocks.append((slice(first, end), columns[first:end].contiguous()))

    def __call__(self, vectors: Tensor) -> Tensor:
        """`vectors` `[*, rows]` times the matrix: `[*, columns]`."""
        parts = [vectors[..., rows] @ block for rows, block in self._blocks]
        return torch.cat(parts, dim=-1)


@lru_cache(maxsize=8)
def _fit_matrices(
    circle: Circle, form: SpectrogramFormat, device: torch.device
) -> tuple[_Banded, _Banded, Tensor]:
    """What takes magnitudes to mel `[F, M]`, and mel ratios back to bins as a weighted mean `[M, F]`.

    Third, `[F]`: 1 at the bins within range that the bank passes over, which are left as they are.
    """
    bank = _bank_on(circle, form)
    cover = bank.sum(0)
    bin_hz = torch.arange(circle.bins) * circle.bin_hz
    free = ((cover == 0) & (bin_hz > form.low_hz)).float().to(device)
    back = bank / cover.clamp_min(1e-9)
    return _Banded(bank.T.to(device)), _Banded(back.to(device)), free


def _bank_on(circle: Circle, form: SpectrogramFormat) -> Tensor:
    """`form`'s bank `[M, F]` for magnitudes on `circle`'s bins, read in between on straight lines."""
    bank = mel_bank(form)
    places = torch.arange(bank.shape[1], dtype=torch.float64) * (
        form.rate_hz / form.fft_frames / circle.bin_hz
    )
    below = places.long()
    part = (places - below).float()
    spread = torch.zeros(form.mel_bins, int(below[-1]) + 2)
    spread.index_add_(1, below, bank * (1 - part))
    spread.index_add_(1, below + 1, bank * part)
    return spread[:, : circle.bins] * (form.window_frames / circle.window_frames)

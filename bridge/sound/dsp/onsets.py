"""Finds where sounds begin, by the novelty of a mel spectrogram in bands.

The novelty of a band is the rise of its log-compressed magnitudes from one column to the next but
one, falls ignored (spectral flux; J. P. Bello et al., "A tutorial on onset detection in music
signals", 2005), less its local mean, so that the steady flicker of noise counts for nothing.

C channels, M mel bins, K columns, B bands.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bridge.sound.dsp.spectrogram import hz_to_mel
from bridge.sound.format import SpectrogramFormat

Array = NDArray[np.float64]

# Kick and bass; toms and the body of chords; voices and snares; claps; hats.
BAND_EDGES_HZ = (0.0, 150.0, 500.0, 2_000.0, 6_000.0, 24_000.0)
BANDS = len(BAND_EDGES_HZ) - 1
# Knee of the logarithm, relative to the clip's peak: −60 dB to hear every onset and where it is,
# −20 dB to hear which are accents.
KNEE, ACCENT_KNEE = 1e-3, 1e-1
# The local mean spans a little less than half a second: a beat at 130 BPM.
MEAN_SPAN_S = 0.4


def mel_centres_hz(form: SpectrogramFormat) -> Array:
    """Centre `[M]` of each mel bin of `form`, in Hz."""
    low, high = hz_to_mel(torch.tensor([form.low_hz, form.high_hz], dtype=torch.float64)).tolist()
    mels = np.linspace(low, high, form.mel_bins + 2)[1:-1]
    return np.asarray(700.0 * (10.0 ** (mels / 2595.0) - 1.0))


def compressed(mel: Tensor, knee: float = KNEE) -> Array:
    """Loudness `[M, K]` of magnitudes `[C, M, K]`: mean power of the channels, peak 1, log(1 + m/knee)."""
    power = mel.detach().to("cpu", torch.float64).square().mean(dim=0).numpy()
    peak = np.sqrt(power.max(initial=0.0))
    if peak <= 0.0:
        return np.zeros_like(power)
    return np.asarray(np.log1p(np.sqrt(power) / (knee * peak)))


def novelty(loudness: Array, columns_per_second: float, form: SpectrogramFormat, *, circular: bool) -> Array:
    """Novelty `[B, K]` of `loudness` `[M, K]`, in nepers of rise, averaged over the bins of each band.

    Differences are taken symmetrically about a column, an eighth of the window to either side, so
    that the novelty of a step peaks at the step. Bands that `form` does not reach are zero.
    """
    lag = max(1, round(form.window_s * columns_per_second / 8))
    centres = mel_centres_hz(form)
    later, earlier = _shift(loudness, lag, circular), _shift(loudness, -lag, circular)
    rises = np.maximum(later - earlier, 0.0)
    bands = np.zeros((BANDS, loudness.shape[1]))
    for band in range(BANDS):
        chosen = (centres >= BAND_EDGES_HZ[band]) & (centres < BAND_EDGES_HZ[band + 1])
        if chosen.any():
            bands[band] = rises[chosen].mean(axis=0)
    return np.maximum(bands - _local_mean(bands, MEAN_SPAN_S * columns_per_second, circular), 0.0)


def _shift(values: Array, columns: int, circular: bool) -> Array:
    """`values[:, k + columns]`, round the circle or holding the ends."""
    index = np.arange(values.shape[1]) + columns
    index = index % values.shape[1] if circular else index.clip(0, values.shape[1] - 1)
    return np.asarray(values[:, index])


def _local_mean(values: Array, span: float, circular: bool) -> Array:
    reach = max(1, round(span / 2))
    padded = np.pad(values, ((0, 0), (reach + 1, reach)), mode="wrap" if circular else "edge")
    sums = np.cumsum(padded, axis=1)
    return np.asarray((sums[:, 2 * reach + 1 :] - sums[:, : -2 * reach - 1]) / (2 * reach + 1))


def peaks(curve: Array, *, circular: bool, share: float = 0.05) -> tuple[Array, Array]:
    """Places, in columns and parts of one, and heights of the maxima of `curve` `[K]`.

    Each is the vertex of the parabola through a maximum and its neighbours. Maxima below `share`
    of the highest are left out.
    """
    padded = np.pad(curve, 1, mode="wrap") if circular else np.pad(curve, 1, mode="edge")
    before, here, after = padded[:-2], padded[1:-1], padded[2:]
    found = np.flatnonzero((here > before) & (here >= after) & (here > share * curve.max(initial=0.0)))
    bend = 2 * here[found] - before[found] - after[found]
    offset = np.where(bend > 0, (after[found] - before[found]) / (2 * np.maximum(bend, 1e-12)), 0.0)
    heights = here[found] + 0.25 * (after[found] - before[found]) * offset
    return found + offset.clip(-0.5, 0.5), heights

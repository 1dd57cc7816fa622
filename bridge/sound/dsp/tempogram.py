"""Measures how strongly each tempo speaks in a novelty curve, and which one fits the whole clip best.

Two witnesses are heard. The autocorrelation says after how long a clip repeats itself: at a pulse,
at two, at a bar. The Fourier transform says whether onsets fall on a pulse's halves and quarters,
which a wrong ratio such as 4:3 gets wrong. (P. Grosche, M. Müller, "Extracting predominant local
pulse information from music recordings", 2011, compares the two.) A log-Gaussian prior decides
between octaves, as listeners do.

B bands, K columns, F frequencies in cycles a column.
"""

from __future__ import annotations

import numpy as np

from bridge.sound.dsp.onsets import Array

# Steps between candidate periods, as a ratio: fine enough for eight pulses' lag to stay on its peak.
STEP = 1.002
# Width of the prior in octaves: without a hint, and with one.
PRIOR_OCTAVES, HINTED_OCTAVES = 0.9, 0.6
# Repetition at 1, 2 pulses, a bar and two bars; and the shares of a pulse on which onsets may fall.
PULSE_WEIGHT, BAR_WEIGHT = 0.5, 1.0
COMB = ((1, 0.3), (2, 0.5), (4, 0.5))
PRIOR_WEIGHT = 0.35


def autocorrelation(bands: Array, *, circular: bool) -> Array:
    """Autocorrelation `[K]` of novelty `[B, K]`, summed over bands, 1 at lag 0.

    Without a circle each lag is divided by the share of columns that overlap at it.
    """
    columns = bands.shape[1]
    centred = bands - bands.mean(axis=1, keepdims=True)
    length = columns if circular else 2 * columns
    spectrum = np.abs(np.fft.rfft(centred, length, axis=1)) ** 2
    lags = np.fft.irfft(spectrum.sum(axis=0), length)[:columns]
    if lags[0] <= 0.0:
        return np.zeros(columns)
    if not circular:
        lags = lags * columns / np.arange(columns, 0, -1)
    return np.asarray(lags / lags[0])


def repetition(bands: Array, lags: Array, *, circular: bool) -> Array:
    """Autocorrelation at `lags` in columns and parts of one, 0 where too little overlaps to tell."""
    known = autocorrelation(bands, circular=circular)
    reach = len(known) * (1.0 if circular else 0.75)
    return np.where(lags < reach, np.interp(lags, np.arange(len(known)), known), 0.0)


def fourier(bands: Array, cycles_per_column: Array) -> Array:
    """Fourier transform `[B, F]` of novelty `[B, K]` at any frequencies, relative to its sum."""
    turns = np.outer(np.arange(bands.shape[1]), cycles_per_column)
    return np.asarray(bands @ np.exp(-2j * np.pi * turns) / max(bands.sum(), 1e-12))


def strength(bands: Array, cycles_per_column: Array) -> Array:
    """|Fourier transform| `[B, F]` of novelty `[B, K]`, relative to its sum; off by under 0.5 %.

    Read between the bins of a transform that is padded sixteenfold, far quicker than `fourier`.
    """
    length = 1 << (16 * bands.shape[1] - 1).bit_length()
    known = np.abs(np.fft.rfft(bands, length, axis=1)) / max(bands.sum(), 1e-12)
    bins = np.arange(known.shape[1])
    return np.stack([np.interp(cycles_per_column * length, bins, band) for band in known])


def candidate_periods(shortest: float, longest: float) -> Array:
    """Periods in columns from `shortest` to `longest`, in equal ratios of `STEP`."""
    count = int(np.ceil(np.log(longest / shortest) / np.log(STEP))) + 1
    return np.asarray(np.geomspace(shortest, longest, count))


def salience(bands: Array, periods: Array, pulses: int, *, circular: bool) -> Array:
    """Evidence `[P]` for each of `periods` (columns a pulse) where a bar has `pulses` of them."""
    total, weights = np.zeros_like(periods), np.zeros_like(periods)
    for count, weight in (
        (1, PULSE_WEIGHT),
        (2, PULSE_WEIGHT),
        (pulses, BAR_WEIGHT),
        (2 * pulses, BAR_WEIGHT),
    ):
        repeats = repetition(bands, count * periods, circular=circular)
        total += weight * repeats
        weights += np.where(repeats != 0.0, weight, 0.0)
    evidence = total / np.maximum(weights, PULSE_WEIGHT)
    for harmonic, weight in COMB:
        evidence += weight * strength(bands, harmonic / periods).sum(axis=0)
    return np.asarray(evidence)


def prior(tempi_bpm: Array, hint_bpm: float | None) -> Array:
    """Log-Gaussian prior `[P]`, at most 0: near `hint_bpm`, or near 110 where nobody said."""
    octaves = np.log2(tempi_bpm / (hint_bpm or 110.0))
    return np.asarray(-PRIOR_WEIGHT * 0.5 * (octaves / (HINTED_OCTAVES if hint_bpm else PRIOR_OCTAVES)) ** 2)


def refine(bands: Array, period: float) -> float:
    """`period` to about 0.05 %: the nearby one at which novelty is strongest at a pulse and its parts."""
    periods = period * np.geomspace(0.985, 1.015, 301)
    comb = [weight * (strength(bands, harmonic / periods) ** 2).sum(axis=0) for harmonic, weight in COMB]
    return float(periods[int(np.argmax(np.sum(comb, axis=0)))])


def phase(bands: Array, period: float) -> float:
    """Column in 0..`period` around which novelty that repeats every `period` columns is gathered."""
    turn = float(np.angle(fourier(bands, np.array([1.0 / period])).sum()))
    return (-turn / (2 * np.pi) * period) % period

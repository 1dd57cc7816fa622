"""Measures how much the harmony changes from moment to moment, drums left out.

M mel bins, K columns.
"""

from __future__ import annotations

import numpy as np
from torch import Tensor

from bridge.sound.dsp.onsets import Array, compressed, mel_centres_hz
from bridge.sound.format import SpectrogramFormat

# Where chords and basses are; more bins than this are averaged in groups, which costs no semitone.
LOW_HZ, HIGH_HZ, MOST_BINS = 60.0, 2_500.0, 128
KNEE = 1e-2
# A median over so long a time keeps what is held and drops what is struck (as D. FitzGerald's
# "Harmonic/percussive separation using median filtering", 2010).
HELD_S = 0.17
# Stretches before and after that are compared, in pulses.
SPANS = (1, 2, 4)
CHANGES = 2 * len(SPANS)


def harmony_changes(
    mel: Tensor, form: SpectrogramFormat, columns_per_second: float, columns_per_pulse: float
) -> Array:
    """Changes of harmony `[6, K]` at each column of `[C, M, K]`, the clip taken as a circle.

    For each of `SPANS` pulses: half of one minus the cosine between the mean spectra after and before,
    0..1; and the length of their difference relative to its mean, less 1.
    """
    centres = mel_centres_hz(form)
    held = compressed(mel, KNEE)[(centres >= LOW_HZ) & (centres < HIGH_HZ)]
    held = _median(_grouped(held), round(HELD_S * columns_per_second / 2))
    held = held - held.mean(axis=1, keepdims=True)
    changes = []
    for span in SPANS:
        reach = max(1, min(round(columns_per_pulse * span), held.shape[1] // 2))
        before, after = _means_around(held, reach)
        scale = np.linalg.norm(before, axis=0) * np.linalg.norm(after, axis=0)
        distance = np.linalg.norm(after - before, axis=0)
        changes.append(0.5 - 0.5 * (before * after).sum(axis=0) / np.maximum(scale, 1e-9))
        changes.append(distance / max(float(distance.mean()), 1e-9) - 1.0)
    return np.stack(changes)


def _grouped(values: Array) -> Array:
    """Neighbouring rows averaged, so that at most `MOST_BINS` remain."""
    size = -(-len(values) // MOST_BINS)
    if size <= 1:
        return values
    return np.asarray(values[: len(values) // size * size].reshape(-1, size, values.shape[1]).mean(axis=1))


def _median(values: Array, reach: int) -> Array:
    """Running median of each row over `2·reach + 1` columns, round the circle."""
    padded = np.take(values, np.arange(-reach, values.shape[1] + reach), axis=1, mode="wrap")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=1)
    return np.asarray(np.median(windows, axis=-1))


def _means_around(values: Array, reach: int) -> tuple[Array, Array]:
    """Means of the `reach` columns before each column, and of those from it on."""
    columns = values.shape[1]
    index = np.arange(-reach - 1, columns + reach)
    sums = np.cumsum(np.take(values, index, axis=1, mode="wrap"), axis=1)
    before = sums[:, reach : reach + columns] - sums[:, :columns]
    after = sums[:, 2 * reach : 2 * reach + columns] - sums[:, reach : reach + columns]
    return before / reach, after / reach

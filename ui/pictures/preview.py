"""Computes a clip's preview: a log-frequency spectrogram and a waveform. Pure.

Clips of all lengths have the same number of columns. Stored as an 8-bit PNG, `[ROWS + 2, COLUMNS]`: the
spectrogram, high notes on top, then the maximum and minimum sample of each column.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bridge.errors import BadFile
from bridge.sound.files.reading import Sound, read_audio
from bridge.sound.mono import to_mono

ROWS, COLUMNS = 160, 640
LOW_HZ, HIGH_HZ = 35.0, 16_000.0
RANGE_DB = 66.0
# Roughly the spectral slope of music; without it, high notes would be invisible.
TILT_DB_PER_OCTAVE = 3.0
_WINDOW_S = 0.07
# Columns transformed at a time, to save memory and release the GIL often.
_BLOCK = 32
_POINTS = 48
_MIDDLE = 128


class ClipPreview(NamedTuple):
    """`levels` `[ROWS, COLUMNS]`: 0 (silent) to 255, highest notes first. `high`, `low` `[COLUMNS]`: the
    maximum and minimum sample, -1..1."""

    levels: NDArray[np.uint8]
    high: NDArray[np.float32]
    low: NDArray[np.float32]


def read_preview(path: Path) -> ClipPreview:
    """The preview of the sound at `path`. Raises `BadFile`."""
    return preview_of(*read_audio(path))


def preview_of(sound: Sound, rate_hz: int) -> ClipPreview:
    """The preview of a loop `[C, N]` in -1..1, whose end continues at its start."""
    mono = to_mono(sound)[0]
    edges = np.linspace(0, sound.shape[-1], COLUMNS + 1).astype(np.int64)
    starts = np.minimum(edges[:-1], sound.shape[-1] - 1)
    high = np.maximum.reduceat(sound.max(axis=0), starts)
    low = np.minimum.reduceat(sound.min(axis=0), starts)
    return ClipPreview(
        levels=_levels(_power(mono, rate_hz)),
        high=np.clip(high, -1, 1).astype(np.float32),
        low=np.clip(low, -1, 1).astype(np.float32),
    )


def encode_preview(preview: ClipPreview) -> bytes:
    """A preview as a PNG."""
    wave = np.stack([preview.high, preview.low])
    rows = np.vstack([preview.levels, np.rint(_MIDDLE + 127 * wave).astype(np.uint8)])
    data = io.BytesIO()
    Image.fromarray(rows).save(data, "PNG", compress_level=3)
    return data.getvalue()


def decode_preview(data: bytes) -> ClipPreview:
    """The reverse of `encode_preview`. Raises `BadFile`."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            if image.size != (COLUMNS, ROWS + 2) or image.mode != "L":
                raise BadFile("Not a clip preview.")
            rows = np.array(image)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise BadFile("Not a clip preview.") from error
    wave = (rows[ROWS:].astype(np.float32) - _MIDDLE) / 127
    return ClipPreview(levels=rows[:ROWS], high=np.clip(wave[0], -1, 1), low=np.clip(wave[1], -1, 1))


def _power(mono: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Power `[ROWS, COLUMNS]` in log-spaced bands, low ones first."""
    size = max(64, round(_WINDOW_S * rate_hz))
    window = np.hanning(size).astype(np.float32)
    bank = _bank(size, rate_hz)
    # Circular, so that the loop point looks as it sounds.
    around = np.pad(mono, size // 2 + 1, mode="wrap")
    starts = np.arange(COLUMNS) * len(mono) // COLUMNS
    columns = []
    for first in range(0, COLUMNS, _BLOCK):
        places = starts[first : first + _BLOCK, None] + np.arange(size)
        spectrum = np.fft.rfft(around[places] * window, axis=1)
        columns.append(bank @ (np.abs(spectrum) ** 2).astype(np.float32).T)
    return np.concatenate(columns, axis=1)


@lru_cache(maxsize=4)
def _bank(size: int, rate_hz: int) -> NDArray[np.float32]:
    """Weights `[ROWS, size // 2 + 1]` that average a spectrum over each band, interpolating between bins."""
    edges_hz = np.geomspace(LOW_HZ, HIGH_HZ, ROWS + 1)
    shares = (np.arange(_POINTS) + 0.5) / _POINTS
    points = (edges_hz[:-1, None] + np.diff(edges_hz)[:, None] * shares) * size / rate_hz
    last = size // 2
    bank = np.zeros((ROWS, last + 1), np.float32)
    rows = np.repeat(np.arange(ROWS), _POINTS)
    below = np.floor(points).astype(np.int64).ravel()
    rest = (points.ravel() - below).astype(np.float32)
    for bins, weights in ((below, 1 - rest), (below + 1, rest)):
        inside = bins <= last
        np.add.at(bank, (rows[inside], bins[inside]), weights[inside] / _POINTS)
    return bank


def _levels(power: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Tilted decibels below the loudest, as 255 down to 0; high notes first."""
    octaves = np.linspace(0, np.log2(HIGH_HZ / LOW_HZ), ROWS)
    loudness_db = 10 * np.log10(np.maximum(power, 1e-12)) + TILT_DB_PER_OCTAVE * octaves[:, None]
    ceiling_db = max(float(loudness_db.max()), -40.0)
    share = np.clip((loudness_db - ceiling_db) / RANGE_DB + 1, 0, 1)
    return np.rint(255 * share).astype(np.uint8)[::-1].copy()

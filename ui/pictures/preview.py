"""What a loop looks like: its spectrogram on a musical scale of pitches and its waveform. Pure.

A preview is for the eye, and as long as it needs to be for the widest place where it is shown: a clip of any
length has the same number of columns. It is kept as an 8-bit PNG, `[ROWS + 2, COLUMNS]`: the
spectrogram with high notes on top, then the waveform's greatest and least sample of each column.
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

ROWS, COLUMNS = 160, 640
LOW_HZ, HIGH_HZ = 35.0, 16_000.0
RANGE_DB = 66.0
# Music falls off by about so much towards high notes; without that they could not be seen.
TILT_DB_PER_OCTAVE = 3.0
_WINDOW_S = 0.07
# So many columns are transformed at a time, to take little memory and nobody's turn for long.
_BLOCK = 32
_POINTS = 48
_MIDDLE = 128


class ClipPreview(NamedTuple):
    """`levels` `[ROWS, COLUMNS]`, 0 silent to 255 loudest, the highest note first; `high` and `low`
    `[COLUMNS]`, the waveform's greatest and least sample in -1..1."""

    levels: NDArray[np.uint8]
    high: NDArray[np.float32]
    low: NDArray[np.float32]


def read_preview(path: Path) -> ClipPreview:
    """The preview of the sound at `path`. Raises `BadFile` if there is none."""
    return preview_of(*read_audio(path))


def preview_of(sound: Sound, rate_hz: int) -> ClipPreview:
    """The preview of a loop `[C, N]` in -1..1: its end goes on at its beginning."""
    mono = sound.mean(axis=0)
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
    """What `encode_preview` made. Raises `BadFile` for anything else."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            if image.size != (COLUMNS, ROWS + 2) or image.mode != "L":
                raise BadFile("This is no preview of a clip.")
            rows = np.array(image)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise BadFile("This is no preview of a clip.") from error
    wave = (rows[ROWS:].astype(np.float32) - _MIDDLE) / 127
    return ClipPreview(levels=rows[:ROWS], high=np.clip(wave[0], -1, 1), low=np.clip(wave[1], -1, 1))


def _power(mono: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Power `[ROWS, COLUMNS]` in bands of equal width in octaves, low ones first."""
    size = max(64, round(_WINDOW_S * rate_hz))
    window = np.hanning(size).astype(np.float32)
    bank = _bank(size, rate_hz)
    # On the circle, so that the seam looks as it sounds.
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
    """Weights `[ROWS, size // 2 + 1]` that average a spectrum over each band, between bins linearly."""
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
    """Decibels below the loudest, tilted, as 255 down to 0; high notes first."""
    octaves = np.linspace(0, np.log2(HIGH_HZ / LOW_HZ), ROWS)
    loudness_db = 10 * np.log10(np.maximum(power, 1e-12)) + TILT_DB_PER_OCTAVE * octaves[:, None]
    ceiling_db = max(float(loudness_db.max()), -40.0)
    share = np.clip((loudness_db - ceiling_db) / RANGE_DB + 1, 0, 1)
    return np.rint(255 * share).astype(np.uint8)[::-1].copy()

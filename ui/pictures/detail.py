"""The samples of a loop, for a close view of its waveform. Pure, but for `read_detail`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bridge.sound.files.reading import Sound, read_audio

# Maxima and minima of so many samples are kept, so that no view goes through more of them than it has pixels.
BLOCK = 256
# Of 2 bytes each, all channels together. A longer sound is seen as its preview shows it.
MAX_SAMPLES = 32_000_000
_FULL = 32_767.0


class Detail(NamedTuple):
    """`samples` `[C, N]`, at full scale 32767; `high`, `low` `[N / BLOCK]` of all channels, -1..1."""

    samples: NDArray[np.int16]
    high: NDArray[np.float32]
    low: NDArray[np.float32]

    @property
    def frames(self) -> int:
        return int(self.samples.shape[1])


def read_detail(path: Path) -> Detail | None:
    """The samples of the sound at `path`; `None` if it is too long. Raises `BadFile`."""
    sound, _ = read_audio(path)
    return detail_of(sound) if sound.size <= MAX_SAMPLES else None


def detail_of(sound: Sound) -> Detail:
    """The samples of a sound `[C, N]` in -1..1, with N ≥ 1."""
    samples = np.rint(np.clip(sound, -1, 1) * _FULL).astype(np.int16)
    starts = np.arange(0, samples.shape[1], BLOCK)
    return Detail(
        samples,
        np.maximum.reduceat(samples.max(axis=0), starts).astype(np.float32) / np.float32(_FULL),
        np.minimum.reduceat(samples.min(axis=0), starts).astype(np.float32) / np.float32(_FULL),
    )


def envelope(
    detail: Detail, begin: float, end: float, columns: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The maxima and minima `[columns]` of what lies between two places (0..1) of the loop."""
    first, last = begin * detail.frames, end * detail.frames
    if last - first >= 2 * BLOCK * columns:
        first, last, high, low = first / BLOCK, last / BLOCK, detail.high, detail.low
    else:
        start, stop = max(0, int(first) - 1), min(detail.frames, int(np.ceil(last)) + 1)
        near = detail.samples[:, start:stop].astype(np.float32) / np.float32(_FULL)
        first, last, high, low = first - start, last - start, near.max(axis=0), near.min(axis=0)
    edges = np.clip(
        (first + (last - first) * np.arange(columns) / columns).astype(np.int64), 0, len(high) - 1
    )
    # The last column ends where the view does.
    stop = max(int(np.ceil(last)), int(edges[-1]) + 1)
    return np.maximum.reduceat(high[:stop], edges), np.minimum.reduceat(low[:stop], edges)


def samples_between(
    detail: Detail, begin: float, end: float
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """The samples from the one before place `begin` to the one after `end`: their places (0..1) `[n]`, and
    their values `[C, n]` in -1..1."""
    first = max(0, int(begin * detail.frames) - 1)
    last = min(detail.frames, int(np.ceil(end * detail.frames)) + 2)
    values = detail.samples[:, first:last].astype(np.float32) / np.float32(_FULL)
    return np.arange(first, last) / detail.frames, values

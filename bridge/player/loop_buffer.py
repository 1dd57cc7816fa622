"""A loop in memory, ready to be read at any place of its circle: what voices play."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Planar = npt.NDArray[np.float32]

CHANNELS = 2
# What is repeated at both ends, so that an interpolator near the seam reads over it in one piece.
MARGIN = 8


class LoopBuffer:
    """`frames` frames of stereo at the device's rate, `quarters` quarter notes long.

    `samples` is `[2, MARGIN + frames + MARGIN]`: the circle, opened up with its other end at each end.
    """

    __slots__ = ("frames", "quarters", "samples")

    def __init__(self, sound: Planar, quarters: float) -> None:
        """Of `[C, N]` with C 1 or 2, N ≥ 1; one channel goes to both sides."""
        self.frames = int(sound.shape[1])
        self.quarters = quarters
        around = np.arange(-MARGIN, self.frames + MARGIN) % self.frames
        self.samples: Planar = np.empty((CHANNELS, len(around)), np.float32)
        self.samples[:] = sound[:, around]

    @property
    def size_bytes(self) -> int:
        return self.samples.nbytes


def resampled(sound: Planar, from_hz: int, to_hz: int) -> Planar:
    """A loop `[C, N]` at another rate: `[C, round(N · to_hz / from_hz)]`, with no seam.

    Its Fourier series is cut off, or continued with zeros, at the lower of both Nyquist frequencies: the
    one band-limited curve through a *circle* of samples, where a filter for open signals would have
    to invent what comes before the first one. The length is rounded to whole frames, which changes the
    pitch by less than a millionth in a loop of a second or more (0.5 / 48,000, rounded up: 1e-5).
    """
    frames = sound.shape[1]
    to_frames = max(1, round(frames * to_hz / from_hz))
    if to_frames == frames:
        return sound
    series = np.fft.rfft(sound.astype(np.float64), axis=1)
    kept = min(frames, to_frames) // 2 + 1
    series = series[:, :kept]
    if min(frames, to_frames) % 2 == 0:
        # The lone bin at the lower Nyquist frequency stands for two in the longer series, or the other way.
        series[:, -1] *= 0.5 if to_frames > frames else 2.0
    found: Planar = np.fft.irfft(series, n=to_frames, axis=1).astype(np.float32)
    return found * np.float32(to_frames / frames)

"""Sound on a circle: what runs past the end of a loop is heard at its start."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]


def add_circular(circle: Sound, sound: Sound, start: int, gain: float = 1.0) -> None:
    """Add `gain · sound` `[…, T]` to `circle` `[…, N]` from frame `start` on (any integer), wrapping as often
    as need be."""
    frames, start, read = circle.shape[-1], start % circle.shape[-1], 0
    while read < sound.shape[-1]:
        count = min(sound.shape[-1] - read, frames - start)
        circle[..., start : start + count] += np.float32(gain) * sound[..., read : read + count]
        read, start = read + count, 0


def fold(sound: Sound, frames: int) -> Sound:
    """`sound` `[…, T]` wound round a circle of `frames`: what runs past the end is added at the start."""
    circle = np.zeros((*sound.shape[:-1], frames), dtype=np.float32)
    add_circular(circle, sound, 0)
    return circle


def last(circle: NDArray[Any], frames: int) -> NDArray[Any]:
    """The `frames` that precede the start of `circle` `[…, N]`, going round as often as need be."""
    whole, rest = divmod(frames, circle.shape[-1])
    parts = [circle[..., circle.shape[-1] - rest :], *[circle] * whole]
    return np.concatenate(parts, axis=-1)


def _fast_length(at_least: int) -> int:
    """The least 2^a · {1, 3, 5} of at least so many: transforms of other lengths may be ten times slower."""
    return min(k << max(0, (-(-at_least // k) - 1).bit_length()) for k in (1, 3, 5))


def convolve_circular(circle: Sound, response: Sound) -> Sound:
    """Circular convolution of `circle` with `response` `[T]`, of any length.

    Overlap-save in one block: the circle's end is laid before its start, so the linear convolution
    of the two is the circular one, at whatever length transforms are fast.
    """
    frames, lead = len(circle), len(response) - 1
    before = last(circle, lead)
    size = _fast_length(frames + lead)
    spectrum = np.fft.rfft(np.concatenate([before, circle]), size)
    spectrum *= np.fft.rfft(response, size)
    convolved: Sound = np.fft.irfft(spectrum, size)[lead : lead + frames].astype(np.float32)
    return convolved


def resampled(circle: Sound, frames: int) -> Sound:
    """`circle` `[…, N]` in `frames` frames: its Fourier series, cut short or continued with nothing."""
    own = circle.shape[-1]
    if own == frames:
        return circle
    series = np.fft.rfft(circle)[..., : (min(own, frames) + 1) // 2]
    read: Sound = (np.fft.irfft(series, frames) * (frames / own)).astype(np.float32)
    return read

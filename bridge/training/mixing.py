"""Mixing on a circle: everything that spreads in time wraps round, so the loop never shows a seam."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]


def add_circular(circle: Sound, sound: Sound, start: int, gain: float = 1.0) -> None:
    """Add `gain · sound` to `circle` from frame `start` on (any integer), wrapping as often as need be."""
    frames, start, read = len(circle), start % len(circle), 0
    while read < len(sound):
        count = min(len(sound) - read, frames - start)
        circle[start : start + count] += np.float32(gain) * sound[read : read + count]
        read, start = read + count, 0


def fold(sound: Sound, frames: int) -> Sound:
    """`sound` wound round a circle of `frames`: what runs past the end is added at the start."""
    circle = np.zeros(frames, dtype=np.float32)
    add_circular(circle, sound, 0)
    return circle


def _fast_length(at_least: int) -> int:
    """The least 2^a · {1, 3, 5} of at least so many: transforms of other lengths may be ten times slower."""
    return min(k << max(0, (-(-at_least // k) - 1).bit_length()) for k in (1, 3, 5))


def convolve_circular(circle: Sound, response: Sound) -> Sound:
    """Circular convolution of `circle` with `response` `[T]`, of any length.

    Overlap-save in one block: the circle's end is laid before its start, so the linear convolution
    of the two is the circular one, at whatever length transforms are fast.
    """
    frames, lead = len(circle), len(response) - 1
    before = np.resize(circle[::-1], lead)[::-1]
    size = _fast_length(frames + lead)
    spectrum = np.fft.rfft(np.concatenate([before, circle]), size)
    spectrum *= np.fft.rfft(response, size)
    convolved: Sound = np.fft.irfft(spectrum, size)[lead : lead + frames].astype(np.float32)
    return convolved


def tilt_response(tilt_db: float, rate_hz: int, taps: int = 256) -> Sound:
    """A minimum-delay filter that leans the spectrum by `tilt_db` from 100 Hz to 10 kHz.

    The magnitude is made causal by the cepstral method (Oppenheim & Schafer), so nothing rings ahead.
    """
    hz = np.fft.rfftfreq(taps * 8, 1 / rate_hz)
    octaves = np.log2(np.clip(hz, 50, 16_000) / 1000)
    log_magnitude = octaves * (tilt_db / 6.64) * (np.log(10) / 20)
    cepstrum = np.fft.irfft(log_magnitude)
    half = len(cepstrum) // 2
    cepstrum[1:half] *= 2
    cepstrum[half + 1 :] = 0
    response = np.fft.irfft(np.exp(np.fft.rfft(cepstrum)))[:taps]
    faded: Sound = (response * np.linspace(1, 0, taps) ** 0.25).astype(np.float32)
    return faded


def room_response(seconds: float, rate_hz: int, seed: int) -> Sound:
    """A small room of our own: noise that fades by 60 dB in `seconds`, its top faster than its bottom."""
    count = round(seconds * rate_hz)
    t = np.arange(count) / rate_hz
    noise = np.random.default_rng(seed).standard_normal(count)
    dull = np.convolve(noise, np.ones(8) / 8, "same") * 2.0
    fade = np.exp(-6.9 * t / seconds)
    response = (noise * fade**2 * 0.5 + dull * fade) * np.minimum(1, t / 0.004)
    unit: Sound = (response / np.sqrt(np.sum(response**2))).astype(np.float32)
    return unit


def saturate(sound: Sound, drive: float) -> Sound:
    """Soft clipping of a sound whose peaks are about 1; `drive` 0 leaves it as it is."""
    if drive <= 0:
        return sound
    clipped: Sound = (np.tanh(sound * (1 + drive)) / np.tanh(1 + drive)).astype(np.float32)
    return clipped

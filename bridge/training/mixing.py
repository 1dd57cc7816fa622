"""Mixing on a circle: everything that spreads in time wraps round, so the loop never shows a seam."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]


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

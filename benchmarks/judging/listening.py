"""Measures of a loop that need no network: attacks, air, width and seam. Loops are circles `[C, N]`."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

BANDS_HZ = {
    "below 120": (0, 120),
    "2–6 kHz": (2000, 6000),
    "6–16 kHz": (6000, 16_000),
    "16–20 kHz": (16_000, 20_000),
}
_FLOOR = 1e-12


def middle(sound: NDArray[np.float32]) -> Array:
    """Both channels together, `[N]`."""
    both: Array = np.asarray(sound, dtype=np.float64).mean(axis=0)
    return both


def band_db(sound: NDArray[np.float32], rate_hz: int, low_hz: float, high_hz: float) -> float:
    """The power between two frequencies against all of it, in decibels; of all channels together."""
    power = (np.abs(_spectra(sound)) ** 2).sum(axis=0)
    hz = np.fft.rfftfreq(np.shape(sound)[-1], 1 / rate_hz)
    share = power[(hz >= low_hz) & (hz < high_hz)].sum() / max(power.sum(), _FLOOR)
    return float(10 * np.log10(max(share, _FLOOR)))


def side_db(sound: NDArray[np.float32], rate_hz: int, low_hz: float = 0, high_hz: float = 1e9) -> float:
    """Side over middle between two frequencies, in decibels."""
    if len(sound) < 2:
        return -120.0
    left, right = _spectra(sound)
    hz = np.fft.rfftfreq(np.shape(sound)[-1], 1 / rate_hz)
    inside = (hz >= low_hz) & (hz < high_hz)
    side, mid = (np.abs(left - right)[inside] ** 2).sum(), (np.abs(left + right)[inside] ** 2).sum()
    return float(10 * np.log10(max(side, _FLOOR) / max(mid, _FLOOR)))


def steepest_rise_db(sound: NDArray[np.float32], rate_hz: int) -> float:
    """How far 2–10 kHz rises in 6 ms, the 99th percentile: energy over 128 samples, each 64, four apart."""
    energy = _band(sound, rate_hz, 2000, 10_000) ** 2
    sums = np.concatenate([[0.0], np.cumsum(np.concatenate([energy, energy[:128]]))])
    starts = np.arange(0, len(energy), 64)
    levels = 10 * np.log10(sums[starts + 128] - sums[starts] + _FLOOR)
    levels = np.maximum(levels, levels.max() - 70)
    return float(np.percentile(levels - np.roll(levels, 4), 99))


def rise_ms(sound: NDArray[np.float32], rate_hz: int) -> float:
    """How long the plainest attacks in 4–12 kHz take from a tenth of their peak's power to it: the median, of
    power seen through 1.5 ms. NaN where nothing rises out of what came before."""
    power = _smoothed(_band(sound, rate_hz, 4000, 12_000) ** 2, round(0.0015 * rate_hz) | 1)
    near, before, apart = (round(seconds * rate_hz) for seconds in (0.006, 0.03, 0.04))
    gain = power - np.roll(power, near)
    least = 0.2 * gain.max()
    found: list[float] = []
    for _ in range(24):
        place = int(np.argmax(gain))
        if gain[place] < max(least, _FLOOR):
            break
        nearby = np.take(power, np.arange(place - before, place + near + 1), mode="wrap")
        peak = before - near + int(np.argmax(nearby[before - near :]))
        below = np.nonzero(nearby[:peak] < 0.1 * nearby[peak])[0]
        if len(below):
            found.append((peak - int(below[-1])) / rate_hz * 1000)
        gain[np.arange(place - apart, place + apart) % len(gain)] = -1
    return float(np.median(found)) if found else float("nan")


def onset_correlation(first: NDArray[np.float32], second: NDArray[np.float32], rate_hz: int) -> float:
    """How alike two loops of one length begin and swell: their spectral flux, correlated as they lie."""
    return float(np.corrcoef(_flux(middle(first), rate_hz), _flux(middle(second), rate_hz))[0, 1])


def seam_flux(sound: NDArray[np.float32], rate_hz: int, bars: int) -> float:
    """Spectral flux about the seam over that about the inner bar lines: 1 where it is a bar line like any."""
    flux = _flux(middle(sound), rate_hz)
    reach = np.arange(-6, 7)
    lines = [np.take(flux, round(len(flux) * bar / bars) + reach, mode="wrap").sum() for bar in range(bars)]
    return float(lines[0] / max(np.mean(lines[1:]), _FLOOR))


def log_spectral_distance(first: NDArray[np.float32], second: NDArray[np.float32], rate_hz: int) -> float:
    """How far two loops of one length are apart, in decibels of 128 mel bands down to 55 below the loudest,
    their difference in level taken out: root mean square a column, the mean over columns."""
    levels = []
    for sound in (first, second):
        power = _columns(middle(sound), 4096, 1024) @ _mel(4096, rate_hz, 128)
        one = 10 * np.log10(power + _FLOOR)
        levels.append(np.maximum(one, one.max() - 55))
    apart = levels[0] - levels[1]
    return float(np.sqrt(((apart - apart.mean()) ** 2).mean(axis=1)).mean())


def _flux(sound: Array, rate_hz: int, window: int = 512, hop: int = 128) -> Array:
    """How much 40 mel bands rise from column to column, in decibels down to 60 below the loudest."""
    power = _columns(sound, window, hop)
    levels = 10 * np.log10(power @ _mel(window, rate_hz, 40) + _FLOOR)
    levels = np.maximum(levels, levels.max() - 60)
    flux: Array = np.maximum(levels - np.roll(levels, 1, axis=0), 0).sum(axis=1)
    return flux


def _columns(sound: Array, window: int, hop: int) -> Array:
    """Power spectra `[K, F]` round the circle, a whole number of about `hop` frames apart."""
    count = len(sound) // hop
    centres = np.round(np.arange(count) * len(sound) / count).astype(int)
    index = (centres[:, None] + np.arange(window) - window // 2) % len(sound)
    power: Array = np.abs(np.fft.rfft(sound[index] * np.hanning(window), axis=1)) ** 2
    return power


@lru_cache(maxsize=8)
def _mel(window: int, rate_hz: int, bands: int) -> Array:
    """Triangles `[window / 2 + 1, bands]`, even on the mel scale (O'Shaughnessy 1987)."""
    hz = np.fft.rfftfreq(window, 1 / rate_hz)
    edges = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + rate_hz / 1400), bands + 2) / 2595) - 1)
    rising = (hz[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hz[:, None]) / (edges[2:] - edges[1:-1])
    return np.clip(np.minimum(rising, falling), 0, None)


def _band(sound: NDArray[np.float32], rate_hz: int, low_hz: float, high_hz: float) -> Array:
    """What both channels together have between two frequencies, `[N]`."""
    spectrum, frames = _spectra(sound).mean(axis=0), sound.shape[-1]
    hz = np.fft.rfftfreq(frames, 1 / rate_hz)
    spectrum[(hz < low_hz) | (hz >= high_hz)] = 0
    return np.fft.irfft(spectrum, frames)


def _spectra(sound: NDArray[np.float32]) -> NDArray[np.complex128]:
    """The Fourier series `[C, F]` of a loop, which every measure needs."""
    return _known_spectra(sound.tobytes(), len(sound))


@lru_cache(maxsize=1)
def _known_spectra(samples: bytes, channels: int) -> NDArray[np.complex128]:
    return np.fft.rfft(np.frombuffer(samples, np.float32).reshape(channels, -1).astype(np.float64))


def _smoothed(power: Array, width: int) -> Array:
    window = np.hanning(width + 2)[1:-1]
    padded = np.concatenate([power[-width:], power, power[:width]])
    return np.convolve(padded, window / window.sum(), mode="same")[width:-width]

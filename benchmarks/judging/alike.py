"""How alike two loops sound: harmony, rhythm, spectrum, space and level. Each a pure function of samples.

C channels, N frames of a circle at `RATE_HZ`, K columns. Measures of one moment are averaged over columns.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bridge.sound.dsp.spectrogram import mel_bank
from bridge.sound.format import STARTER, SpectrogramFormat

Array = NDArray[np.float64]
Sound = NDArray[np.float32]

RATE_HZ = 44_100
# Chroma: harmonics up to here, in windows long enough to tell a bass's semitones apart.
_CHROMA_FFT, _CHROMA_HOP, _CHROMA_HZ = 8192, 2048, (55.0, 5_000.0)
# Onsets: spectral flux, and how long a rise may be early or late and still be the same groove.
_ONSET_FFT, _ONSET_HOP, _ONSET_MELS, _ONSET_RANGE_DB = 512, 128, 40, 60.0
_GROOVE_S = 0.045
_LSD_FFT, _LSD_HOP, _LSD_MELS, _LSD_RANGE_DB = 2048, 512, 128, 55.0
OCTAVE_EDGES_HZ = (44.0, 88.0, 177.0, 354.0, 707.0, 1_414.0, 2_828.0, 5_657.0, 11_314.0, 20_000.0)


def chroma_correlation(one: Sound, other: Sound) -> float:
    """Correlation of 12-bin chroma, 0 where a moment has none."""
    pairs = zip(chroma(one), chroma(other), strict=True)
    return float(np.mean([_correlation(mine, theirs) for mine, theirs in pairs]))


def onset_correlation(one: Sound, other: Sound) -> float:
    """Correlation of spectral flux at lag 0, to a few milliseconds."""
    return _correlation(_flux(one), _flux(other))


def groove_correlation(one: Sound, other: Sound) -> float:
    """As `onset_correlation`, of flux smoothed over some 45 ms."""
    return _correlation(*(_smooth(_flux(each), _GROOVE_S) for each in (one, other)))


def log_spectral_distance_db(one: Sound, other: Sound) -> float:
    """Distance of log-mel magnitudes where either is within 55 dB of its loudest, their mean difference
    taken out."""
    mine, theirs = (log_mel(each) for each in (one, other))
    for _ in range(3):
        heard = (mine > -_LSD_RANGE_DB) | (theirs > -_LSD_RANGE_DB)
        theirs = np.maximum(theirs + (mine - theirs)[heard].mean(), -_LSD_RANGE_DB)
    squares = np.where(heard, (mine - theirs) ** 2, 0.0)
    return float(np.sqrt(squares.sum(axis=1) / np.maximum(heard.sum(axis=1), 1)).mean())


def side_over_mid_db(sound: Sound) -> float:
    """Power of the side over that of the mid; −inf for mono."""
    if len(sound) == 1:
        return -math.inf
    mid, side = _power(sound[0] + sound[1]), _power(sound[0] - sound[1])
    return 10 * math.log10(side / mid) if side > 1e-8 * mid > 0 else -math.inf


def air_db(sound: Sound) -> float:
    """Power in 16–20 kHz over the whole."""
    whole, air = _band_powers(sound, (0.0, RATE_HZ / 2, 16_000.0, 20_000.0))[[0, 2]]
    return float(10 * np.log10(max(air, 1e-20) / max(whole, 1e-20)))


def octaves_db(sound: Sound) -> Array:
    """Power in octaves around 63 Hz to 16 kHz `[9]`, of the time that the sound lasts."""
    return np.asarray(10 * np.log10(np.maximum(_band_powers(sound, OCTAVE_EDGES_HZ), 1e-20)))


def steepness_db(sound: Sound) -> float:
    """How steeply attacks rise in 2–10 kHz: 99th percentile of the rise in 6 ms."""
    series = np.fft.rfft(sound.mean(axis=0))
    hz = np.fft.rfftfreq(sound.shape[-1], 1 / RATE_HZ)
    band = np.fft.irfft(np.where((hz >= 2_000) & (hz <= 10_000), series, 0), sound.shape[-1])
    starts = np.arange(len(band) // 64) * 64
    powers = 10 * np.log10((band[(starts[:, None] + np.arange(128)) % len(band)] ** 2).sum(axis=1) + 1e-9)
    return float(np.percentile(powers - np.roll(powers, 4), 99))


def loudness_lufs(sound: Sound) -> float:
    """Integrated loudness of the loop played for six seconds or more, by pyloudnorm."""
    import pyloudnorm

    turns = max(1, math.ceil(6 * RATE_HZ / sound.shape[-1]))
    return float(
        pyloudnorm.Meter(RATE_HZ).integrated_loudness(np.tile(sound.T.astype(np.float64), (turns, 1)))
    )


def chroma(sound: Sound) -> Array:
    """Power of the pitch classes `[K, 12]` from C."""
    return np.asarray(_magnitudes(sound, _CHROMA_FFT, _CHROMA_HOP) ** 2 @ _classes())


@lru_cache(maxsize=1)
def _classes() -> Array:
    hz = np.fft.rfftfreq(_CHROMA_FFT, 1 / RATE_HZ)
    classes = np.zeros((len(hz), 12))
    inside = np.flatnonzero((hz >= _CHROMA_HZ[0]) & (hz <= _CHROMA_HZ[1]))
    pitches = np.round(12 * np.log2(hz[inside] / 440) + 9).astype(int)
    classes[inside, pitches % 12] = 1.0
    return classes


def _flux(sound: Sound) -> Array:
    mel = _magnitudes(sound, _ONSET_FFT, _ONSET_HOP) @ _bank(_ONSET_MELS, _ONSET_FFT).T
    levels = _decibels(mel, _ONSET_RANGE_DB)
    return np.asarray(np.maximum(levels - np.roll(levels, 1, axis=0), 0).sum(axis=1))


def _smooth(curve: Array, seconds: float) -> Array:
    count = max(1, round(seconds * RATE_HZ / _ONSET_HOP))
    window = np.hanning(count + 2)[1:-1]
    around = np.concatenate([curve[-count:], curve, curve[:count]])
    return np.convolve(around, window / window.sum(), "same")[count:-count]


def log_mel(sound: Sound) -> Array:
    return _decibels(_magnitudes(sound, _LSD_FFT, _LSD_HOP) @ _bank(_LSD_MELS, _LSD_FFT).T, _LSD_RANGE_DB)


def _decibels(values: Array, range_db: float) -> Array:
    return np.asarray(
        np.maximum(20 * np.log10(np.maximum(values / max(values.max(), 1e-12), 1e-12)), -range_db)
    )


def _magnitudes(sound: Sound, fft: int, hop: int) -> Array:
    """`[K, F]` of the mono mix, round the circle."""
    mono = sound.mean(axis=0)
    columns = max(1, round(len(mono) / hop))
    centres = np.round(np.arange(columns) * (len(mono) / columns)).astype(int)
    index = (centres[:, None] + np.arange(fft) - fft // 2) % len(mono)
    return np.asarray(np.abs(np.fft.rfft(mono[index] * np.hanning(fft), axis=1)))


@lru_cache(maxsize=4)
def _bank(bins: int, fft: int) -> Array:
    import msgspec

    form: SpectrogramFormat = msgspec.structs.replace(STARTER, mel_bins=bins)
    return np.asarray(mel_bank(form, fft).numpy(), dtype=np.float64)


def _band_powers(sound: Sound, edges_hz: tuple[float, ...]) -> Array:
    series = np.abs(np.fft.rfft(sound.astype(np.float64), axis=-1)) ** 2
    hz = np.fft.rfftfreq(sound.shape[-1], 1 / RATE_HZ)
    summed = series.sum(axis=0) / sound.shape[-1] ** 2
    return np.array([summed[(hz >= low) & (hz < high)].sum() for low, high in pairwise(edges_hz)])


def _correlation(one: Array, other: Array) -> float:
    if one.std() < 1e-12 or other.std() < 1e-12:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _power(sound: Sound) -> float:
    return float((sound.astype(np.float64) ** 2).mean())

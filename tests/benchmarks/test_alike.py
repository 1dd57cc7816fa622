"""The measures of likeness tell what they are named for, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.judging import alike
from benchmarks.judging.alike import RATE_HZ

Sound = NDArray[np.float32]
FRAMES = 2 * RATE_HZ


def strokes(places_s: list[float], seed: int = 1) -> Sound:
    noise = np.random.default_rng(seed).normal(size=FRAMES) * 0.1
    ages = np.stack([(np.arange(FRAMES) / RATE_HZ - place) % 2 for place in places_s]).min(axis=0)
    return np.asarray((noise * np.exp(-25 * ages))[None], dtype=np.float32)


def chord(semitones: int, level: float = 0.1) -> Sound:
    times = np.arange(FRAMES) / RATE_HZ
    tones = [np.sin(2 * np.pi * 220 * 2 ** ((semitones + step) / 12) * times) for step in (0, 4, 7)]
    return np.asarray(level * np.sum(tones, axis=0)[None], dtype=np.float32)


def test_a_sound_is_like_itself_at_any_level() -> None:
    sound: Sound = chord(0) + strokes([0, 0.5, 1, 1.5])
    quieter: Sound = np.divide(sound, 4, dtype=np.float32)
    for other in (sound, quieter):
        assert alike.chroma_correlation(sound, other) == pytest.approx(1, abs=1e-3)
        assert alike.groove_correlation(sound, other) == pytest.approx(1, abs=1e-3)
        assert alike.onset_correlation(sound, other) == pytest.approx(1, abs=1e-3)
        assert alike.log_spectral_distance_db(sound, other) < 0.05


def test_harmony_and_rhythm_are_told_apart() -> None:
    one = chord(0) + strokes([0, 0.5, 1, 1.5])
    transposed = chord(1) + strokes([0, 0.5, 1, 1.5])
    late = chord(0) + strokes([0.25, 0.75, 1.25, 1.75])
    assert alike.chroma_correlation(one, transposed) < 0.2 < 0.8 < alike.chroma_correlation(one, late)
    assert alike.groove_correlation(one, late) < 0.2 < 0.8 < alike.groove_correlation(one, transposed)


def test_a_few_milliseconds_are_an_onset_missed_and_the_same_groove() -> None:
    one, late = strokes([0, 0.5, 1, 1.5]), strokes([0.012, 0.512, 1.012, 1.512])
    assert alike.onset_correlation(one, late) < 0.6 < 0.7 < alike.groove_correlation(one, late)


def test_distance_is_of_the_spectrum() -> None:
    noise = np.random.default_rng(1).normal(size=(1, FRAMES)).astype(np.float32)
    series = np.fft.rfft(noise)
    halved = np.fft.irfft(series * np.where(np.arange(series.shape[-1]) > FRAMES // 8, 0.25, 1.0), FRAMES)
    assert 4 < alike.log_spectral_distance_db(noise, np.asarray(halved, dtype=np.float32)) < 8


def test_space_air_and_octaves() -> None:
    noise = np.random.default_rng(1).normal(size=(2, FRAMES)).astype(np.float32)
    wide = np.stack([noise[0] + noise[1] / 10, noise[0] - noise[1] / 10])
    assert alike.side_over_mid_db(wide) == pytest.approx(-20, abs=0.3)
    assert alike.side_over_mid_db(noise[:1]) == -np.inf
    assert alike.air_db(noise) == pytest.approx(10 * np.log10(4_000 / 22_050), abs=0.2)
    # White noise has 3 dB more in each octave.
    assert np.diff(alike.octaves_db(noise))[1:-1] == pytest.approx(3, abs=0.7)


def test_steep_strokes_are_steep() -> None:
    steep = strokes([0, 0.5, 1, 1.5])
    window = np.hanning(2_000)
    envelope = np.convolve(np.abs(steep[0]), window / window.sum(), "same")
    soft = np.asarray(np.random.default_rng(2).normal(size=(1, FRAMES)) * envelope, dtype=np.float32)
    assert alike.steepness_db(steep) > alike.steepness_db(soft) + 5

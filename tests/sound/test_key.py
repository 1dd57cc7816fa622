"""A key is heard in chords, and none in noise."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from bridge.sound.key import hear_key
from bridge.vocabulary.music import Key

RATE_HZ = 22_050


def chords(tonic: int, steps: list[tuple[int, ...]]) -> NDArray[np.float32]:
    """Half a second of each chord, in semitones over `tonic` from C3, each note with five harmonics."""
    times = np.arange(RATE_HZ // 2) / RATE_HZ
    sound = [
        sum(
            np.sin(2 * np.pi * 130.8 * 2 ** ((tonic + step) / 12) * harmonic * times) / harmonic
            for step in chord
            for harmonic in range(1, 6)
        )
        for chord in steps
    ]
    return np.asarray(np.concatenate(sound)[None] / 10, dtype=np.float32)


@pytest.mark.parametrize("tonic", range(12))
def test_the_key_of_a_cadence(tonic: int) -> None:
    major = chords(tonic, [(0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7)])
    minor = chords(tonic, [(0, 3, 7), (5, 8, 12), (7, 10, 14), (0, 3, 7)])
    assert hear_key(major, RATE_HZ) == Key(tonic, "major")
    assert hear_key(minor, RATE_HZ) == Key(tonic, "minor")


def test_opposite_channels_have_the_key_of_each() -> None:
    sound = chords(9, [(0, 4, 7)])
    assert hear_key(np.concatenate([sound, -sound]), RATE_HZ) == Key(9, "major")


def test_a_kick_has_none() -> None:
    rng = np.random.default_rng(0)
    times = np.arange(RATE_HZ // 4) / RATE_HZ
    kick = np.sin(2 * np.pi * 58.3 * times) * np.exp(-40 * times)
    snare = 0.3 * rng.standard_normal(len(times)) * np.exp(-40 * times)
    assert hear_key(np.tile(np.concatenate([kick, snare]), 8)[None].astype(np.float32), RATE_HZ) is None


def test_noise_and_silence_have_none() -> None:
    noise = np.random.default_rng(1).normal(size=(2, 3 * RATE_HZ)).astype(np.float32)
    assert hear_key(noise, RATE_HZ) is None
    assert hear_key(np.zeros((1, RATE_HZ), np.float32), RATE_HZ) is None

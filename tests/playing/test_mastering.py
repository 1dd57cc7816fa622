"""The master: as loud as asked for, no peak above the ceiling, round, for any sound."""

import numpy as np
import pytest

from bridge.playing import master, mix, play
from bridge.playing.loudness import loudness
from bridge.playing.samples import Sound
from bridge.sound.true_peak import true_peak
from tests.playing.scores import RATE_HZ, band, difference_db

CEILING = 10 ** (-1 / 20) * 1.0001


@pytest.fixture(params=("gospel", "drum and bass", "ambient"), scope="module")
def sound(request: pytest.FixtureRequest) -> Sound:
    return mix(play(band(genre=request.param), RATE_HZ), RATE_HZ)


@pytest.mark.parametrize("lufs", [-20.0, -14.0, -12.0])
def test_it_is_as_loud_as_asked_for_and_holds_its_peaks(sound: Sound, lufs: float) -> None:
    made = master(sound, RATE_HZ, lufs)
    assert made.shape == sound.shape and made.dtype == np.float32
    assert loudness(made, RATE_HZ) == pytest.approx(lufs, abs=0.5)
    assert true_peak(made) <= CEILING


def test_it_goes_round(sound: Sound) -> None:
    turned = master(np.roll(sound, 40_000, axis=1), RATE_HZ)
    assert difference_db(np.roll(master(sound, RATE_HZ), 40_000, axis=1), turned) < -40


@pytest.mark.parametrize("gain", [0.01, 1.0, 30.0])
def test_it_does_not_matter_how_loud_it_came(sound: Sound, gain: float) -> None:
    made = master(sound * np.float32(gain), RATE_HZ)
    assert loudness(made, RATE_HZ) == pytest.approx(-14.0, abs=0.5) and true_peak(made) <= CEILING


def test_any_clip_is_served() -> None:
    for rate_hz in (22_050, 48_000, 96_000):
        noise = np.random.default_rng(1).standard_normal((1, rate_hz // 2)).astype(np.float32)
        made = master(noise, rate_hz)
        assert made.shape == noise.shape and true_peak(made) <= CEILING
        assert loudness(made, rate_hz) == pytest.approx(-14.0, abs=0.5)
    silence = np.zeros((2, 9000), np.float32)
    assert (master(silence, RATE_HZ) == silence).all()
    click = silence.copy()
    click[:, 5000] = 1.0
    made = master(click, RATE_HZ)
    assert true_peak(made) <= CEILING and loudness(made, RATE_HZ) < -14


def test_percussion_alone_is_loud_too() -> None:
    """Strokes of 7 ms far apart: a slow limiter holds down all of each, and ends more than 1 LU short."""
    strokes = np.zeros((2, RATE_HZ), np.float32)
    for beat in range(0, 40_000, 5000):
        time_s = np.arange(2000) / RATE_HZ
        strokes[:, beat : beat + 2000] += np.exp(-time_s / 0.007) * np.sin(2 * np.pi * 1500 * time_s)
    made = master(strokes, RATE_HZ)
    assert loudness(made, RATE_HZ) == pytest.approx(-14.0, abs=0.7) and true_peak(made) <= CEILING


def test_both_sides_are_held_together(sound: Sound) -> None:
    """What is louder on the left stays so much louder."""
    made = master(np.stack([sound[0], 0.5 * sound[0]]), RATE_HZ)
    assert difference_db(made[0], 2 * made[1]) < -50

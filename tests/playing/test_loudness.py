"""Loudness and true peak, by the tones of EBU Tech 3341 and of BS.1770 itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.playing.loudness import SILENCE_LUFS, loudness
from bridge.playing.samples import Sound
from bridge.sound.true_peak import true_peak


def tone(hz: float, dbfs: float, seconds: float, rate_hz: int, channels: int = 2) -> Sound:
    turns = np.arange(round(seconds * rate_hz)) * (round(hz * seconds) / round(seconds * rate_hz))
    sound = 10 ** (dbfs / 20) * np.sin(2 * np.pi * turns)
    return np.repeat(sound.astype(np.float32)[None], channels, axis=0)


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("dbfs", [-23.0, -33.0])
def test_a_tone_on_both_sides_is_as_loud_as_it_is_high(rate_hz: int, dbfs: float) -> None:
    """EBU Tech 3341, cases 1 and 2."""
    assert loudness(tone(1000, dbfs, 4, rate_hz), rate_hz) == pytest.approx(dbfs, abs=0.1)


def test_a_tone_on_one_side_is_three_decibels_softer() -> None:
    assert loudness(tone(997, 0, 4, 48_000, 1), 48_000) == pytest.approx(-3.01, abs=0.05)


def test_pauses_do_not_count() -> None:
    """As EBU's case 3: softer than 10 LU below the rest is gated."""
    quiet, loud = tone(1000, -40, 2, 48_000), tone(1000, -23, 18, 48_000)
    assert loudness(np.concatenate([quiet, loud], axis=1), 48_000) == pytest.approx(-23.0, abs=0.15)


def test_silence_is_said() -> None:
    assert loudness(np.zeros((2, 30_000), np.float32), 44_100) == SILENCE_LUFS


@settings(max_examples=20)
@given(shift=st.integers(0, 60_000), frames=st.integers(4000, 60_000))
def test_a_loop_is_as_loud_wherever_it_begins(shift: int, frames: int) -> None:
    noise = np.random.default_rng(frames).standard_normal((2, frames)).astype(np.float32) * 0.1
    turned = np.roll(noise, shift, axis=1)
    assert loudness(turned, 44_100) == pytest.approx(loudness(noise, 44_100), abs=0.1)


def test_peaks_between_samples_are_found() -> None:
    """A quarter of the rate, an eighth of a turn off: every sample is 3 dB below the peak (EBU case 16)."""
    turns = np.arange(4800) / 4 + 1 / 8
    sound = (0.5 * np.sin(2 * np.pi * turns)).astype(np.float32)[None]
    assert 20 * np.log10(true_peak(sound)) == pytest.approx(20 * np.log10(0.5), abs=0.1)
    assert np.abs(sound).max() == pytest.approx(0.5 * 0.5**0.5, rel=1e-3)


def test_a_peak_near_the_nyquist_frequency_is_found() -> None:
    """A pulse with all it has below 0.47 of the rate, half a sample off: its peak is the sum of its waves."""
    frames, waves = 1000, np.arange(1, 471)[:, None]
    places = np.arange(frames) - 500.5
    sound = (np.cos(2 * np.pi * waves * places / frames).sum(axis=0) / 1000).astype(np.float32)[None]
    assert 20 * np.log10(true_peak(sound)) == pytest.approx(20 * np.log10(0.47), abs=0.02)

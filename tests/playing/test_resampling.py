"""Notes at another pitch: what was a sine is one, as long as asked for, and nothing folds back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.playing.resampling import stretch


@given(
    semitones=st.integers(-4, 4),
    rate_hz=st.sampled_from((44_100, 48_000, 96_000)),
    hz=st.floats(100, 8000),
    frames=st.integers(1, 9000),
)
def test_a_sine_stays_a_sine(semitones: int, rate_hz: int, hz: float, frames: int) -> None:
    ratio = 2 ** (semitones / 12) * 44_100 / rate_hz
    source = np.sin(2 * np.pi * hz / 44_100 * np.arange(16_000)).astype(np.float32)[None]
    found = stretch(source, ratio, frames)
    assert found.shape == (1, frames) and found.dtype == np.float32
    if frames > 4000:
        spectrum = np.abs(np.fft.rfft(found[0, 100:4000] * np.hanning(3900), 1 << 16))
        heard_hz = float(np.argmax(spectrum)) / (1 << 16) * 44_100
        # Twelve hundred cents an octave: a third of one is a 5,200th.
        assert heard_hz == pytest.approx(hz * ratio, abs=1.0 + hz * ratio / 5000)
        near = np.abs(np.fft.rfftfreq(1 << 16, 1 / 44_100) - heard_hz) < 60
        assert (spectrum[~near] ** 2).sum() < 1e-5 * (spectrum**2).sum()


def test_what_is_not_moved_is_left_as_it_is() -> None:
    source = np.random.default_rng(1).standard_normal((2, 100)).astype(np.float32)
    assert (stretch(source, 1.0, 100) == source).all()
    assert (stretch(source, 1.0, 150)[:, :100] == source).all() and not stretch(source, 1.0, 150)[
        :, 100:
    ].any()


def test_nothing_folds_back() -> None:
    high = np.sin(2 * np.pi * 15_000 / 44_100 * np.arange(20_000)).astype(np.float32)[None]
    assert np.abs(stretch(high, 2.0, 9000)[:, 100:8000]).max() < 1e-3

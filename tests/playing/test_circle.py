"""What runs past the end of a circle is heard at its start, however often it goes round."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.playing.circle import add_circular, convolve_circular, fold, last


@settings(max_examples=60)
@given(
    frames=st.integers(1, 300),
    taps=st.integers(1, 700),
    start=st.integers(-1000, 1000),
    seed=st.integers(0, 9),
)
def test_convolution_on_the_circle(frames: int, taps: int, start: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    circle = chance.standard_normal(frames).astype(np.float32)
    response = chance.standard_normal(taps).astype(np.float32)
    wound = fold(response, frames)
    expected = np.fft.irfft(np.fft.rfft(circle) * np.fft.rfft(wound), frames)
    found = convolve_circular(circle, response)
    assert np.abs(found - expected).max() < 1e-4 * (1 + np.abs(expected).max())
    at = np.zeros(frames, dtype=np.float32)
    add_circular(at, response, start)
    assert np.allclose(at, np.roll(wound, start), atol=1e-4)


@given(frames=st.integers(1, 50), count=st.integers(0, 200))
def test_what_precedes_the_start_of_a_circle(frames: int, count: int) -> None:
    circle = np.arange(2 * frames).reshape(2, frames)
    expected = circle[:, (np.arange(count) - count) % frames]
    assert (last(circle, count) == expected).all()

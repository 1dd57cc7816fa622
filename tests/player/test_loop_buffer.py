"""Loops in memory: their circle, and other rates and places between samples without a seam."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.player.interpolation import Interpolator, copy_exactly
from bridge.player.loop_buffer import MARGIN, LoopBuffer, resampled


def circle(frames: int, turns: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.sin(2 * np.pi * turns * np.arange(frames) / frames)[None, :].astype(np.float32)


def test_one_channel_goes_to_both_sides_and_the_circle_is_closed() -> None:
    loop = LoopBuffer(np.arange(3, dtype=np.float32)[None, :], 1.0)
    assert loop.frames == 3 and loop.samples.shape == (2, 3 + 2 * MARGIN)
    assert np.array_equal(loop.samples[0], loop.samples[1])
    assert np.array_equal(loop.samples[0], np.arange(-MARGIN, 3 + MARGIN) % 3)


@pytest.mark.parametrize(("frames", "from_hz", "to_hz"), [(44_100, 44_100, 48_000), (48_001, 48_000, 44_100)])
def test_at_another_rate_a_sine_is_the_same_sine_up_to_the_seam(
    frames: int, from_hz: int, to_hz: int
) -> None:
    found = resampled(circle(frames, 997), from_hz, to_hz)
    assert found.shape == (1, round(frames * to_hz / from_hz))
    assert np.abs(found - circle(found.shape[1], 997)).max() < 1e-5


def test_what_is_at_the_rate_already_stays_as_it_is() -> None:
    sound = circle(1000, 3)
    assert resampled(sound, 48_000, 48_000) is sound


@settings(max_examples=50)
@given(frames=st.integers(1, 50), position=st.integers(0, 200), n=st.integers(1, 120))
def test_copies_go_round_and_round(frames: int, position: int, n: int) -> None:
    loop = LoopBuffer(np.random.default_rng(0).random((2, frames), np.float32), 1.0)
    out = np.empty((2, n), np.float32)
    copy_exactly(loop, position, out)
    assert np.array_equal(out, loop.samples[:, MARGIN + (position + np.arange(n)) % frames])


@settings(max_examples=50)
@given(position=st.floats(0, 4000), speed=st.floats(0.25, 2.0))
def test_between_samples_lies_the_band_limited_curve(position: float, speed: float) -> None:
    frames, turns = 4000, 400  # a tenth of the rate
    loop = LoopBuffer(circle(frames, turns), 1.0)
    out = np.empty((2, 256), np.float32)
    Interpolator(256).read(loop, position, speed, out)
    expected = np.sin(2 * np.pi * turns * (position + speed * np.arange(256)) / frames)
    # The nearest of 2,048 places: π · 0.1 / 2048 at the most, and the window's lobes.
    assert np.abs(out[0] - expected).max() < 1e-3
    assert np.array_equal(out[0], out[1])


def test_on_samples_it_gives_the_samples() -> None:
    loop = LoopBuffer(np.random.default_rng(0).random((2, 100), np.float32), 1.0)
    out = np.empty((2, 64), np.float32)
    Interpolator(64).read(loop, 90.0, 1.0, out)
    assert np.abs(out - loop.samples[:, MARGIN + (90 + np.arange(64)) % 100]).max() < 1e-6

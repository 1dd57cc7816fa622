"""Beginnings heard in clicks at known places, and grids straight and swung."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from msgspec.structs import replace
from numpy.typing import NDArray

from benchmarks.judging.timing import PLACES, TOLERANCE_S, beginnings, misses_s, profile, warp
from bridge.composing.genre_files import genres

STRAIGHT = replace(genres()["house"], swing=(0.5, 0.5), swing_quarters=0.25)
SWUNG = replace(genres()["house"], swing=(0.6, 0.67), swing_quarters=0.5)
QUARTERS, TEMPO_BPM = 8, 120.0


def clicks(places_s: NDArray[np.floating[Any]]) -> torch.Tensor:
    """Bursts of noise that fade in 20 ms, on a circle of two bars at 120."""
    sound = np.zeros(4 * 44_100)
    burst = np.random.default_rng(0).standard_normal(4_000) * np.exp(-np.arange(4_000) / 900)
    for place in places_s:
        index = (round(place * 44_100) + np.arange(len(burst))) % len(sound)
        sound[index] += burst
    return torch.from_numpy(sound).float()


def test_clicks_are_heard_where_they_are() -> None:
    struck = np.arange(16) * 0.25 + 0.01
    heard = beginnings(clicks(struck)).places_s
    assert len(heard) == len(struck)
    np.testing.assert_allclose(np.sort(heard % 4), struck, atol=0.006)


def test_the_straight_grid_is_of_sixteenths() -> None:
    places = np.array([0.0, 0.125, 0.14, 0.19, 3.995])
    missed = misses_s(places, STRAIGHT, QUARTERS, TEMPO_BPM)
    np.testing.assert_allclose(missed, [0, 0, 0.015, 0.06, 0.005], atol=1e-9)


def test_swing_allows_its_range_and_no_more() -> None:
    beat_s = 0.5
    allowed = np.array([0.0, 0.6, 0.64, 0.67]) * beat_s
    np.testing.assert_allclose(misses_s(allowed, SWUNG, QUARTERS, TEMPO_BPM), 0, atol=1e-9)
    assert misses_s(np.array([0.5 * beat_s]), SWUNG, QUARTERS, TEMPO_BPM) > TOLERANCE_S


def test_warping_leaves_beats_and_moves_off_beats() -> None:
    steps = np.array([0.0, 0.5, 1.0, 1.5, 2.0])
    np.testing.assert_allclose(warp(steps, 0.6, 0.5), [0, 0.6, 1.0, 1.6, 2.0])
    np.testing.assert_allclose(warp(steps, 0.5, 0.5), steps)


def test_the_profile_of_four_on_the_floor_has_four_equal_peaks() -> None:
    heard = beginnings(clicks(np.arange(8) * 0.5))
    shape = profile(heard.curve, bars=2)
    assert shape.shape == (PLACES,)
    quarters = shape.reshape(4, PLACES // 4)
    np.testing.assert_allclose(quarters, quarters[[1, 2, 3, 0]], atol=0.1 * shape.max())
    assert shape.max() > 5 * np.median(shape)


@pytest.mark.parametrize("level", [0.0, 0.3])
def test_what_never_changes_begins_nowhere(level: float) -> None:
    assert len(beginnings(torch.full((4 * 44_100,), level)).places_s) == 0

"""Loudness is the standard's, on a circle; the limiter lets nothing over and clicks nowhere."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from bridge.sound.dsp.loudness import limited, loudness_lufs


def tone(hz: float, rate_hz: int, seconds: float = 2.0, amplitude: float = 1.0) -> Tensor:
    return amplitude * torch.sin(torch.arange(int(seconds * rate_hz)) * (2 * math.pi * hz / rate_hz))[None]


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
def test_the_standards_own_tone(rate_hz: int) -> None:
    """BS.1770: 997 Hz at full scale in one channel is −3.01 LUFS; in two, 3 LU more."""
    one = tone(997, rate_hz)
    assert loudness_lufs(one, rate_hz) == pytest.approx(-3.01, abs=0.05)
    assert loudness_lufs(one.expand(2, -1), rate_hz) == pytest.approx(0.0, abs=0.05)
    assert loudness_lufs(one / 10, rate_hz) == pytest.approx(-23.01, abs=0.05)


def test_low_notes_count_less_and_high_ones_more() -> None:
    middle, low, high = (loudness_lufs(tone(hz, 48_000), 48_000) for hz in (997, 30, 8_000))
    assert low < middle - 4 and middle + 2 < high < middle + 4.5


def test_pauses_are_gated_out() -> None:
    played = tone(997, 48_000)
    half = torch.cat([played, torch.zeros(1, 5 * 48_000)], dim=1)
    assert loudness_lufs(half, 48_000) == pytest.approx(loudness_lufs(played, 48_000), abs=1.0)


def test_silence_and_loops_shorter_than_a_block() -> None:
    assert loudness_lufs(torch.zeros(2, 1000), 48_000) == -math.inf
    assert loudness_lufs(tone(1_000, 48_000, 0.05), 48_000) == pytest.approx(-3.0, abs=0.1)


def test_nothing_is_let_over_the_ceiling_and_the_rest_is_left() -> None:
    sound = tone(200, 44_100, amplitude=0.5)
    sound[:, :300] *= 3
    made = limited(sound, -1.0, 44_100)
    assert float(made.abs().max()) <= 10 ** (-1 / 20) + 1e-4
    assert torch.equal(made[:, 2_000:-2_000], sound[:, 2_000:-2_000])
    assert made.diff().abs().max() < 1.1 * sound.diff().abs().max()
    assert limited(made, -0.99, 44_100) is made

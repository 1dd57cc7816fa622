"""The clock: where in the loop, the bar and the beat each latent column stands."""

from __future__ import annotations

from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from bridge.engine.clock import CLOCK_CHANNELS, clock_channels


def test_two_bars_of_four() -> None:
    clock = clock_channels(16, Fraction(8), Fraction(4))
    assert clock.shape == (CLOCK_CHANNELS, 8, 16)
    assert clock.dtype == torch.float32
    loop_sin, loop_cos, bar_sin, bar_cos, half_sin, half_cos, beat = clock[:, 0]
    assert beat.tolist() == [1, -1] * 8
    assert torch.allclose(bar_cos[[0, 2, 4, 6, 8]], torch.tensor([1.0, 0, -1, 0, 1]), atol=1e-6)
    assert torch.allclose(bar_sin[[0, 2, 4, 6, 8]], torch.tensor([0.0, 1, 0, -1, 0]), atol=1e-6)
    assert torch.allclose(half_cos[[0, 2, 4]], torch.tensor([1.0, -1, 1]), atol=1e-6)
    assert torch.allclose(half_sin[[1, 3]], torch.tensor([1.0, -1]), atol=1e-6)
    assert torch.allclose(loop_cos[[0, 4, 8]], torch.tensor([1.0, 0, -1]), atol=1e-6)
    assert loop_sin.argmax() == 4


@given(st.integers(1, 8), st.sampled_from([Fraction(3), Fraction(4), Fraction(7, 2), Fraction(5)]))
def test_every_bar_reads_alike(bars: int, quarters_per_bar: Fraction) -> None:
    columns_per_bar = int(2 * quarters_per_bar)
    width = bars * columns_per_bar
    clock = clock_channels(width, bars * quarters_per_bar, quarters_per_bar, rows=1)
    assert torch.equal(clock[2:6], clock[2:6].roll(columns_per_bar, -1))
    assert torch.equal(clock[6], clock[6].roll(2, -1)) or width % 2  # beats; an odd loop has half a one
    assert torch.equal(clock[:, :, 0].flatten(), torch.tensor([0, 1, 0, 1, 0, 1, 1.0]))


def test_all_rows_tell_the_same_time() -> None:
    clock = clock_channels(6, Fraction(3), Fraction(3), rows=5)
    assert torch.equal(clock, clock[:, :1].expand(-1, 5, -1))


@pytest.mark.parametrize("width, quarters, bar", [(0, 4, 4), (8, 0, 4), (8, 4, -1)])
def test_nothing_has_no_time(width: int, quarters: int, bar: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        clock_channels(width, Fraction(quarters), Fraction(bar))

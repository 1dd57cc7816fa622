"""The source's samples where they stay, what was drawn within the gap, and no click between."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from bridge.engine.splice import MOST_FADE_S, bed, drawn_share, splice
from bridge.vocabulary.jobs import InpaintSpan

RATE_HZ, QUARTERS, FRAMES = 10_000, Fraction(8), 80_000


def tone(turns: int, frames: int = FRAMES, peak: float = 0.5) -> Tensor:
    return peak * torch.sin(torch.arange(frames) * (2 * math.pi * turns / frames))[None]


def test_what_is_kept_is_kept_to_the_bit_and_the_gap_is_the_drawn() -> None:
    source, drawn = tone(500), tone(300)
    made = splice(source, drawn, InpaintSpan(4.0, 8.0), QUARTERS, RATE_HZ)
    fade = int(MOST_FADE_S * RATE_HZ)
    assert torch.equal(made[:, : 40_000 - fade], source[:, : 40_000 - fade])
    assert torch.allclose(made[:, 40_000 : 80_000 - fade], drawn[:, 40_000 : 80_000 - fade], atol=1e-3)


def test_nothing_jumps_at_the_borders() -> None:
    made = splice(tone(500), tone(300), InpaintSpan(2.0, 4.5), QUARTERS, RATE_HZ)[0]
    jumps = (made - made.roll(1)).abs()
    inside = tone(500)[0].diff().abs().max()
    assert jumps[[0, *range(19_500, 20_500), *range(44_500, 45_500)]].max() < 1.6 * inside


def test_the_drawn_part_is_brought_to_the_sources_level() -> None:
    source, drawn = tone(500, peak=0.5), tone(300, peak=0.05)
    assert splice(source, drawn, InpaintSpan(4.0, 8.0), QUARTERS, RATE_HZ)[
        :, 50_000:70_000
    ].abs().max() == pytest.approx(0.5, 0.01)
    drawn[:, 40_000:] *= 100
    assert splice(source, drawn, InpaintSpan(4.0, 8.0), QUARTERS, RATE_HZ)[
        :, 50_000:70_000
    ].abs().max() == pytest.approx(0.5, 0.01)
    drawn[:, 40_000:] *= 1e-4
    assert (
        splice(source, drawn, InpaintSpan(4.0, 8.0), QUARTERS, RATE_HZ)[:, 50_000:70_000].abs().max() < 0.02
    )


@pytest.mark.parametrize("silent", ["source", "drawn", "both"])
def test_silence_is_no_measure(silent: str) -> None:
    source = tone(500, peak=0.0 if silent != "drawn" else 0.5)
    drawn = tone(300, peak=0.0 if silent != "source" else 0.5)
    assert splice(source, drawn, InpaintSpan(4.0, 8.0), QUARTERS, RATE_HZ).isfinite().all()


@given(st.floats(0, 7.75), st.floats(0.25, 7.75), st.integers(1000, 90_000))
def test_fades_end_at_the_borders(begin: float, length: float, frames: int) -> None:
    gap = InpaintSpan(begin, min(8.0, begin + length))
    share = drawn_share(frames, gap, QUARTERS, RATE_HZ)
    assert share.shape == (frames,) and 0 <= share.min() <= share.max() <= 1
    per_quarter = frames / 8
    first, after = round(gap.from_quarter * per_quarter), round(gap.to_quarter * per_quarter)
    fading = int(((share > 0) & (share < 1)).sum())
    assert fading <= 2 * max(1, min(MOST_FADE_S * RATE_HZ, per_quarter / 8))
    if after - first > 2 and frames - (after - first) > 2:
        assert share[first] == 1.0 and share[after % frames] < 1.0


def test_a_short_source_is_read_on_round_its_circle_from_both_borders() -> None:
    source = torch.arange(4)[None].float()
    assert bed(source, 4, InpaintSpan(2.0, 4.0), Fraction(4)) is source
    longer = bed(source, 12, InpaintSpan(4.0, 12.0), Fraction(12))
    assert longer[0].tolist() == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]
    uneven = bed(source, 6, InpaintSpan(4.0, 6.0), Fraction(6))
    assert uneven[0].tolist() == [0, 1, 2, 3, 0, 3]

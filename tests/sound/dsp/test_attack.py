"""Strokes that were smeared are steep again where they are known to be; what is steady is left alone."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from bridge.sound.dsp.attack import HOP_FRAMES, MOST_GAIN_DB, WINDOW_FRAMES, sharpen

RATE_HZ = 44_100
FRAMES = 8 * 11_008  # whole hops, so that a turn by hops is a turn of the windows


def noise(frames: int = FRAMES, channels: int = 1) -> Tensor:
    return torch.randn(channels, frames, generator=torch.Generator().manual_seed(1)) * 0.1


def strokes(places: list[int], rise_s: float, fall_s: float = 0.1, frames: int = FRAMES) -> Tensor:
    """Noise `[1, frames]` that swells up for `rise_s` to each place and fades from there on, by 60 dB."""
    ages = (torch.arange(frames)[None] - torch.tensor(places)[:, None] + frames // 2) % frames - frames // 2
    seconds = ages / RATE_HZ
    fading = 10 ** (-3 * seconds / fall_s)
    swelling = (1 + seconds / rise_s).clamp(0, 1) if rise_s else (seconds >= 0).float()
    return noise(frames) * torch.where(seconds < 0, swelling, fading).amax(dim=0)


def level_db(sound: Tensor, from_s: float, to_s: float, place: int) -> float:
    """How loud `sound` is in a stretch around `place`."""
    where = torch.arange(round(from_s * RATE_HZ), round(to_s * RATE_HZ)) + place
    return float(10 * torch.log10(sound[..., where % sound.shape[-1]].square().mean() + 1e-12))


@pytest.mark.parametrize("place", [0, 30_000, FRAMES - 700])
def test_nothing_swells_up_before_a_stroke(place: int) -> None:
    smeared = strokes([place], rise_s=0.04)
    sharp = sharpen(smeared, [float(place)], [], RATE_HZ)
    assert sharp.shape == smeared.shape
    assert level_db(sharp, -0.03, -0.01, place) < level_db(smeared, -0.03, -0.01, place) - 15
    # The stroke itself is as loud as it was.
    assert level_db(sharp, 0, 0.05, place) == pytest.approx(level_db(smeared, 0, 0.05, place), abs=1)


def test_a_stroke_that_came_softly_comes_at_once() -> None:
    # What was struck at 20,000 is loudest 25 ms later.
    late = strokes([20_000 + round(0.025 * RATE_HZ)], rise_s=0.025)
    sharp = sharpen(late, [20_000.0], [], RATE_HZ)
    assert level_db(sharp, 0.002, 0.008, 20_000) > level_db(late, 0.002, 0.008, 20_000) + 5
    assert float(sharp.abs().max()) < 1.5 * float(late.abs().max())


def test_where_nothing_begins_nothing_rises() -> None:
    """A false stroke between two true ones."""
    sound = strokes([10_000, 40_000, 60_000], rise_s=0.0)
    held = sharpen(sound, [10_000.0, 60_000.0], [], RATE_HZ)
    assert level_db(held, 0, 0.03, 40_000) < level_db(sound, 0, 0.03, 40_000) - 15
    assert level_db(held, 0, 0.03, 60_000) == pytest.approx(level_db(sound, 0, 0.03, 60_000), abs=1)
    # Where something swells up it may.
    free = sharpen(sound, [10_000.0, 60_000.0], [(39_000.0, 45_000.0)], RATE_HZ)
    assert level_db(free, 0, 0.03, 40_000) == pytest.approx(level_db(sound, 0, 0.03, 40_000), abs=1)


def test_what_is_steady_stays() -> None:
    times = torch.arange(FRAMES) / FRAMES * 2 * math.pi
    chord = sum(torch.sin(turns * times) for turns in (440, 660, 1_111))
    assert isinstance(chord, Tensor)
    chord = chord[None] * 0.1
    sharp = sharpen(chord, [5_000.0, 25_000.0], [], RATE_HZ)
    assert float((sharp - chord).abs().max()) < 0.01 * float(chord.abs().max())


def test_strokes_that_are_steep_stay() -> None:
    steep = strokes([10_000, 31_000, 62_000], rise_s=0.0)
    sharp = sharpen(steep, [10_000.0, 31_000.0, 62_000.0], [], RATE_HZ)
    for place in (10_000, 31_000, 62_000):
        assert level_db(sharp, 0, 0.05, place) == pytest.approx(level_db(steep, 0, 0.05, place), abs=1)


@pytest.mark.parametrize("hops", [1, 300, 1_000])
def test_it_goes_round(hops: int) -> None:
    sound, places, turn = (
        strokes([700, 30_000, 50_000], rise_s=0.03),
        [700, 30_000, 50_000],
        hops * HOP_FRAMES,
    )
    sharp = sharpen(sound, [float(place) for place in places], [(9_000.0, 12_000.0)], RATE_HZ)
    turned = sharpen(
        sound.roll(turn, -1),
        [float((place + turn) % FRAMES) for place in places],
        [((9_000.0 + turn) % FRAMES, (9_000.0 + turn) % FRAMES + 3_000)],
        RATE_HZ,
    )
    inner = slice(2_000, -2_000)
    assert torch.allclose(turned[..., inner], sharp.roll(turn, -1)[..., inner], atol=2e-3)


def test_channels_keep_their_balance() -> None:
    left = strokes([20_000], rise_s=0.04)
    both = sharpen(torch.cat([left, 0.5 * left]), [20_000.0], [], RATE_HZ)
    assert torch.allclose(both[1], 0.5 * both[0], atol=1e-6)


def test_without_strokes_and_in_no_time_nothing_is_done() -> None:
    sound = noise()
    assert sharpen(sound, [], [(0.0, 100.0)], RATE_HZ) is sound
    short = noise(WINDOW_FRAMES - 1)
    assert sharpen(short, [3.0], [], RATE_HZ) is short


@settings(max_examples=25)
@given(
    frames=st.integers(WINDOW_FRAMES, 40_000),
    struck=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=40),
    moving=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1.5)), max_size=5),
)
def test_any_strokes_in_any_circle(
    frames: int, struck: list[float], moving: list[tuple[float, float]]
) -> None:
    sound = noise(frames, channels=2)
    places = [share * frames for share in struck]
    stretches = [(begin * frames, (begin + length) * frames) for begin, length in moving]
    sharp = sharpen(sound, places, stretches, RATE_HZ)
    assert sharp.shape == sound.shape and sharp.isfinite().all()
    assert float(sharp.abs().max()) <= 10 ** (MOST_GAIN_DB / 20) * float(sound.abs().max()) * 1.5
    assert torch.equal(sharp, sharpen(sound, places, stretches, RATE_HZ))

"""Loops that somebody else made: what is heard in them, and what stays of them on another loop's grid."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from bridge.errors import BadRequest, NoGrid
from bridge.sound.dsp.foreign import Brought, bring
from bridge.sound.dsp.hearing import GUESSED
from bridge.sound.measure import seam
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import SourceLoop
from bridge.vocabulary.music import Loop, Meter
from tests.sound.dsp.drums import RATE_HZ, ROCK, drums

PAD_HZ = (220, 277.18, 329.63)


def pad(seconds: float) -> Tensor:
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return torch.from_numpy(0.2 * sum(np.sin(2 * np.pi * hz * time_s) for hz in PAD_HZ)).float()[None]


def son(frames: int = 66_150) -> Tensor:
    """A bar of a son clave at 160 BPM, which by its strokes alone could be 4:3 faster."""
    sound, stroke_s = np.zeros(frames + RATE_HZ), np.arange(3_000) / RATE_HZ
    noise = np.random.default_rng(0)
    for index, sixteenth in enumerate((0, 3, 6, 10, 12)):
        begin = round(sixteenth * 15 / 160 * RATE_HZ)
        stroke = np.sin(2 * np.pi * 60 * stroke_s) if index in (0, 3) else noise.standard_normal(3_000)
        sound[begin : begin + 3_000] += stroke * np.exp(-stroke_s * 60)
    return torch.from_numpy(0.5 * sound[:frames]).float()[None]


def put(sound: Tensor, tempo_bpm: float, bars: int, source: SourceLoop | None = None) -> Brought:
    brought = bring(sound, RATE_HZ, source or SourceLoop(), Loop(tempo_bpm=tempo_bpm, bars=bars))
    assert brought.sound.shape == (len(sound), loop_frames(bars, Meter(), tempo_bpm, RATE_HZ))
    return brought


@pytest.mark.parametrize(("sound", "tempo_bpm", "bars"), [(pad(16 * 60 / 90), 90, 4), (son(), 160, 1)])
def test_what_has_the_length_that_is_asked_for_stays_to_the_sample(
    sound: Tensor, tempo_bpm: float, bars: int
) -> None:
    brought = put(sound, tempo_bpm, bars)
    assert brought.is_untouched and torch.equal(brought.sound, sound)


@pytest.mark.parametrize(
    ("sound", "own_bpm", "tempo_bpm"),
    [(pad(16 * 60 / 90), 90.0, 150.0), (son(), 160.0, 84.0), (drums(104, 2, ROCK), 104.0, 171.0)],
)
def test_a_loop_is_found_at_another_target(sound: Tensor, own_bpm: float, tempo_bpm: float) -> None:
    octaves = np.log2(put(sound, tempo_bpm, 2).tempo_bpm / own_bpm)
    assert octaves == pytest.approx(round(octaves), abs=0.002)


def test_at_its_own_tempo_a_loop_is_repeated_cut_and_counted_in_halves_with_its_own_samples() -> None:
    own, whole = son(), drums(104, 4, ROCK)
    twice, half, slow = put(own, 160, 2), put(whole, 104, 2), put(own, 80, 1)
    assert torch.equal(twice.sound, own.repeat(1, 2)) and torch.equal(slow.sound, own.repeat(1, 2))
    kept = half.sound.shape[-1] - RATE_HZ // 50
    assert half.is_untouched and torch.equal(half.sound[:, :kept], whole[:, :kept])
    assert seam(half.sound.numpy()) < 1.0


def test_three_bars_fill_four_with_what_divides_them() -> None:
    three = pad(12 * 60 / 100)
    brought = put(three, 100, 4, SourceLoop(tempo_bpm=100.0, quarters=12.0))
    assert torch.equal(brought.sound[:, : 2 * RATE_HZ], three[:, : 2 * RATE_HZ])


@pytest.mark.parametrize("off", [-2, -1, 1, 2])
def test_a_frame_more_or_less_costs_no_other_frame(off: int) -> None:
    sound = son(66_150 + off)
    kept = min(66_150, 66_150 + off)
    assert torch.equal(put(sound, 160, 1).sound[:, :kept], sound[:, :kept])


def test_what_is_told_counts_more_than_what_is_heard() -> None:
    two_bars = drums(104, 2, ROCK)
    told = SourceLoop(tempo_bpm=78.0, quarters=6.0)
    assert put(two_bars, 80, 1, told).tempo_bpm == pytest.approx(78, rel=1e-3)
    with_tail = torch.cat([two_bars, torch.zeros(1, 3_000)], dim=1)
    told = SourceLoop(tempo_bpm=104.0, quarters=8.0, end_s=two_bars.shape[-1] / RATE_HZ)
    assert torch.equal(put(with_tail, 104, 2, told).sound, two_bars)


def test_a_cut_loop_is_found_by_what_repeats() -> None:
    brought = put(drums(104, 4, ROCK)[:, : int(3.6 * 4 * 60 / 104 * RATE_HZ)], 110, 2)
    assert brought.tempo_bpm == pytest.approx(104, rel=0.003)
    assert not brought.is_untouched and brought.heard is not None and not brought.heard.grid.closes


def test_silence_at_its_ends_is_no_part_of_a_loop() -> None:
    loop = drums(103.3, 2, ROCK)
    loop += 0.1 * pad(loop.shape[-1] / RATE_HZ)
    padded = torch.nn.functional.pad(loop, (700, 3_000))
    brought = put(padded, 110, 2)
    assert brought.tempo_bpm == pytest.approx(103.3, rel=0.003)
    assert brought.heard is not None and brought.heard.reason == "sounds like 2 bars between silence"


def test_noise_is_taken_for_whole_bars_and_that_is_called_a_guess() -> None:
    noise = torch.from_numpy(np.random.default_rng(0).normal(0, 0.1, (1, 200_000))).float()
    guessed, told = put(noise, 120, 2), put(noise, 120, 2, SourceLoop(tempo_bpm=100.0))
    assert guessed.tempo_bpm == pytest.approx(480 / 200_000 * RATE_HZ, rel=1e-3)
    assert guessed.heard is not None and guessed.heard.grid.confidence == GUESSED
    assert told.tempo_bpm == pytest.approx(100, rel=0.02)


def test_a_hit_is_no_loop() -> None:
    with pytest.raises(NoGrid, match="too short to be a loop"):
        put(drums(104, 1, ROCK)[:, :20_000], 120, 2)


def test_an_empty_sound_is_refused() -> None:
    with pytest.raises(BadRequest, match="empty"):
        put(torch.zeros(1, 0), 120, 1)


@settings(max_examples=5)
@given(st.integers(2_000, 20_000), st.floats(1, 40), st.floats(60, 180), st.integers(1, 4))
def test_any_whole_loop_comes_out_as_long_as_asked_or_is_too_short(
    frames: int, quarters: float, tempo_bpm: float, bars: int
) -> None:
    sound = torch.linspace(-1, 1, frames)[None]
    loop = Loop(tempo_bpm=tempo_bpm, bars=bars)
    try:
        made = bring(sound, 8_000, SourceLoop(tempo_bpm=100.0, quarters=quarters), loop).sound
    except NoGrid:
        assert quarters < 16
    else:
        assert made.shape == (1, loop_frames(bars, Meter(), tempo_bpm, 8_000))
        assert bool(torch.isfinite(made).all())

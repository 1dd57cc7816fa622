from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import NoGrid
from bridge.sound.dsp.rhythm import find_grid, follow, pulses_per_bar, quarters_per_pulse
from bridge.sound.format import FIT
from bridge.vocabulary.music import Meter
from tests.sound.dsp.drums import RATE_HZ, ROCK, analyse, drums


def off_beat(seconds: float, period_s: float) -> float:
    return abs((seconds + period_s / 2) % period_s - period_s / 2)


@settings(max_examples=12)
@given(tempo_bpm=st.floats(62, 178), turned=st.floats(0, 1))
def test_pulses_are_found_at_any_tempo_and_phase(tempo_bpm: float, turned: float) -> None:
    sound = drums(tempo_bpm, 4, {"kick": "x..."})
    turn = round(turned * sound.shape[-1])
    mel, rate = analyse(sound.roll(turn, -1))
    grid = find_grid(mel, rate, circular=True, form=FIT, tempo_hint_bpm=tempo_bpm)
    assert grid.tempo_bpm == pytest.approx(tempo_bpm, rel=0.001)
    beat_s = 60 / tempo_bpm
    misses = [off_beat(pulse / rate - turn / RATE_HZ, beat_s) for pulse in grid.pulses]
    assert max(misses) < 0.012


@settings(max_examples=10)
@given(tempo_bpm=st.floats(70, 170), turned=st.floats(0, 1), share=st.floats(0.8, 0.97))
def test_a_carelessly_cut_beat_keeps_tempo_and_downbeat(
    tempo_bpm: float, turned: float, share: float
) -> None:
    sound = drums(tempo_bpm, 4, ROCK)
    turn = round(turned * sound.shape[-1])
    mel, rate = analyse(sound.roll(turn, -1)[:, : int(share * sound.shape[-1])])
    grid = find_grid(mel, rate, circular=False, form=FIT, tempo_hint_bpm=tempo_bpm)
    assert grid.tempo_bpm == pytest.approx(tempo_bpm, rel=0.003)
    # Half a bar away the same pattern begins but for one stroke, so the kick is what must lead.
    assert off_beat(grid.downbeat / rate - turn / RATE_HZ, 120 / tempo_bpm) < 0.02


@pytest.mark.parametrize(
    "patterns",
    [
        ROCK,
        {"kick": "x.........x.....", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "x.....x.........", "snare": "........x.......", "hat": "x.x.x.x.x.x.x.x."},
    ],
    ids=["rock", "breakbeat", "half time"],
)
def test_plain_patterns_start_where_drummers_start_them(patterns: dict[str, str]) -> None:
    mel, rate = analyse(drums(112, 4, patterns))
    grid = find_grid(mel, rate, circular=True, form=FIT, tempo_hint_bpm=112)
    assert off_beat(grid.downbeat / rate, 240 / 112) < 0.02
    assert grid.closes
    assert len(grid.pulses) == 16


@pytest.mark.parametrize(("hint_bpm", "found_bpm"), [(70, 70), (140, 140)])
def test_the_hint_chooses_the_octave(hint_bpm: float, found_bpm: float) -> None:
    mel, rate = analyse(drums(140, 4, {"kick": "x...", "hat": "x.x."}))
    grid = find_grid(mel, rate, circular=True, form=FIT, tempo_hint_bpm=hint_bpm)
    assert grid.tempo_bpm == pytest.approx(found_bpm, rel=0.002)


def test_a_waltz_is_counted_in_threes() -> None:
    waltz = {"kick": "x...........", "snare": "....x...x..."}
    mel, rate = analyse(drums(150, 4, waltz, meter_quarters=3).roll(30_000, -1))
    grid = find_grid(mel, rate, circular=True, form=FIT, meter=Meter(3, 4), tempo_hint_bpm=150)
    assert grid.pulses_per_bar == 3
    assert grid.tempo_bpm == pytest.approx(150, rel=0.002)
    assert off_beat(grid.downbeat / rate - 30_000 / RATE_HZ, 180 / 150) < 0.02


def test_noise_has_no_grid() -> None:
    noise = torch.randn(1, 8 * RATE_HZ, generator=torch.Generator().manual_seed(3))
    with pytest.raises(NoGrid, match="No steady tempo"):
        find_grid(analyse(0.1 * noise)[0], 100.0, circular=False, form=FIT)


def test_a_held_chord_has_no_grid() -> None:
    time = torch.arange(8 * RATE_HZ) / RATE_HZ
    chord = sum(0.1 * torch.sin(2 * torch.pi * hz * time) for hz in (220.0, 277.2, 329.6))
    with pytest.raises(NoGrid):
        find_grid(analyse(torch.as_tensor(chord)[None])[0], 100.0, circular=False, form=FIT)


def test_silence_has_no_grid() -> None:
    with pytest.raises(NoGrid, match="Too few onsets"):
        find_grid(torch.zeros(1, 256, 500), 100.0, circular=True, form=FIT)


@pytest.mark.parametrize(
    ("meter", "pulses", "quarters"),
    [("4/4", 4, 1), ("3/4", 3, 1), ("6/8", 2, 1.5), ("12/8", 4, 1.5), ("7/8", 7, 0.5), ("3/8", 3, 0.5)],
)
def test_pulses_of_meters(meter: str, pulses: int, quarters: float) -> None:
    assert pulses_per_bar(Meter.parse(meter)) == pulses
    assert quarters_per_pulse(Meter.parse(meter)) == quarters


def test_pulses_follow_a_tempo_that_drifts() -> None:
    true = 50.0 * np.arange(17) + 3.0 * np.sin(np.arange(17) / 16 * np.pi)
    pulses = follow(true.astype(np.float64), np.ones(17), 0.0, 50.0, 17, around=None)
    assert np.abs(pulses - true).max() < 0.8


def test_one_late_stroke_moves_nothing() -> None:
    true = 50.0 * np.arange(16)
    late = true + np.where(np.arange(16) == 7, 4.0, 0.0)
    pulses = follow(late.astype(np.float64), np.ones(16), 0.0, 50.0, 16, around=800)
    assert np.abs(pulses - true).max() < 0.6

"""Phases out of magnitudes: those of a known sound come back, up to what magnitudes cannot tell."""

from __future__ import annotations

import math

import torch

from bridge.sound.dsp.circle import Circle
from bridge.sound.dsp.gradient import integrated_phases
from tests.support.spectra import riff, tone

CIRCLE = Circle.around(64, 0.64, window_s=0.1, fft_s=0.15, high_hz=3_000.0)
WINDOW = CIRCLE.window(torch.device("cpu"))


def inconsistency(magnitudes: torch.Tensor, phases: torch.Tensor) -> float:
    """How far, relatively, the magnitudes of the nearest sound are from those given."""
    sound = CIRCLE.synthesise(torch.polar(magnitudes, phases), WINDOW)
    found = CIRCLE.analyse(sound, WINDOW).abs()
    return float((found - magnitudes).norm() / magnitudes.norm())


def test_a_tones_phase_advances_at_its_pitch() -> None:
    turns = 300
    magnitudes = CIRCLE.analyse(tone(turns, CIRCLE.frames), WINDOW).abs()
    phases = integrated_phases(magnitudes, CIRCLE)
    at = int(magnitudes[0, 0].argmax())
    advance = phases[0, 1:, at] - phases[0, :-1, at]
    wanted = 2 * math.pi * turns / CIRCLE.columns
    apart = torch.remainder(advance - wanted + math.pi, 2 * math.pi) - math.pi
    assert float(apart.abs().median()) < 0.02


def test_integrated_phases_are_far_more_consistent_than_random_ones() -> None:
    magnitudes = CIRCLE.analyse(riff(CIRCLE.frames), WINDOW).abs()
    random = torch.rand(magnitudes.shape, generator=torch.Generator().manual_seed(0)) * 2 * math.pi
    found = inconsistency(magnitudes, integrated_phases(magnitudes, CIRCLE))
    assert found < 0.35
    assert found < inconsistency(magnitudes, random) / 2


def test_a_click_has_one_phase_slope_through_its_group_delay() -> None:
    sound = torch.zeros(1, CIRCLE.frames)
    sound[0, 10 * CIRCLE.hop + CIRCLE.span // 2] = 1  # in the middle of column 10
    magnitudes = CIRCLE.analyse(sound, WINDOW).abs()
    assert inconsistency(magnitudes, integrated_phases(magnitudes, CIRCLE)) < 0.1


def test_turning_the_columns_turns_the_phases() -> None:
    magnitudes = CIRCLE.analyse(riff(CIRCLE.frames), WINDOW).abs()
    turned = integrated_phases(magnitudes.roll(5, 1), CIRCLE)
    apart = turned - integrated_phases(magnitudes, CIRCLE).roll(5, 1)
    loud = magnitudes.roll(5, 1) > magnitudes.max() * 1e-3
    torch.testing.assert_close(torch.cos(apart)[loud], torch.ones(int(loud.sum())), atol=1e-3, rtol=0)


def test_channels_with_shares_of_one_sound_stay_in_phase() -> None:
    magnitudes = CIRCLE.analyse(riff(CIRCLE.frames), WINDOW).abs()
    left, right = integrated_phases(torch.cat([magnitudes, 0.5 * magnitudes]), CIRCLE)
    loud = magnitudes[0] > magnitudes.max() * 1e-3
    torch.testing.assert_close(torch.cos(left - right)[loud], torch.ones(int(loud.sum())), atol=1e-3, rtol=0)


def test_silence_has_phases_too() -> None:
    phases = integrated_phases(torch.zeros(2, CIRCLE.columns, CIRCLE.bins), CIRCLE)
    assert torch.isfinite(phases).all()

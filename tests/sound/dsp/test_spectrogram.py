"""Mel spectrograms of circles, and levels for magnitudes."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from bridge.sound.dsp.spectrogram import (
    column_centres,
    gather_frames,
    hz_to_mel,
    levels_to_magnitudes,
    magnitudes_to_levels,
    mel_bank,
    mel_columns,
    mel_spectrogram,
    mel_to_hz,
)
from bridge.sound.format import RIFFUSION, STARTER, SpectrogramFormat
from tests.support.spectra import LOG, POWER, riff, tone


def test_mel_scale_is_htks_and_turns_back() -> None:
    hz = torch.tensor([0.0, 700.0, 1000.0, 10_000.0], dtype=torch.float64)
    mel = hz_to_mel(hz)
    assert mel[1].item() == pytest.approx(2595 * math.log10(2))
    assert mel[2].item() == pytest.approx(1000, abs=0.2)  # the scale's anchor
    torch.testing.assert_close(mel_to_hz(mel), hz)


@pytest.mark.parametrize("form", [RIFFUSION, STARTER, POWER])
def test_bank_has_triangles_of_peak_one_within_its_range(form: SpectrogramFormat) -> None:
    bank = mel_bank(form)
    assert bank.shape == (form.mel_bins, form.fft_frames // 2 + 1)
    assert bank.min() >= 0 and 0.5 < bank.max() <= 1
    bin_hz = torch.arange(bank.shape[1]) * (form.rate_hz / form.fft_frames)
    assert not bank[:, (bin_hz < form.low_hz) | (bin_hz > form.high_hz)].any()
    # Overlapping triangles add to one wherever two of them reach.
    middle = (bin_hz > form.high_hz * 0.5) & (bin_hz < form.high_hz * 0.9)
    torch.testing.assert_close(bank[:, middle].sum(0), torch.ones(int(middle.sum())), atol=1e-4, rtol=0)


@given(columns=st.integers(1, 600), frames=st.integers(1, 300_000))
def test_columns_lie_evenly(columns: int, frames: int) -> None:
    centres = column_centres(columns, frames)
    exact = torch.arange(columns, dtype=torch.float64) * (frames / columns)
    apart = (centres - exact).abs()
    assert torch.minimum(apart, frames - apart).max() <= 0.5 + 1e-6
    assert centres.min() >= 0 and centres.max() < frames


def test_frames_wrap_around_the_circle() -> None:
    sound = torch.arange(10.0)[None]
    frames = gather_frames(sound, 5, torch.ones(4))
    assert frames[0, 0].tolist() == [8, 9, 0, 1]
    assert frames[0, 4].tolist() == [6, 7, 8, 9]


@pytest.mark.parametrize("form", [POWER, LOG])
def test_turning_the_circle_turns_the_columns(form: SpectrogramFormat) -> None:
    sound = riff(8_000)
    turned = mel_spectrogram(sound.roll(3 * 200, -1), 40, form)
    torch.testing.assert_close(turned, mel_spectrogram(sound, 40, form).roll(3, -1), atol=1e-4, rtol=1e-4)


def test_columns_are_seen_some_at_a_time() -> None:
    sound = riff(44_100)
    whole = mel_spectrogram(sound, 100, RIFFUSION)
    torch.testing.assert_close(mel_columns(sound, 100, range(90, 100), RIFFUSION), whole[..., 90:])


def test_a_steady_tone_has_equal_columns_and_peaks_at_its_pitch() -> None:
    mel = mel_spectrogram(tone(1_000, 8_000), 50, POWER)[0]
    assert float(mel.std(1).max()) < 1e-3 * float(mel.max())
    centres = mel_to_hz(torch.linspace(0, float(hz_to_mel(torch.tensor(3_000.0))), 66))[1:-1]
    assert abs(float(centres[mel[:, 0].argmax()]) - 1_000) < 40


@given(level=st.floats(0, 1, width=32))
@pytest.mark.parametrize("form", [RIFFUSION, STARTER])
def test_levels_are_magnitudes_and_back(form: SpectrogramFormat, level: float) -> None:
    levels = torch.tensor([level])
    again = magnitudes_to_levels(levels_to_magnitudes(levels, form), form)
    torch.testing.assert_close(again, levels, atol=2e-5, rtol=0)


@pytest.mark.parametrize("form", [RIFFUSION, STARTER])
def test_curve_ends_at_silence_and_ceiling(form: SpectrogramFormat) -> None:
    magnitudes = torch.tensor([0.0, form.ceiling, 2 * form.ceiling])
    assert magnitudes_to_levels(magnitudes, form).tolist() == [0.0, 1.0, 1.0]
    assert levels_to_magnitudes(torch.tensor([0.0, 1.0, 1.5]), form).tolist() == [
        0.0,
        form.ceiling,
        form.ceiling,
    ]

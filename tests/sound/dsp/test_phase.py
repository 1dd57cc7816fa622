"""Decoding: exact lengths, equal bytes, no seam, the right pitch, and the spectrogram that was asked for."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from bridge.sound.dsp.phase import decode, normalise
from bridge.sound.dsp.spectrogram import hz_to_mel, mel_spectrogram
from bridge.sound.format import RIFFUSION, STARTER, SpectrogramFormat
from bridge.vocabulary.jobs import PhaseMethod
from tests.support.spectra import LOG, POWER, riff, tone

FORMS = pytest.mark.parametrize("form", [POWER, LOG])
METHODS = pytest.mark.parametrize("method", list(PhaseMethod))


def convergence(sound: Tensor, mel: Tensor, form: SpectrogramFormat) -> float:
    """Mel spectral convergence: the relative error of the mel magnitudes of `sound`."""
    return float((mel_spectrogram(sound, mel.shape[-1], form) - mel).norm() / mel.norm())


@settings(max_examples=40)
@given(
    frames=st.integers(1, 6_000),
    columns=st.integers(1, 60),
    channels=st.integers(1, 2),
    form=st.sampled_from([POWER, LOG]),
    method=st.sampled_from(list(PhaseMethod)),
)
def test_every_length_is_met_exactly(
    frames: int, columns: int, channels: int, form: SpectrogramFormat, method: PhaseMethod
) -> None:
    mel = torch.rand(channels, form.mel_bins, columns, generator=torch.Generator().manual_seed(frames))
    sound = decode(mel, frames, form, method=method, iterations=2)
    assert sound.shape == (channels, frames)
    assert sound.dtype == torch.float32
    assert torch.isfinite(sound).all()


@METHODS
def test_equal_arguments_give_equal_bytes(method: PhaseMethod) -> None:
    mel = mel_spectrogram(riff(8_000), 100, POWER)
    first, second = (decode(mel, 8_000, POWER, method=method, seed=3) for _ in range(2))
    assert first.numpy().tobytes() == second.numpy().tobytes()


def test_the_seed_moves_griffin_lim_alone() -> None:
    mel = mel_spectrogram(riff(4_000), 50, POWER)
    plain = [decode(mel, 4_000, POWER, method=PhaseMethod.GRIFFIN_LIM, iterations=2, seed=s) for s in (0, 1)]
    assert not torch.equal(*plain)
    best = [decode(mel, 4_000, POWER, iterations=2, seed=s) for s in (0, 1)]
    assert torch.equal(*best)


@FORMS
def test_the_sound_has_the_wanted_spectrogram(form: SpectrogramFormat) -> None:
    mel = mel_spectrogram(riff(8_000), 96, form)
    best = convergence(decode(mel, 8_000, form), mel, form)
    plain = convergence(decode(mel, 8_000, form, method=PhaseMethod.GRIFFIN_LIM), mel, form)
    assert best < 0.1
    assert best < plain


@pytest.mark.parametrize(("form", "frames"), [(RIFFUSION, 22_050), (STARTER, 30_001)])
def test_the_shipped_formats_decode(form: SpectrogramFormat, frames: int) -> None:
    sound = riff(frames)
    mel = mel_spectrogram(sound, 50, form)
    assert convergence(decode(mel, frames, form), mel, form) < 0.15


@FORMS
@METHODS
def test_the_seam_is_as_smooth_as_the_rest(form: SpectrogramFormat, method: PhaseMethod) -> None:
    loop = riff(8_000).roll(1_000, -1)  # no onset at the seam
    sound = decode(mel_spectrogram(loop, 100, form), 8_000, form, method=method)
    jumps = sound.diff(dim=-1).abs()
    assert (sound[0, 0] - sound[0, -1]).abs() <= jumps.quantile(0.995)


@FORMS
@METHODS
@pytest.mark.parametrize("turns", [220, 1_000])
def test_a_tone_comes_back_at_its_pitch(form: SpectrogramFormat, method: PhaseMethod, turns: int) -> None:
    sound = decode(mel_spectrogram(tone(turns, 8_000), 100, form), 8_000, form, method=method)
    spectrum = torch.fft.rfft(sound[0]).abs()
    low, high = hz_to_mel(torch.tensor([form.low_hz, form.high_hz])).tolist()
    filter_hz = (high - low) / (form.mel_bins + 1) * math.log(10) / 2595 * (700 + turns)
    assert abs(int(spectrum.argmax()) - turns) <= 0.5 * filter_hz


@FORMS
def test_turning_the_columns_turns_the_sound(form: SpectrogramFormat) -> None:
    mel = mel_spectrogram(riff(8_000), 100, form)
    sound = decode(mel, 8_000, form, iterations=4)
    turned = decode(mel.roll(20, -1), 8_000, form, iterations=4)
    assert float((turned - sound.roll(1_600, -1)).norm() / sound.norm()) < 0.05


def test_every_clip_of_a_batch_is_decoded_as_if_alone() -> None:
    mel = torch.stack([mel_spectrogram(riff(4_000, seed), 50, POWER) for seed in range(2)])
    together = decode(mel, 4_000, POWER, iterations=3)
    assert together.shape == (2, 1, 4_000)
    for clip, sound in zip(mel, together, strict=True):
        assert torch.equal(decode(clip, 4_000, POWER, iterations=3), sound)


@METHODS
def test_equal_channels_are_equal_sounds_and_different_ones_are_not(method: PhaseMethod) -> None:
    left, right = (mel_spectrogram(riff(4_000, seed), 50, POWER) for seed in range(2))
    same = decode(torch.cat([left, left]), 4_000, POWER, method=method)
    torch.testing.assert_close(same[0], same[1])
    apart = decode(torch.cat([left, right]), 4_000, POWER, method=method)
    assert convergence(apart[:1], left, POWER) < convergence(apart[1:], left, POWER)


def test_columns_further_apart_than_windows_leave_no_gaps() -> None:
    sound = decode(mel_spectrogram(tone(1_000, 8_000), 5, POWER), 8_000, POWER)
    loudness = sound.view(100, 80).square().mean(1).sqrt()
    assert float(loudness.min()) > 0.15 * float(loudness.max())


@METHODS
def test_silence_is_silent(method: PhaseMethod) -> None:
    sound = decode(torch.zeros(2, 64, 50), 4_000, POWER, method=method)
    assert float(sound.abs().max()) < 1e-9
    assert not normalise(torch.zeros(2, 100)).any()


@pytest.mark.parametrize(
    ("shape", "frames", "iterations"),
    [
        ((64, 50), 100, 1),
        ((1, 63, 50), 100, 1),
        ((1, 64, 0), 100, 1),
        ((1, 64, 50), 0, 1),
        ((1, 64, 50), 9, -1),
    ],
)
def test_what_cannot_be_decoded_is_refused(shape: tuple[int, ...], frames: int, iterations: int) -> None:
    with pytest.raises(ValueError, match=r"must be|at least one"):
        decode(torch.zeros(shape), frames, POWER, iterations=iterations)


@given(gain=st.floats(1e-6, 1e6), peak_dbfs=st.floats(-40, 0))
def test_normalising_sets_the_peak_and_nothing_else(gain: float, peak_dbfs: float) -> None:
    sound = torch.tensor([[0.0, 0.25, -1.0], [0.5, 0.1, 0.0]])
    found = normalise(sound * gain, peak_dbfs)
    torch.testing.assert_close(found, sound * 10 ** (peak_dbfs / 20), rtol=1e-5, atol=0)

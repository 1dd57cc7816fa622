"""Linear magnitudes behind mel magnitudes."""

from __future__ import annotations

import pytest
import torch

from bridge.sound.dsp.circle import Circle
from bridge.sound.dsp.inversion import MelFit, linear_magnitudes
from bridge.sound.dsp.spectrogram import mel_spectrogram
from bridge.sound.format import SpectrogramFormat
from tests.support.spectra import LOG, POWER, riff

FORMS = pytest.mark.parametrize("form", [POWER, LOG])


def setting(form: SpectrogramFormat) -> tuple[torch.Tensor, torch.Tensor, Circle]:
    """Mel magnitudes `[1, K, M]`, the true linear ones `[1, K, F]`, and their circle."""
    sound = riff(4_800)
    # At a whole ratio of rates, so that the true magnitudes can be had without the code under test.
    circle = Circle(
        columns=60,
        hop=80,
        taps=-(-form.window_frames // 80),
        fft_frames=960,
        bins=int(form.high_hz * 960 / 8_000),
        rate_hz=8_000.0,
        window_frames=form.window_frames,
    )
    window = circle.window(sound.device)
    true = circle.analyse(sound.roll(circle.span // 2, -1), window).abs()
    return mel_spectrogram(sound, 60, form).transpose(1, 2), true, circle


@FORMS
def test_linear_magnitudes_are_near_the_true_ones(form: SpectrogramFormat) -> None:
    mel, true, circle = setting(form)
    found = linear_magnitudes(mel, circle, form)
    assert found.shape == true.shape
    assert found.min() >= 0
    assert float((found - true).norm() / true.norm()) < 0.35


@FORMS
def test_fits_lead_to_the_wanted_mel_values(form: SpectrogramFormat) -> None:
    mel, true, circle = setting(form)
    fit = MelFit(mel, circle, form)
    # The true magnitudes are all but a fixed point; wrong ones come nearer with each fit.
    assert float((fit(true) - true).norm() / true.norm()) < 0.1
    # From a tenth too loud everywhere the first fit takes most of that away.
    assert float((fit(1.1 * true) - true).norm()) < 0.5 * float((0.1 * true).norm()) + 0.1 * float(
        true.norm()
    )
    flat = torch.full_like(true, float(true.mean()))
    apart = []
    for _ in range(6):
        apart.append(float((flat - true).norm()))
        flat = fit(flat)
    assert apart == sorted(apart, reverse=True)
    assert apart[-1] < 0.5 * apart[0]


@FORMS
def test_silence_stays_silent(form: SpectrogramFormat) -> None:
    _, true, circle = setting(form)
    silence = torch.zeros(1, 60, form.mel_bins)
    assert not linear_magnitudes(silence, circle, form).any()
    fitted = MelFit(silence, circle, form)(true)
    assert torch.isfinite(fitted).all()
    assert float(fitted.norm()) < float(true.norm())

"""The transform on a circle undoes itself, and a circle can be carried to any number of samples."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.sound.dsp.circle import Circle, modulus, resample
from tests.support.spectra import riff, tone

CPU = torch.device("cpu")


def circles() -> st.SearchStrategy[Circle]:
    return st.builds(
        lambda columns, seconds, window_s, padding: Circle.around(
            columns, seconds, window_s=window_s, fft_s=window_s * padding, high_hz=3_000.0
        ),
        st.integers(1, 60),
        st.floats(0.05, 1.0),
        st.floats(0.02, 0.2),
        st.floats(1.0, 2.0),
    )


@settings(max_examples=60)
@given(circles())
def test_a_circle_fits_its_window_and_its_notes(circle: Circle) -> None:
    assert circle.rate_hz >= 2 * 3_000
    assert circle.span >= circle.window_frames - 1e-3
    assert circle.fft_frames >= circle.span
    assert circle.fft_frames % 2 == circle.hop % 2 == 0
    assert circle.bins <= circle.fft_frames // 2 + 1


@settings(max_examples=40)
@given(
    columns=st.integers(1, 24),
    hop=st.sampled_from([6, 8, 10]),
    taps=st.integers(2, 7),
    channels=st.integers(1, 2),
)
def test_analysis_then_synthesis_is_the_same_sound(columns: int, hop: int, taps: int, channels: int) -> None:
    fft = 2 * taps * hop
    circle = Circle(
        columns=columns,
        hop=hop,
        taps=taps,
        fft_frames=fft,
        bins=fft // 2 + 1,
        rate_hz=8_000,
        window_frames=taps * hop,
    )
    window = circle.window(CPU)
    sound = torch.randn(channels, circle.frames, generator=torch.Generator().manual_seed(columns))
    torch.testing.assert_close(
        circle.synthesise(circle.analyse(sound, window), window), sound, atol=2e-4, rtol=1e-3
    )


def test_a_frame_lands_where_it_was_taken() -> None:
    circle = Circle.around(10, 0.5, window_s=0.1, fft_s=0.1, high_hz=3_000.0)
    spectra = torch.zeros(1, 10, circle.bins, dtype=torch.complex64)
    # A click in the middle of column 9, whose frame runs over the seam.
    middle = torch.zeros(1, circle.span)
    middle[0, circle.span // 2] = 1
    spectra[0, 9] = torch.fft.rfft(middle, n=circle.fft_frames)[0, : circle.bins]
    sound = circle.unroll(circle.synthesise(spectra, circle.window(CPU)), 1_000)
    assert abs(int(sound.abs().argmax()) - 900) <= 1


@settings(max_examples=60)
@given(turns=st.integers(0, 40), frames=st.integers(90, 1_000), to=st.integers(90, 1_000))
def test_resampling_a_tone_is_exact(turns: int, frames: int, to: int) -> None:
    torch.testing.assert_close(resample(tone(turns, frames), to), tone(turns, to), atol=2e-5, rtol=0)


def test_delay_turns_the_circle_even_by_half_samples() -> None:
    sound = riff(1_000)
    torch.testing.assert_close(resample(sound, 1_000, delay=7), sound.roll(7, -1), atol=1e-4, rtol=0)
    place = torch.arange(100)
    wanted = torch.cos((place - 2.5) * (2 * math.pi * 3 / 100))[None]
    moved = resample(torch.cos(place * (2 * math.pi * 3 / 100))[None], 100, delay=2.5)
    torch.testing.assert_close(moved, wanted, atol=1e-5, rtol=0)


def test_modulus_is_the_magnitude() -> None:
    spectra = torch.tensor([3 + 4j, 0j, -1 + 0j])
    assert modulus(spectra).tolist() == pytest.approx([5, 0, 1])

"""A sound comes onto the grid at its own pitch, to the sample, and closes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from bridge.sound.dsp.fit import stretch_to_fit
from bridge.sound.dsp.stretch import stretched
from bridge.sound.measure import seam
from bridge.timing import loop_frames
from bridge.vocabulary.music import Meter
from tests.sound.dsp.drums import RATE_HZ, ROCK, drums


def clicks(frames: int, places: NDArray[np.float64]) -> Tensor:
    """Stereo: clicks to the left, a tone of 441 Hz to the right."""
    sound = torch.zeros(2, frames)
    for place in places.astype(int):
        sound[0, place : place + 60] = torch.linspace(0.8, 0, 60)
    sound[1] = 0.3 * torch.sin(torch.arange(frames) * (2 * np.pi * 441 / RATE_HZ))
    return sound


def onsets(sound: Tensor) -> NDArray[np.int64]:
    """Where something begins after 50 ms of quiet."""
    loud = np.flatnonzero(np.abs(sound[0].numpy()) > 0.25)
    return np.asarray(loud[np.diff(loud, prepend=-RATE_HZ) > RATE_HZ // 20])


@pytest.mark.parametrize("frames", [80_000, 96_111])
def test_a_circle_comes_to_another_length_with_its_strokes_on_the_grid(frames: int) -> None:
    own, beats = 88_200, 4
    sound = clicks(own, (np.arange(beats) + 0.5) * own / beats)
    made = stretched(sound, RATE_HZ, np.array([0.0, own]), frames, closes=True)
    assert made.shape == (2, frames) and seam(made.numpy()) <= 1
    expected = (np.arange(beats) + 0.5) * frames / beats
    found = onsets(made)
    assert len(found) == beats and np.abs(found - expected).max() < 0.006 * RATE_HZ
    # At its own pitch, and on its own side.
    series = np.abs(np.fft.rfft(made[1].numpy()))
    assert abs(series.argmax() * RATE_HZ / frames - 441) < 2
    assert float(made[1].abs().max()) < 0.35
    assert torch.equal(made, stretched(sound, RATE_HZ, np.array([0.0, own]), frames, closes=True))


def test_uneven_beats_become_even() -> None:
    pulses = np.array([20_000.0, 41_000, 60_500, 82_000, 102_000])
    sound = clicks(140_000, np.append(pulses, pulses[-1] + 20_000))
    made = stretched(sound, RATE_HZ, pulses, 84_000, closes=False)
    found = onsets(made)
    expected = np.arange(4) * 21_000
    missed = [np.abs((found - each + 42_000) % 84_000 - 42_000).min() for each in expected]
    assert max(missed) < 0.012 * RATE_HZ


def test_a_strangers_loop_is_found_and_fitted() -> None:
    made = stretch_to_fit(
        drums(100.0, 4, ROCK).expand(2, -1), RATE_HZ, bars=2, tempo_bpm=112.0, meter=Meter()
    )
    assert made.shape == (2, loop_frames(2, Meter(), 112.0, RATE_HZ)) and seam(made.numpy()) <= 1
    assert torch.equal(made[0], made[1])
    played = drums(112.0, 2, ROCK)[0, : made.shape[-1]]
    envelopes = [each[: len(each) // 441 * 441].view(-1, 441).square().mean(1) for each in (made[0], played)]
    assert torch.corrcoef(torch.stack(envelopes).sqrt())[0, 1] > 0.9

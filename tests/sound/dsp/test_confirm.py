"""A redrawn loop's beat is confirmed by its guide's."""

from __future__ import annotations

import pytest
import torch

from bridge.sound.dsp.confirm import beat_of

RATE_HZ = 44_100
FRAMES = 2 * RATE_HZ


def strokes(*places_s: float, rate_hz: int = RATE_HZ, frames: int = FRAMES) -> torch.Tensor:
    """Noise that is struck at so many seconds of a loop `[1, N]`."""
    chance = torch.Generator().manual_seed(1)
    sound = 1e-4 * torch.randn(1, frames, generator=chance)
    decay = torch.exp(-torch.arange(0.1 * rate_hz) / (0.02 * rate_hz))
    for place in places_s:
        at = (round(place * rate_hz) + torch.arange(len(decay))) % frames
        sound[0, at] += 0.5 * decay * torch.randn(len(decay), generator=chance)
    return sound


BEAT = (0.0, 0.5, 0.75, 1.0, 1.5)


def test_the_beat_of_a_loop_that_sounds_other_is_kept() -> None:
    guide = strokes(*BEAT)
    beat = beat_of(0.2 * guide + 0.02 * torch.sin(torch.arange(FRAMES) / 20), guide, RATE_HZ)
    assert beat is not None and beat.is_kept and beat.alike > 0.8


@pytest.mark.parametrize("late_s", [0.06, -0.1])
def test_a_beat_that_moved_is_late_by_so_much(late_s: float) -> None:
    beat = beat_of(strokes(*(place + late_s for place in BEAT)), strokes(*BEAT), RATE_HZ)
    assert beat is not None and beat.is_late and not beat.is_kept
    assert beat.late_s == pytest.approx(late_s, abs=0.011)


def test_other_strokes_are_another_beat() -> None:
    beat = beat_of(strokes(0.1, 0.37, 0.62, 1.21, 1.8), strokes(*BEAT), RATE_HZ)
    assert beat is not None and not beat.is_kept


def test_a_guide_without_strokes_has_no_beat_and_any_rate_will_do() -> None:
    assert beat_of(strokes(*BEAT), strokes(0.0), RATE_HZ) is None
    low = strokes(*BEAT, rate_hz=22_050, frames=44_100)
    beat = beat_of(low, low, 22_050)
    assert beat is not None and beat.alike == pytest.approx(1.0)

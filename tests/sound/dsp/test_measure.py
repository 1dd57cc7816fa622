"""What is measured of a finished loop: whether its joint clicks, and how loud it is."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from bridge.sound.dsp.measure import peak_dbfs, seam


def steps(usual: float, attack: float, joint: float, count: int = 1_000) -> Tensor:
    """`[1, count]`: up and down by `usual`, one step in fifty by `attack`, and `joint` from last to first."""
    sizes = torch.full((count - 1,), usual)
    sizes[25::50] = attack
    sound = torch.cat(
        [torch.zeros(1), (sizes * torch.tensor([1.0, -1.0]).repeat(count)[: count - 1]).cumsum(0)]
    )
    return torch.cat([sound[:-1], sound[:1] + joint])[None]


def test_a_joint_is_held_against_the_sound_s_own_attacks_and_not_its_usual_steps() -> None:
    assert seam(steps(usual=0.001, attack=0.2, joint=0.1)) == pytest.approx(0.5, rel=0.05)
    assert seam(steps(usual=0.001, attack=0.2, joint=0.4)) == pytest.approx(2.0, rel=0.05)


def test_one_click_inside_is_no_excuse_for_another() -> None:
    sound = steps(usual=0.01, attack=0.01, joint=0.2)
    sound[0, 500:] += 0.9
    sound[0, -1] = sound[0, 0] + 0.2
    assert seam(sound) > 10


def test_the_worse_channel_counts() -> None:
    good, bad = steps(0.001, 0.2, 0.02), steps(0.001, 0.2, 0.4)
    assert seam(torch.cat([good, bad])) == seam(torch.cat([bad, good])) == seam(bad) > seam(good)


def test_a_circle_that_closes_has_no_seam_and_silence_none_either() -> None:
    turns = torch.arange(44_100) / 44_100
    assert seam(torch.sin(2 * math.pi * 100 * turns)[None]) <= 1
    assert seam(torch.zeros(2, 100)) == 0


def test_a_long_sound_is_looked_at_all_along() -> None:
    short = steps(usual=0.001, attack=0.2, joint=0.1, count=1_001)
    assert seam(short.repeat(1, 2_500)) == pytest.approx(seam(short), rel=0.1)


def test_peaks() -> None:
    assert peak_dbfs(torch.tensor([[0.1, -1.0], [0.5, 0.0]])) == 0.0
    assert peak_dbfs(torch.tensor([[0.5]])) == pytest.approx(-6.02, abs=0.01)
    assert peak_dbfs(torch.zeros(1, 4)) == -math.inf

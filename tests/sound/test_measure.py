"""What is measured of a finished loop: whether its joint clicks, and how loud it is."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from bridge.sound.measure import Sound, peak_dbfs, seam


def steps(usual: float, attack: float, joint: float, count: int = 1_000) -> Sound:
    """`[1, count]`: up and down by `usual`, one step in fifty by `attack`, and `joint` from last to first."""
    sizes = np.full(count - 1, usual, np.float32)
    sizes[25::50] = attack
    sound = np.concatenate([[0.0], np.cumsum(sizes * np.resize([1.0, -1.0], count - 1))])
    return np.concatenate([sound[:-1], sound[:1] + joint])[None]


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
    assert seam(np.concatenate([good, bad])) == seam(np.concatenate([bad, good])) == seam(bad) > seam(good)


def test_a_circle_that_closes_has_no_seam_and_silence_none_either() -> None:
    turns = np.arange(44_100) / 44_100
    assert seam(np.sin(2 * math.pi * 100 * turns)[None]) <= 1
    assert seam(0.5 + np.sin(2 * math.pi * 100 * turns)[None]) <= 1
    assert seam(np.zeros((2, 100))) == 0


def test_a_long_sound_is_looked_at_all_along() -> None:
    short = steps(usual=0.001, attack=0.2, joint=0.1, count=1_001)
    assert seam(np.tile(short, 2_500)) == pytest.approx(seam(short), rel=0.1)


def test_peaks() -> None:
    for array in (np.array, torch.tensor):
        assert peak_dbfs(array([[0.1, -1.0], [0.5, 0.0]])) == 0.0
        assert peak_dbfs(array([[0.5]])) == pytest.approx(-6.02, abs=0.01)
        assert peak_dbfs(array([[0.0]])) == -math.inf

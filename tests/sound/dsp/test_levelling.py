"""Levels of what is redrawn."""

import math

import torch

from bridge.sound.dsp.levelling import as_loud, whole
from bridge.sound.true_peak import true_peak


def test_peaks_between_samples_stay_below_the_ceiling() -> None:
    """A tone of a quarter of the rate, an eighth of a turn off, peaks 3 dB above all its samples; alone on
    one side, it is to be as loud as another on both."""
    places = torch.arange(8000)
    tone = torch.sin(2 * math.pi * (places / 4 + 1 / 8))
    guide = 0.89 * torch.sin(2 * math.pi * places * 544 / 8000).expand(2, -1)
    made = as_loud(torch.stack([tone, 0 * tone]), whole(guide), 44_100)
    assert 0.88 < true_peak(made.numpy()) <= 10 ** (-1 / 20) * 1.0001

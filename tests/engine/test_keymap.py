"""The map of the key: the right bins, for every key."""

from __future__ import annotations

from fractions import Fraction

import pytest
import torch
from torch import Tensor

from bridge.engine.clock import CLOCK_CHANNELS
from bridge.engine.conditioning_channels import conditioning_channels, hints
from bridge.engine.keymap import key_map, key_map_channels
from bridge.sound.dsp.spectrogram import mel_spectrogram
from bridge.sound.format import STARTER
from bridge.vocabulary.music import TONICS, Key

KEYS = [Key.parse(tonic + mode) for tonic in TONICS for mode in ("", "m")]


def bins(key: Key) -> tuple[Tensor, Tensor]:
    """Scale and triad over the mel bins, `[M]` each."""
    flat = key_map(key, STARTER, 32).reshape(2, 32, 8).permute(0, 2, 1).reshape(2, 256)
    return flat[0], flat[1]


def tone_bins(midi: int) -> Tensor:
    """Levels `[M]` of a sine at a note, 1 at most."""
    hz = 440 * 2 ** ((midi - 69) / 12)
    sound = torch.sin(2 * torch.pi * hz * torch.arange(44_100) / 44_100)[None]
    levels = mel_spectrogram(sound, 16, STARTER)[0].mean(1)
    return levels / levels.max()


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_tones_of_the_scale_fall_on_the_map_and_others_beside_it(key: Key) -> None:
    scale, _ = bins(key)
    major = (0, 2, 4, 5, 7, 9, 11) if key.mode == "major" else (0, 2, 3, 5, 7, 8, 10)
    for midi in range(72, 96):
        shown = float(scale[int(tone_bins(midi).argmax())])
        assert (shown > 0.5) == ((midi - key.tonic) % 12 in major), midi


@pytest.mark.parametrize("key", KEYS[:6], ids=str)
def test_the_tonic_stands_out_in_the_triad(key: Key) -> None:
    _, triad = bins(key)
    by_class = [float(triad[int(tone_bins(midi).argmax())]) for midi in range(72, 84)]
    assert max(range(12), key=lambda place: by_class[place]) == key.tonic


def test_no_key_is_an_empty_map() -> None:
    assert not key_map(None, STARTER, 32).any()
    assert key_map(None, STARTER, 32).shape == key_map(KEYS[0], STARTER, 32).shape == (64, 8, 1)
    assert key_map_channels(32) == 64


def test_hints_are_the_clock_and_the_map() -> None:
    drawn = hints(KEYS[3], STARTER, 32, width=16, quarters=Fraction(8), quarters_per_bar=Fraction(4))
    assert drawn.shape == (conditioning_channels(32), 8, 16)
    assert torch.equal(drawn[CLOCK_CHANNELS:, :, 5], key_map(KEYS[3], STARTER, 32)[..., 0])
    assert not torch.equal(drawn[:CLOCK_CHANNELS, :, 0], drawn[:CLOCK_CHANNELS, :, 1])

"""Maps a key onto a spectrogram's rows, for a model that draws in it.

A model told of a key in words must learn for each of 24 names which of its mel bins belong to it,
and a small one never does. These channels, laid beside the latents like the clock, say it in the
picture's own terms: which bins hold the scale's notes, and how strongly the tonic's. The trainer
and the sampler draw them with the same function.
"""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from bridge.sound.dsp.spectrogram import hz_to_mel
from bridge.sound.format import SpectrogramFormat
from bridge.vocabulary.music import SCALES, Key

_TRIADS = {"major": {0: 1.0, 4: 0.5, 7: 0.5}, "minor": {0: 1.0, 3: 0.5, 7: 0.5}}
_LOWEST_NOTE, _HIGHEST_NOTE = 24, 108  # MIDI; above, notes lie closer to the harmonics of others


def key_map_channels(rows_per_latent: int) -> int:
    """How many channels `key_map` has."""
    return 2 * rows_per_latent


def key_map(key: Key | None, form: SpectrogramFormat, rows_per_latent: int) -> Tensor:
    """The map `[2 · rows_per_latent, mel_bins / rows_per_latent, 1]`, float32 in 0..1; zeros for no key.

    Latent row h stands for `rows_per_latent` mel bins; the first channels say how much of the scale
    (natural minor or major) falls on each of these, the others how much of the tonic triad, in
    which the tonic counts twice. A note is a triangle a mel bin to each side of its pitch, or half
    a semitone where that is more.
    """
    channels = key_map_channels(rows_per_latent)
    rows = form.mel_bins // rows_per_latent
    if key is None:
        return torch.zeros(channels, rows, 1)
    degrees = [(note - key.tonic) % 12 for note in range(_LOWEST_NOTE, _HIGHEST_NOTE + 1)]
    scale = torch.tensor([float(degree in SCALES[key.mode]) for degree in degrees])
    triad = torch.tensor([_TRIADS[key.mode].get(degree, 0.0) for degree in degrees])
    notes = _notes_on_bins(form.mel_bins, form.low_hz, form.high_hz)
    bins = torch.stack([(notes * weights[:, None]).amax(0) for weights in (scale, triad)])
    return bins.reshape(2, rows, rows_per_latent).permute(0, 2, 1).reshape(channels, rows, 1)


@lru_cache(maxsize=4)
def _notes_on_bins(mel_bins: int, low_hz: float, high_hz: float) -> Tensor:
    """How much each note from `_LOWEST_NOTE` on falls on each mel bin, `[notes, M]` in 0..1."""
    low, high = hz_to_mel(torch.tensor([low_hz, high_hz], dtype=torch.float64)).tolist()
    width = (high - low) / (mel_bins + 1)
    numbers = torch.arange(_LOWEST_NOTE, _HIGHEST_NOTE + 1, dtype=torch.float64)
    centres = (hz_to_mel(440 * 2 ** ((numbers - 69) / 12)) - low) / width - 1
    above = (hz_to_mel(440 * 2 ** ((numbers - 68.5) / 12)) - low) / width - 1
    reach = (above - centres).clamp_min(1.0)
    distance = (torch.arange(mel_bins) - centres[:, None]).abs()
    weights: Tensor = (1 - distance / reach[:, None]).clamp_min(0.0)
    return weights.float()

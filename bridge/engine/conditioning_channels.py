"""Builds the channels beside the latents: when each column is, and which rows are in key.

The trainer and the sampler draw these channels with the same function.
"""

from __future__ import annotations

from fractions import Fraction

import torch
from torch import Tensor

from bridge.engine.clock import CLOCK_CHANNELS, clock_channels
from bridge.engine.keymap import key_map, key_map_channels
from bridge.sound.format import SpectrogramFormat
from bridge.vocabulary.music import Key


def conditioning_channels(rows_per_latent: int) -> int:
    """How many channels `hints` has."""
    return CLOCK_CHANNELS + key_map_channels(rows_per_latent)


def hints(
    key: Key | None,
    form: SpectrogramFormat,
    rows_per_latent: int,
    *,
    width: int,
    quarters: Fraction,
    quarters_per_bar: Fraction,
) -> Tensor:
    """Clock and key map `[hint_channels, mel_bins / rows_per_latent, width]`, float32.

    Raises `ValueError` unless all lengths are above zero.
    """
    rows = form.mel_bins // rows_per_latent
    clock = clock_channels(width, quarters, quarters_per_bar, rows)
    return torch.cat([clock, key_map(key, form, rows_per_latent).expand(-1, -1, width)])

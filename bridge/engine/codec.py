"""Converts between levels of a spectrogram and a model's latents, for each kind of autoencoder.

Levels are `[B, C, M, K]` in 0..1, low notes first (row 0), loud is 1. Latents are `[B, L, H, W]`
of about unit variance. Everything is float32: decoding is a small part of the work, and half
precision would be heard before it were saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from torch import Tensor, nn

from bridge.engine.patches import PatchCodec
from bridge.sound.format import SpectrogramFormat


class Codec(Protocol):
    """What the sampling loop needs of an autoencoder."""

    @property
    def latent_channels(self) -> int: ...

    @property
    def rows_per_latent(self) -> int: ...

    @property
    def columns_per_latent(self) -> int: ...

    @property
    def module(self) -> nn.Module:
        """What is to be moved between devices."""

    def encode(self, levels: Tensor) -> Tensor: ...

    def decode(self, latents: Tensor) -> Tensor: ...


@dataclass(frozen=True)
class PatchLevels:
    """`PatchCodec`, whose latents are levels' principal components."""

    module: PatchCodec

    @property
    def latent_channels(self) -> int:
        return int(self.module.basis.shape[0])

    @property
    def rows_per_latent(self) -> int:
        return self.module.patch_rows

    @property
    def columns_per_latent(self) -> int:
        return self.module.patch_columns

    def encode(self, levels: Tensor) -> Tensor:
        return self.module.encode(levels)

    def decode(self, latents: Tensor) -> Tensor:
        return self.module.decode(latents)


@dataclass(frozen=True)
class PictureLevels:
    """Stable Diffusion's `AutoencoderKL`, whose pictures are RGB, low notes at the bottom."""

    module: AutoencoderKL
    format: SpectrogramFormat

    @property
    def latent_channels(self) -> int:
        return int(self.module.config.latent_channels)

    @property
    def rows_per_latent(self) -> int:
        return int(2 ** (len(self.module.config.block_out_channels) - 1))

    @property
    def columns_per_latent(self) -> int:
        return self.rows_per_latent

    def encode(self, levels: Tensor) -> Tensor:
        """The mean of the latents' distribution rather than a draw: the same for the same sound."""
        pictures = levels_to_pictures(levels, self.format)
        mean: Tensor = self.module.encode(pictures).latent_dist.mode()
        scaled: Tensor = mean * self.module.config.scaling_factor
        return scaled

    def decode(self, latents: Tensor) -> Tensor:
        pictures = self.module.decode(latents / self.module.config.scaling_factor).sample
        return pictures_to_levels(pictures, self.format)


def levels_to_pictures(levels: Tensor, form: SpectrogramFormat) -> Tensor:
    """Levels `[B, C, M, K]` in 0..1 to RGB `[B, 3, M, K]` in -1..1, rows from the top.

    Mono is grey; stereo is green for left, blue for right, and no red.
    """
    brightness = levels.flip(-2)
    if form.dark_is_loud:
        brightness = 1.0 - brightness
    if form.channels == 1:
        rgb = brightness.expand(-1, 3, -1, -1)
    else:
        rgb = torch.cat([torch.zeros_like(brightness[:, :1]), brightness], dim=1)
    return rgb * 2.0 - 1.0


def pictures_to_levels(pictures: Tensor, form: SpectrogramFormat) -> Tensor:
    """Inverse of `levels_to_pictures`; for mono the three colours are averaged, which also
    averages out some of the autoencoder's error."""
    rgb = (pictures * 0.5 + 0.5).clamp(0.0, 1.0)
    brightness = rgb.mean(dim=1, keepdim=True) if form.channels == 1 else rgb[:, 1:]
    return (1.0 - brightness if form.dark_is_loud else brightness).flip(-2)

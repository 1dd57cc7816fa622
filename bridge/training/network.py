"""The starter's networks before they have learnt anything, in diffusers' and transformers' shapes."""

from __future__ import annotations

import msgspec
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel

from bridge.composing.instruments import instruments
from bridge.engine.circular import wrap_in_time
from bridge.engine.conditioning_channels import conditioning_channels
from bridge.engine.sketch import sketch_channels


def players() -> tuple[str, ...]:
    """The instruments of which a sketch says how much of each is where."""
    return tuple(instruments())


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How large the starter is."""

    patch_rows: int = 32
    patch_columns: int = 16
    latent_channels: int = 64
    unet_channels: tuple[int, ...] = (128, 160, 256)
    unet_layers: int = 1
    text_width: int = 192
    text_layers: int = 3
    text_window: int = 40
    vocabulary: int = 1500


def build_unet(size: Size) -> UNet2DConditionModel:
    """A U-Net over `[B, latents + hints + sketch, 8, W]`; attention from the second level on, as the first
    is where most of the arithmetic is."""
    levels = len(size.unet_channels)
    unet = UNet2DConditionModel(
        in_channels=size.latent_channels
        + conditioning_channels(size.patch_rows)
        + sketch_channels(size.latent_channels, players()),
        out_channels=size.latent_channels,
        block_out_channels=size.unet_channels,
        layers_per_block=size.unet_layers,
        down_block_types=("DownBlock2D", *["CrossAttnDownBlock2D"] * (levels - 1)),
        up_block_types=(*["CrossAttnUpBlock2D"] * (levels - 1), "UpBlock2D"),
        attention_head_dim=32,
        cross_attention_dim=size.text_width,
        norm_num_groups=16,
        sample_size=None,
    )
    wrap_in_time(unet)
    return unet


def build_text_encoder(size: Size, vocabulary: int) -> CLIPTextModel:
    """A text encoder for `vocabulary` tokens, of which the last is end-of-text."""
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=vocabulary,
            hidden_size=size.text_width,
            intermediate_size=4 * size.text_width,
            num_hidden_layers=size.text_layers,
            num_attention_heads=size.text_width // 32,
            max_position_embeddings=size.text_window,
            bos_token_id=vocabulary - 2,
            eos_token_id=vocabulary - 1,
            pad_token_id=vocabulary - 1,
        )
    )


class Average:
    """Exponential moving average of parameters, quick at first and `decay` in the long run."""

    def __init__(self, parameters: list[nn.Parameter], decay: float) -> None:
        self.decay = decay
        self.values = [parameter.detach().clone() for parameter in parameters]

    @torch.no_grad()
    def update(self, parameters: list[nn.Parameter], step: int) -> None:
        share = 1 - min(self.decay, step / (step + 10))
        torch._foreach_lerp_(self.values, [parameter.detach() for parameter in parameters], share)

    @torch.no_grad()
    def write_to(self, parameters: list[nn.Parameter]) -> None:
        for parameter, value in zip(parameters, self.values, strict=True):
            parameter.copy_(value)

"""A folder of the starter's shape with tiny random networks: hints, patches, flow, a lexicon."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_flow_match_euler_discrete import FlowMatchEulerDiscreteScheduler

from bridge.engine.conditioning_channels import conditioning_channels
from bridge.engine.patches import PatchCodec
from bridge.engine.sketch import sketch_channels
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import TIMBRES_FILE, write_info, write_lexicon
from bridge.models.info import ModelInfo
from bridge.sound.format import STARTER
from tests.support.tiny_lexicon import LEXICON
from tests.support.tiny_text import build_text_encoder, build_tokenizer

LATENT_CHANNELS = 16
PLAYERS = ("piano", "909 kit")


def tiny_levels(count: int = 8, columns: int = 128) -> torch.Tensor:
    """Levels `[count, 1, 256, columns]` with some structure for the patches to be fitted to."""
    generator = torch.Generator().manual_seed(1)
    coarse = torch.rand(count, 1, 16, columns // 8, generator=generator)
    fine = 0.1 * torch.rand(count, 1, 256, columns, generator=generator)
    return (0.9 * torch.nn.functional.interpolate(coarse, size=(256, columns), mode="bilinear") + fine).clamp(
        0, 1
    )


def build_tiny_starter(folder: Path, seed: int = 0) -> Path:
    """Write the folder and return it."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        tokenizer = build_tokenizer(folder / "tokenizer", window=40)
        text_encoder = build_text_encoder(tokenizer, hidden=16)
        unet = UNet2DConditionModel(
            block_out_channels=(8, 16),
            layers_per_block=1,
            sample_size=8,
            in_channels=LATENT_CHANNELS
            + conditioning_channels(32)
            + sketch_channels(LATENT_CHANNELS, PLAYERS),
            out_channels=LATENT_CHANNELS,
            down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
            up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
            cross_attention_dim=16,
            attention_head_dim=4,
            norm_num_groups=4,
        )
    codec = PatchCodec.fit(tiny_levels(), latent_channels=LATENT_CHANNELS)
    tokenizer.save_pretrained(folder / "tokenizer")
    text_encoder.save_pretrained(folder / "text_encoder")
    unet.save_pretrained(folder / "unet")
    codec.save_pretrained(folder / "vae")
    FlowMatchEulerDiscreteScheduler().save_pretrained(folder / "scheduler")
    write_info(
        folder,
        ModelInfo(
            id="tiny-starter",
            title="Tiny starter",
            licence="CC0-1.0",
            format=STARTER,
            native_columns=256,
            default_steps=4,
            default_guidance=2.0,
            hints=True,
            players=PLAYERS,
            lexicon=True,
            follows_key=True,
            tempo_range_bpm=(80.0, 160.0),
        ),
    )
    write_lexicon(folder, LEXICON)
    shutil.copy(STARTER_FOLDER / TIMBRES_FILE, folder)
    return folder

"""Makes a Stable Diffusion 1.5 of full size with random weights, to time what Riffusion costs.

    python -m benchmarks.random_sd FOLDER

It draws noise. Written in half precision, it has 2.1 GB, and making it takes 6 GB of memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_pndm import PNDMScheduler
from transformers.models.clip.configuration_clip import CLIPTextConfig
from transformers.models.clip.modeling_clip import CLIPTextModel

from tests.support.tiny_text import build_tokenizer


def make(folder: Path) -> Path:
    """Write the model to `folder`, which is returned. Sizes are those of version 1.5's configurations."""
    torch.manual_seed(0)
    tokenizer = build_tokenizer(folder / "tokenizer", window=77)
    tokenizer.save_pretrained(folder / "tokenizer")
    text = CLIPTextConfig(
        hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
        projection_dim=768, hidden_act="quick_gelu", eos_token_id=tokenizer.eos_token_id,
    )  # fmt: skip
    CLIPTextModel(text).half().save_pretrained(folder / "text_encoder")
    vae = AutoencoderKL(
        block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=4, sample_size=512,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
    )  # fmt: skip
    vae.half().save_pretrained(folder / "vae")
    unet = UNet2DConditionModel(sample_size=64, cross_attention_dim=768, attention_head_dim=8)
    unet.half().save_pretrained(folder / "unet")
    PNDMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", skip_prk_steps=True, steps_offset=1
    ).save_pretrained(folder / "scheduler")
    return folder


if __name__ == "__main__":
    make(Path(sys.argv[1]))

"""Makes a small Stable Diffusion: `python -m benchmarks.small_sd FOLDER [--from-noise]`.

Riffusion's weights may not be at hand, so benchmarks of its kind of model use this one: pictures in clock
time (an eighth of Riffusion's: 128 mel bins, 256 columns of 20 ms), CLIP's text encoder, and a U-Net on
Stable Diffusion's noise schedule, trained on loops that are composed and played here. To be made in minutes
of one processor, it has the starter's kind of autoencoder, which is linear, and its text encoder stays
random: its embeddings tell prompts apart, which is all that is needed.

There are two recipes. `GUIDED` predicts noise, as Stable Diffusion 1.5 does. It redraws a guide well, but
minutes of training are too few for it to draw more than noise from noise: where nearly all is noise, an error
in the predicted noise is fifteen times as large in the picture. `FROM_NOISE` predicts the velocity, as Stable
Diffusion 2 does (Salimans and Ho 2022), whose error stays as it is. From noise it draws rough, patchy sound.

B pictures, M mel bins, K columns, L latent channels.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import torch
import torch.nn.functional as F
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from bridge.composing.composer import compose
from bridge.composing.genre_files import genres
from bridge.engine.circular import wrap_in_time
from bridge.engine.clip_text import read_clip_text
from bridge.engine.clip_tokens import read_tokenizer
from bridge.engine.patches import PatchCodec
from bridge.engine.text import encode_prompts
from bridge.models.folder import write_info
from bridge.models.info import plain_stable_diffusion
from bridge.playing.mixing import mix
from bridge.playing.stems import play
from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.format import RIFFUSION
from bridge.timing import loop_frames
from tests.support.tiny_text import build_text_encoder, build_tokenizer

FORMAT = msgspec.structs.replace(RIFFUSION, name="small-v1", columns_per_second=50.0, fft_s=0.2, mel_bins=128)
COLUMNS, RATE_HZ, LATENTS, WIDTH = 256, FORMAT.rate_hz, 32, 64
PATCH = (16, 8)
# Seeds of loops that it learns; a benchmark takes others.
FIRST_SEED = 70_000


class Recipe(NamedTuple):
    """How to make a model: the processor's time, how many loops, whether every second one is a single player,
    and the U-Net's channels, attention heads and prediction."""

    minutes: float
    loops: int
    has_solos: bool
    channels: tuple[int, int, int]
    heads: int
    predicts: str


GUIDED = Recipe(5, 200, False, (32, 64, 96), 16, "epsilon")
FROM_NOISE = Recipe(5, 480, True, (48, 64, 96), 4, "v_prediction")


def loop_levels(index: int, *, is_solo: bool = False) -> tuple[str, Tensor]:
    """Words for training loop `index`, and its levels `[1, M, K]`: so many seconds of it, round and round."""
    draw = random.Random(f"small/{index}")
    genre = draw.choice(sorted(genres()))
    low, high = genres()[genre].tempo_bpm
    tempo_bpm = draw.randint(int(low), int(high))
    roles = frozenset({draw.choice(["chords", "pad", "lead"])}) if is_solo else None
    score = compose(FIRST_SEED + index, genre=genre, tempo_bpm=tempo_bpm, bars=2, roles=roles)
    frames = loop_frames(score.bars, score.meter, score.tempo_bpm, RATE_HZ)
    sound = mix(play(score, RATE_HZ, frames=frames), RATE_HZ).mean(axis=0)
    seconds = round(COLUMNS / 50.0 * RATE_HZ)
    around = np.resize(sound, seconds)
    around *= 0.9 / max(np.abs(around).max(), 1e-6)
    levels = magnitudes_to_levels(mel_spectrogram(torch.from_numpy(around)[None], COLUMNS, FORMAT), FORMAT)
    players = ", ".join(dict.fromkeys(stem.instrument.name for stem in score.stems))
    return f"just {players}, {genre}" if is_solo else f"{genre} with {players}", levels


def batches(count: int, size: int, seed: int) -> Iterator[Tensor]:
    """Indices `[size]` below `count`, for ever."""
    chance = torch.Generator().manual_seed(seed)
    while True:
        yield torch.randint(count, (size,), generator=chance)


def train_unet(
    latents: Tensor, words: Tensor, config: dict[str, object], recipe: Recipe
) -> UNet2DConditionModel:
    """A U-Net for `latents` `[B, L, H, W]`, told their `words` `[B, T, D]`.

    The average of its weights over time is what counts, as in Stable Diffusion.
    """
    unet = UNet2DConditionModel(
        block_out_channels=recipe.channels,
        layers_per_block=1,
        sample_size=(latents.shape[-2], latents.shape[-1]),
        in_channels=LATENTS,
        out_channels=LATENTS,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=WIDTH,
        attention_head_dim=recipe.heads,
        norm_num_groups=16,
    )
    wrap_in_time(unet)
    average = {name: each.clone() for name, each in unet.state_dict().items()}
    scheduler = DDIMScheduler.from_config(config)
    optimizer = torch.optim.AdamW(unet.parameters(), lr=2e-3, weight_decay=1e-3)
    chance = torch.Generator().manual_seed(2)
    empty, begun_s, mean = words[0], time.process_time(), 1.0
    for step, chosen in enumerate(batches(len(latents), 16, 2)):
        gone = (time.process_time() - begun_s) / (60 * recipe.minutes)
        if gone >= 1:
            break
        optimizer.param_groups[0]["lr"] = 2e-3 * min(1.0, step / 50) * (1 - gone) ** 0.5
        shift = int(torch.randint(latents.shape[-1], (), generator=chance))
        clean = latents[chosen].roll(shift, dims=-1)
        noise = torch.randn(clean.shape, generator=chance)
        at = torch.randint(1000, (len(clean),), generator=chance)
        is_told = torch.rand(len(clean), 1, 1, generator=chance) > 0.1
        told = torch.where(is_told, words[1:][chosen], empty)
        predicted = unet(scheduler.add_noise(clean, noise, at), at, told).sample
        is_noise = recipe.predicts == "epsilon"
        loss = F.mse_loss(predicted, noise if is_noise else scheduler.get_velocity(clean, noise, at))
        update(loss, unet, optimizer)
        mean += 0.02 * (loss.item() - mean)
        for name, each in unet.state_dict().items():
            average[name].lerp_(each, max(0.005, 1 / (step + 1)))
        if step % 100 == 0:
            print(f"U-Net: step {step}, loss {mean:.4f}", flush=True)
    unet.load_state_dict(average)
    unet.eval()
    return unet


def update(loss: Tensor, network: nn.Module, optimizer: torch.optim.Optimizer) -> None:
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()


def make(folder: Path, recipe: Recipe) -> None:
    """Make a model by `recipe`, and write it to `folder`."""
    torch.manual_seed(0)
    found = []
    for index in range(recipe.loops):
        found.append(loop_levels(index, is_solo=recipe.has_solos and index % 2 == 1))
        if index % 50 == 0:
            print(f"loop {index} of {recipe.loops}", flush=True)
    levels = torch.stack([each for _, each in found])
    tokenizer = build_tokenizer(folder / "tokenizer", window=77)
    tokenizer.save_pretrained(folder / "tokenizer")
    build_text_encoder(tokenizer, hidden=WIDTH).save_pretrained(folder / "text_encoder")
    config = {
        "_class_name": "DDIMScheduler", "beta_start": 0.00085, "beta_end": 0.012,
        "beta_schedule": "scaled_linear", "num_train_timesteps": 1000, "steps_offset": 1,
        "clip_sample": False, "set_alpha_to_one": False, "prediction_type": recipe.predicts,
    }  # fmt: skip
    (folder / "scheduler").mkdir(exist_ok=True)
    (folder / "scheduler" / "scheduler_config.json").write_text(json.dumps(config, indent=2))
    codec = PatchCodec.fit(
        levels, patch_rows=PATCH[0], patch_columns=PATCH[1], latent_channels=LATENTS, channels=1
    )
    codec.save_pretrained(folder / "vae")
    latents = codec.encode(levels)
    with torch.inference_mode():
        words = encode_prompts(
            read_tokenizer(folder / "tokenizer"), read_clip_text(folder), ["", *(said for said, _ in found)]
        )
    with sdpa_kernel([SDPBackend.MATH]):  # quicker for pictures as small as these
        unet = train_unet(latents, words.clone(), config, recipe)
    unet.save_pretrained(folder / "unet")
    info = plain_stable_diffusion(folder.name, "the loops are composed here: CC0-1.0")
    write_info(
        folder, msgspec.structs.replace(info, format=FORMAT, native_columns=COLUMNS, default_guidance=3.0)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from-noise", action="store_true", help="a model that predicts velocity")
    parser.add_argument("--minutes", type=float, help="how much processor time to train for")
    parser.add_argument("--loops", type=int, help="how many loops to train on")
    options = parser.parse_args()
    recipe = FROM_NOISE if options.from_noise else GUIDED
    given = {name: value for name in ("minutes", "loops") if (value := getattr(options, name)) is not None}
    make(options.folder, recipe._replace(**given))
    return 0


if __name__ == "__main__":
    sys.exit(main())

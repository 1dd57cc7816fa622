"""The one sampling loop: words, noise and perhaps a sound in; levels of a spectrogram out.

Notation: B clips, L latent channels, H × W latents; levels `[B, C, M, K]` in 0..1 as in
`bridge.engine.codec`. Latents stay float32 through the loop; only the U-Net works in the model's
precision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import torch
from torch import Tensor

from bridge.engine.device import PROCESSOR, first_that_fits
from bridge.engine.hints import hints
from bridge.engine.models import LoadedModel
from bridge.engine.schedulers import (
    DEFAULT,
    make_scheduler,
    model_input,
    start_from_noise,
    start_from_source,
    timesteps_from,
)
from bridge.engine.text import encode_prompts
from bridge.errors import BadRequest
from bridge.vocabulary import Key

OnStep = Callable[[int, int], None]
Predict = Callable[[Tensor, Tensor], Tensor]
AfterStep = Callable[[int, Tensor], Tensor]


@dataclass(frozen=True, kw_only=True)
class SamplingOrder:
    """What to draw.

    `columns` must be a multiple of the model's `column_step`. `quarters` and `quarters_per_bar` are
    lengths of picture and bar in quarter notes as the model counts them, for its clock, and `key` is
    for its map of the key. Clip i of
    `count` has the noise of `seed + i`. `source`: levels `[C, M, K]` or `[1, C, M, K]` to start from, of
    which `strength` (0..1) is drawn anew. `guidance` 1 is none.
    """

    prompt: str
    negative: str = ""
    steps: int
    guidance: float
    scheduler: str = DEFAULT
    seed: int
    count: int = 1
    columns: int
    quarters: Fraction = Fraction(16)
    quarters_per_bar: Fraction = Fraction(4)
    key: Key | None = None
    source: Tensor | None = None
    strength: float = 1.0


def sample(
    model: LoadedModel,
    order: SamplingOrder,
    on_step: OnStep = lambda step, steps: None,
    tell: Callable[[str], None] = lambda message: None,
) -> Tensor:
    """Draw `order`: levels `[B, C, M, K]`, float32, on the processor.

    `on_step(done, all)` is called after each look of the U-Net at the latents; what it raises (such
    as `Cancelled`) passes through there and then. Where the device has no room for the batch it is
    drawn one clip at a time, and at last on the processor; `tell` hears of it, `on_step` begins
    anew, and clips keep their noise but come out with other roundings. Raises `BadRequest` for an
    order that the model cannot draw, and `OutOfMemory`.
    """
    check_order(model, order)
    on_processor = model.placement == PROCESSOR
    where = "on the processor" if on_processor else f"on {model.placement}"
    attempts = [(where, lambda: sample_batch(model, order, on_step))]
    if order.count > 1:
        attempts.append((f"{where}, a clip at a time", lambda: sample_singly(model, order, on_step)))
    if not on_processor:
        attempts.append(("on the processor", lambda: _sample_on_processor(model, order, on_step)))
    return first_that_fits(attempts, tell)


@torch.inference_mode()
def sample_batch(model: LoadedModel, order: SamplingOrder, on_step: OnStep) -> Tensor:
    """`sample` in one piece, which raises whatever torch does when memory runs out."""
    scheduler = make_scheduler(order.scheduler, model.scheduler_config)
    strength = 1.0 if order.source is None else order.strength
    timesteps = timesteps_from(scheduler, order.steps, strength, model.device)
    noise = draw_noise(model, order)
    latents = start_latents(model, order, scheduler, timesteps, noise)

    def report(step: int, latents: Tensor) -> Tensor:
        on_step(step, len(timesteps))
        return latents

    latents = denoise(latents, scheduler, timesteps, predictor(model, order), report)
    return model.codec.decode(latents).float().cpu()


def sample_singly(model: LoadedModel, order: SamplingOrder, on_step: OnStep) -> Tensor:
    """Draw the clips of `order` one after the other, which takes the least memory."""
    clips = []
    for number in range(order.count):
        one = replace(order, seed=order.seed + number, count=1)

        def report(step: int, steps: int, done: int = number) -> None:
            on_step(done * steps + step, order.count * steps)

        clips.append(sample_batch(model, one, report))
    return torch.cat(clips)


def _sample_on_processor(model: LoadedModel, order: SamplingOrder, on_step: OnStep) -> Tensor:
    home = model.placement
    try:
        return sample_singly(model.moved(PROCESSOR), order, on_step)
    finally:
        model.moved(home)


def check_order(model: LoadedModel, order: SamplingOrder) -> None:
    """Raise `BadRequest` unless `model` can draw `order`."""
    if order.columns < 1 or order.columns % model.column_step:
        raise BadRequest(
            f"{model.info.title} draws columns by {model.column_step}; {order.columns} are no multiple of it."
        )
    if not 1 <= order.steps <= 1000:
        raise BadRequest(f"{order.steps} steps cannot be taken; give 1 to 1000.")
    if order.count < 1:
        raise BadRequest(f"{order.count} clips cannot be drawn; ask for at least 1.")
    if not 0.0 <= order.strength <= 1.0:
        raise BadRequest(
            f"A strength of {order.strength:g} means nothing; give 0 (hardly changed) to 1 (all new)."
        )
    form = model.info.format
    wanted = (form.channels, form.mel_bins, order.columns)
    if order.source is not None and tuple(order.source.shape[-3:]) != wanted:
        raise BadRequest(f"The source is {tuple(order.source.shape[-3:])} large; the picture is {wanted}.")


def draw_noise(model: LoadedModel, order: SamplingOrder) -> Tensor:
    """Noise `[B, L, H, W]`, the same on every device: each clip's from a generator of its own seed."""
    width = order.columns // model.codec.columns_per_latent
    shape = (model.codec.latent_channels, model.latent_rows, width)
    seeds = range(order.seed, order.seed + order.count)
    clips = [torch.randn(shape, generator=torch.Generator().manual_seed(seed)) for seed in seeds]
    return torch.stack(clips).to(model.device)


def start_latents(
    model: LoadedModel, order: SamplingOrder, scheduler: Any, timesteps: Tensor, noise: Tensor
) -> Tensor:
    """Latents `[B, L, H, W]` to begin with: noise alone, or the source under noise."""
    if order.source is None:
        return start_from_noise(scheduler, noise)
    levels = order.source.reshape(1, *order.source.shape[-3:]).to(model.device, torch.float32)
    source = model.codec.encode(levels).expand_as(noise)
    return start_from_source(scheduler, source, noise, timesteps[0])


def predictor(model: LoadedModel, order: SamplingOrder) -> Predict:
    """The U-Net with `order`'s words and hints, as a function of latents and timestep.

    With guidance, classifier-free (Ho and Salimans 2022): what the prompt says is carried on from
    what the negative says, `negative + guidance · (prompt − negative)`. Both go through in one
    batch, and the negative knows of no key. Without guidance only the prompt does, in half the time.
    """
    guided = order.guidance != 1.0
    prompts = [order.negative, order.prompt] if guided else [order.prompt]
    words = encode_prompts(model.tokenizer, model.text_encoder, prompts).to(model.dtype)
    words = words.repeat_interleave(order.count, dim=0)
    beside = draw_hints(model, order, [None, order.key] if guided else [order.key])

    def predict(latents: Tensor, timestep: Tensor) -> Tensor:
        seen = latents.to(model.dtype).repeat(len(prompts), 1, 1, 1)
        if beside is not None:
            seen = torch.cat([seen, beside], dim=1)
        told: Tensor = model.unet(seen, timestep, words, return_dict=False)[0].float()
        if not guided:
            return told
        without, with_prompt = told.chunk(2)
        return without + order.guidance * (with_prompt - without)

    return predict


def draw_hints(model: LoadedModel, order: SamplingOrder, keys: list[Key | None]) -> Tensor | None:
    """Hints `[len(keys) · count, channels, H, W]` for a model that reads them."""
    if not model.info.hints:
        return None
    width = order.columns // model.codec.columns_per_latent
    rows = [
        hints(
            key,
            model.info.format,
            model.codec.rows_per_latent,
            width=width,
            quarters=order.quarters,
            quarters_per_bar=order.quarters_per_bar,
        )
        for key in keys
    ]
    return torch.stack(rows).to(model.device, model.dtype).repeat_interleave(order.count, dim=0)


def denoise(
    latents: Tensor, scheduler: Any, timesteps: Tensor, predict: Predict, after_step: AfterStep
) -> Tensor:
    """Walk `latents` through `timesteps`. After each, `after_step` gets the number of steps done
    and the latents, and returns those to go on with."""
    for done, timestep in enumerate(timesteps, start=1):
        foretold = predict(model_input(scheduler, latents, timestep), timestep)
        latents = scheduler.step(foretold, timestep, latents, return_dict=False)[0]
        latents = after_step(done, latents)
    return latents

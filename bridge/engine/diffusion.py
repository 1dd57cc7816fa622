"""Samples levels of a spectrogram: from noise, from a sound, between two prompts, or into a gap.

Notation: B clips, L latent channels, H × W latents; levels `[B, C, M, K]` in 0..1 as in
`bridge.engine.codec`. Latents stay float32 through the loop; only the U-Net works in the model's
precision.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from bridge.engine.conditions import Conditions, conditions
from bridge.engine.device import PROCESSOR, Placement, first_that_fits, is_out_of_memory, release_memory
from bridge.engine.inpaint import AfterStep, holding, kept_latents
from bridge.engine.loading import LoadedModel
from bridge.engine.loras import applied
from bridge.engine.morphing import between_noises
from bridge.engine.orders import SamplingOrder, check_order
from bridge.engine.schedulers import (
    least_strength,
    make_scheduler,
    model_input,
    start_from_noise,
    start_from_source,
    take_step,
    timesteps_from,
)

OnStep = Callable[[int, int], None]
Predict = Callable[[Tensor, Tensor], Tensor]


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
    order that the model cannot draw, `BadModel` for a LoRA that is for another, and `OutOfMemory`.
    """
    check_order(model, order)
    on_processor = model.placement == PROCESSOR
    where = "on the processor" if on_processor else f"on {model.placement}"
    attempts = [(where, lambda: sample_batch(model, order, on_step))]
    if order.count > 1:
        attempts.append((f"{where}, a clip at a time", lambda: sample_singly(model, order, on_step)))
    if not on_processor:
        attempts.append(("on the processor", lambda: _sample_on_processor(model, order, on_step)))
    with applied(model.unet, model.text_encoder, model.loras):
        return first_that_fits(attempts, tell)


@torch.inference_mode()
def sample_batch(model: LoadedModel, order: SamplingOrder, on_step: OnStep) -> Tensor:
    """`sample` in one piece, which raises whatever torch does when memory runs out."""
    scheduler = make_scheduler(order.scheduler, model.scheduler_config)
    strength = 1.0 if order.source is None else order.strength
    timesteps = timesteps_from(scheduler, order.steps, strength, model.device, exactly=order.exactly)
    fresh_noise = noise_of(model, order)
    noise = fresh_noise()
    source = encode_source(model, order, noise)
    hold = holder(model, order, scheduler, timesteps, source, noise)
    latents = hold(0, start_latents(model, order, scheduler, timesteps, source, noise))

    def after_step(step: int, latents: Tensor) -> Tensor:
        on_step(step, len(timesteps))
        return hold(step, latents)

    told = conditions(model, order, guided=order.guidance != 1.0)
    latents = denoise(latents, scheduler, timesteps, predictor(model, order, told), after_step, fresh_noise)
    levels = decoded(model, latents)
    if told.detail is not None:
        levels = (levels + told.detail).clamp(0.0, 1.0)
    if order.exactly and source is not None and strength < (least := least_strength(scheduler, order.steps)):
        levels = torch.lerp(decoded(model, source), levels, strength / least)
    levels = levels.cpu()
    if order.kept is None or order.source is None:
        return levels
    return torch.where(order.kept, order.source.float().cpu(), levels)


def decoded(model: LoadedModel, latents: Tensor) -> Tensor:
    """Levels `[B, C, M, K]` of `latents`: all at once, or where there is no room for that, one by one.

    One by one the autoencoder takes less memory, but rounds otherwise.
    """
    try:
        return model.codec.decode(latents).float()
    except Exception as error:
        if len(latents) == 1 or not is_out_of_memory(error):
            raise
    release_memory()
    return torch.cat([model.codec.decode(each[None]).float() for each in latents])


def sample_singly(model: LoadedModel, order: SamplingOrder, on_step: OnStep) -> Tensor:
    """Draw the clips of `order` one after the other, which takes the least memory."""
    clips = []
    for number in range(order.count):

        def report(step: int, steps: int, done: int = number) -> None:
            on_step(done * steps + step, order.count * steps)

        clips.append(sample_batch(model, order.alone(number), report))
    return torch.cat(clips)


def _sample_on_processor(model: LoadedModel, order: SamplingOrder, on_step: OnStep) -> Tensor:
    home = model.placement
    try:
        return sample_singly(model.moved(PROCESSOR), order, on_step)
    finally:
        model.moved(home)


def through_codec(
    model: LoadedModel, levels: Tensor, tell: Callable[[str], None] = lambda message: None
) -> Tensor:
    """Levels `[C, M, K]` as they look after `model`'s autoencoder, on the processor."""

    def on(place: Placement) -> tuple[str, Callable[[], Tensor]]:
        return f"on {place} to see the source", lambda: _through_codec(model, levels, place)

    return first_that_fits([on(place) for place in dict.fromkeys((model.placement, PROCESSOR))], tell)


@torch.inference_mode()
def _through_codec(model: LoadedModel, levels: Tensor, place: Placement) -> Tensor:
    home = model.placement
    there = model if place == home else model.moved(place)
    try:
        seen = there.codec.encode(levels[None].to(there.device, torch.float32))
        return there.codec.decode(seen).float()[0].cpu()
    finally:
        if place != home:
            model.moved(home)


def noise_of(model: LoadedModel, order: SamplingOrder) -> Callable[[], Tensor]:
    """A call that returns noise `[B, L, H, W]`, new each time and the same on every device. Each clip has a
    generator with its own seed; in a morph, noise is between those of two seeds."""
    width = order.columns // model.codec.columns_per_latent
    shape = (model.codec.latent_channels, model.latent_rows, width)
    clips = range(order.count)
    own = [torch.Generator().manual_seed(order.seed + clip) for clip in clips]
    goals = [torch.Generator().manual_seed(order.goal.seed + clip) for clip in clips if order.goal]

    def draw(generators: Sequence[torch.Generator]) -> list[Tensor]:
        return [torch.randn(shape, generator=each) for each in generators]

    def fresh() -> Tensor:
        noises = draw(own)
        if order.goal is not None:
            blend = order.goal.blend
            noises = [
                between_noises(first, second, blend)
                for first, second in zip(noises, draw(goals), strict=True)
            ]
        return torch.stack(noises).to(model.device)

    return fresh


def encode_source(model: LoadedModel, order: SamplingOrder, noise: Tensor) -> Tensor | None:
    """The source's latents, for every clip of `noise` `[B, L, H, W]`."""
    if order.source is None:
        return None
    levels = order.source.reshape(-1, *order.source.shape[-3:]).to(model.device, torch.float32)
    return model.codec.encode(levels).expand_as(noise)


def start_latents(
    model: LoadedModel,
    order: SamplingOrder,
    scheduler: Any,
    timesteps: Tensor,
    source: Tensor | None,
    noise: Tensor,
) -> Tensor:
    """Latents `[B, L, H, W]` to begin with: noise alone at the model's temperature (as in Kingma and
    Dhariwal 2018), or the source under noise.

    Even the most noise of some samplers leaves a trace of a source, which a gap drawn all anew shall not
    have.
    """
    if source is None or (order.kept is not None and order.strength == 1.0):
        return start_from_noise(scheduler, noise * model.info.temperature)
    # At the model's temperature a redrawing at strength 1 is what it draws without a source.
    temperature = model.info.temperature if order.exactly else 1.0
    return start_from_source(scheduler, source, noise * temperature, timesteps[0])


def holder(
    model: LoadedModel,
    order: SamplingOrder,
    scheduler: Any,
    timesteps: Tensor,
    source: Tensor | None,
    noise: Tensor,
) -> AfterStep:
    """What keeps to the `source` latents what `order` wants kept of them."""
    if order.kept is None or source is None:
        return lambda done, latents: latents
    kept = kept_latents(order.kept, model.codec.columns_per_latent)
    return holding(scheduler, timesteps, source, noise, kept)


def predictor(model: LoadedModel, order: SamplingOrder, told: Conditions) -> Predict:
    """The U-Net with all that is `told` for `order`, as a function of latents and timestep.

    With guidance, classifier-free (Ho and Salimans 2022): what the prompt says is carried on from
    what the negative says, `negative + guidance · (prompt − negative)`. Both go through in one
    batch. Without guidance only the prompt does, in half the time.
    """
    guided = order.guidance != 1.0
    words, beside, _ = told
    sides = 2 if guided else 1

    def predict(latents: Tensor, timestep: Tensor) -> Tensor:
        seen = latents.to(model.dtype).repeat(sides, 1, 1, 1)
        if beside is not None:
            seen = torch.cat([seen, beside], dim=1)
        predicted: Tensor = model.unet(seen, timestep, words, return_dict=False)[0].float()
        if not guided:
            return predicted
        without, with_prompt = predicted.chunk(2)
        return without + order.guidance * (with_prompt - without)

    return predict


def denoise(
    latents: Tensor,
    scheduler: Any,
    timesteps: Tensor,
    predict: Predict,
    after_step: AfterStep,
    fresh_noise: Callable[[], Tensor],
) -> Tensor:
    """Walk `latents` through `timesteps`. After each, `after_step` gets the number of steps done
    and the latents, and returns those to go on with. `fresh_noise` returns noise of
    their shape, for samplers that add some between steps."""
    for done, timestep in enumerate(timesteps, start=1):
        predicted = predict(model_input(scheduler, latents, timestep), timestep)
        latents = take_step(scheduler, predicted, timestep, latents, fresh_noise)
        latents = after_step(done, latents)
    return latents

"""Builds the U-Net's conditioning: text embeddings and the channels beside the latents.

Notation as in `bridge.engine.diffusion`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from bridge.engine.arrangement import Arranged
from bridge.engine.conditioning_channels import hints
from bridge.engine.inpaint import kept_latents
from bridge.engine.loading import LoadedModel
from bridge.engine.morphing import between_words
from bridge.engine.orders import SamplingOrder
from bridge.engine.sketch import Sketch, draw_sketch, laid_beside, sketch_channels
from bridge.engine.text import encode_prompts
from bridge.engine.timbres import Timbres
from bridge.vocabulary.music import Key


class Conditions(NamedTuple):
    """Embeddings `[sides · count, T, D]` and, for a model that reads them, hints and sketches
    `[sides · count, C, H, W]`. The first of two sides is what guidance leads away from.

    `detail` `[count, 1, M, K]` is what the sketches hold and the autoencoder cannot: to be added to the
    levels that are decoded.
    """

    words: Tensor
    beside: Tensor | None = None
    detail: Tensor | None = None


def conditions(model: LoadedModel, order: SamplingOrder, *, guided: bool) -> Conditions:
    """Everything that `order` says, and before it, if it is `guided`, what its negative says: which knows
    of no key and of no sketch."""
    words = encode_words(model, order, guided)
    if not model.info.hints:
        return Conditions(words)
    beside = draw_hints(model, order, [None, order.key] if guided else [order.key])
    if model.timbres is None:
        return Conditions(words, beside)
    sketches = draw_sketches(model, model.timbres, order)
    sketched = lay_beside(model, order, sketches)
    sketched = torch.cat([torch.zeros_like(sketched), sketched]) if guided else sketched
    detail = find_detail(model, order, sketches) if sketches else None
    return Conditions(words, torch.cat([beside, sketched], dim=1), detail)


def encode_words(model: LoadedModel, order: SamplingOrder, guided: bool) -> Tensor:
    """Embeddings `[sides · count, T, D]`: of the negative, if it is `guided`, and of the prompt, or of
    what lies between it and the goal."""
    own = [each.words for each in order.arranged] or [order.prompt]
    goals = [each.words for each in order.goal_arranged]
    if order.goal is not None:
        goals = goals or [order.goal.prompt] * len(own)
    told = [order.negative] * guided + own + goals
    words = encode_prompts(model.tokenizer, model.text_encoder, told)
    without, with_prompt = words[: int(guided)], words[int(guided) :]
    if order.goal is not None:
        first, second = with_prompt.chunk(2)
        with_prompt = between_words(first, second, order.goal.blend)
    sides = [
        side.repeat_interleave(order.count // len(side), dim=0)
        for side in (without, with_prompt)
        if len(side)
    ]
    return torch.cat(sides).to(model.dtype)


def draw_sketches(model: LoadedModel, timbres: Timbres, order: SamplingOrder) -> list[Sketch]:
    """A sketch of each clip that has a score; of the goal's score too where there is one, as much as it is to
    be heard."""
    form, codec = model.info.format, model.codec
    patch = (codec.rows_per_latent, codec.columns_per_latent)

    def of(arranged: Iterable[Arranged]) -> list[Sketch]:
        return [draw_sketch(each.score, form, model.info.players, timbres, patch) for each in arranged]

    if order.goal is None or not order.goal_arranged:
        return of(order.arranged)
    pairs = zip(of(order.arranged), of(order.goal_arranged), strict=True)
    blend = order.goal.blend
    return [
        Sketch(*(torch.lerp(first, second, blend) for first, second in zip(own, goal, strict=True)))
        for own, goal in pairs
    ]


def lay_beside(model: LoadedModel, order: SamplingOrder, sketches: Sequence[Sketch]) -> Tensor:
    """`sketches` as channels `[count, channels, H, W]`, nothing where there are none or something is kept."""
    codec = model.codec
    if not sketches:
        channels = sketch_channels(codec.latent_channels, model.info.players)
        shape = (order.count, channels, model.latent_rows, order.columns // codec.columns_per_latent)
        return torch.zeros(shape, device=model.device, dtype=model.dtype)

    def encode(levels: Tensor) -> Tensor:
        return codec.encode(levels.to(model.device)).cpu()

    beside = torch.stack([laid_beside(sketch, encode) for sketch in sketches])
    if order.kept is not None:
        beside = beside * ~kept_latents(order.kept, codec.columns_per_latent)
    return beside.to(model.device, model.dtype)


def find_detail(model: LoadedModel, order: SamplingOrder, sketches: Sequence[Sketch]) -> Tensor:
    """What the autoencoder loses of `sketches`, `[count, 1, M, K]`."""
    levels = torch.stack([sketch.levels[:1] for sketch in sketches]).to(model.device)
    detail = levels - model.codec.decode(model.codec.encode(levels))
    if order.kept is not None:
        detail = detail * ~order.kept.to(model.device)
    return detail


def draw_hints(model: LoadedModel, order: SamplingOrder, keys: list[Key | None]) -> Tensor:
    """Hints `[len(keys) · count, channels, H, W]`."""
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

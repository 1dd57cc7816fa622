"""Turns loops into what a model learns from: latents, embedded words, and extra input channels.

    piece → circle of sound → picture, as the sampler's canvas has it → latents

Notation as in `bridge.engine.diffusion`. Everything is made once, before the first step, and kept in main
memory: some 100 kB a piece for Stable Diffusion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor

from bridge.engine.canvas import Canvas, canvas_for
from bridge.engine.conditioning_channels import hints
from bridge.engine.loading import LoadedModel
from bridge.engine.sketch import sketch_channels
from bridge.engine.text import encode_prompts
from bridge.errors import BadRequest
from bridge.prompts.model_prompt import model_prompt, parse_prompts
from bridge.sound.dsp.circle import resample
from bridge.sound.dsp.phase import normalise
from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.files.reading import Sound, read_audio
from bridge.sound.format import SpectrogramFormat
from bridge.sound.mono import to_mono
from bridge.tuning.own_loops import OwnLoop, Piece, cut_piece
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import OnShare, RenderJob


@dataclass(frozen=True, eq=False)
class Lesson:
    """One piece: latents `[L, H, W]`, embedded words `[T, D]`, and `beside`, the extra input channels
    `[C, H, W]` (hints and an empty sketch) of a model that has them.

    Rolling by whole multiples of `turn` latent columns keeps `beside` true: a bar if it has a clock, else one
    column.
    """

    latents: Tensor
    words: Tensor
    beside: Tensor | None
    turn: int

    @property
    def shape(self) -> tuple[int, int]:
        """Width and length of the words. Lessons of one shape can be stacked."""
        return self.latents.shape[-1], self.words.shape[0]


class Lessons(NamedTuple):
    """The lessons of each loop, and the embedding of an empty prompt, `[T, D]`."""

    loops: list[list[Lesson]]
    no_words: Tensor


def make_lessons(
    model: LoadedModel, loops: Sequence[OwnLoop], on_share: OnShare = lambda share: None
) -> Lessons:
    """The lessons of `loops`, for `model`. Raises `BadFile` for a sound that can't be read any more, and
    `BadRequest` for one that has changed."""
    made = []
    for number, loop in enumerate(loops):
        on_share(number / len(loops))
        made.append(list(_lessons(model, loop)))
    on_share(1.0)
    return Lessons(made, _embedded(model, ""))


@torch.no_grad()
def _lessons(model: LoadedModel, loop: OwnLoop) -> Iterator[Lesson]:
    form = model.info.format
    sound, rate_hz = read_audio(loop.path)
    if sound.shape[-1] < max(piece.begin_frame for piece in loop.pieces):
        raise BadRequest(f"{loop.path} has changed since it was read. Start again.")
    for piece in loop.pieces:
        try:
            canvas = canvas_for(_order(loop, piece, model), model.info, model.column_step)
        except BadRequest:  # a bar that this model has no columns for
            continue
        circle = _at_rate(cut_piece(sound, piece, rate_hz), rate_hz, form.rate_hz)
        levels = picture(circle, form, canvas)
        latents = model.codec.encode(levels[None].to(model.device))[0].cpu()
        width = latents.shape[-1]
        bars = canvas.quarters / canvas.quarters_per_bar
        yield Lesson(
            latents=latents.clone(),
            words=_embedded(model, _told(model, loop.words, canvas)),
            beside=_beside(model, loop, canvas, width),
            turn=width // int(bars) if model.info.hints and (width / bars).denominator == 1 else 1,
        )


def picture(sound: Tensor, form: SpectrogramFormat, canvas: Canvas) -> Tensor:
    """Levels `[C, M, K]` of the circle `sound` `[C', N]` in `form`: relative to the loudest value where the
    original format does so (`power`), else to full scale."""
    channels = torch.from_numpy(to_mono(sound.numpy())) if form.channels == 1 else sound
    around = normalise(channels.expand(form.channels, -1)).repeat(1, canvas.rounds)
    mel = mel_spectrogram(around, canvas.columns, form)
    if form.curve == "power":
        mel = mel * (form.ceiling / float(mel.max().clamp_min(1e-9)))
    return magnitudes_to_levels(mel, form)


def _at_rate(sound: Sound, from_hz: int, to_hz: int) -> Tensor:
    circle = torch.from_numpy(sound)
    return circle if from_hz == to_hz else resample(circle, round(circle.shape[-1] * to_hz / from_hz))


def _order(loop: OwnLoop, piece: Piece, model: LoadedModel) -> RenderJob:
    """A job with the loop of the piece; nothing else in it counts."""
    quarters = float(piece.bars * loop.meter.quarters_per_bar)
    return RenderJob(
        prompt=loop.words, negative="", model=model.info.id, model_sha256=model.sha256,
        tempo_bpm=60 * quarters * loop.rate_hz / piece.frames, bars=piece.bars, meter=loop.meter,
        key=loop.key, seed=0, count=1, take=0, steps=1, guidance=1.0, scheduler="default", source=None,
        strength=1.0, rate_hz=model.info.format.rate_hz, file_format=FileFormat.WAV24, phase_iterations=0,
    )  # fmt: skip


def _told(model: LoadedModel, words: str, canvas: Canvas) -> str:
    parsed = parse_prompts(model.prompt_parser, (words,), "")
    heard = parsed[0] if parsed else None
    return model_prompt(heard, words, "", canvas.tempo_bpm, model.known_names).prompt


@torch.no_grad()
def _embedded(model: LoadedModel, text: str) -> Tensor:
    embedded: Tensor = encode_prompts(model.tokenizer, model.text_encoder, [text])[0]
    return embedded.float().cpu().clone()


def _beside(model: LoadedModel, loop: OwnLoop, canvas: Canvas, width: int) -> Tensor | None:
    if not model.info.hints:
        return None
    codec = model.codec
    clock = hints(
        loop.key, model.info.format, codec.rows_per_latent,
        width=width, quarters=canvas.quarters, quarters_per_bar=canvas.quarters_per_bar,
    )  # fmt: skip
    if not model.info.players:
        return clock.clone()
    channels = sketch_channels(codec.latent_channels, model.info.players)
    return torch.cat([clock, torch.zeros(channels, *clock.shape[1:])])

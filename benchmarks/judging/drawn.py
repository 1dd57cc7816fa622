"""Loops that a model draws, by the product's own way from prompt to file."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from benchmarks.judging.evidence import RATE_HZ, Ear, Evidence
from benchmarks.judging.prompts import BARS, Ask, Saying, middle_tempo_bpm
from bridge.composing.genre_files import genres
from bridge.composing.score import Score
from bridge.engine.canvas import canvas_for
from bridge.engine.loading import LoadedModel
from bridge.engine.render import render, sampling_order
from bridge.engine.sketch import draw_sketch
from bridge.errors import BadRequest
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.sound.dsp.phase import decode
from bridge.sound.dsp.spectrogram import levels_to_magnitudes
from bridge.sound.files.reading import read_audio
from bridge.timing import loop_frames
from bridge.training.render import render as play
from bridge.training.soundfont import SoundfontPlayer
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest


class Order(msgspec.Struct, frozen=True):
    """What to ask the product for, and the genre that is meant."""

    request: ClipRequest
    genre: str


def asked(asks: Sequence[Ask]) -> list[Order]:
    return [Order(_request(ask.prompt, ask.tempo_bpm, key=ask.key), ask.genre) for ask in asks]


def said(sayings: Sequence[Saying]) -> list[Order]:
    return [
        Order(_request(saying.prompt, middle_tempo_bpm(saying.genre)), saying.genre) for saying in sayings
    ]


def _request(prompt: str, tempo_bpm: float, **more: object) -> ClipRequest:
    told = ClipRequest(prompt=prompt, tempo_bpm=tempo_bpm, bars=BARS, file_format=FileFormat.WAV_FLOAT)
    return msgspec.structs.replace(told, **more)


class Drawer:
    """A model with an ear on what it draws. `steps` and `guidance` stand in for the model's own."""

    def __init__(self, model: LoadedModel, ear: Ear, steps: int | None, guidance: float | None) -> None:
        self._model, self._ear = model, ear
        self._steps, self._guidance = steps, guidance

    def hear(self, orders: Sequence[Order], seeds: int) -> Evidence:
        """What is heard of the first `seeds` seeds of each of `orders`, in that order."""
        parts = []
        for number, order in enumerate(orders):
            style, tempo_bpm = genres()[order.genre], float(order.request.tempo_bpm or 0)
            for sound in self._draw(order.request, seeds):
                parts.append(self._ear.listen(sound, style, tempo_bpm=tempo_bpm, bars=BARS))
            if number % 20 == 19:
                print(f"{number + 1}/{len(orders)} prompts drawn", file=sys.stderr, flush=True)
        return Evidence.joined(parts)

    def _draw(self, request: ClipRequest, seeds: int) -> Iterator[Tensor]:
        """Circles `[N]` at 44.1 kHz, read back from the files that the product writes."""
        with tempfile.TemporaryDirectory() as folder:
            takes = [(job, Path(folder) / f"{job.take}.wav") for job in self._jobs(request, seeds)]
            for clip in render(takes, self._model):
                samples, _ = read_audio(clip.path, RATE_HZ)
                yield torch.from_numpy(samples).mean(dim=0)

    def _jobs(self, request: ClipRequest, seeds: int) -> list[RenderJob]:
        model = self._model
        told = msgspec.structs.replace(
            request,
            count=seeds,
            seed=0,
            rate_hz=RATE_HZ,
            steps=self._steps,
            guidance=self._guidance,
            strength=1,
        )
        context = ResolveContext(
            settings=Settings(),
            model=model.info,
            model_sha256=model.sha256,
            fresh_seed=0,
            prompt_parser=model.prompt_parser,
        )
        return resolve(told, context)


class ScorePlayer(Drawer):
    """What would be heard if nothing came after the model's scores but `sound`."""

    def __init__(self, model: LoadedModel, ear: Ear, sound: Callable[[Score], Tensor]) -> None:
        super().__init__(model, ear, None, None)
        self._sound = sound

    def _draw(self, request: ClipRequest, seeds: int) -> Iterator[Tensor]:
        job, model = self._jobs(request, seeds)[0], self._model
        order = sampling_order(job, model, canvas_for(job, model.info, model.column_step))
        yield from (self._sound(each.score) for each in order.arranged)


def played_on(font: Path) -> Callable[[Score], Tensor]:
    """A way to sound a score by real instruments."""
    player = SoundfontPlayer(font, RATE_HZ)
    return lambda score: torch.from_numpy(play(score, voices="soundfont", soundfont=player))


def sketched_by(model: LoadedModel) -> Callable[[Score], Tensor]:
    """A way to sound a score by its sketch alone."""
    form, codec, timbres = model.info.format, model.codec, model.timbres
    patch = (codec.rows_per_latent, codec.columns_per_latent)

    def sound(score: Score) -> Tensor:
        if timbres is None:
            raise BadRequest(f"{model.info.title} reads no sketches.")
        levels = draw_sketch(score, form, model.info.players, timbres, patch).levels[:1]
        frames = loop_frames(score.bars, score.meter, score.tempo_bpm, form.rate_hz)
        return decode(levels_to_magnitudes(levels, form), frames, form)[0]

    return sound


def untrained(model: LoadedModel) -> LoadedModel:
    """`model`, its weights replaced by such as have learnt nothing."""
    torch.manual_seed(0)
    for layer in [*model.unet.modules(), *model.text_encoder.modules()]:
        if callable(reset := getattr(layer, "reset_parameters", None)):
            reset()
    return model

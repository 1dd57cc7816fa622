"""Turns one take's levels into its sound: exactly as long as the loop, on the grid, with sharp attacks.

C channels, M mel bins, K columns, N frames of the loop.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from bridge.engine.arrangement import Beginnings
from bridge.engine.canvas import Canvas
from bridge.engine.device import PROCESSOR, Placement, first_that_fits
from bridge.engine.loading import LoadedModel
from bridge.engine.sources import Source
from bridge.engine.splice import drawn_share, splice
from bridge.errors import NoGrid
from bridge.sound.dsp.attack import sharpen
from bridge.sound.dsp.circle import resample
from bridge.sound.dsp.cut import cut_first
from bridge.sound.dsp.fit import fit
from bridge.sound.dsp.phase import decode, normalise
from bridge.sound.dsp.spectrogram import levels_to_magnitudes
from bridge.sound.format import SpectrogramFormat
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import RenderJob

EXACT, NO_GRID = "exact", "none found"

Tell = Callable[[str], None]


def decode_take(
    job: RenderJob,
    levels: Tensor,
    model: LoadedModel,
    canvas: Canvas,
    source: Source | None,
    begun: Beginnings,
    tell: Tell,
) -> tuple[Tensor, str]:
    """Sound `[C, N]` of `levels` `[C, M, K]` with its beginnings where they were `begun`, and its grid."""
    form, own = model.info.format, source.sound if source is not None else None
    mel, grid = levels_to_magnitudes(levels, form), EXACT
    if source is not None and source.kept is not None:
        # What is kept is on the grid already, and what was drawn to it follows it.
        mel = cut_first(mel, canvas.rounds)
    elif not form.is_musical:
        mel, grid = _onto_bars(mel, job, canvas, form, tell)
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, form.rate_hz)
    sound = _sharpened(_decode_with_room(mel, frames, job, model, tell), begun, job, form.rate_hz)
    if job.rate_hz != form.rate_hz:
        sound = resample(sound, loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz))
    if own is not None and job.drawn_gap is not None:
        sound = splice(own, sound, job.drawn_gap, job.loop.quarters, job.rate_hz)
    return normalise(sound), grid


def _sharpened(sound: Tensor, begun: Beginnings, job: RenderJob, rate_hz: int) -> Tensor:
    """`sound` `[C, N]` with its beginnings where they were begun: all of it, or what fills its gap."""
    frames = sound.shape[-1]
    moving = [(begin * frames, end * frames) for begin, end in begun.moving]
    sharp = sharpen(sound, [share * frames for share in begun.struck], moving, rate_hz)
    if job.drawn_gap is None:
        return sharp
    return torch.where(drawn_share(frames, job.drawn_gap, job.loop.quarters, rate_hz) > 0, sharp, sound)


def _decode_with_room(mel: Tensor, frames: int, job: RenderJob, model: LoadedModel, tell: Tell) -> Tensor:
    """Sound `[C, N]` of `mel`, on the processor where the model's device has no room for it."""

    def on(placement: Placement) -> tuple[str, Callable[[], Tensor]]:
        return f"on {placement} to find phases", lambda: decode(
            mel.to(placement.device),
            frames,
            model.info.format,
            method=job.phase_method,
            iterations=job.phase_iterations,
            seed=job.seed + job.take,
        ).cpu()

    return first_that_fits([on(place) for place in dict.fromkeys((model.placement, PROCESSOR))], tell)


def _onto_bars(
    mel: Tensor, job: RenderJob, canvas: Canvas, form: SpectrogramFormat, tell: Tell
) -> tuple[Tensor, str]:
    """Magnitudes drawn in clock time, on the job's grid if they have one of their own, and what was found."""
    loop_seconds = float(job.loop.quarters) * 60 / job.tempo_bpm
    columns_per_second = canvas.columns / (canvas.rounds * loop_seconds)
    try:
        fitted = fit(
            mel,
            columns_per_second,
            bars=job.bars,
            tempo_bpm=job.tempo_bpm,
            meter=job.meter,
            circular=True,
            form=form,
        )
    except NoGrid:
        tell("No steady beat was found in what was drawn: it loops, but may not be on the beat.")
        return cut_first(mel, canvas.rounds), NO_GRID
    return fitted.mel, f"found at {fitted.grid.tempo_bpm:.2f} bpm, confidence {fitted.confidence:.2f}"

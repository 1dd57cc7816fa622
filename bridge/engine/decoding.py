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
from bridge.engine.sources import Guide, retimed
from bridge.engine.splice import drawn_share, splice
from bridge.errors import NoGrid
from bridge.rendering.finishing import EXACT
from bridge.sound.dsp.attack import sharpen
from bridge.sound.dsp.circle import resample
from bridge.sound.dsp.confirm import beat_of
from bridge.sound.dsp.cut import cut_first, without_step
from bridge.sound.dsp.fit import fit
from bridge.sound.dsp.phase import decode, normalise
from bridge.sound.dsp.relative import redraw
from bridge.sound.dsp.spectrogram import levels_to_magnitudes
from bridge.sound.format import SpectrogramFormat
from bridge.sound.measure import peak_dbfs
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import RenderJob, Tell

NO_GRID = "none found"


def decode_take(
    job: RenderJob,
    levels: Tensor | None,
    model: LoadedModel,
    canvas: Canvas,
    guide: Guide | None,
    seen: Callable[[], Tensor],
    begun: Beginnings,
    tell: Tell,
) -> tuple[Tensor, str]:
    """Sound `[C, N]` of `levels` `[C, M, K]` with its beginnings where they were `begun`, and its grid.

    `seen` gives the guide's levels after the autoencoder. Without `levels`, nothing was redrawn.
    """
    if guide is not None and job.decoding == "relative":
        sound, grid = _redrawn(job, levels, model, canvas, guide, seen, begun, tell)
        if guide.tempo_bpm != job.tempo_bpm:
            sound = retimed(sound, job.rate_hz, loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz))
        # A float file may go beyond full scale; a clip may not.
        return (sound if peak_dbfs(sound) <= 0 else normalise(sound, 0.0)), grid
    assert levels is not None
    mel, grid = _on_grid(levels, job, model, canvas, guide, tell)
    sound = _sounding(mel, job.tempo_bpm, job, model, begun, tell)
    if job.rate_hz != model.info.format.rate_hz:
        sound = resample(sound, loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz))
    if guide is not None and guide.sound is not None and job.drawn_gap is not None:
        sound = splice(guide.sound, sound, job.drawn_gap, job.loop.quarters, job.rate_hz)
    return normalise(sound), grid


def _redrawn(
    job: RenderJob,
    levels: Tensor | None,
    model: LoadedModel,
    canvas: Canvas,
    guide: Guide,
    seen: Callable[[], Tensor],
    begun: Beginnings,
    tell: Tell,
) -> tuple[Tensor, str]:
    """The guide, changed as its picture was and as loud as it was, and its grid."""
    own = guide.sound
    assert own is not None
    if levels is None:
        return own, EXACT
    form, drawn = model.info.format, None
    own = own.expand(max(len(own), form.channels), -1)
    if job.source is not None and job.drawn_gap is None:
        own = without_step(own, job.rate_hz)
    if job.drawn_gap is not None:
        drawn = drawn_share(own.shape[-1], job.drawn_gap, job.loop.quarters, job.rate_hz)
    before = cut_first(levels_to_magnitudes(seen(), form), canvas.rounds)
    after, grid = _on_grid(levels, job, model, canvas, guide, tell)
    sound = redraw(
        own,
        before / guide.scale,
        after / guide.scale,
        form,
        rate_hz=job.rate_hz,
        strength=job.strength,
        drawn=drawn,
        sound_of=lambda mel: _sounding(mel, guide.tempo_bpm, job, model, begun, tell),
        is_mastered=bool(job.loudness_lufs) and drawn is None,
    )
    if not form.is_musical:
        _confirm_beat(sound, own, job, tell)
    return sound, grid


def _confirm_beat(sound: Tensor, guide: Tensor, job: RenderJob, tell: Tell) -> None:
    """Say so if `sound` doesn't keep to the beat of its `guide`, both `[C, N]`. A model in musical time is
    given the beat; others have to see it in the picture."""
    beat = beat_of(sound, guide, job.rate_hz)
    if beat is not None and not beat.is_kept:
        lost = (
            f"moved the beat by {1e3 * beat.late_s:+.0f} ms" if beat.is_late else "covered most of the beat"
        )
        tell(f"At strength {job.strength:g} the model {lost}. Use a lower strength to keep it.")


def _on_grid(
    levels: Tensor, job: RenderJob, model: LoadedModel, canvas: Canvas, guide: Guide | None, tell: Tell
) -> tuple[Tensor, str]:
    """Magnitudes of `levels` over one loop, on its grid, and how that was come by.

    What was drawn beside kept columns, or over a guide by less than all, follows their grid.
    """
    form = model.info.format
    mel = levels_to_magnitudes(levels, form)
    is_led = guide is not None and (
        guide.kept is not None or (job.decoding == "relative" and job.strength < 1)
    )
    if form.is_musical or is_led:
        return cut_first(mel, canvas.rounds), EXACT
    return _onto_bars(mel, job, canvas, form, tell)


def _sounding(
    mel: Tensor, tempo_bpm: float, job: RenderJob, model: LoadedModel, begun: Beginnings, tell: Tell
) -> Tensor:
    """Sound `[C, N]` of magnitudes `[C, M, K]` at the model's rate, with sharp beginnings."""
    rate_hz = model.info.format.rate_hz
    frames = loop_frames(job.bars, job.meter, tempo_bpm, rate_hz)
    return _sharpened(_decode_with_room(mel, frames, job, model, tell), begun, job, rate_hz)


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

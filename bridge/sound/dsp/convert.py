"""Converts sounds to spectrogram levels and back, and fits sounds onto a grid: arrays in, arrays out."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import torch
from torch import Tensor

from bridge.errors import BadRequest
from bridge.sound.dsp.fit import Fitted, fit, fit_sound
from bridge.sound.dsp.phase import decode, normalise
from bridge.sound.dsp.spectrogram import levels_to_magnitudes, magnitudes_to_levels, mel_spectrogram
from bridge.sound.files.reading import Sound
from bridge.sound.format import SpectrogramFormat
from bridge.sound.measure import peak_dbfs, seam
from bridge.sound.mono import to_mono
from bridge.sound.picture import Levels, ReadPicture
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import PHASE_ITERATIONS, PhaseMethod
from bridge.vocabulary.music import Loop


class Converted(NamedTuple):
    """A sound `[C, N]` at a peak of -1 dBFS, what was measured of it, and how it came onto the grid if it was
    fitted."""

    sound: Sound
    peak_dbfs: float
    seam: float
    fitted: Fitted | None


def sound_to_levels(samples: Sound, form: SpectrogramFormat, loop: Loop | None) -> Levels:
    """Levels `[C, M, K]` of a sound at the format's rate; a format of musical time needs its `loop`."""
    sound = torch.from_numpy(to_mono(samples) if form.channels == 1 else samples).expand(form.channels, -1)
    if loop is not None and form.columns_per_quarter is not None:
        columns = int(loop.quarters * form.columns_per_quarter)
    else:
        columns = max(1, round(sound.shape[-1] / form.rate_hz * (form.columns_per_second or 0)))
    mel = mel_spectrogram(normalise(sound), columns, form)
    if form.curve == "power":
        # The original writes each picture against its own loudest value.
        mel = mel * (form.ceiling / float(mel.max().clamp_min(1e-9)))
    return magnitudes_to_levels(mel, form).numpy()


def picture_to_sound(picture: ReadPicture, loop: Loop | None, method: PhaseMethod, seed: int) -> Converted:
    """The sound of a picture: as long as it says, or fitted onto `loop`.

    Raises `BadRequest` where a picture of musical time does not hold the loop's bars, and as `fit` does.
    """
    form = picture.form
    mel = levels_to_magnitudes(torch.from_numpy(picture.levels), form)
    frames = own_frames = picture.extent.sound_frames(mel.shape[-1], form)
    fitted = None
    if loop is not None:
        frames = loop_frames(loop.bars, loop.meter, loop.tempo_bpm, form.rate_hz)
        if form.columns_per_quarter is not None:
            held = Fraction(mel.shape[-1], form.columns_per_quarter) / loop.meter.quarters_per_bar
            if held != loop.bars:
                raise BadRequest(f"The picture holds {float(held):g} bars of {loop.meter}, not {loop.bars}.")
        elif own_frames not in (None, frames):
            assert own_frames is not None
            fitted = fit(
                mel,
                mel.shape[-1] * form.rate_hz / own_frames,
                bars=loop.bars,
                tempo_bpm=loop.tempo_bpm,
                meter=loop.meter,
                circular=True,
                form=form,
            )
            mel = fitted.mel
    assert frames is not None
    sound = decode(mel, frames, form, method=method, iterations=PHASE_ITERATIONS[method], seed=seed)
    return _measured(sound, fitted)


def fit_to_loop(samples: Sound, rate_hz: int, loop: Loop) -> Converted:
    """A sound cut and bent to the bars of `loop`, at `FIT`'s rate. Raises as `fit` does."""
    sound, fitted = fit_sound(
        torch.from_numpy(samples), rate_hz, bars=loop.bars, tempo_bpm=loop.tempo_bpm, meter=loop.meter
    )
    return _measured(sound, fitted)


def _measured(sound: Tensor, fitted: Fitted | None) -> Converted:
    sound = normalise(sound)
    samples = sound.numpy()
    return Converted(samples, peak_dbfs(samples), seam(samples), fitted)

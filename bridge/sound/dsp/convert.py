"""Converts sounds to spectrogram levels and back, and fits sounds onto a grid: arrays in, arrays out."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import msgspec
import torch
from torch import Tensor

from bridge.errors import BadRequest
from bridge.sound.dsp.fit import fit
from bridge.sound.dsp.foreign import bring
from bridge.sound.dsp.phase import decode, normalise
from bridge.sound.dsp.spectrogram import (
    levels_to_magnitudes,
    magnitudes_to_levels,
    mel_columns,
    mel_spectrogram,
)
from bridge.sound.files.loops import LoopReading
from bridge.sound.files.reading import Sound
from bridge.sound.format import SpectrogramFormat
from bridge.sound.measure import peak_dbfs, seam
from bridge.sound.mono import to_mono
from bridge.sound.picture import Levels, ReadPicture
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import PHASE_ITERATIONS, OnShare, PhaseMethod, SourceLoop
from bridge.vocabulary.music import Loop

# As many as a picture of the original's: some 40 MB a channel while they are seen.
COLUMNS_AT_ONCE = 512
# How sure it is that a sound of the asked length, which states nothing, is what was asked for.
ASKED_LENGTH = 0.9


class Found(msgspec.Struct, frozen=True):
    """The tempo that a sound was taken for, how sure that is (0..1), and why, in words."""

    tempo_bpm: float
    confidence: float
    why: str


class Converted(NamedTuple):
    """A sound `[C, N]`, what was measured of it, and the tempo it was taken for if it came onto a grid."""

    sound: Sound
    peak_dbfs: float
    seam: float
    found: Found | None


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


def long_sound_to_levels(samples: Sound, columns: int, form: SpectrogramFormat, on_share: OnShare) -> Levels:
    """Levels `[C, M, columns]` of a sound of any length at the format's rate, relative to its loudest
    value, computed some hundred columns at a time to save memory."""
    sound = torch.from_numpy(to_mono(samples) if form.channels == 1 else samples).expand(form.channels, -1)
    mel = torch.empty(form.channels, form.mel_bins, columns)
    for begin in range(0, columns, COLUMNS_AT_ONCE):
        part = range(begin, min(begin + COLUMNS_AT_ONCE, columns))
        mel[..., begin : part.stop] = mel_columns(sound, columns, part, form)
        on_share(part.stop / columns)
    mel *= form.ceiling / float(mel.max().clamp_min(1e-9))
    return magnitudes_to_levels(mel, form).numpy()


def picture_to_sound(picture: ReadPicture, loop: Loop | None, method: PhaseMethod, seed: int) -> Converted:
    """The sound of a picture: as long as it says, or fitted onto `loop`.

    Raises `BadRequest` where a picture of musical time does not hold the loop's bars, and as `fit` does.
    """
    form = picture.form
    mel = levels_to_magnitudes(torch.from_numpy(picture.levels), form)
    frames = own_frames = picture.extent.sound_frames(mel.shape[-1], form)
    found = None
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
            found = Found(fitted.grid.tempo_bpm, fitted.confidence, "it is heard in the picture")
    assert frames is not None
    sound = decode(mel, frames, form, method=method, iterations=PHASE_ITERATIONS[method], seed=seed)
    return _measured(normalise(sound), found)


def fit_to_loop(samples: Sound, rate_hz: int, reading: LoopReading | None, loop: Loop) -> Converted:
    """A sound as `loop`, at its own rate; `reading` is what its file says. Raises as `bring` does.

    Samples that are still the sound's own keep their level.
    """
    source = SourceLoop() if reading is None or not reading.is_claimed else reading.loop
    brought = bring(torch.from_numpy(samples), rate_hz, source, loop)
    heard = brought.heard
    if reading is not None and reading.is_claimed:
        why = reading.reason if heard is None else f"{reading.reason}, but it {heard.reason}"
        found = Found(brought.tempo_bpm, reading.confidence, why)
    elif heard is not None:
        found = Found(brought.tempo_bpm, heard.grid.confidence, f"it {heard.reason}")
    else:
        found = Found(brought.tempo_bpm, ASKED_LENGTH, "it has the length that is asked for")
    if not brought.is_untouched:
        return _measured(normalise(brought.sound), found)
    # A lossy or a float file may go beyond full scale; a loop may not.
    is_within = float(brought.sound.abs().max()) <= 1.0
    kept = "its samples stay" if is_within else "its samples stay, at a level that doesn't clip"
    sound = brought.sound if is_within else normalise(brought.sound, 0.0)
    return _measured(sound, msgspec.structs.replace(found, why=f"{found.why}; {kept}"))


def _measured(sound: Tensor, found: Found | None) -> Converted:
    samples = sound.numpy()
    return Converted(samples, peak_dbfs(samples), seam(samples), found)

"""A score as a rough picture: where each player strikes and which notes sound, before any sound is made.

A small model told in words what to draw must learn at once what is played and how that sounds. A
sketch says the first in the picture's own terms, and leaves the second to the model: every note is
a stack of partials that fade, every stroke a band of noise, without a room, a mix or an instrument's
own voice. The trainer and the sampler draw it with the same function.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bridge.composing.score import Note, Score, Stem
from bridge.sound.format import SpectrogramFormat

Picture = NDArray[np.float32]
Encode = Callable[[Tensor], Tensor]

_LOUDEST = 0.9
_ROLE_DB = {"drums": 0.0, "percussion": -9.0, "bass": -3.0, "chords": -8.0, "pad": -13.0, "lead": -6.0}
_PARTIALS = 16
_RISE_COLUMNS = 2.0
_RELEASE_S = 0.25


class _Tone(NamedTuple):
    """How the partials of a family fall off, in decibels an octave, and in seconds to fall by 60 dB."""

    tilt_db: float
    fall_s: float = math.inf


_TONES = {
    "bass": _Tone(9, 2.5), "keys": _Tone(8, 2.0), "mallets": _Tone(12, 1.0), "organ": _Tone(5),
    "guitar": _Tone(6, 2.0), "reeds": _Tone(5), "flutes": _Tone(12), "strings": _Tone(6),
    "voices": _Tone(8), "brass": _Tone(5), "synth": _Tone(5, 2.0), "pad": _Tone(7), "lead": _Tone(4),
    "bells": _Tone(8, 1.5),
}  # fmt: skip


class _Stroke(NamedTuple):
    """The band of a struck piece in hertz, the seconds in which it falls by 60 dB, and its level."""

    low_hz: float
    high_hz: float
    fall_s: float
    db: float = 0.0


# By General MIDI's numbers, as in `bridge.composing.instruments.PIECES`.
_STROKES = {
    36: _Stroke(40, 120, 0.5), 37: _Stroke(400, 5000, 0.1, -6), 38: _Stroke(150, 9000, 0.4),
    39: _Stroke(900, 8000, 0.4, -3), 41: _Stroke(50, 160, 0.8), 42: _Stroke(6500, 16000, 0.15, -8),
    44: _Stroke(6500, 16000, 0.12, -10), 45: _Stroke(80, 300, 0.6, -3), 46: _Stroke(6500, 16000, 0.8, -8),
    47: _Stroke(110, 400, 0.6, -3), 49: _Stroke(3000, 16000, 2.5, -6), 50: _Stroke(140, 550, 0.6, -3),
    51: _Stroke(4500, 15000, 1.2, -10), 54: _Stroke(6000, 15000, 0.2, -6), 56: _Stroke(550, 4000, 0.3, -5),
    60: _Stroke(380, 1500, 0.2, -4), 62: _Stroke(300, 3000, 0.1, -4), 63: _Stroke(240, 1200, 0.4, -4),
    64: _Stroke(170, 900, 0.5, -4), 65: _Stroke(350, 5000, 0.4, -4), 67: _Stroke(1100, 6000, 0.3, -5),
    68: _Stroke(800, 5000, 0.3, -5), 70: _Stroke(5000, 15000, 0.12, -8), 73: _Stroke(3000, 13000, 0.3, -6),
    75: _Stroke(2300, 5500, 0.1, -5),
}  # fmt: skip


def sketch_channels(latent_channels: int, players: Sequence[str]) -> int:
    """How many channels `draw_sketch` has."""
    return 2 * latent_channels + len(players)


def draw_sketch(
    score: Score, form: SpectrogramFormat, players: Sequence[str], encode: Encode, patch: tuple[int, int]
) -> Tensor:
    """The sketch of `score` laid beside latents: `[sketch_channels, H, W]`, float32.

    The first channels are what is struck as latents, the next what is pitched, both by `encode`
    (levels `[B, 1, M, K]` to latents `[B, L, H, W]`, each `patch` mel bins by columns); then for each
    of `players`, names of instruments, how much of it is in each latent's patch, in 0..1. `form` is in
    musical time and has a logarithmic curve.
    """
    columns = round(score.quarters * (form.columns_per_quarter or 0))
    both = np.zeros((2, 1, form.mel_bins, columns), np.float32)
    presence = torch.zeros(len(players), form.mel_bins // patch[0], columns // patch[1])
    for stem in score.stems:
        picture = draw_stem(stem, score.tempo_bpm, columns, form)
        struck = stem.instrument.family == "drums"
        np.maximum(both[0 if struck else 1, 0], picture, out=both[0 if struck else 1, 0])
        if stem.instrument.name in players:
            cells = picture.reshape(presence.shape[1], patch[0], presence.shape[2], patch[1])
            presence[players.index(stem.instrument.name)] += torch.from_numpy(cells.mean((1, 3)))
    return torch.cat([encode(torch.from_numpy(both)).flatten(0, 1), presence])


class _Sound(NamedTuple):
    """Levels `[M]` of a note at its loudest, the seconds in which it falls by 60 dB, and for how long it is
    held; what is struck is never let go."""

    levels: Picture
    fall_s: float
    held_s: float | None


def draw_stem(stem: Stem, tempo_bpm: float, columns: int, form: SpectrogramFormat) -> Picture:
    """One player's part as levels `[M, columns]` in 0..1, round the circle."""
    picture = np.zeros((form.mel_bins, columns), np.float32)
    per_quarter = form.columns_per_quarter or 0
    column_s = 60 / tempo_bpm / per_quarter
    for note in stem.notes:
        loud_db = _ROLE_DB[stem.role] + stem.gain_db + 32 * math.log10(note.velocity / 100)
        sound = _sound(stem, note, _LOUDEST + loud_db / form.range_db, tempo_bpm, form)
        _lay(picture, sound, note.start_quarter * per_quarter, column_s, form.range_db)
    return picture


def _sound(stem: Stem, note: Note, level: float, tempo_bpm: float, form: SpectrogramFormat) -> _Sound:
    if stem.instrument.family == "drums":
        stroke = _STROKES.get(note.pitch, _STROKES[37])
        return _Sound(_band(form, stroke) + np.float32(level), stroke.fall_s, None)
    tone = _TONES[stem.instrument.family]
    levels = _partials(form, note.pitch, tone.tilt_db) + np.float32(level)
    return _Sound(levels, tone.fall_s, note.length_quarters * 60 / tempo_bpm)


def _lay(picture: Picture, sound: _Sound, start: float, column_s: float, range_db: float) -> None:
    """Lay one note on `picture` from column `start` on, where it is louder than what is there."""
    levels, fall_s, held_s = sound
    audible_s = 1.2 * fall_s if held_s is None else min(held_s, 1.2 * fall_s) + _RELEASE_S
    count = min(picture.shape[1], math.ceil(audible_s / column_s + _RISE_COLUMNS) + 1)
    first = math.floor(start - _RISE_COLUMNS) + 1
    ages = first + np.arange(count) - start
    seconds = np.maximum(ages, 0) * column_s
    fallen_db = 60 * seconds / fall_s
    if held_s is not None:
        fallen_db = fallen_db + 60 * np.maximum(seconds - held_s, 0) / _RELEASE_S
    rise = np.clip((ages + _RISE_COLUMNS) / _RISE_COLUMNS, 0, 1).astype(np.float32)
    laid = (levels[:, None] - (fallen_db / range_db).astype(np.float32)).clip(0, 1) * rise
    where = (first + np.arange(count)) % picture.shape[1]
    picture[:, where] = np.maximum(picture[:, where], laid)


@lru_cache(maxsize=4096)
def _partials(form: SpectrogramFormat, pitch: int, tilt_db: float) -> Picture:
    """Levels `[M]` of a note's partials against its first, each a peak of 10 dB a bin to both sides."""
    orders = np.arange(1, _PARTIALS + 1)
    hz = 440.0 * 2 ** ((pitch - 69) / 12) * orders.astype(np.float64)
    peaks_db = -tilt_db * np.log2(orders)
    distance = np.abs(np.arange(form.mel_bins)[:, None] - _bins(form, hz))
    levels = (peaks_db - 10 * distance).max(axis=1) / form.range_db
    return _frozen(np.maximum(levels, -1))


@lru_cache(maxsize=64)
def _band(form: SpectrogramFormat, stroke: _Stroke) -> Picture:
    """Levels `[M]` of a band against its middle, falling by 3 dB a bin beyond its ends."""
    low, high = _bins(form, np.array([stroke.low_hz, stroke.high_hz]))
    bins = np.arange(form.mel_bins)
    outside = np.maximum(np.maximum(low - bins, bins - high), 0)
    return _frozen(np.maximum((stroke.db - 3 * outside) / form.range_db, -1))


def _frozen(levels: NDArray[np.float64]) -> Picture:
    picture = levels.astype(np.float32)
    picture.flags.writeable = False
    return picture


def _bins(form: SpectrogramFormat, hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where frequencies lie among the mel bins, as fractions; HTK's scale."""
    low, high = 2595 * np.log10(1 + np.array([form.low_hz, form.high_hz]) / 700)
    places: NDArray[np.float64] = (2595 * np.log10(1 + hz / 700) - low) / (high - low) * (
        form.mel_bins + 1
    ) - 1
    return places

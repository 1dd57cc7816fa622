"""Sketches a score: a picture of its notes laid over each other, before any sound is made.

A small model told in words what to draw must learn at once what is played and how that sounds. A
sketch says the first, and of the second what single notes tell: each is a note of the model's table of
timbres (`bridge.engine.timbres`), and their powers add up. What it lacks is what happens between them:
beating, room, mix, saturation, and all that differs from one strike to the next. The trainer and the
sampler draw it with the same function.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bridge.composing.balance import LOUDNESS_DB, ducking, note_gain
from bridge.composing.score import Score, Stem
from bridge.engine.timbres import CYCLE_QUARTER_S, Timbre, Timbres
from bridge.sound.format import SpectrogramFormat

Power = NDArray[np.float32]
Encode = Callable[[Tensor], Tensor]

# Where the loudest column of a mix comes to lie, in decibels of its power over the format's ceiling: the mean
# over training's loops, which are normalised to a peak.
_LOUDEST_DB = -5.4
_RING_S, _RELEASE_S = 2.5, 1.0
# Notes begin at quarters of a column, so that strokes alike are laid alike and made once.
_FRACTIONS = 4


class Sketch(NamedTuple):
    """`levels` `[2, M, K]` in 0..1: all that sounds, and of it what is struck. `presence` `[P, H, W]`: how
    much of each player is in each latent's patch, in 0..1."""

    levels: Tensor
    presence: Tensor


def sketch_channels(latent_channels: int, players: Sequence[str]) -> int:
    """How many channels a sketch has beside latents: both its pictures as latents, and its presence."""
    return 2 * latent_channels + len(players)


def laid_beside(sketch: Sketch, encode: Encode) -> Tensor:
    """What the U-Net reads of `sketch` beside latents: `[sketch_channels, H, W]`. `encode` takes levels
    `[B, 1, M, K]` to latents `[B, L, H, W]`."""
    return torch.cat([encode(sketch.levels[:, None]).flatten(0, 1), sketch.presence])


def draw_sketch(
    score: Score, form: SpectrogramFormat, players: Sequence[str], timbres: Timbres, patch: tuple[int, int]
) -> Sketch:
    """The sketch of `score` in `form`, which is in musical time and has a logarithmic curve.

    `players` are names of instruments; `patch` is of mel bins by columns.
    """
    columns = round(score.quarters * (form.columns_per_quarter or 0))
    both = np.zeros((2, columns, form.mel_bins + 1), np.float32)
    ducked = ducking(score, columns)[:, None] ** 2
    stems = []
    for stem in score.stems:
        power = draw_stem(stem, score.tempo_bpm, columns, form, timbres)
        if stem.instrument.is_kit:
            both[1] += power
        else:
            power *= ducked
        both[0] += power
        stems.append(power)
    loudest = max(float(both[0, :, -1].max()), 1e-12)

    def to_levels(power: Power) -> Power:
        db = 10 * np.log10(np.maximum(power[..., :-1] / loudest, 1e-30)) + _LOUDEST_DB
        levels: Power = (1 + db / form.range_db).clip(0, 1).astype(np.float32)
        return np.ascontiguousarray(levels.swapaxes(-1, -2))

    presence = torch.zeros(len(players), form.mel_bins // patch[0], columns // patch[1])
    for stem, power in zip(score.stems, stems, strict=True):
        if stem.instrument.name in players:
            cells = to_levels(power).reshape(presence.shape[1], patch[0], presence.shape[2], patch[1])
            presence[players.index(stem.instrument.name)] += torch.from_numpy(cells.mean((1, 3)))
    return Sketch(torch.from_numpy(to_levels(both)), presence)


def draw_stem(stem: Stem, tempo_bpm: float, columns: int, form: SpectrogramFormat, timbres: Timbres) -> Power:
    """One player's part as power `[columns, M + 1]` round the circle, as loud as its role is; the last bin is
    of all frequencies together."""
    power = np.zeros((columns, form.mel_bins + 1), np.float32)
    per_quarter = form.columns_per_quarter or 0
    column_s = 60 / tempo_bpm / per_quarter
    held_for_ever = stem.instrument.is_kit
    made: dict[tuple[int, float, float], tuple[int, Power]] = {}
    for note in stem.notes:
        start = round(note.start_quarter * per_quarter * _FRACTIONS) / _FRACTIONS
        held_s = math.inf if held_for_ever else note.length_quarters * 60 / tempo_bpm
        key = (note.pitch, start % 1, held_s)
        if key not in made:
            timbre = timbres.find(stem.instrument, note.pitch, form)
            made[key] = _lay_out(timbre, start % 1, held_s, column_s, per_quarter)
        before, laid = made[key]
        _add(power, laid, math.floor(start) - before, note_gain(note) ** 2)
    louder_half = np.sort(power[:, -1])[columns // 2 :].mean()
    if louder_half > 1e-12:
        power *= np.float32(10 ** ((LOUDNESS_DB[stem.role] + stem.gain_db) / 10) / louder_half)
    return power


def _lay_out(
    timbre: Timbre, fraction: float, held_s: float, column_s: float, per_quarter: int
) -> tuple[int, Power]:
    """A note that begins so far into a column: how many columns it is laid out from before that one, as its
    windows see it coming, and its power in each from there on."""
    first = math.ceil(fraction + timbre.ages_s[0] / column_s)
    audible_s = _RING_S if math.isinf(held_s) else held_s + _RELEASE_S
    ages_s = (np.arange(first, math.floor(fraction + audible_s / column_s) + 1) - fraction) * column_s
    levels_db = _at(timbre, ages_s, column_s * per_quarter)
    if not math.isinf(held_s):
        levels_db += np.interp(ages_s - held_s, timbre.release_ages_s, timbre.release_db)[:, None]
    return -first, (10 ** (levels_db / 10)).astype(np.float32)


def _at(timbre: Timbre, ages_s: NDArray[np.float64], quarter_s: float) -> NDArray[np.float64]:
    """Levels `[n, M + 1]` in decibels at ages `[n]`, between those that are known."""
    if (cycle := timbre.cycle_quarters) > 0:
        quarters = ages_s / quarter_s
        ages_s = np.where(quarters > 2 * cycle, cycle + quarters % cycle, quarters) * CYCLE_QUARTER_S
    later = np.searchsorted(timbre.ages_s, ages_s).clip(1, len(timbre.ages_s) - 1)
    begin, end = timbre.ages_s[later - 1], timbre.ages_s[later]
    share = ((ages_s - begin) / (end - begin)).clip(0, 1)[:, None]
    between: NDArray[np.float64] = timbre.levels_db[later - 1] * (1 - share) + timbre.levels_db[later] * share
    return between


def _add(power: Power, laid: Power, first: int, gain: float) -> None:
    """Add `laid` from column `first` on, round the circle as often as it reaches."""
    read = 0
    while read < len(laid):
        at = (first + read) % len(power)
        count = min(len(laid) - read, len(power) - at)
        power[at : at + count] += np.float32(gain) * laid[read : read + count]
        read += count

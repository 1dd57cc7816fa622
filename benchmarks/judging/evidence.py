"""All that the judges hear of a loop, as numbers; what they make of it is for `measures`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.judging import musicnn, notes, timing
from bridge.composing.genre import Genre
from bridge.sound.dsp.circle import resample
from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.format import STARTER
from bridge.sound.measure import seam

Array = NDArray[np.float64]

RATE_HZ = STARTER.rate_hz
# The picture of a loop in which likeness is looked for: so many bands by so many places in time.
PICTURE = 32


@dataclass(frozen=True)
class Evidence:
    """Of n loops:

    `embedding` `[n, 200]` and `pooled` `[n, 1506]`: musicnn's. `classes` `[n, 12]`: basic-pitch's.
    `profile` `[n, 64]`: of the bar. `rises` `[n, 5]`: the mean novelty of each band. `begun` `[n, 2]`: how
    many sounds begin off the grid, and how many at all. `picture` `[n, 1024]`: coarse levels. `seam` `[n]`.
    """

    embedding: Array
    pooled: Array
    classes: Array
    profile: Array
    rises: Array
    begun: Array
    picture: Array
    seam: Array

    def __len__(self) -> int:
        return len(self.seam)

    def __getitem__(self, chosen: Sequence[int] | NDArray[np.bool_] | NDArray[np.int64] | slice) -> Evidence:
        return Evidence(*(getattr(self, field.name)[chosen] for field in fields(self)))

    @classmethod
    def joined(cls, parts: Sequence[Evidence]) -> Evidence:
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))


class Ear:
    """The judges, loaded once a process."""

    def __init__(self) -> None:
        self._musicnn = musicnn.Musicnn()
        self._notes = notes.NoteListener()

    def listen(self, sound: Tensor, style: Genre, *, tempo_bpm: float, bars: int) -> Evidence:
        """What is heard of the circle `sound` `[N]` at 44.1 kHz: `bars` bars of 4/4 as `style` plays them."""
        heard = timing.beginnings(sound)
        missed = timing.misses_s(heard.places_s, style, 4 * bars, tempo_bpm)
        embedding, pooled = self._musicnn.hear(musicnn.windows(_at_rate(sound, musicnn.RATE_HZ)))
        begun = [(missed > timing.TOLERANCE_S).sum(), len(missed)]
        return Evidence(
            embedding=_row(embedding),
            pooled=_row(pooled),
            classes=_row(self._notes.pitch_classes(_at_rate(sound, notes.RATE_HZ).double().numpy())),
            profile=_row(timing.profile(heard.curve, bars)),
            rises=_row(heard.curve.mean(axis=1)),
            begun=_row(begun),
            picture=_row(picture(sound, bars)),
            seam=_row(seam(sound[None].numpy()))[0],
        )


def _at_rate(sound: Tensor, rate_hz: int) -> Tensor:
    return resample(sound[None], round(len(sound) * rate_hz / RATE_HZ))[0]


def picture(sound: Tensor, bars: int) -> Tensor:
    """Levels `[1024]` of the starter's spectrogram, averaged over patches."""
    columns = bars * 4 * (STARTER.columns_per_quarter or 0)
    levels = magnitudes_to_levels(mel_spectrogram(sound[None], columns, STARTER), STARTER)
    return torch.nn.functional.adaptive_avg_pool2d(levels, PICTURE).flatten()


def _row(values: object) -> Array:
    return np.atleast_1d(np.asarray(values, dtype=np.float64))[None]

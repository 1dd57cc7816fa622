"""Tables of how single notes of each instrument look as they age.

A table of spectra that was measured from single notes (`bridge.training.timbres`), from which a score is
sketched (`bridge.engine.sketch`). It is part of a model that reads sketches.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

from bridge.composing.instruments import Instrument
from bridge.errors import BadModel
from bridge.sound.dsp.spectrogram import hz_to_mel, mel_to_hz
from bridge.sound.format import SpectrogramFormat

Floats = NDArray[np.float32]

# From where the table counts, in decibels of the format's ceiling and of full scale.
QUIETEST_DB = -110.0
# What wobbles with the beat was measured at this one.
CYCLE_QUARTER_S = 0.5
_TENSORS = (
    "envelopes",
    "spectra",
    "ages_s",
    "release_db",
    "release_ages_s",
    "cycle_quarters",
    "pitches",
    "instruments",
)


class Timbre(NamedTuple):
    """One note at velocity 100, held for ever: `levels_db` `[T, M + 1]` at `ages_s` `[T]`, magnitudes in mel
    bins against the format's ceiling and last the power of all against full scale; what its end takes off
    after so many seconds, `release_db` `[R]` at `release_ages_s` `[R]`, nothing where it is left to ring.

    What wobbles with the beat has ages at quarters of `CYCLE_QUARTER_S`, and from one `cycle_quarters` on
    goes round in it.
    """

    levels_db: Floats
    ages_s: Floats
    release_db: Floats
    release_ages_s: Floats
    cycle_quarters: float


class Timbres:
    """The table: N notes, of which each is an instrument's at a pitch.

    A note's levels over `QUIETEST_DB` are `envelopes` `[N, T, S]` in decibels by `spectra` `[N, S, M + 1]`,
    bytes of which 127 is 1. `ages_s` `[N, T]`, `release_db` `[N, R]`, `release_ages_s` `[R]` and
    `cycle_quarters` `[N]` are floats; `pitches` and `instruments` `[N]` integers, the latter into `names`.
    """

    def __init__(self, names: tuple[str, ...], tensors: dict[str, NDArray[np.generic]]) -> None:
        self.names = names
        self._tensors = tensors
        self._notes: dict[str, dict[int, int]] = {name: {} for name in names}
        pairs = zip(tensors["instruments"].tolist(), tensors["pitches"].tolist(), strict=True)
        for row, (instrument, pitch) in enumerate(pairs):
            self._notes[names[instrument]][pitch] = row
        self.find = lru_cache(maxsize=2048)(self._find)

    @property
    def mel_bins(self) -> int:
        return int(self._tensors["spectra"].shape[-1]) - 1

    def _find(self, instrument: Instrument, pitch: int, form: SpectrogramFormat) -> Timbre:
        """The note of `instrument` next to `pitch`, moved to it; a drum kit has only whole pieces."""
        rows = self._notes[instrument.name]
        nearest = min(rows, key=lambda known: (abs(known - pitch), known))
        row, tensors = rows[nearest], self._tensors
        spectra = tensors["spectra"][row].astype(np.float32) / 127
        levels_db = tensors["envelopes"][row].astype(np.float32) @ spectra + np.float32(QUIETEST_DB)
        if not instrument.is_kit and nearest != pitch:
            levels_db[:, :-1] = _moved(levels_db[:, :-1], nearest - pitch, form)
        return Timbre(
            levels_db,
            tensors["ages_s"][row].astype(np.float32),
            tensors["release_db"][row].astype(np.float32),
            tensors["release_ages_s"].astype(np.float32),
            float(tensors["cycle_quarters"][row]),
        )

    def write(self, path: Path) -> None:
        """Write the table as safetensors, whole or not at all."""
        part = path.with_suffix(".part")
        save_file(self._tensors, part, {"instruments": json.dumps(self.names)})
        part.replace(path)


def read_timbres(path: Path) -> Timbres:
    """The table in `path`. Raises `BadModel` if there is none or it lacks something."""
    try:
        with safe_open(path, "numpy") as file:
            names = tuple(json.loads((file.metadata() or {})["instruments"]))
            return Timbres(names, {name: file.get_tensor(name) for name in _TENSORS})
    except FileNotFoundError as error:
        raise BadModel(f"The model lacks {path}, by which it sketches.") from error
    except Exception as error:  # safetensors' own, `KeyError`, `ValueError` …: all mean the same
        raise BadModel(f"{path} isn't a table of timbres: {error}.") from error


def _moved(levels_db: Floats, down: int, form: SpectrogramFormat) -> Floats:
    """Spectra `[T, M]` moved down by so many semitones."""
    bins = np.arange(form.mel_bins, dtype=np.float64)
    from_bins = np.clip(hz_to_bins(form, bins_to_hz(form, bins) * 2 ** (down / 12)), 0, form.mel_bins - 1)
    lower = np.minimum(from_bins.astype(np.int64), form.mel_bins - 2)
    share = (from_bins - lower).astype(np.float32)
    moved: Floats = levels_db[:, lower] * (1 - share) + levels_db[:, lower + 1] * share
    return moved


def hz_to_bins(form: SpectrogramFormat, hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where frequencies lie among the mel bins, as fractions."""
    low, high = _mels(form)
    shares = (hz_to_mel(torch.from_numpy(hz)) - low) / (high - low)
    return np.asarray(shares * (form.mel_bins + 1) - 1)


def bins_to_hz(form: SpectrogramFormat, bins: NDArray[np.float64]) -> NDArray[np.float64]:
    """Inverse of `hz_to_bins`."""
    low, high = _mels(form)
    shares = (torch.from_numpy(bins) + 1) / (form.mel_bins + 1)
    return np.asarray(mel_to_hz(low + shares * (high - low)))


def _mels(form: SpectrogramFormat) -> tuple[float, float]:
    low, high = hz_to_mel(torch.tensor([form.low_hz, form.high_hz], dtype=torch.float64)).tolist()
    return low, high

"""Confirms that a loop which was redrawn still has its beat where its guide had it.

A guide lies on the host's grid, so no tempo has to be searched: it is enough that the redrawn loop's sounds
begin where the guide's do. Let g and r `[B, K]` be the novelty of both in bands
(`bridge.sound.dsp.onsets`). Their circular cross-correlation over lags, summed over bands, is largest at
the lag by which the beat moved; at lag 0, divided by the root of both energies, it says how much of the
beat is left.

C channels, N frames.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from bridge.sound.dsp.circle import resample
from bridge.sound.dsp.onsets import compressed, novelty, peaks
from bridge.sound.dsp.spectrogram import mel_spectrogram
from bridge.sound.format import FIT

# Less than this is neither heard nor surely measured; the detector's own error has a 95th percentile of 8 ms.
_MOST_LATE_S = 0.02
# Loops of one tempo that share nothing else have .37 to .67. A small Stable Diffusion left .81
# to .90 at strength .6, where a judge heard all beats in place, and .52 to .68 at .8, where it heard half.
_LEAST_ALIKE = 0.6
# A guide with fewer beginnings has no beat to lose.
_LEAST_BEGINNINGS = 4


class Beat(NamedTuple):
    """By how many seconds a beat is late, and how much of it is left, 0 to 1."""

    late_s: float
    alike: float

    @property
    def is_late(self) -> bool:
        """Or early."""
        return abs(self.late_s) > _MOST_LATE_S

    @property
    def is_kept(self) -> bool:
        return not self.is_late and self.alike >= _LEAST_ALIKE


def beat_of(redrawn: Tensor, guide: Tensor, rate_hz: int) -> Beat | None:
    """The beat of the loop `redrawn` `[C, N]` beside its `guide`'s `[C', N]`; `None` if that has none."""
    own, other = (_novelty(each, rate_hz) for each in (guide, redrawn))
    if len(peaks(own.sum(axis=0), circular=True, share=0.3)[0]) < _LEAST_BEGINNINGS:
        return None
    columns = own.shape[-1]
    spectra = np.fft.rfft(other) * np.fft.rfft(own).conj()
    alike = np.fft.irfft(spectra.sum(axis=0), columns)
    lag = (int(alike.argmax()) + columns // 2) % columns - columns // 2
    energy = float(np.sqrt((own**2).sum() * (other**2).sum()))
    late_s = lag * guide.shape[-1] / rate_hz / columns
    return Beat(late_s, float(alike[0]) / max(energy, 1e-12))


def _novelty(sound: Tensor, rate_hz: int) -> NDArray[np.float64]:
    """How much begins `[B, K]` in `sound` `[C, N]`."""
    assert FIT.columns_per_second is not None
    seconds = sound.shape[-1] / rate_hz
    mono = resample(sound.mean(dim=0, keepdim=True), max(1, round(seconds * FIT.rate_hz)))
    columns = max(8, round(seconds * FIT.columns_per_second))
    return novelty(compressed(mel_spectrogram(mono, columns, FIT)), columns / seconds, FIT, circular=True)

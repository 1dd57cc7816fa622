"""Measures the loudness of a loop as it plays on and on: ITU-R BS.1770-5."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bridge.empty_library import load_libatomic
from bridge.playing.effects import run_round

Sound = NDArray[np.float32]

SILENCE_LUFS = -70.0  # anything softer counts as silence
_BLOCK_S, _STEP_S = 0.4, 0.1
_GATE_LU = -10.0
_OFFSET_LU = -0.691
# K-weighting as analogue prototypes (Mansbridge, Finn and Reiss 2012): a high shelf, then a second-order
# high-pass with Q = 1/2, which equals two of first order. The paper gives the frequency of the shelf's poles;
# JUCE's shelf (Bristow-Johnson's) takes its midpoint, lower by the fourth root of its gain.
_SHELF_DB, _SHELF_Q = 3.99984, 0.7071752
_SHELF_HZ = 1681.97 / 10 ** (_SHELF_DB / 80)
_HIGH_PASS_HZ = 38.135
_SETTLES_S = 0.3


def loudness(sound: Sound, rate_hz: int) -> float:
    """Integrated loudness of the circle `sound` `[C, N]`, in LUFS; `SILENCE_LUFS` for silence.

    Blocks of 0.4 s start every 0.1 s or slightly less, so that a whole number fits the circle.
    """
    power = (_weighted(sound, rate_hz).astype(np.float64) ** 2).sum(axis=0)
    frames, block = len(power), round(_BLOCK_S * rate_hz)
    sums = np.concatenate([[0.0], np.cumsum(np.resize(power, frames + block))])
    count = max(1, -(-frames // round(_STEP_S * rate_hz)))
    starts = np.arange(count) * frames // count
    blocks = (sums[starts + block] - sums[starts]) / block
    levels = _OFFSET_LU + 10 * np.log10(np.maximum(blocks, 1e-12))
    heard = blocks[levels > SILENCE_LUFS]
    if not len(heard):
        return SILENCE_LUFS
    gate = _OFFSET_LU + 10 * np.log10(heard.mean()) + _GATE_LU
    return float(_OFFSET_LU + 10 * np.log10(blocks[levels > max(gate, SILENCE_LUFS)].mean()))


def _weighted(sound: Sound, rate_hz: int) -> Sound:
    load_libatomic()
    from pedalboard import Chain, HighpassFilter, HighShelfFilter

    shelf = HighShelfFilter(_SHELF_HZ, _SHELF_DB, _SHELF_Q)
    weighting = Chain([shelf, HighpassFilter(_HIGH_PASS_HZ), HighpassFilter(_HIGH_PASS_HZ)])
    return run_round(weighting, sound, rate_hz, _SETTLES_S)

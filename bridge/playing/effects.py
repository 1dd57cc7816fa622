"""Runs pedalboard's effects on a circle: what rings past the end of a loop is heard at its start."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridge.playing.circle import last

Sound = NDArray[np.float32]


def run_round(effect: Any, sound: Sound, rate_hz: int, settle_s: float) -> Sound:
    """Run `effect`, a pedalboard plugin, on the circle `sound` `[C, N]`, after `settle_s` of run-up."""
    frames = sound.shape[1]
    lead = round(settle_s * rate_hz)
    heard: Sound = effect.process(np.concatenate([last(sound, lead), sound], axis=1), rate_hz, reset=True)
    return heard[:, lead : lead + frames]

"""How loud the players of a score are against each other; for mixing a loop and for sketching one."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bridge.composing.instruments import PIECES
from bridge.composing.roles import Role
from bridge.composing.score import Note, Score

# RMS over a loop's louder half, dBFS before the mix is normalised.
LOUDNESS_DB: MappingProxyType[Role, float] = MappingProxyType(
    {"drums": -14.0, "percussion": -24.0, "bass": -17.0, "chords": -20.0, "pad": -25.0, "lead": -20.0}
)
_RECOVERY_S = 0.12
_VELOCITY_EXPONENT = 1.6


def note_gain(note: Note) -> float:
    """The gain of a note against one of velocity 100."""
    return float((note.velocity / 100) ** _VELOCITY_EXPONENT)


def ducking(score: Score, count: int) -> NDArray[np.float32]:
    """The gain that `score`'s kicks leave to pitched stems, at `count` even places round the loop."""
    quarter = count / float(score.quarters)
    kicks = [
        round(note.start_quarter * quarter)
        for stem in score.stems
        if stem.role == "drums"
        for note in stem.notes
        if note.pitch == PIECES["kick"]
    ]
    return duck(count, kicks, score.pump, _RECOVERY_S * score.tempo_bpm / 60 * quarter)


def duck(count: int, kicks: Sequence[int], depth: float, recover: float) -> NDArray[np.float32]:
    """A gain `[count]` that drops by `depth` at each kick and comes back, round the circle, with `recover`
    places as its time constant."""
    if not kicks or depth <= 0:
        return np.ones(count, dtype=np.float32)
    ordered = np.sort(np.asarray(kicks) % count)
    here = np.arange(count)
    last = ordered[np.searchsorted(ordered, here, side="right") - 1]
    age = (here - last) % count
    gain: NDArray[np.float32] = (1 - depth * np.exp(-age / recover)).astype(np.float32)
    return gain

"""Places stems in the stereo image: pan and width by role, mono at low frequencies."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bridge.composing.instruments import PIECES
from bridge.composing.roles import Role
from bridge.composing.score import Stem
from bridge.playing.circle import last

Sound = NDArray[np.float32]

_SIDE_FROM_HZ = 200.0  # leaves next to none below 120 Hz
# Side over middle, in decibels, for each role. The bass stays mono.
_WIDTH_DB: MappingProxyType[Role, float] = MappingProxyType(
    {"drums": -13.0, "percussion": -9.0, "chords": -8.0, "pad": -4.0, "lead": -13.0}
)
# -1 is left, 1 is right.
_PANS: MappingProxyType[Role, float] = MappingProxyType(
    {"drums": 0.0, "percussion": 0.2, "bass": 0.0, "chords": -0.12, "pad": 0.0, "lead": 0.1}
)
# As the audience sees the kit.
PIECE_PANS = MappingProxyType({
    PIECES[name]: pan for name, pan in {
        "closed hat": 0.3, "pedal hat": 0.3, "open hat": 0.3, "ride": -0.35, "crash": -0.4, "high tom": 0.25,
        "low tom": -0.3, "tambourine": 0.3, "shaker": -0.4, "cowbell": 0.25, "bongo": -0.3,
        "muted conga": 0.3, "conga": 0.3, "low conga": 0.2, "timbale": -0.25, "agogo": -0.35,
        "low agogo": -0.35, "guiro": 0.4, "claves": -0.2, "rim": 0.1, "clap": -0.05,
    }.items()
})  # fmt: skip
# A mono sound is widened by two echoes: one added on the left and subtracted on the right, the other the
# opposite way. In mono they cancel.
_ECHOES_S = (0.0113, 0.0171)
# Below this side over middle, a sound counts as mono and is widened.
_NARROW_DB = -26.0


def pan(sound: Sound, place: float) -> Sound:
    """Pan `sound` `[C, N]` to `place` (-1 left, 1 right) at constant power: `[2, N]`."""
    angle = (1 + place) * np.pi / 4
    gains = np.sqrt(2) * np.array([[np.cos(angle)], [np.sin(angle)]])
    panned: Sound = sound * gains.astype(np.float32)
    return panned


def place(sound: Sound, stem: Stem, rate_hz: int) -> Sound:
    """Give a stem, a circle `[C, N]`, its role's width and pan: `[2, N]`."""
    if stem.role not in _WIDTH_DB:
        return np.repeat(sound.mean(axis=0, keepdims=True), 2, axis=0)
    middle = sound.mean(axis=0)
    side = (sound[0] - sound[-1]) / 2
    if _level_db(side) < _level_db(middle) + _NARROW_DB and not stem.instrument.is_kit:
        side = side + np.subtract(*(np.roll(middle, round(delay * rate_hz)) for delay in _ECHOES_S))
    side = low_cut(side, rate_hz)
    change_db = _level_db(middle) + _WIDTH_DB[stem.role] - _level_db(side)
    side *= np.float32(10 ** (min(change_db, 0.0 if stem.instrument.is_kit else 30.0) / 20))
    return pan(np.stack([middle + side, middle - side]), _PANS[stem.role])


def low_cut(sound: Sound, rate_hz: int, hz: float = _SIDE_FROM_HZ) -> Sound:
    """High-pass the circle `sound` `[N]`: -3 dB at `hz`, -13 dB an octave below, no phase shift.

    Subtracts a running mean applied three times, whose response is sinc³(f · width): 0.3 at f · width = 0.46.
    """
    width = round(0.46 * rate_hz / hz) | 1
    low = sound.astype(np.float64)
    for _ in range(3 if width < len(low) else 0):
        low = _running_mean(low, width)
    return (sound - low).astype(np.float32)


def _running_mean(sound: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean of the `width` (odd) frames around each frame of the circle."""
    half = width // 2
    wrapped = np.concatenate([[0.0], last(sound, half), sound, sound[:half]])
    sums = np.cumsum(wrapped)
    mean: NDArray[np.float64] = (sums[width:] - sums[:-width]) / width
    return mean


def _level_db(sound: Sound) -> float:
    return 10 * float(np.log10(max(float(np.mean(sound**2)), 1e-12)))

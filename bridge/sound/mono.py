"""Mixes a sound down to one channel."""

from __future__ import annotations

import numpy as np

from bridge.sound.files.reading import Sound

# Of power, 20 dB: less is left only where one channel is the other's opposite.
_LEAST_LEFT = 0.01


def to_mono(sound: Sound) -> Sound:
    """The mean `[1, N]` of a sound's channels `[C, N]`; the loudest channel, where they cancel each other."""
    mixed: Sound = sound.mean(axis=0, keepdims=True)
    if len(sound) == 1:
        return mixed
    powers = np.square(sound, dtype=np.float64).mean(axis=1)
    if np.square(mixed, dtype=np.float64).mean() < _LEAST_LEFT * powers.mean():
        return sound[[int(powers.argmax())]]
    return mixed

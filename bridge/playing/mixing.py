"""Mixes stems in one room, nearer or farther by role."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bridge.composing.composer import LATEST
from bridge.empty_library import load_libatomic
from bridge.playing.effects import run_round
from bridge.playing.panorama import low_cut

Sound = NDArray[np.float32]

# How much of each role is sent to the room; nothing of the bass.
_SEND_DB = {"drums": -28.0, "percussion": -20.0, "chords": -17.5, "pad": -13.5, "lead": -14.5}
_ROOM_SIZE, _DAMPING = 0.3, 0.5
_ROOM_SETTLES_S = 2.0  # it fades by 60 dB within this
# From the composer's third edition on, the room is darker, so that attacks stand out of what still rings:
# over 120 loops of typed prompts they rise by half a decibel more in 6 ms.
_DARK_ABOVE_HZ, _DARK_DB = 2500.0, -9.0


def mix(stems: Mapping[str, Sound], rate_hz: int, edition: int = LATEST) -> Sound:
    """Mix `stems` `[2, N]`, named as by `play`, in the room of the score's `edition`: `[2, N]`."""
    mixed, sent = np.zeros((2, 2, _length(stems)), np.float32)
    for name, sound in stems.items():
        mixed += sound
        sent += np.float32(_send(name)) * sound
    return mixed + _room(sent, rate_hz, is_dark=edition > 1) if sent.any() else mixed


def with_room(stems: Mapping[str, Sound], rate_hz: int, edition: int = LATEST) -> dict[str, Sound]:
    """Give each stem its share of the room; their sum is `mix(stems)`."""
    return {name: mix({name: sound}, rate_hz, edition) for name, sound in stems.items()}


def _length(stems: Mapping[str, Sound]) -> int:
    return next((sound.shape[1] for sound in stems.values()), 0)


def _send(name: str) -> float:
    level_db = _SEND_DB.get(name.split(" ")[0])
    return 0.0 if level_db is None else 10 ** (level_db / 20)


def _room(sent: Sound, rate_hz: int, *, is_dark: bool) -> Sound:
    load_libatomic()
    from pedalboard import Chain, HighShelfFilter, Reverb

    sent = np.stack([low_cut(channel, rate_hz) for channel in sent])
    reverb = Reverb(room_size=_ROOM_SIZE, damping=_DAMPING, wet_level=1.0, dry_level=0.0, width=1.0)
    shelf = HighShelfFilter(_DARK_ABOVE_HZ, _DARK_DB)
    return run_round(Chain([reverb, shelf]) if is_dark else reverb, sent, rate_hz, _ROOM_SETTLES_S)

"""Stretches a sound onto a loop's grid at its own pitch, with its stereo image and its attacks.

Rubber Band (R3, by way of pedalboard) stretches the sound between its pulses; around the loop it is read on
as far as there is sound, so that it is in full swing where the loop begins, and so that the loop's end can
turn into what came before its beginning. On four loops stretched by 5 to 8 % the steepest rise in 6 ms lost
3 dB on average, where finding phases anew lost 11 and the stereo image.

C channels, n frames of the sound, N frames of the loop.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bridge.empty_library import load_libatomic

Array = NDArray[np.float64]

# Longer than the stretcher's longest window.
_MARGIN_S = 0.35
_FADE_S = 0.02
# Pulses that differ by less are even.
_EVEN = 1e-4


def stretched(sound: Tensor, rate_hz: int, pulses: Array, frames: int, *, closes: bool) -> Tensor:
    """The loop `[C, N]` of `frames` frames that `sound` `[C, n]` holds from the first to the last of `pulses`
    `[P]`, in frames of it, which are evenly spaced in the loop. `closes` says that the sound is a circle."""
    # Loading it takes 0.1 s, which only those who stretch have to wait for.
    load_libatomic()
    import pedalboard

    margin, fade = round(_MARGIN_S * rate_hz), min(round(_FADE_S * rate_hz), frames // 4)
    first, last = int(np.floor(pulses[0])) - margin, int(np.ceil(pulses[-1])) + margin
    speeds = np.diff(pulses) * ((len(pulses) - 1) / frames)
    places = np.arange(first, last)
    at = np.clip(np.searchsorted(pulses, places, side="right") - 1, 0, len(speeds) - 1)
    if closes:
        at = (
            np.searchsorted(pulses, pulses[0] + (places - pulses[0]) % (pulses[-1] - pulses[0]), side="right")
            - 1
        )
        at = np.clip(at, 0, len(speeds) - 1)
    speed = float(speeds.mean()) if np.ptp(speeds) < _EVEN * speeds.mean() else speeds[at]
    made = pedalboard.time_stretch(_read(sound, places, closes), float(rate_hz), stretch_factor=speed)
    before = (pulses[0] - first) / float(np.mean(speeds[at[:margin]]))
    begin = round(before)
    loop = torch.from_numpy(np.ascontiguousarray(made[:, begin : begin + frames]))
    return _closed(loop, torch.from_numpy(made), begin, fade, has_before=closes or pulses[0] >= fade)


def _read(sound: Tensor, places: NDArray[np.int64], closes: bool) -> NDArray[np.float32]:
    """`sound` at `places`, round the circle or silent beyond its ends."""
    count = sound.shape[-1]
    inside = torch.from_numpy(places % count if closes else places.clip(0, count - 1))
    beyond = torch.from_numpy((places < 0) | (places >= count)) & (not closes)
    read: NDArray[np.float32] = torch.where(beyond, 0.0, sound[:, inside]).float().numpy()
    return read


def _closed(loop: Tensor, made: Tensor, begin: int, fade: int, *, has_before: bool) -> Tensor:
    """`loop`, whose end turns into what came before its beginning in `made`; where nothing came before, its
    beginning comes out of what follows its end."""
    frames = loop.shape[-1]
    share = torch.arange(1, fade + 1) / (fade + 1)
    if has_before:
        loop[:, frames - fade :] = (1 - share) * loop[:, frames - fade :] + share * made[
            :, begin - fade : begin
        ]
    else:
        after = made[:, begin + frames : begin + frames + fade]
        loop[:, :fade] = (1 - share) * after + share * loop[:, :fade]
    return loop

"""Mixes the lanes of a piece, a second or so at a time: only the loops that sound are in memory. Pure.

C channels, N frames of a loop, n frames of a block.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bridge.pieces.arrangement import Arrangement, Part
from bridge.pieces.joints import Curve, Fade, Stretch, stretches
from bridge.pieces.ringing import lead_frames, ring

Sound = NDArray[np.float32]
# Gives the loop `[C, N]` of a part, in the piece's channels and at its rate. Asked with the number of its
# lane, its number on that lane (both from 0), and the part.
Load = Callable[[int, int, Part], Sound]

BLOCK_FRAMES = 1 << 16


@dataclass(frozen=True)
class _Sounding:
    """Frames `[C, N]` that are read round their circle from `stretch.begin` to `stretch.end`."""

    stretch: Stretch
    loop: Sound


@dataclass(frozen=True)
class _Ringing:
    """What rings on: `[C, n]` from frame `begin` of the piece."""

    begin: int
    sound: Sound


def mix(piece: Arrangement, rate_hz: int, channels: int, load: Load) -> Iterator[Sound]:
    """The piece in blocks `[C, n]` of up to 65,536 frames, exactly `piece.frames(rate_hz)` in all.

    Sums may lie beyond full scale. `load` is asked once for each stretch, just before it sounds.
    """
    frames = piece.frames(rate_hz)
    waiting = heapq.merge(
        *(_numbered(piece, number, rate_hz) for number in range(len(piece.lanes))),
        key=lambda entry: entry[1].begin,
    )
    coming = next(waiting, None)
    sounding: list[_Sounding] = []
    ringing: list[_Ringing] = []
    for begin in range(0, frames, BLOCK_FRAMES):
        end = min(begin + BLOCK_FRAMES, frames)
        block = np.zeros((channels, end - begin), np.float32)
        while coming is not None and coming[1].begin < end:
            lane, stretch = coming
            sounding.append(_Sounding(stretch, load(lane, stretch.number, stretch.part)))
            coming = next(waiting, None)
        for each in sounding:
            _add(block, begin, *_read(each, begin, end))
            if each.stretch.rings and each.stretch.end <= end:
                ringing.append(_Ringing(each.stretch.end, ring(_end_of(each, rate_hz), rate_hz)))
        for rest in ringing:
            _add(block, begin, rest.begin, rest.sound)
        sounding = [each for each in sounding if each.stretch.end > end]
        ringing = [each for each in ringing if each.begin + each.sound.shape[-1] > end]
        yield block


def _numbered(piece: Arrangement, number: int, rate_hz: int) -> Iterator[tuple[int, Stretch]]:
    return ((number, each) for each in stretches(piece, piece.lanes[number], rate_hz))


def _add(block: Sound, at: int, begin: int, sound: Sound) -> None:
    """Add `sound` `[C, n]`, which begins at frame `begin`, to `block`, which begins at `at`, as far as it
    reaches."""
    first, last = max(at, begin), min(at + block.shape[-1], begin + sound.shape[-1])
    if first < last:
        block[:, first - at : last - at] += sound[:, first - begin : last - begin]


def _read(each: _Sounding, begin: int, end: int) -> tuple[int, Sound]:
    """The frames of a stretch `[C, n]` between two frames of the piece, faded, and where they begin."""
    stretch = each.stretch
    begin, end = max(begin, stretch.begin), min(end, stretch.end)
    places = np.arange(begin, max(begin, end))
    sound = np.take(each.loop, places - stretch.origin, axis=1, mode="wrap")
    # A gain of exactly 1 leaves every sample as it is.
    sound = sound if stretch.gain == 1 else sound * np.float32(stretch.gain)
    if stretch.fade_in is not None and begin < stretch.fade_in.end:
        sound = sound * _risen(stretch.fade_in, places)
    if stretch.fade_out is not None and end > stretch.fade_out.begin:
        sound = sound * _risen(stretch.fade_out, places, falls=True)
    return begin, sound


def _risen(fade: Fade, places: NDArray[np.int64], *, falls: bool = False) -> Sound:
    """How far a fade has come at `places` `[n]`, 0..1: straight, or a quarter of a sine."""
    share = np.clip((places - fade.begin + 0.5) / (fade.end - fade.begin), 0.0, 1.0)
    share = 1 - share if falls else share
    return (share if fade.curve is Curve.LINEAR else np.sin(share * np.pi / 2)).astype(np.float32)


def _end_of(each: _Sounding, rate_hz: int) -> Sound:
    """The last `lead_frames` of a stretch `[C, n]`, at its gain."""
    places = np.arange(-lead_frames(rate_hz), 0) + each.stretch.end - each.stretch.origin
    return np.take(each.loop, places, axis=1, mode="wrap") * np.float32(each.stretch.gain)

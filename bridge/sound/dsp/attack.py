"""Sharpens attacks where they are known to be, and nowhere else.

A spectrogram is seen through windows of a tenth of a second and drawn in patches as long, so a stroke
swells up before its time, comes too softly at it, and what was drawn unsurely rises where nobody plays.
Where a score says when notes begin, each band of the sound may not rise before a stroke, is at once as loud
as it is about to become, and rises but slowly where nothing begins: what codecs call pre-echo control
(M. Bosi and R. E. Goldberg, "Introduction to Digital Audio Coding and Standards", 2003), told by a score.

C channels, N frames, F short windows, B bands; levels are in decibels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bridge.sound.dsp.spectrogram import hz_to_mel

Array = NDArray[np.float64]

WINDOW_FRAMES, HOP_FRAMES = 512, 64
BANDS = 24
# How long before a stroke a band may not rise, and how long before that it is looked at; how long after it
# may be about to grow, and by how much it is then helped. A band that rises less is not struck.
BEFORE_S, REFERENCE_S, AFTER_S = 0.04, 0.015, 0.035
MOST_GAIN_DB, LEAST_RISE_DB = 12.0, 6.0
# For how long after a stroke a band may rise as it likes; and how fast where nothing begins, unless it is so
# far below the loudest that nobody hears it, or but a flicker.
STRUCK_S, FLICKER_S = 0.06, 0.025
RISE_DB_PER_S, FLOOR_DB = 140.0, -50.0


def sharpen(
    sound: Tensor, struck: Sequence[float], moving: Sequence[tuple[float, float]], rate_hz: int
) -> Tensor:
    """`sound` `[C, N]`, a circle, with strokes at the places `struck`, in frames from 0 to N. In the
    stretches `moving`, from and to frames, it may rise as it does; everywhere else it stays as loud or fades.

    Where nothing is struck, and where the circle is shorter than a window, the sound is left alone.
    """
    frames = sound.shape[-1]
    if frames < WINDOW_FRAMES or not struck:
        return sound
    margin = WINDOW_FRAMES * math.ceil(4 * BEFORE_S * rate_hz / WINDOW_FRAMES)
    around = torch.arange(-margin, frames + margin + WINDOW_FRAMES, device=sound.device) % frames
    window = torch.hann_window(WINDOW_FRAMES, device=sound.device)
    spectra = torch.stft(sound[..., around], WINDOW_FRAMES, HOP_FRAMES, window=window, return_complex=True)
    bands = _bands(spectra.shape[-2], rate_hz).to(sound.device)
    energies = (bands @ spectra.abs().square().sum(dim=0)).double().cpu().numpy()
    levels = 10 * np.log10(energies + 1e-12)
    clock = _Clock(frames, margin, rate_hz, levels.shape[1])
    wanted = levels.copy()
    for span in _spans(struck, clock):
        _strike(levels, wanted, span)
    strokes = [(place, place + STRUCK_S * rate_hz) for place in struck]
    _hold(wanted, clock.within([*strokes, *moving]), clock)
    gains = torch.from_numpy(10 ** ((wanted - levels) / 20)).to(sound.device, sound.dtype)
    # As wide as a window's middle, so that no gain is a click.
    gains = torch.nn.functional.avg_pool1d(gains, 3, stride=1, padding=1, count_include_pad=False)
    shaped = torch.istft(
        spectra * (bands.T @ gains), WINDOW_FRAMES, HOP_FRAMES, window=window, length=len(around)
    )
    return shaped[..., margin : margin + frames]


class _Clock(NamedTuple):
    """Where in `windows` windows the frames of a circle are, of which `margin` come round before it."""

    frames: int
    margin: int
    rate_hz: int
    windows: int

    def count(self, seconds: float) -> int:
        """How many windows `seconds` are, one at least."""
        return max(1, round(seconds * self.rate_hz / HOP_FRAMES))

    def every(self, places: Iterable[float]) -> list[int]:
        """The windows of `places`, each time that they come round, and once more on either side."""
        turn = self.frames / HOP_FRAMES
        turns = range(-1 - math.ceil(self.margin / self.frames), 2 + math.ceil(self.windows / turn))
        first = {(place % self.frames + self.margin) / HOP_FRAMES for place in places}
        return sorted({round(place + number * turn) for place in first for number in turns})

    def within(self, stretches: Iterable[tuple[float, float]]) -> NDArray[np.bool_]:
        """Which windows `[F]` are within one of `stretches`, from and to frames."""
        inside = np.zeros(self.windows, np.bool_)
        for begin, end in stretches:
            length = round((end - begin) / HOP_FRAMES)
            for at in self.every([begin]):
                inside[max(0, at - 1) : max(0, at + length)] = True
        return inside


class _Span(NamedTuple):
    """The windows before a stroke from `reference` over `before` to `at`, and after it until `after`."""

    reference: int
    before: int
    at: int
    after: int


def _spans(struck: Sequence[float], clock: _Clock) -> Iterator[_Span]:
    """All strokes, each with the windows that are its own: half of the way to its neighbours at most."""
    before, reference, after = (clock.count(each) for each in (BEFORE_S, REFERENCE_S, AFTER_S))
    every = clock.every(struck)
    for last, at, following in zip(every, every[1:], every[2:], strict=False):
        room = at - last
        span = _Span(
            at - min(before + reference, room * 3 // 4),
            at - min(before, room // 2),
            at,
            at + min(after, (following - at) // 2),
        )
        if 0 <= span.reference < span.before < at < span.after < clock.windows:
            yield span


def _strike(levels: Array, wanted: Array, span: _Span) -> None:
    """Bring `wanted` `[B, F]` of one stroke about: no louder before it than before that, and up to where it
    is loudest as loud as there."""
    energies = 10 ** (levels[:, span.reference : span.before] / 10)
    steady = 10 * np.log10(energies.mean(axis=1, keepdims=True))
    late = levels[:, span.at : span.after]
    peak = late.max(axis=1, keepdims=True)
    rises = peak > steady + LEAST_RISE_DB
    early = levels[:, span.before : span.at]
    wanted[:, span.before : span.at] = np.where(rises, np.minimum(early, steady), early)
    # Until it has been reached: from there on it falls as it was drawn.
    reached = np.maximum.accumulate(late, axis=1) >= peak
    wanted[:, span.at : span.after] = np.where(rises & ~reached, np.minimum(peak, late + MOST_GAIN_DB), late)


def _hold(wanted: Array, free: NDArray[np.bool_], clock: _Clock) -> None:
    """Let `wanted` `[B, F]` rise but slowly in the windows that are not `free`."""
    # Of the last moment the loudest: neither the beating of a chord nor the flicker of noise is a rise.
    span = clock.count(FLICKER_S)
    past = np.pad(wanted, ((0, 0), (span - 1, 0)), mode="edge")
    loudest = np.lib.stride_tricks.sliding_window_view(past, span, axis=1).max(axis=2)
    held = loudest.copy()
    step, floor = RISE_DB_PER_S * HOP_FRAMES / clock.rate_hz, held.max() + FLOOR_DB
    for window in np.flatnonzero(~free[1:]) + 1:
        most = np.maximum(held[:, window - 1], floor) + step
        np.minimum(held[:, window], most, out=held[:, window])
    wanted += held - loudest


def _bands(bins: int, rate_hz: int) -> Tensor:
    """Shares `[B, bins]` of each bin in overlapping bands, evenly spaced in mel; they add up to 1."""
    mels = hz_to_mel(torch.linspace(0, rate_hz / 2, bins))
    place = mels / mels[-1] * (BANDS - 1)
    return (1 - (place[None] - torch.arange(BANDS)[:, None]).abs()).clamp_min(0)

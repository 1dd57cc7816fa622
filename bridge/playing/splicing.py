"""Splices what is played into a loop: as loud as what is beside it in each octave, and as wide. No torch.

As `bridge.sound.dsp.levelling` does for what a model redraws. C channels, N frames of a loop, F terms of its
Fourier series, B bands.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from bridge.playing.loudness import SILENCE_LUFS, loudness
from bridge.playing.mastering import CEILING_DBTP, SLOW, limit

Sound = NDArray[np.float32]
Array = NDArray[np.float64]

# As long as it takes for the slowest cycle of a bass not to click, but no more than a 32nd note.
_FADE_S, _FADE_QUARTERS = 0.02, 0.125
_LOWEST_OCTAVE_HZ = 44.0
# What is missing can only be raised so far; what is too much is cut as far as it must be.
_MOST_GAIN, _LEAST_GAIN = 10 ** (18 / 20), 10 ** (-60 / 20)
_ROUNDS = 8
# Loudness is gated, so it differs where octaves agree. Octaves matter more.
_MOST_LOUDER_DB = 2.5


def spliced(kept: Sound, played: Sound, begin: float, end: float, quarters: float, rate_hz: int) -> Sound:
    """The loop `kept` `[2, N]` of `quarters` quarter notes, with `played` `[2, N]` from `begin` to `end`.

    What is `kept` stays to the bit, but for fades within 20 ms before the borders' strokes; no peak is higher
    than its own, or than full scale.
    """
    share = _share(kept.shape[1], begin / quarters, end / quarters, quarters, rate_hz)
    reach = min(int((share > 0).sum()), len(share) // 2)
    beside = _near(share > 0, reach) * (1 - share)
    new = _toned(played, kept, share, beside, rate_hz)
    missing = loudness(kept[:, beside > 0], rate_hz) - loudness(new[:, share > 0.5], rate_hz)
    if abs(missing) < -SILENCE_LUFS / 2:
        new = new * np.float32(10 ** (max(-_MOST_LOUDER_DB, min(_MOST_LOUDER_DB, missing)) / 20))
    ceiling_dbtp = max(CEILING_DBTP, 20 * math.log10(max(1e-9, float(np.abs(kept).max()))))
    return _faded(kept, limit(new, rate_hz, min(0.0, ceiling_dbtp), SLOW), share)


def _share(frames: int, begin: float, end: float, quarters: float, rate_hz: int) -> Array:
    """How much of what is new is heard at each frame `[N]`, 0..1; fades end at the borders."""
    first, last = round(begin * frames), round(end * frames)
    fade = max(1, min(int(_FADE_S * rate_hz), int(_FADE_QUARTERS * frames / quarters)))
    fade = min(fade, (last - first) // 2, (frames - (last - first)) // 2)
    share = np.zeros(frames)
    share[first:last] = 1.0
    ramp = np.arange(1, fade + 1) / (fade + 1)
    share[np.arange(first - fade, first) % frames] = ramp
    share[last - fade : last] = 1.0 - ramp
    return share


def _near(inside: NDArray[np.bool_], reach: int) -> Array:
    """1 less than `reach` frames from `inside` `[N]`, round the circle, falling to 0 over the last eighth."""
    frames, places = len(inside), np.arange(len(inside))
    found = np.nonzero(inside)[0]
    after = np.searchsorted(found, places)
    ahead = (found[after % len(found)] - places) % frames
    behind = (places - found[after - 1]) % frames
    near: Array = np.clip((reach - np.minimum(ahead, behind)) / max(1, reach // 8), 0, 1)
    return near


def _toned(sound: Sound, kept: Sound, inside: Array, beside: Array, rate_hz: int) -> Sound:
    """`sound` `[2, N]` with the power of `kept` beside it in each octave, and its side over mid."""
    frames = sound.shape[1]
    places = np.log2(np.maximum(np.arange(frames // 2 + 1) * (rate_hz / frames) / _LOWEST_OCTAVE_HZ, 1))
    bands = np.arange(math.ceil(places[-1]))[:, None]
    measured = (np.minimum(np.floor(places), len(bands) - 1) == bands).astype(np.float64)
    # Gains fade into each other from the middle of an octave to that of the next.
    shaped = np.maximum(0, 1 - np.abs(np.clip(places - 0.5, 0, len(bands) - 1) - bands))
    wanted, (mid, side) = _powers(kept, beside), _powers(sound, inside)
    powers, width = measured @ wanted.sum(0), wanted[1].sum() / max(wanted[0].sum(), 1e-12)
    tone, wide = np.ones(len(bands)), 1.0
    for _ in range(_ROUNDS):
        shape = np.exp(2 * np.log(tone) @ shaped)
        there = (side @ shape) * wide**2 / max(mid @ shape, 1e-12)
        wide = min(max(wide * math.sqrt(width / max(there, 1e-12)), _LEAST_GAIN), _MOST_GAIN)
        power = measured @ ((mid + side * wide**2) * shape)
        tone = np.clip(tone * np.sqrt(powers / np.maximum(power, 1e-20)), _LEAST_GAIN, _MOST_GAIN)
    toned = np.fft.irfft(np.fft.rfft(sound) * np.exp(np.log(tone) @ shaped), frames)
    middle, apart = (toned[0] + toned[1]) / 2, wide * (toned[0] - toned[1]) / 2
    return np.stack([middle + apart, middle - apart]).astype(np.float32)


def _powers(sound: Sound, frames: Array) -> Array:
    """Mean power `[2, F]` of mid and side of `sound` `[2, N]` over `frames` `[N]`."""
    first, last = sound * frames
    both = np.fft.rfft(np.stack([first + last, first - last]) / math.sqrt(2))
    powers: Array = (both.real**2 + both.imag**2) / max(1.0, frames.sum())
    return powers


def _faded(kept: Sound, new: Sound, share: Array) -> Sound:
    """Fades keep the power whatever the two have in common: a tail that rings on is the same sound."""
    within = share > 0
    ours, theirs = kept[:, within].astype(np.float64), new[:, within].astype(np.float64)
    scale = math.sqrt(max(1e-20, float((ours**2).sum() * (theirs**2).sum())))
    alike = min(1.0, max(0.0, float((ours * theirs).sum()) / scale))
    angle = share * (math.pi / 2)
    out, into = np.cos(angle), np.sin(angle)
    mixed = (out * kept + into * new) / np.sqrt(1 + 2 * alike * out * into)
    joined: Sound = np.where(within, mixed, kept).astype(np.float32)
    return joined

"""Lets a sound ring on after its end, as its instruments would if nobody struck them again. Pure.

The last tenth of a second is taken for the output of an all-pole filter that is no longer fed: linear
prediction by Burg's method (1967), whose filters are stable, as Kauppinen and Roth (2002) extrapolate
sound. What the filter gives from its state at the end continues every partial in its phase: no step at the
joint, and no new attack after it. Every sample is further damped, by 60 dB in `DECAY_S`, as when a player
lifts the hand.

With `x` the past samples, `a` the predictor and `r` the damping of a sample, `y[t] = r^t · Σ a[k] y[t-k]` is
the same recursion over `r^t x` with `a[k] r^k`. Its poles lie inside the unit circle, so the response from a
state is a division of two polynomials, read on a circle that is long enough for it to die away.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
Array = NDArray[np.float64]

DECAY_S = 0.6
# It is faded out over as long: 50 dB of damping, and the rest by the fade.
RING_S = 0.5
_FITTED_S = 0.1
# Two poles make a partial. With 128 basses and pads of composed loops broke off within 0.1 s.
_ORDER = 512
_QUIET = 1e-5
# Less of the power than this is rounding, of which no filter is made.
_PREDICTED = 1e-9


def ring(end: Sound, rate_hz: int) -> Sound:
    """How `[C, n]`, the last moments of a sound, rings on: `[C, round(RING_S · rate_hz)]`.

    `end` is best `lead_frames` long; of a longer one its last are used.
    """
    length = round(RING_S * rate_hz)
    fade = np.cos(np.linspace(0, np.pi / 2, length)) ** 2
    return np.stack([_ring(channel.astype(np.float64), rate_hz, length) * fade for channel in end]).astype(
        np.float32
    )


def lead_frames(rate_hz: int) -> int:
    """How many frames before its end a sound's ringing is made from."""
    return round(_FITTED_S * rate_hz)


def _ring(past: Array, rate_hz: int, length: int) -> Array:
    past = past[-lead_frames(rate_hz) :]
    found = _burg(past, min(_ORDER, len(past) // 3))
    order = len(found) - 1
    if not order or np.abs(past).max() < _QUIET:
        return np.zeros(length)
    damping = 10 ** (-3 / (DECAY_S * rate_hz))
    error = found * damping ** np.arange(order + 1)  # 1, -a[1], -a[2], …
    state = past[-order:] * damping ** np.arange(-order, 0.0)
    # What the past adds to the recursion at 0, 1, …, order - 1: the tail of a convolution.
    fed = -np.convolve(error[1:], state)[order - 1 :]
    size = 1 << (2 * length).bit_length()
    return np.asarray(np.fft.irfft(np.fft.rfft(fed, size) / np.fft.rfft(error, size), size)[:length])


def _burg(sound: Array, order: int) -> Array:
    """The prediction-error filter `[order + 1]` of `sound` `[n]`, its first value 1; stable."""
    error = np.array([1.0])
    forward, backward = sound[1:], sound[:-1]
    least = _PREDICTED * 2 * (sound @ sound)
    for _ in range(order):
        power = forward @ forward + backward @ backward
        if power <= least:
            break
        reflection = -2 * (forward @ backward) / power
        padded = np.append(error, 0.0)
        error = padded + reflection * padded[::-1]
        forward, backward = (forward + reflection * backward)[1:], (backward + reflection * forward)[:-1]
    return error

"""Limits the mix: nothing leaves above full scale, and what is below stays untouched."""

from __future__ import annotations

import math

import numpy as np

from bridge.player.loop_buffer import CHANNELS, Planar

_ATTACK_S = 0.001
_RELEASE_S = 0.2


class Limiter:
    """Turns down at once as far as a block needs it, and up again in some tenths of a second.

    While it stands at 1 and no sample is above, the block is not touched: not a bit of it.
    """

    def __init__(self, rate_hz: int, max_frames: int) -> None:
        self._rate_hz = rate_hz
        self._attack = max(1, round(_ATTACK_S * rate_hz))
        self._room = np.empty((CHANNELS, max_frames), np.float32)
        self._ramp = np.empty(max_frames, np.float32)
        self._steps = np.arange(1, max_frames + 1, dtype=np.float32)
        self.gain = 1.0

    def apply(self, mix: Planar) -> None:
        """Limit `mix` `[2, n]` in place."""
        n = mix.shape[1]
        room = self._room[:, :n]
        np.abs(mix, out=room)
        peak = float(max(room[0].max(initial=0.0), room[1].max(initial=0.0)))
        needed = 1 / peak if peak > 1 else 1.0
        if needed == 1.0 and self.gain == 1.0:
            return
        before, self.gain = self.gain, self._next(needed, n)
        length = min(n, self._attack) if self.gain < before else n
        ramp = self._ramp[:n]
        np.multiply(self._steps[:n], np.float32((self.gain - before) / length), out=ramp)
        np.add(ramp, np.float32(before), out=ramp)
        ramp[length:] = self.gain
        np.multiply(mix, ramp, out=mix)
        np.clip(mix, -1.0, 1.0, out=mix)

    def _next(self, needed: float, n: int) -> float:
        if needed < self.gain:
            return needed
        released = 1 - (1 - self.gain) * math.exp(-n / (_RELEASE_S * self._rate_hz))
        return min(needed, 1.0 if released > 0.9999 else released)

"""Relates the device's clock to the monotonic one: when each of its frames reaches the ear.

A delay-locked loop of second order (F. Adriaensen, *Using a DLL to filter time*, 2005): each block says
at what instant its first frame will be heard, with jitter; the loop predicts that instant from
where it is and how fast, and believes a share of the error. Its bandwidth narrows with time, from
quickly found to quiet.
"""

from __future__ import annotations

import math

_WIDE_HZ, _NARROW_HZ = 1.0, 0.05
# An error as large is a gap in the device's time, not jitter.
_GAP_S = 0.05
# And so is a smaller one that so many blocks agree on.
_STEP_S, _STEP_BLOCKS = 0.003, 8
# No device that is right is further off its rate; one that is not would be heard to be.
_MAX_RATE_ERROR = 0.005


class DeviceClock:
    """Frames of the device, and the instants (monotonic, seconds) at which they are heard."""

    def __init__(self, rate_hz: float, frame: int = 0, heard_s: float = 0.0) -> None:
        self._nominal = 1 / rate_hz
        self.seconds_per_frame = self._nominal
        self._frame, self._heard_s = frame, heard_s
        self._since = frame
        self._apart: list[float] = []
        self.known = False

    def observe(self, frame: int, heard_s: float) -> None:
        """`frame` is heard at `heard_s`, as far as its block could tell."""
        passed = frame - self._frame
        error = heard_s - self.instant_of(frame)
        if not self.known or abs(error) > _GAP_S or passed < 0:
            self._frame, self._heard_s, self._since, self.known = frame, heard_s, frame, True
            return
        if passed == 0 or self._stepped(error):
            return
        age_s = (frame - self._since) * self._nominal
        bandwidth = max(_NARROW_HZ, min(_WIDE_HZ, 1 / max(age_s, 1e-9)))
        omega = min(0.5, 2 * math.pi * bandwidth * passed * self._nominal)
        self._heard_s = self.instant_of(frame) + math.sqrt(2) * omega * error
        self._frame = frame
        drift = self.seconds_per_frame + omega * omega * error / passed
        least, most = self._nominal * (1 - _MAX_RATE_ERROR), self._nominal * (1 + _MAX_RATE_ERROR)
        self.seconds_per_frame = min(most, max(least, drift))

    def _stepped(self, error: float) -> bool:
        """Take over a step in the device's time, once enough blocks in a row say so. The rate stays."""
        if abs(error) < _STEP_S or (self._apart and (error > 0) != (self._apart[-1] > 0)):
            self._apart.clear()
            return False
        self._apart.append(error)
        if len(self._apart) < _STEP_BLOCKS:
            return False
        self._heard_s += min(self._apart, key=abs)
        self._apart.clear()
        return True

    def instant_of(self, frame: float) -> float:
        return self._heard_s + (frame - self._frame) * self.seconds_per_frame

    def frame_at(self, instant_s: float) -> float:
        return self._frame + (instant_s - self._heard_s) / self.seconds_per_frame

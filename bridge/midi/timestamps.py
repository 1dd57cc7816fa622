"""Dates messages for a reader that looks only now and then. Pure.

A driver says how long after the message before each came, by a clock of its own, and that exactly; when
it is looked, the monotonic clock says that they came before now. So the driver's clock lies behind ours by
the least that was ever seen, and messages that waited long move nothing. As the two clocks do not quite
run alike, the least seen is forgotten slowly.
"""

from __future__ import annotations

# Quartz clocks differ by up to 100 millionths of a second in each; twice that is followed.
_DRIFT = 2e-4
# A message cannot have waited so long: then the driver has lost some, and their share of time with them.
_LONGEST_WAIT_S = 0.25


class Timestamps:
    """Instants on the monotonic clock, for the messages of one port."""

    def __init__(self) -> None:
        self._driver_s = 0.0
        self._behind_s: float | None = None
        self._looked_s = 0.0

    def stamp(self, since_last_s: float, now_s: float) -> float:
        """The instant of a message that came `since_last_s` after the one before and was found at `now_s`."""
        self._driver_s += max(0.0, since_last_s)
        behind_s = now_s - self._driver_s
        if self._behind_s is None or behind_s - self._behind_s > _LONGEST_WAIT_S:
            self._behind_s = behind_s
        else:
            forgotten_s = max(0.0, now_s - self._looked_s) * _DRIFT
            self._behind_s = min(behind_s, self._behind_s + forgotten_s)
        self._looked_s = now_s
        return self._driver_s + self._behind_s

"""Whether a host is there, from when it was last heard, and when to ask for it. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence


class Liveness:
    """A host that is absent until it is heard. Instants are monotonic, in seconds.

    `pauses_s` follow one question each, the last one all further questions; infinity ends asking.
    """

    def __init__(self, pauses_s: Sequence[float], patience_s: float) -> None:
        self._pauses_s, self._patience_s = tuple(pauses_s), patience_s
        self.is_there = False
        self._heard_at_s = self._ask_at_s = -math.inf
        self._asked = 0

    def heard(self, at_s: float) -> bool:
        """It said something; returns whether it was absent before."""
        came, self.is_there = not self.is_there, True
        self._heard_at_s, self._ask_at_s, self._asked = at_s, -math.inf, 0
        return came

    def asks(self, at_s: float, quiet_s: float) -> bool:
        """Whether to ask for it now: it is absent or quiet for `quiet_s`, and the pause is over."""
        if at_s < self._ask_at_s or (self.is_there and at_s < self._heard_at_s + quiet_s):
            return False
        self._ask_at_s = at_s + self._pauses_s[min(self._asked, len(self._pauses_s) - 1)]
        self._asked += 1
        return True

    def goes(self, at_s: float, quiet_s: float) -> bool:
        """Whether it has gone: it was quiet, was asked, and did not answer in time."""
        gone = self.is_there and at_s >= self._heard_at_s + quiet_s + self._patience_s
        if gone:
            self.is_there, self._ask_at_s, self._asked = False, -math.inf, 0
        return gone

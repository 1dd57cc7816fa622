"""The clock of another program on this machine, by when its messages arrived. Pure."""

from __future__ import annotations

from collections import deque


class ForeignClock:
    """Where another clock stands, by its last `window` messages.

    A message arrives after it was stamped, never before, so the least delay is nearest to the truth, as a
    network clock has it. Two clocks of one machine do not drift apart meanwhile. Instants are in seconds.
    """

    def __init__(self, window: int = 64) -> None:
        self._ahead_s: deque[float] = deque(maxlen=window)

    def heard(self, stamp_s: float, at_s: float) -> None:
        """A message that the other stamped `stamp_s` arrived at `at_s` by ours."""
        self._ahead_s.append(at_s - stamp_s)

    def here(self, stamp_s: float) -> float:
        """Our instant of the other's `stamp_s`."""
        return stamp_s + min(self._ahead_s, default=0.0)

    def there(self, at_s: float) -> float:
        """The other's instant of our `at_s`."""
        return at_s - min(self._ahead_s, default=0.0)

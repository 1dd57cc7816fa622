"""The clock of another program on this machine, told by when its messages came. Pure."""

from __future__ import annotations

from collections import deque

# Some of so many messages came at once; and two clocks of one machine do not drift apart meanwhile.
WINDOW = 64


class ForeignClock:
    """Where another clock stands. A message comes after it was stamped, never before, so that the least of
    what lies between is the nearest to the truth, as a network clock has it.

    All instants are in seconds.
    """

    def __init__(self) -> None:
        self._ahead_s: deque[float] = deque(maxlen=WINDOW)

    def heard(self, stamp_s: float, at_s: float) -> None:
        """A message stamped `stamp_s` by the other came at `at_s` by ours."""
        self._ahead_s.append(at_s - stamp_s)

    def here(self, stamp_s: float) -> float:
        """Our instant of the other's `stamp_s`."""
        return stamp_s + min(self._ahead_s, default=0.0)

    def there(self, at_s: float) -> float:
        """The other's instant of our `at_s`."""
        return at_s - min(self._ahead_s, default=0.0)

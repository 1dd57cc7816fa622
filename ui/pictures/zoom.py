"""Which part of a loop is in view. Pure.

Places are shares of the loop: 0 is its start, 1 its end. What lies beyond is what it may be extended by.
"""

from __future__ import annotations

from typing import NamedTuple


class Zoom(NamedTuple):
    """The part in view, from `begin` to `end`."""

    begin: float = 0.0
    end: float = 1.0

    @property
    def share(self) -> float:
        """How much of the loop is in view."""
        return self.end - self.begin

    def x_of(self, place: float, width_px: float) -> float:
        """Where `place` is in a picture of this width."""
        return (place - self.begin) / self.share * width_px

    def place_at(self, x_px: float, width_px: float) -> float:
        """The reverse of `x_of`."""
        return self.begin + x_px / max(1.0, width_px) * self.share

    def by(self, factor: float, around: float, least: float) -> Zoom:
        """A view `factor` times as close (0: the whole loop), at least `least` wide, in which the place
        `around` stays where it is."""
        share = min(1.0, max(least, self.share / factor)) if factor > 0 else 1.0
        kept = (around - self.begin) / self.share
        return Zoom._at(around - kept * share, share)

    def moved(self, by: float) -> Zoom:
        """The view moved by a share of itself, at most to an end of the loop."""
        return Zoom._at(self.begin + by * self.share, self.share)

    @staticmethod
    def _at(begin: float, share: float) -> Zoom:
        begin = min(max(0.0, begin), 1.0 - share)
        return Zoom(begin, begin + share)


WHOLE = Zoom()

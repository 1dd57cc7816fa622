"""A hand on a loop: which beat it is at, and each beat that it comes to told once. Pure."""

from __future__ import annotations

from bridge.vocabulary.music import Loop


def beats_in(loop: Loop) -> int:
    """How many beats, of its meter, a loop has."""
    return loop.bars * loop.meter.numerator


def beat_at(loop: Loop, share: float) -> int:
    """Which beat (from 0) is so far through the loop; at either end the hand may be beyond it."""
    beats = beats_in(loop)
    return min(max(int(share * beats), 0), beats - 1)


def quarters(loop: Loop, beats: int) -> float:
    """How long so many beats are, in quarter notes."""
    return beats * 4 / loop.meter.denominator


class Scrub:
    """`over` is the beat that the hand is at, if it is at any; `is_held` says whether it holds on."""

    def __init__(self) -> None:
        self.over: int | None = None
        self.is_held = False

    def press(self, loop: Loop, share: float) -> int:
        """The hand takes hold: where."""
        self.over, self.is_held = beat_at(loop, share), True
        return self.over

    def move(self, loop: Loop, share: float) -> int | None:
        """The hand moves; the beat to which it has dragged, if that is another."""
        before, self.over = self.over, beat_at(loop, share)
        return self.over if self.is_held and self.over != before else None

    def leave(self) -> None:
        """The hand is gone, or lets go."""
        self.over, self.is_held = None, False

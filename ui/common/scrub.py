"""Scrubbing through a loop, beat by beat. Pure."""

from __future__ import annotations

from bridge.vocabulary.music import Loop


def beats_in(loop: Loop) -> int:
    """The length of a loop in beats of its meter."""
    return loop.bars * loop.meter.numerator


def beat_at(loop: Loop, share: float) -> int:
    """The beat (from 0) at `share` of the loop, which may be outside 0..1."""
    beats = beats_in(loop)
    return min(max(int(share * beats), 0), beats - 1)


def quarters(loop: Loop, beats: int) -> float:
    """The length of so many beats, in quarter notes."""
    return beats * 4 / loop.meter.denominator


class Scrub:
    """`over` is the beat under the pointer, if any; `is_held` says whether the button is down."""

    def __init__(self) -> None:
        self.over: int | None = None
        self.is_held = False

    def press(self, loop: Loop, share: float) -> int:
        """The button goes down; returns the beat."""
        self.over, self.is_held = beat_at(loop, share), True
        return self.over

    def move(self, loop: Loop, share: float) -> int | None:
        """The pointer moves; returns the beat dragged to, if it is a new one."""
        before, self.over = self.over, beat_at(loop, share)
        return self.over if self.is_held and self.over != before else None

    def leave(self) -> None:
        """The pointer leaves."""
        self.over, self.is_held = None, False

"""How far a render is, over all its stages."""

from __future__ import annotations

import time
from collections.abc import Mapping

from bridge.vocabulary.jobs import OnProgress, Progress

COMPOSING, DONE = "composing", "done"


class ProgressBar:
    """Turns the stages' own progress into one fraction, and the time spent into the time left.

    `shares` are the stages in order, and how much work each is, in any unit.
    """

    def __init__(self, on_progress: OnProgress, shares: Mapping[str, float]) -> None:
        self._on_progress = on_progress
        self._left = dict(shares)
        self._stage, self._begun = "", 0.0
        self._started_s = time.monotonic()

    def __call__(self, stage: str, share: float) -> None:
        """`share` (0..1) of `stage` is done, and all of the stages before it."""
        while self._stage != stage and self._stage != DONE:
            self._begun += self._size()
            self._left.pop(self._stage, None)
            self._stage = next(iter(self._left), DONE)
        fraction = self._begun + self._size() * share if self._stage != DONE else 1.0
        gone_s = time.monotonic() - self._started_s
        left_s = gone_s * (1 - fraction) / fraction if fraction > 0.02 else None
        self._on_progress(Progress(stage=stage, fraction=fraction, seconds_left=left_s))

    def leave_out(self, stage: str) -> None:
        """`stage`, which has not begun, is not needed after all."""
        self._left.pop(stage, None)

    def _size(self) -> float:
        """How much of the whole the stage is that runs now."""
        return (1 - self._begun) * self._left.get(self._stage, 0.0) / (sum(self._left.values()) or 1.0)

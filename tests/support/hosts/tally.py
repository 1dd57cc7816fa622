"""What became of many placements, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """`open` are placements without exactly one answer, `twice` clips that came to lie more often than was
    answered, `lost` those answered as placed that do not lie there, `unsaid` failures without a sentence.

    `worst` is the largest error of a place, in the host's unit.
    """

    placed: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    open: int = 0
    twice: int = 0
    lost: int = 0
    unsaid: int = 0
    worst: float = 0.0

    @property
    def asked(self) -> int:
        return self.placed + self.failed.total() + self.open

    @property
    def is_clean(self) -> bool:
        """Whether each ended once, placed or clearly failed."""
        return not (self.open or self.twice or self.lost or self.unsaid)

    def fail(self, kind: str, sentence: str) -> None:
        self.failed[kind] += 1
        self.unsaid += not sentence.endswith(".")

    def lies(self, *errors: float) -> None:
        """Something lies where it should, but for these."""
        self.worst = max(self.worst, *map(abs, errors))

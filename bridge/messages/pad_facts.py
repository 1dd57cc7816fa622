"""What the bridge says of a pad to other programs."""

from __future__ import annotations

from typing import NamedTuple


class PadFacts(NamedTuple):
    """A pad: its `level` in 0..2, and the digest of its `clip`, or "" where there is none."""

    number: int
    title: str
    state: str
    level: float
    muted: bool
    clip: str

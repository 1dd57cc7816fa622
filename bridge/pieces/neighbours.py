"""Compares the parts that follow one another in a piece: which sources they name, and where keys change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bridge.pieces.arrangement import Arrangement
from bridge.pieces.sources import Sources
from bridge.vocabulary.jobs import RenderJob

_MOST_TOLD = 3


def source_names(piece: Arrangement) -> Iterator[str]:
    """What the parts of `piece` call their sources."""
    return (part.source for lane in piece.lanes for part in lane.parts if part.source is not None)


def key_change(before: RenderJob | None, after: RenderJob | None) -> str:
    """The keys of two neighbours, such as “Am → C”; empty if they are the same, or one isn't known."""
    if before is None or after is None or before.key is None or after.key is None:
        return ""
    return "" if before.key == after.key else f"{before.key.short} → {after.key.short}"


def key_changes(piece: Arrangement, sources: Sources) -> list[str]:
    """The key changes between parts that follow one another on a lane and sound, such as “Am → C at bar 3”;
    of many the first three, and how many more there are."""
    found = []
    for lane in piece.lanes:
        parts = [each for each in lane.parts if each.source is not None and not (lane.muted or each.muted)]
        for one, other in pairwise(parts):
            assert one.source is not None and other.source is not None  # transitions are left out above
            if change := key_change(sources[one.source].job, sources[other.source].job):
                found.append(f"{change} at bar {other.start_bar}")
    told = list(dict.fromkeys(found))
    more = [f"and {len(told) - _MOST_TOLD} more"] if len(told) > _MOST_TOLD else []
    return told[:_MOST_TOLD] + more

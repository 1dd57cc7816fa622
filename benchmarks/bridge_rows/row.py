"""A row of the table, and how spans of time are told in one."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import msgspec


class Row(msgspec.Struct, frozen=True):
    """What was measured, what came of it, the bar, and whether it holds."""

    what: str
    measured: str
    bar: str
    holds: bool


def percentile(spans_ms: Sequence[float], percent: float) -> float:
    """The span that so many of a hundred do not exceed."""
    ordered = sorted(spans_ms)
    return ordered[min(len(ordered) - 1, int(percent / 100 * len(ordered)))]


def told(spans_ms: Sequence[float]) -> str:
    """Median, 99th percentile and the longest."""
    middle, last = statistics.median(spans_ms), percentile(spans_ms, 99)
    return f"p50 {middle:.2f}, p99 {last:.2f}, most {max(spans_ms):.2f} ms"

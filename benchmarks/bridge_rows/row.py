"""A row of a benchmark's table, how spans of time are told in one, and the table."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from tests.support.posix import load


class Row(msgspec.Struct, frozen=True):
    """What was measured, what came of it, the bar, and whether it holds."""

    what: str
    measured: str
    bar: str
    holds: bool


# Measures in an empty folder.
Measure = Callable[[Path], Iterator[Row]]


def percentile(spans_ms: Sequence[float], percent: float) -> float:
    """The span that so many of a hundred do not exceed."""
    ordered = sorted(spans_ms)
    return ordered[min(len(ordered) - 1, int(percent / 100 * len(ordered)))]


def told(spans_ms: Sequence[float]) -> str:
    """Median, 99th percentile and the longest."""
    middle, last = statistics.median(spans_ms), percentile(spans_ms, 99)
    return f"p50 {middle:.2f}, p99 {last:.2f}, most {max(spans_ms):.2f} ms"


def rows_of(measures: Iterable[Measure], disk: Path | None = None) -> Iterator[Row]:
    """The rows of each measure, as they come. Each gets an empty folder of its own, on `disk` if given."""
    for measure in measures:
        with tempfile.TemporaryDirectory(dir=disk) as folder:
            yield from measure(Path(folder))


def print_table(rows: Iterable[Row]) -> int:
    """Print each row as it comes. Returns the exit status: 1 if a bar is missed."""
    missed = 0
    print(f"| what | measured (load {load():.1f} on {os.cpu_count()} processors) | bar | |")
    print("|---|---|---|---|")
    for row in rows:
        verdict = ("holds" if row.holds else "MISSED") if row.bar else ""
        print(f"| {row.what} | {row.measured} | {row.bar} | {verdict} |", flush=True)
        missed += not row.holds
    return 1 if missed else 0

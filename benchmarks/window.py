"""Whether the window keeps its promises: `python -m benchmarks.window [--only NAME] [--quick]`.

Each row is of the real window in a process of its own, on a screen of its own where there is an Xvfb, else
on none. Spans of time mean what they say on a machine that does nothing else. Exit status 1 if a bar is
missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bridge_rows.row import Measure, Row, percentile, print_table, rows_of, told
from tests.support.window.screen import installed, screen

PAINT_BAR_S, FIRST_BAR_S, STALL_BAR_MS, GROWTH_BAR_MB = 1.5, 10.0, 16.0, 10.0
_PATIENCE_S = 600.0
Environment = Mapping[str, str]


def painted(folder: Path, on: Environment, times: int) -> Iterator[Row]:
    """From the start of the process to the first picture."""
    spans_s = [_run("paint", folder, on)["painted_s"] for _ in range(times + 1)][
        1:
    ]  # the disk is cold at first
    middle = percentile(spans_s, 50)
    yield Row(
        f"start to first paint, warm, {times} times",
        f"p50 {middle:.2f}, most {max(spans_s):.2f} s",
        f"≤ {PAINT_BAR_S:g} s",
        middle <= PAINT_BAR_S,
    )


def first_loop(folder: Path, on: Environment) -> Iterator[Row]:
    """Of the starter, into an empty library, without being asked."""
    done_s = _run("first", folder, on)["done_s"]
    yield Row("window to first loop", f"{done_s:.1f} s", f"≤ {FIRST_BAR_S:g} s", done_s <= FIRST_BAR_S)


def stalls(folder: Path, on: Environment, renders: int) -> Iterator[Row]:
    """What a timer of 1 ms in the window's thread waits beyond that, while the starter draws on all cores."""
    spans_ms = _run("stalls", folder, on, str(renders))["stalls_ms"]
    yield Row(
        f"stalls while the starter makes {renders} loops",
        told(spans_ms),
        f"p99 ≤ {STALL_BAR_MS:g} ms",
        percentile(spans_ms, 99) <= STALL_BAR_MS,
    )


def memory(folder: Path, on: Environment, renders: int) -> Iterator[Row]:
    """Loops made and shown, by a renderer without a model."""
    held = _run("memory", folder, on, str(renders))
    first, last = held["before_mb"], held["after_mb"]
    yield Row(
        f"memory over {renders:,} renders shown",
        f"{first:.1f} → {last:.1f} MB",
        f"growth < {GROWTH_BAR_MB:g} MB",
        last - first < GROWTH_BAR_MB,
    )


def _run(measure: str, folder: Path, on: Environment, *arguments: str) -> dict[str, Any]:
    """What the window says of itself, in a process of its own."""
    fresh = Path(tempfile.mkdtemp(dir=folder))
    homes = {f"XDG_{name}_HOME": str(fresh / name.lower()) for name in ("CONFIG", "CACHE", "DATA")}
    command = [
        sys.executable,
        "-m",
        "benchmarks.window_rows.inside",
        measure,
        str(fresh),
        str(time.monotonic()),
    ]
    done = subprocess.run(
        [*command, *arguments],
        env={**on, **homes},
        stdout=subprocess.PIPE,
        text=True,
        timeout=_PATIENCE_S,
        check=True,
    )
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


@contextmanager
def _screen() -> Iterator[Environment]:
    if installed():
        with screen() as on:
            yield on
    else:
        yield {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def measures(on: Environment, *, quick: bool) -> dict[str, Measure]:
    """What can be measured, by name; `quick` to see that it runs, with too few of each to judge."""
    return {
        "paint": partial(painted, on=on, times=2 if quick else 9),
        "first": partial(first_loop, on=on),
        "stalls": partial(stalls, on=on, renders=2 if quick else 20),
        "memory": partial(memory, on=on, renders=100 if quick else 1000),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", action="append", metavar="NAME", choices=list(measures({}, quick=True)))
    parser.add_argument("--quick", action="store_true", help="few of everything")
    options = parser.parse_args()
    with _screen() as on:
        known = measures(on, quick=options.quick)
        sys.exit(print_table(rows_of(known[name] for name in options.only or known)))


if __name__ == "__main__":
    main()

"""A night, shortened: requests at an even pace, and what the bridge and its worker hold before and after."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.bridge_rows.row import Row
from tests.support.bridge_process import (
    PATIENCE_S,
    Caller,
    Served,
    descriptors,
    render_packet,
    settings_in,
    word_of,
)
from tests.support.posix import memory_mb

A_SECOND = 5.0
GROWTH_BAR_MB = 10.0
# Until every path has been gone once, and Python has its pools.
_WARM_UP = 50


class _Held(msgspec.Struct, frozen=True):
    memory_mb: float
    descriptors: int


def soak(folder: Path, minutes: float) -> Iterator[Row]:
    """Five requests a second: four new loops, and one that was made before."""
    with Served(settings_in(folder)) as served, Caller(served.port) as caller:
        finished = _ask(caller, range(_WARM_UP))
        before = _held(served)
        asked = max(_WARM_UP, round(60 * minutes * A_SECOND))
        finished += _ask(caller, range(_WARM_UP, _WARM_UP + asked))
        after = _held(served)
    lost = _WARM_UP + asked - finished
    yield Row(
        f"soak: {minutes:g} min at {A_SECOND:g} a second",
        f"{finished:,} done, {lost} not",
        "all done",
        not lost,
    )
    for name in before:
        first, last = before[name], after[name]
        yield Row(
            f"… {name}: memory, descriptors",
            f"{first.memory_mb:.1f} → {last.memory_mb:.1f} MB, {first.descriptors} → {last.descriptors}",
            f"growth < {GROWTH_BAR_MB:g} MB, constant",
            last.memory_mb - first.memory_mb < GROWTH_BAR_MB and last.descriptors == first.descriptors,
        )


def _ask(caller: Caller, numbers: range) -> int:
    """Ask for each at its time; returns how many were done."""
    began_s = time.monotonic()
    asked: set[object] = set()
    done: set[object] = set()
    for place, number in enumerate(numbers):
        _hear(caller, began_s + place / A_SECOND, done)
        caller.send(render_packet(number, seed=number - number % 5 if number % 5 == 1 else number))
        asked.add(number)
    give_up_s = time.monotonic() + PATIENCE_S
    while asked - done and time.monotonic() < give_up_s:
        _hear(caller, time.monotonic() + 0.1, done)
    return len(asked & done)


def _hear(caller: Caller, until_s: float, done: set[object]) -> None:
    while (answer := caller.hear(until_s - time.monotonic())) is not None:
        if word_of(answer) == "done":
            done.add(answer.arguments[0])


def _held(served: Served) -> dict[str, _Held]:
    worker = served.worker_pid()
    assert worker is not None
    # The library's keeper opens the database for a moment after each write.
    time.sleep(2.5)
    pids = {"bridge": served.pid, "worker": worker}
    return {name: _Held(memory_mb(pid), len(descriptors(pid))) for name, pid in pids.items()}

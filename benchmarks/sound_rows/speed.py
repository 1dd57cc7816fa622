"""The rows of speed: processor time from words to WAV, over what an older version takes for the same.

A fresh process is a whole command for one loop. With the model loaded, a loop takes what a command for
several takes longer than one for a single loop, divided by how many more they are. The older version takes
turns with ours, all on one thread; medians over rounds.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from math import inf
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.sound_rows.older import ROOT, command, environment
from benchmarks.sound_rows.row import Row
from tests.support.posix import wait

PROMPT = "house with piano"
# Loops by which a command for several is longer, by their bars.
MORE = {1: 8, 2: 8, 4: 6, 16: 2}
ROUNDS = 3
OURS = {"at 0": "0", "at .4": "0.4"}
THEIRS = "older"
# The most that a fresh process may take of the older version's.
MOST_FRESH = {"at 0": 0.4, "at .4": 0.75}

# Seconds of processor by who renders, bars, and how many loops.
Spent = dict[tuple[str, int, int], float]


def rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    """What we and the version in `folder` take."""
    yield from shares(measured(folder, 1 if quick else ROUNDS))


def shares(spent: Spent) -> Iterator[Row]:
    """Shares of what the older version takes: the largest of all lengths, and each beside it."""
    lengths = ", ".join(map(str, MORE))
    for who in OURS:
        fresh = tuple(spent[who, bars, 1] / spent[THEIRS, bars, 1] for bars in MORE)
        name = f"a fresh process {who}, of {THEIRS}: most of {lengths} bars"
        yield Row(name, max(fresh), -inf, MOST_FRESH[who], fresh)
    for who in OURS:
        loaded = tuple(more_s(spent, who, bars) / more_s(spent, THEIRS, bars) for bars in MORE)
        yield Row(f"model loaded {who}, of {THEIRS}: most of {lengths} bars", max(loaded), -inf, 1, loaded)
    for who in (THEIRS, *OURS):
        fresh = tuple(spent[who, bars, 1] for bars in MORE)
        yield Row(f"seconds of a fresh process, {who}", max(fresh), beside=fresh)
        loaded = tuple(more_s(spent, who, bars) for bars in MORE)
        yield Row(f"seconds with the model loaded, {who}", max(loaded), beside=loaded)


def more_s(spent: Spent, who: str, bars: int) -> float:
    """Seconds that one loop more takes."""
    return (spent[who, bars, 1 + MORE[bars]] - spent[who, bars, 1]) / MORE[bars]


def measured(folder: Path, rounds: int) -> Spent:
    """The median of each command over `rounds`, in which all take turns."""
    found: dict[tuple[str, int, int], list[float]] = {}
    for _ in range(rounds):
        for bars, more in MORE.items():
            for count in (1, 1 + more):
                asked = {"bars": bars, "bpm": 120, "seed": 1, "count": count}
                found.setdefault((THEIRS, bars, count), []).append(seconds(folder, asked))
                for who, strength in OURS.items():
                    took_s = seconds(ROOT, {**asked, "strength": strength})
                    found.setdefault((who, bars, count), []).append(took_s)
    return {what: median(each) for what, each in found.items()}


def seconds(folder: Path, asked: Mapping[str, object]) -> float:
    """Seconds of processor of a command for loops by the version in `folder`, its children's with it."""
    with TemporaryDirectory() as home:
        options = {**asked, "output": Path(home) / "loop.wav"}
        process = subprocess.Popen(command(PROMPT, options), cwd=folder, env=environment(folder, home),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        used = wait(process)
    if process.returncode:
        raise RuntimeError(f"render with {options} failed in {folder}")
    return used.processor_s

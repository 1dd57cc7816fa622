"""How well time is followed: `python -m benchmarks.timing [--runs 60]`. Exit status 1 if a bar is missed.

MIDI clock is simulated, since only then is the truth known: clocks of a host whose tempo and beat are given
come through a wire that delays them. A reading is asked for each tenth of a second, as the bridge tells them,
from the fourth beat after each change on; from each the instant of the next bar line (4/4) is foretold.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import midi_latency
from benchmarks.bridge_rows.row import Row, print_table
from bridge.midi.clock import CLOCK, START, ClockFollower
from bridge.midi.clock_line import CLOCKS_PER_QUARTER
from bridge.timing import instant_of, next_boundary

Instants = NDArray[np.float64]
Wire = Callable[[Instants, np.random.Generator], Instants]

_JITTER_S, _OUTLIERS = 0.001, 0.05
_READ_EVERY_S, _WATCH_EVERY_S, _SETTLED_BEATS = 0.1, 0.04, 4
_MOST_TEMPO_ERROR_BPM, _MOST_BAR_ERROR_MS, _MOST_BEATS, _ARRIVED = 0.06, 3.0, 2.0, 0.004
_MOST_NOTE_MS = 10.0


# ---- hosts and wires ----


def due(tempi_bpm: Sequence[tuple[float, int]]) -> Instants:
    """When a host's clocks are due, in seconds from the first, given tempi and how many beats of each."""
    periods = [
        np.full(beats * CLOCKS_PER_QUARTER, 60 / tempo / CLOCKS_PER_QUARTER) for tempo, beats in tempi_bpm
    ]
    return np.concatenate(([0.0], np.concatenate(periods).cumsum()))


def jittery(due_s: Instants, rng: np.random.Generator) -> Instants:
    """Normal jitter of 1 ms, and one in twenty is late by 5 to 20 ms. What is late delays what follows."""
    late_s = rng.normal(0, _JITTER_S, due_s.shape)
    late_s += np.where(rng.random(due_s.shape) < _OUTLIERS, rng.uniform(0.005, 0.020, due_s.shape), 0)
    return np.maximum.accumulate(due_s + late_s)


def in_frames(due_s: Instants, rng: np.random.Generator) -> Instants:
    """As USB delivers: at the next whole millisecond, after a jitter of 0.3 ms."""
    jittered_s = due_s + np.abs(rng.normal(0, 0.0003, due_s.shape))
    return np.maximum.accumulate(np.ceil(jittered_s * 1000) / 1000)


def in_bursts(due_s: Instants, rng: np.random.Generator) -> Instants:
    """As a busy system delivers: in whole milliseconds, but each second or so nothing for 10 to 60 ms."""
    arrived_s = in_frames(due_s, rng)
    at_s = 0.0
    while (at_s := at_s + rng.exponential(1.0)) < due_s[-1]:
        until_s = at_s + rng.uniform(0.010, 0.060)
        arrived_s[(arrived_s > at_s) & (arrived_s < until_s)] = until_s
    return arrived_s


# ---- what is measured ----


class Reading(NamedTuple):
    """A reading's distance from the truth: `beats` is where the host was, from its start."""

    beats: float
    tempo_error_bpm: float
    bar_error_ms: float


def follow(
    due_s: Instants,
    arrived_s: Instants,
    *,
    every_s: float = _READ_EVERY_S,
    numbers: Sequence[int] | None = None,
) -> Iterator[Reading]:
    """Play clocks to a follower and compare what it tells with when they were due.

    `numbers` says which clocks they are that arrive, where not each does once.
    """
    follower, read_s = ClockFollower(), -np.inf
    follower.feed([START], float(arrived_s[0]))
    for number, stamp_s in zip(numbers or range(len(arrived_s)), arrived_s.tolist(), strict=True):
        follower.feed([CLOCK], stamp_s)
        transport = follower.transport
        if transport is None or stamp_s - read_s < every_s:
            continue
        read_s = stamp_s
        clock = round(next_boundary(transport, stamp_s, 4.0) * CLOCKS_PER_QUARTER)
        if max(clock, number + 1) >= len(due_s):
            return
        bar_error_s = instant_of(transport, clock / CLOCKS_PER_QUARTER) - due_s[clock]
        tempo_bpm = 60 / CLOCKS_PER_QUARTER / (due_s[number + 1] - due_s[number])
        yield Reading(number / CLOCKS_PER_QUARTER, transport.tempo_bpm - tempo_bpm, 1000 * bar_error_s)


def steady(wire: Wire, tempo_bpm: float, seed: int, beats: int = 40) -> list[Reading]:
    """Readings of a host that keeps its tempo, once the first beats are over."""
    due_s = due([(tempo_bpm, beats)])
    readings = follow(due_s, wire(due_s, np.random.default_rng(seed)))
    return [reading for reading in readings if reading.beats >= _SETTLED_BEATS]


def beats_to_arrive(wire: Wire, before_bpm: float, after_bpm: float, seed: int) -> float:
    """Beats from a change of tempo until what is told is within 0.4 % of the new one, and stays so."""
    change, beats = 12, 12
    due_s = due([(before_bpm, change), (after_bpm, beats)])
    readings = follow(due_s, wire(due_s, np.random.default_rng(seed)), every_s=_WATCH_EVERY_S)
    off = [reading.beats for reading in readings if abs(reading.tempo_error_bpm) > _ARRIVED * after_bpm]
    return max(0.0, max(off, default=0.0) + 1 / CLOCKS_PER_QUARTER - change)


def beats_to_find(wire: Wire, tempo_bpm: float, times: int, seed: int) -> float:
    """Beats from a clock that comes so many `times` (0: is lost) until the next bar is known to 3 ms."""
    change, beats = 12, 24
    due_s = due([(tempo_bpm, beats)])
    arrived_s = wire(due_s, np.random.default_rng(seed))
    often = np.where(np.arange(len(due_s)) == change * CLOCKS_PER_QUARTER, times, 1)
    numbers = np.arange(len(due_s)).repeat(often).tolist()
    readings = follow(due_s, arrived_s.repeat(often), every_s=_WATCH_EVERY_S, numbers=numbers)
    off = [
        reading.beats
        for reading in readings
        if reading.beats >= _SETTLED_BEATS and abs(reading.bar_error_ms) > _MOST_BAR_ERROR_MS
    ]
    return max(0.0, max(off, default=0.0) + 1 / CLOCKS_PER_QUARTER - change)


def _percentiles(errors: Iterable[float]) -> tuple[float, float, float]:
    p50, p95, p99 = np.percentile(np.abs(list(errors)), (50, 95, 99))
    return float(p50), float(p95), float(p99)


def _steady_rows(what: str, wire: Wire, tempi_bpm: Sequence[float]) -> Iterator[Row]:
    readings = [
        reading for seed, tempo_bpm in enumerate(tempi_bpm) for reading in steady(wire, tempo_bpm, seed)
    ]
    p50, p95, p99 = _percentiles(reading.tempo_error_bpm for reading in readings)
    yield Row(
        f"tempo of MIDI clock, {what}",
        f"p50 {p50:.3f}, p95 {p95:.3f}, p99 {p99:.3f} BPM off",
        f"p95 ≤ {_MOST_TEMPO_ERROR_BPM:g}",
        p95 <= _MOST_TEMPO_ERROR_BPM,
    )
    p50, p95, p99 = _percentiles(reading.bar_error_ms for reading in readings)
    yield Row(
        f"next bar's instant, {what}",
        f"p50 {p50:.2f}, p95 {p95:.2f}, p99 {p99:.2f} ms off",
        f"p99 < {_MOST_BAR_ERROR_MS:g} ms",
        p99 < _MOST_BAR_ERROR_MS,
    )


def _beats_row(what: str, until: str, beats: Sequence[float]) -> Iterator[Row]:
    p50, p95, _ = _percentiles(beats)
    yield Row(
        f"{what}, jitter of 1 ms with outliers",
        f"{until} after p50 {p50:.2f}, p95 {p95:.2f}, most {max(beats):.2f} beats",
        f"p95 ≤ {_MOST_BEATS:g} beats",
        p95 <= _MOST_BEATS,
    )


def _step_rows(before_bpm: float, after_bpm: float, runs: int) -> Iterator[Row]:
    beats = [beats_to_arrive(jittery, before_bpm, after_bpm, seed) for seed in range(runs)]
    yield from _beats_row(f"{before_bpm:g} → {after_bpm:g} BPM", f"told within {100 * _ARRIVED:g} %", beats)


def _lost_rows(what: str, times: int, runs: int) -> Iterator[Row]:
    beats = [beats_to_find(jittery, 120.0, times, seed) for seed in range(runs)]
    yield from _beats_row(f"{what} at 120 BPM", "next bar known within 3 ms again", beats)


def _note_rows() -> Iterator[Row]:
    *_, (what, p50, p95, p99) = midi_latency.rows(midi_latency.note_latencies())
    yield Row(
        f"{what} for a ready clip, by JACK",
        f"p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms",
        f"p99 ≤ {_MOST_NOTE_MS:g} ms",
        p99 <= _MOST_NOTE_MS,
    )


def measures(runs: int) -> dict[str, Callable[[], Iterator[Row]]]:
    """What can be measured, by name."""
    any_bpm = np.random.default_rng(0).uniform(60, 200, runs).round(2).tolist()
    at_120 = [120.0] * runs
    return {
        "jitter": partial(_steady_rows, "120 BPM, jitter of 1 ms, 5 % late by 5–20 ms", jittery, at_120),
        "any-tempo": partial(_steady_rows, "60–200 BPM, the same jitter", jittery, any_bpm),
        "usb": partial(_steady_rows, "60–200 BPM, whole milliseconds", in_frames, any_bpm),
        "bursts": partial(_steady_rows, "60–200 BPM, nothing for 10–60 ms each second", in_bursts, any_bpm),
        "step": partial(_step_rows, 120.0, 126.0, runs),
        "small-step": partial(_step_rows, 120.0, 121.0, runs),
        "leap": partial(_step_rows, 90.0, 174.0, runs),
        "lost": partial(_lost_rows, "a clock lost", 0, runs),
        "doubled": partial(_lost_rows, "a clock doubled", 2, runs),
        **({"note": _note_rows} if shutil.which("jackd") else {}),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=60, help="of each; too few cannot judge")
    parser.add_argument("--only", action="append", metavar="NAME", choices=sorted(measures(1)))
    options = parser.parse_args()
    known = measures(options.runs)
    sys.exit(print_table(row for name in options.only or known for row in known[name]()))


if __name__ == "__main__":
    main()

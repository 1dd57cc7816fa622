"""Lays patterns round a loop: a line of sixteenths for each bar, and the strokes in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bridge.composing.genre import steps_of

STEP_QUARTERS = 0.25
VELOCITIES = {"X": 112, "x": 92, "o": 52, "?": 46}
"""How hard the strokes of a kit are."""


def strokes(pattern: str, bars: int, steps_per_bar: int) -> Iterator[tuple[int, int, str, int]]:
    """(bar, step, sign, steps held) of every stroke of `pattern`, laid round the loop."""
    return strokes_of(lines_of(pattern, bars, steps_per_bar))


def lines_of(pattern: str, bars: int, steps_per_bar: int) -> list[str]:
    """`pattern` as a line for each bar. A bar longer than the pattern begins it again; a shorter one
    cuts it."""
    period = steps_of(pattern)
    lines = [pattern[start : start + period] for start in range(0, len(pattern), period)]
    return [(lines[bar % len(lines)] * (steps_per_bar // period + 1))[:steps_per_bar] for bar in range(bars)]


def strokes_of(lines: Sequence[str]) -> Iterator[tuple[int, int, str, int]]:
    """(bar, step, sign, steps held) of every stroke in `lines`, a line for each bar."""
    for bar, line in enumerate(lines):
        for step, sign in enumerate(line):
            if sign in ".-":
                continue
            held = step + 1
            while held < len(line) and line[held] == "-":
                held += 1
            yield bar, step, sign, held - step

"""Finds the grid of loops whose tempo and downbeat are known, fits them to a host, and holds it to bars.

    python -m benchmarks.fit

The loops' seeds are not those that `benchmarks.downbeat` learns from, nor any that were used while the
search was written. A host's tempo is off the loop's by up to 15 %. *Turned* loops start anywhere in the
circle; *cut* ones besides lack 3 to 15 % of their end. A tempo counts as found in any octave; a downbeat
is right within a quarter of a beat of a true one. Exit status 1 if a bar is missed.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from typing import Literal

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.attacks import Array, attacks, misses, strokes
from bridge.composing.composer import compose
from bridge.composing.genre_files import genres
from bridge.composing.score import Score
from bridge.errors import NoGrid
from bridge.sound.dsp.fit import fit_sound, seen
from bridge.sound.dsp.hearing import hear
from bridge.sound.dsp.rhythm import Grid, find_grid
from bridge.sound.format import FIT
from bridge.training.render import render
from bridge.vocabulary.music import Meter

Cut = Literal["as rendered", "turned", "cut"]
CUTS: tuple[Cut, ...] = ("as rendered", "turned", "cut")
LOOPS, SOFT_LOOPS, FIRST_SEED, RATE_HZ = 66, 22, 9_000_000, 44_100
# Of every so many loops with percussion one is fitted, and its strokes timed.
FITTED_OF = 3
TEMPO_TOLERANCE, BEAT_TOLERANCE = 0.003, 0.25
BARS = {"tempo": 0.95, "downbeat": 0.85, "onset_ms": 10.0}
# A stroke that the detector mistimes by more than this in the source itself is not heard by it.
HEARD_S = 0.010


class Case(msgspec.Struct, frozen=True):
    """A loop as it is dropped: sound `[1, N]`, where its first downbeat lies, and the host's tempo."""

    score: Score
    sound: Tensor
    downbeat_s: float
    host_bpm: float


class Timing(msgspec.Struct, frozen=True):
    """Errors in seconds of a loop's strokes, in the source and fitted, and which the detector hears."""

    source: Array
    fitted: Array
    heard: NDArray[np.bool_]


def percussive_score(index: int) -> Score:
    genre, seed = sorted(genres())[index % len(genres())], FIRST_SEED + index
    draw = random.Random(f"fit/{seed}")
    tempo, bars = draw.randint(60, 180), draw.choice((2, 4))
    score = compose(seed, genre=genre, tempo_bpm=tempo, bars=bars)
    if not score.roles & {"drums", "percussion"}:
        band = frozenset({"drums", "bass", "chords"})
        score = compose(seed, genre=genre, tempo_bpm=tempo, bars=bars, roles=band)
    return score


def soft_score(index: int) -> Score:
    genre, seed = sorted(genres())[index % len(genres())], FIRST_SEED + 500 + index
    draw = random.Random(f"fit/{seed}")
    tempo, bars = draw.randint(60, 180), draw.choice((2, 4))
    roles = draw.choice((("pad",), ("pad", "lead"), ("chords", "pad")))
    return compose(seed, genre=genre, tempo_bpm=tempo, bars=bars, roles=frozenset(roles))


def make_case(score: Score, whole: Tensor, cut: Cut) -> Case:
    draw = random.Random(f"fit/{score.seed}/{cut}")
    turned = 0 if cut == "as rendered" else draw.randrange(whole.shape[-1])
    sound = whole.roll(turned, -1)
    if cut == "cut":
        sound = sound[:, : int(sound.shape[-1] * draw.uniform(0.85, 0.97))]
    host_bpm = score.tempo_bpm / (1.0 + draw.uniform(-0.15, 0.15))
    return Case(score, sound, turned / RATE_HZ, host_bpm)


def grid_of(case: Case, hint_bpm: float | None) -> tuple[Grid, float]:
    """The grid that is found, and columns a second."""
    _, mel, rate = seen(case.sound, RATE_HZ, FIT)
    return find_grid(mel, rate, circular=False, form=FIT, tempo_hint_bpm=hint_bpm), rate


def heard_as_foreign(case: Case) -> Grid:
    """The grid that is heard in it as in a stranger's loop."""
    _, mel, rate = seen(case.sound, RATE_HZ, FIT)
    return hear(mel, rate, case.sound.shape[-1], RATE_HZ, form=FIT, meter=Meter()).grid


def right_tempo(grid: Grid, case: Case) -> bool:
    ratios = (0.25, 0.5, 1, 2, 4)
    return any(abs(grid.tempo_bpm * ratio / case.score.tempo_bpm - 1) < TEMPO_TOLERANCE for ratio in ratios)


def right_downbeat(grid: Grid, case: Case, columns_per_second: float) -> bool:
    bar_s = 240.0 / case.score.tempo_bpm
    off_s = (grid.downbeat / columns_per_second - case.downbeat_s + bar_s / 2) % bar_s - bar_s / 2
    return abs(off_s) < BEAT_TOLERANCE * 60.0 / case.score.tempo_bpm


def timing(case: Case) -> Timing | None:
    """How late strokes of the score are on the host's grid; `None` if too few or it was repeated.

    Where a stroke belongs is its place in the score, at the host's tempo, from the true sixteenth
    nearest the downbeat that was found: what is measured is time, whichever beat leads. The
    detector's constant lag is its median on the source.
    """
    struck, circle_s = strokes(case.score), case.sound.shape[-1] / RATE_HZ
    bars, tempo_bpm = case.score.bars, case.score.tempo_bpm
    loop, fitted = fit_sound(case.sound, RATE_HZ, bars=bars, tempo_bpm=case.host_bpm, circular=True)
    ratio = tempo_bpm / case.host_bpm
    if len(struck) < 4 or fitted.repeats > 1 or abs(fitted.stretch / ratio - 1.0) > 0.01:
        return None
    sixteenth_s = 15.0 / tempo_bpm
    found_s = fitted.grid.downbeat / fitted.grid.columns * circle_s
    begin_s = round((found_s - case.downbeat_s) / sixteenth_s) * sixteenth_s
    source = misses(attacks(case.sound[0].numpy(), RATE_HZ), struck + case.downbeat_s, circle_s)
    lag = float(np.median(source))
    heard = attacks(loop[0].numpy(), RATE_HZ)
    after = misses(heard, (struck - begin_s) * ratio + lag, loop.shape[-1] / RATE_HZ)
    return Timing(source - lag, after, np.abs(source - lag) < HEARD_S)


def report(name: str, value: float, bar: float, *, at_least: bool, unit: str = "") -> bool:
    met = value >= bar if at_least else value <= bar
    sign = "≥" if at_least else "≤"
    print(f"{name:<52} {value:8.3f} {unit:<3} {sign} {bar:g}  {'met' if met else 'MISSED'}", flush=True)
    return met


Verdicts = dict[Cut, list[bool]]


def percussive_loops() -> tuple[Verdicts, Verdicts, Verdicts, list[Timing]]:
    """Whether tempo and downbeat of each loop are right, however it is cut; its tempo as a stranger's;
    and the times of its strokes."""
    foreign: Verdicts = defaultdict(list)
    tempi: dict[Cut, list[bool]] = defaultdict(list)
    downbeats: dict[Cut, list[bool]] = defaultdict(list)
    timings = []
    for index in range(LOOPS):
        score = percussive_score(index)
        whole = torch.from_numpy(render(score, voices="synths"))[None]
        for cut in CUTS:
            case = make_case(score, whole, cut)
            foreign[cut].append(right_tempo(heard_as_foreign(case), case))
            try:
                grid, rate = grid_of(case, case.host_bpm)
                tempi[cut].append(right_tempo(grid, case))
                downbeats[cut].append(right_downbeat(grid, case, rate))
            except NoGrid:
                tempi[cut].append(False)
                downbeats[cut].append(False)
        if index % FITTED_OF == 0 and (timed := timing(make_case(score, whole, "turned"))):
            timings.append(timed)
    return tempi, downbeats, foreign, timings


def report_timings(timings: list[Timing]) -> bool:
    source, fitted, heard = (
        np.concatenate([getattr(timed, what) for timed in timings]) for what in ("source", "fitted", "heard")
    )
    print(
        f"{len(source)} strokes of {len(timings)} fitted loops; 50th, 80th, 90th and 95th percentile in ms:"
    )
    for name, errors in (
        ("the detector's own, on the sources", source),
        ("fitted, every stroke", fitted),
        (f"fitted, those heard in the source ({heard.mean():.1%})", fitted[heard]),
    ):
        figures = "  ".join(f"{1e3 * np.percentile(np.abs(errors), part):5.1f}" for part in (50, 80, 90, 95))
        print(f"    {name:<52} {figures}")
    late_ms = 1e3 * float(np.percentile(np.abs(fitted), 95))
    name = "strokes off the host's grid, 95th percentile"
    return report(name, late_ms, BARS["onset_ms"], at_least=False, unit="ms")


def soft_loops() -> tuple[int, int, int]:
    """Of loops without drums: how many are refused, found, and guessed wrongly."""
    refused = found = wrong = 0
    for index in range(SOFT_LOOPS):
        score = soft_score(index)
        case = make_case(score, torch.from_numpy(render(score, voices="synths"))[None], "turned")
        try:
            right = right_tempo(grid_of(case, None)[0], case)
        except NoGrid:
            refused += 1
            continue
        found, wrong = found + right, wrong + (not right)
    return refused, found, wrong


def main() -> int:
    torch.set_num_threads(1)
    began, met = time.perf_counter(), []
    print(f"{LOOPS} loops with percussion, host's tempo off by up to 15 %")
    tempi, downbeats, foreign, timings = percussive_loops()
    for cut in CUTS:
        found, right = float(np.mean(tempi[cut])), float(np.mean(downbeats[cut]))
        met.append(report(f"tempo within 0.3 %, {cut}", found, BARS["tempo"], at_least=True))
        met.append(report(f"downbeat within 1/4 beat, {cut}", right, BARS["downbeat"], at_least=True))
        as_foreign = float(np.mean(foreign[cut]))
        met.append(report(f"tempo as a stranger's, {cut}", as_foreign, BARS["tempo"], at_least=True))
    met.append(report_timings(timings))
    refused, guessed, wrong = soft_loops()
    print(
        f"{SOFT_LOOPS} without percussion: {refused} refused, {guessed} tempi found, {wrong} guessed wrongly"
    )
    print(f"{time.perf_counter() - began:.0f} s")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())

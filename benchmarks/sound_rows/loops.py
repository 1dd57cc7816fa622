"""The rows of loops: how sixty typed prompts sound, beside the same scores played by a stranger.

Two seeds each, of two bars, by the starter at its default strength and at others. P1, the stranger, plays the
same scores: FluidSynth on FluidR3, which the sample bank does not come from, and our synths, dry.

    rise              of 4–12 kHz, from a tenth of an attack's peak to it (ms)
    steepest rise     of 2–10 kHz in 6 ms, the 99th percentile (dB)
    onsets            correlation of spectral flux with P1's
    LSD               log-spectral distance from P1 (dB)
    16–20 kHz         against the whole (dB)
    2–6 kHz           against the whole (dB)
    side over middle  of the whole, and below 120 Hz (dB); of three parts and more
    loudness          ITU-R BS.1770 (LUFS), and the highest true peak (dBTP)
    in scale          share of the notes that basic-pitch hears in the scale of the key
    seam              spectral flux about the loop point over that about the inner bar line
    tags              share with a tag that was asked for among the first five of musicnn's 50
    seconds           of processor from a job to its file, samples decoded and model loaded

All are medians, but for loudness, which is the farthest from -14, the highest true peak, and the means of
notes in scale and of tags.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from math import inf, isnan, nan
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median

import numpy as np
import torch
from msgspec.structs import replace

from benchmarks.judging import listening, musicnn, notes
from benchmarks.judging.stranger import Stranger
from benchmarks.judging.typed import TYPED, asked_tags
from benchmarks.sound_rows.asking import job_of
from benchmarks.sound_rows.older import command, environment
from benchmarks.sound_rows.row import Row
from bridge.composing.score import Score
from bridge.composing.scoring import score_of
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render
from bridge.models.catalogue import STARTER_FOLDER
from bridge.playing.circle import resampled
from bridge.playing.loudness import loudness
from bridge.playing.samples import Sound
from bridge.sound.files.reading import read_audio
from bridge.sound.true_peak import true_peak
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import SCALES

RATE_HZ, BARS = 44_100, 2
SEEDS = (9_000_000, 9_000_001)
_PROCESSES = 2
_FIRST_TAGS = 5
_STRANGER = "P1"


@dataclass(frozen=True, kw_only=True)
class Loop:
    """A score as it sounds: `sound` is judged, beside the stranger's. `seconds` took the processor."""

    prompt: str
    score: Score
    sound: Sound
    stranger: Sound | None = None
    seconds: float = nan


@dataclass(frozen=True)
class Measure:
    """What must lie between two numbers over all loops, and how it is found; NaN where a loop has none."""

    name: str
    least: float
    most: float
    find: Callable[[Loop], float]
    over: Callable[[Sequence[float]], float] = median

    def told(self, values: Sequence[float]) -> float:
        known = [value for value in values if not isnan(value)]
        return self.over(known) if known else nan


def _farthest(values: Sequence[float]) -> float:
    return max(values, key=lambda value: abs(value + 14))


def _against(measure: Callable[[Sound, Sound, int], float]) -> Callable[[Loop], float]:
    return lambda loop: nan if loop.stranger is None else measure(loop.sound, loop.stranger, RATE_HZ)


def _side_db(loop: Loop) -> float:
    return listening.side_db(loop.sound, RATE_HZ) if len(loop.score.stems) > 2 else nan


def _in_scale(loop: Loop) -> float:
    if all(stem.instrument.is_kit for stem in loop.score.stems):
        return nan
    key = loop.score.key
    classes = _note_listener().pitch_classes(_middle_at(loop.sound, notes.RATE_HZ).astype(np.float64))
    inside = [(key.tonic + step) % 12 for step in SCALES[key.mode]]
    return float(classes[inside].sum() / classes.sum()) if classes.sum() else nan


def _is_tagged(loop: Loop) -> float:
    if not (asked := asked_tags(loop.prompt)):
        return nan
    windows = musicnn.windows(torch.from_numpy(_middle_at(loop.sound, musicnn.RATE_HZ)))
    return float(not asked.isdisjoint(_tagger().tags(windows)[:_FIRST_TAGS]))


def _middle_at(sound: Sound, rate_hz: int) -> Sound:
    return resampled(sound.mean(axis=0), round(sound.shape[1] * rate_hz / RATE_HZ))


@cache
def _note_listener() -> notes.NoteListener:
    return notes.NoteListener()


@cache
def _tagger() -> musicnn.Musicnn:
    return musicnn.Musicnn()


MEASURES = (
    Measure("rise, ms", -inf, 3.5, lambda loop: listening.rise_ms(loop.sound, RATE_HZ)),
    Measure("steepest rise, dB", 14, inf, lambda loop: listening.steepest_rise_db(loop.sound, RATE_HZ)),
    Measure("onsets with P1", 0.58, inf, _against(listening.onset_correlation)),
    Measure("LSD to P1, dB", -inf, 5.9, _against(listening.log_spectral_distance)),
    Measure("16–20 kHz, dB", -45, inf, lambda loop: listening.band_db(loop.sound, RATE_HZ, 16_000, 20_000)),
    Measure("2–6 kHz, dB", -20, -8, lambda loop: listening.band_db(loop.sound, RATE_HZ, 2000, 6000)),
    Measure("side over middle, dB", -20, -8, _side_db),
    Measure("… below 120 Hz, dB", -inf, -20, lambda loop: listening.side_db(loop.sound, RATE_HZ, 0, 120)),
    Measure("loudness, LUFS", -15, -13, lambda loop: loudness(loop.sound, RATE_HZ), _farthest),
    Measure("true peak, dBTP", -inf, -0.99, lambda loop: 20 * float(np.log10(true_peak(loop.sound))), max),
    Measure("in scale", 0.97, inf, _in_scale, mean),
    Measure("seam", -inf, 1.1, lambda loop: listening.seam_flux(loop.sound, RATE_HZ, BARS)),
    Measure("tags", 0.5, inf, _is_tagged, mean),
    Measure("seconds", -inf, inf, lambda loop: loop.seconds),
)
# What the measures say of each loop, by column.
Columns = dict[str, list[list[float]]]


def jobs(*, quick: bool) -> list[RenderJob]:
    """What is typed, at the tempo, in the meter and in the key that it is heard to ask for; `quick` for one
    seed of every fifth prompt."""
    return [
        job_of(prompt, seed, bars=BARS, file_format=FileFormat.WAV_FLOAT)
        for prompt in TYPED[:: 5 if quick else 1]
        for seed in SEEDS[: 1 if quick else None]
    ]


def rendered(job: RenderJob, model: LoadedModel) -> tuple[Sound, float]:
    """`job` as its file has it, and how long that took the processor."""
    with tempfile.TemporaryDirectory() as folder:
        path, began = Path(folder) / "loop.wav", time.process_time()
        render([(job, path)], model)
        return read_audio(path)[0], time.process_time() - began


def beside(folder: Path, job: RenderJob) -> Sound:
    """A loop of the same words and tempo by the version in `folder`."""
    with tempfile.TemporaryDirectory() as out:
        path = Path(out) / "loop.wav"
        asked = {"bpm": job.tempo_bpm, "bars": BARS, "seed": job.seed, "format": "wavf", "output": path}
        subprocess.run(command(job.prompt, asked), cwd=folder, env=environment(folder, out), check=True,
                       capture_output=True)  # fmt: skip
        return read_audio(path, RATE_HZ)[0]


def heard(share: Sequence[RenderJob], strengths: Sequence[float], folder: Path | None) -> Columns:
    """What the measures say of the loops of `share`, at its jobs' own strength and at others."""
    torch.set_num_threads(1)
    stranger, model, columns = Stranger(), load(STARTER_FOLDER), Columns()
    for number, job in enumerate(share):
        score = score_of(job)
        assert score is not None
        theirs = stranger.play(score)
        loops = {}
        for strength in (job.strength, *strengths):
            sound, seconds = rendered(replace(job, strength=strength), model)
            loops[_name(strength)] = Loop(
                prompt=job.prompt, score=score, sound=sound, stranger=theirs, seconds=seconds
            )
        loops[_STRANGER] = Loop(prompt=job.prompt, score=score, sound=theirs)
        if folder is not None:
            loops[folder.name] = Loop(prompt=job.prompt, score=score, sound=beside(folder, job))
        for name, each in loops.items():
            columns.setdefault(name, []).append([measure.find(each) for measure in MEASURES])
        if number % 10 == 9:
            print(f"{number + 1}/{len(share)} in each process", file=sys.stderr, flush=True)
    return columns


def rows(*, quick: bool, strengths: Sequence[float], folder: Path | None) -> Iterator[Row]:
    """What all measures find, judged at the default strength. The other `strengths`, the stranger and the
    version in `folder` stand beside it."""
    asked = jobs(quick=quick)
    others = [each for each in strengths if each != asked[0].strength]
    shares = [asked[number::_PROCESSES] for number in range(_PROCESSES)]
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(partial(heard, strengths=others, folder=folder), shares))
    columns = {name: [values for part in parts for values in part[name]] for name in parts[0]}
    print(
        f"{len(asked)} loops{'':>{64 - len(f'{len(asked)} loops')}}"
        + "".join(f"{name[-9:]:>10}" for name in columns)
    )
    for number, measure in enumerate(MEASURES):
        found = [measure.told([values[number] for values in each]) for each in columns.values()]
        yield Row(measure.name, found[0], measure.least, measure.most, tuple(found[1:]))


def _name(strength: float) -> str:
    return f"at {strength:g}"

"""How loops from words sound, beside the same scores played by a stranger: `python -m benchmarks.sound`.

    python -m benchmarks.sound [--quick] [--strengths 0 0.2 0.4] [--beside FOLDER]
    python -m benchmarks.sound --bank

Sixty prompts as people type them (`benchmarks.judging.typed`), two seeds each, are rendered by the starter at
its default strength and at those given. P1, a stranger, plays the same scores: FluidSynth on FluidR3, which
the sample bank does not come from, and our synths, dry. Bars are for the default strength.

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

Then come the bars of `benchmarks.composing` and `benchmarks.redrawing`, in the same form.

`--quick` renders one seed of every fifth prompt, and judges only these. `--beside` measures loops of another
version too, rendered for the same words by the command line in that folder. `--bank` compares the sampler
with FluidSynth on the bank's own font instead. Exit status 1 if a bar is missed. Needs:
apt-get install fluidsynth fluid-soundfont-gm sonic-pi-samples (and for `--bank` musescore-general-soundfont),
pip install -e .[judges] and pip install --no-deps musicnn==0.1.0 basic-pitch==0.4.0.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from math import isnan, nan
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median

import numpy as np
import torch
from msgspec.structs import replace

from benchmarks import composing, redrawing
from benchmarks.judging import listening, musicnn, notes
from benchmarks.judging.font import compare_with_font
from benchmarks.judging.stranger import Stranger
from benchmarks.judging.typed import TYPED, asked_tags
from bridge.composing.composer import LATEST
from bridge.composing.genre_files import genres
from bridge.composing.score import Score
from bridge.composing.scoring import score_of
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render
from bridge.errors import RiffbridgeError
from bridge.models.catalogue import STARTER_FOLDER
from bridge.playing.circle import resampled
from bridge.playing.loudness import loudness
from bridge.playing.samples import Sound
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.reading import read_audio
from bridge.sound.true_peak import true_peak
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import SCALES
from bridge.vocabulary.requests import ClipRequest

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
class Row:
    """A measure, what it must be over all loops, and how it is found; NaN where a loop has none."""

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


ROWS = (
    Row("rise, ms", 0, 3.5, lambda loop: listening.rise_ms(loop.sound, RATE_HZ)),
    Row("steepest rise, dB", 14, 99, lambda loop: listening.steepest_rise_db(loop.sound, RATE_HZ)),
    Row("onsets with P1", 0.58, 1, _against(listening.onset_correlation)),
    Row("LSD to P1, dB", 0, 5.9, _against(listening.log_spectral_distance)),
    Row("16–20 kHz, dB", -45, 0, lambda loop: listening.band_db(loop.sound, RATE_HZ, 16_000, 20_000)),
    Row("2–6 kHz, dB", -20, -8, lambda loop: listening.band_db(loop.sound, RATE_HZ, 2000, 6000)),
    Row("side over middle, dB", -20, -8, _side_db),
    Row("… below 120 Hz, dB", -300, -20, lambda loop: listening.side_db(loop.sound, RATE_HZ, 0, 120)),
    Row("loudness, LUFS", -15, -13, lambda loop: loudness(loop.sound, RATE_HZ), _farthest),
    Row("true peak, dBTP", -99, -0.99, lambda loop: 20 * float(np.log10(true_peak(loop.sound))), max),
    Row("in scale", 0.97, 1, _in_scale, mean),
    Row("seam", 0, 1.1, lambda loop: listening.seam_flux(loop.sound, RATE_HZ, BARS)),
    Row("tags", 0.5, 1, _is_tagged, mean),
    Row("seconds", 0, 99, lambda loop: loop.seconds),
)
# What the rows say of each loop, by column.
Columns = dict[str, list[list[float]]]


def jobs(*, quick: bool) -> list[RenderJob]:
    """What is typed, at the tempo, in the meter and in the key that it is heard to ask for."""
    made: list[RenderJob] = []
    for prompt in TYPED[:: 5 if quick else 1]:
        for seed in SEEDS[: 1 if quick else None]:
            reader = Reader(Settings(), fresh_seed=lambda: 0)
            request = ClipRequest(prompt=prompt, bars=BARS, seed=seed, file_format=FileFormat.WAV_FLOAT)
            made += resolve(request, reader.read(request))
    return made


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
        options = [f"--{name}={value}" for name, value in asked.items()]
        command = [sys.executable, "-m", "bridge", "render", job.prompt, *options, "--alone"]
        subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, check=True,
                       capture_output=True)  # fmt: skip
        return read_audio(path, RATE_HZ)[0]


def heard(share: Sequence[RenderJob], strengths: Sequence[float], folder: Path | None) -> Columns:
    """What the rows say of the loops of `share`, at its jobs' own strength and at others."""
    torch.set_num_threads(1)
    stranger, model, columns = Stranger(), load(STARTER_FOLDER), Columns()
    for number, job in enumerate(share):
        score = score_of(job)
        assert score is not None
        theirs = stranger.play(score)
        loop = Loop(prompt=job.prompt, score=score, sound=theirs)
        loops = {}
        for strength in (job.strength, *strengths):
            sound, seconds = rendered(replace(job, strength=strength), model)
            loops[_name(strength)] = Loop(
                prompt=job.prompt, score=score, sound=sound, stranger=theirs, seconds=seconds
            )
        loops[_STRANGER] = loop
        if folder is not None:
            loops[str(folder)] = Loop(prompt=job.prompt, score=score, sound=beside(folder, job))
        for name, each in loops.items():
            columns.setdefault(name, []).append([row.find(each) for row in ROWS])
        if number % 10 == 9:
            print(f"{number + 1}/{len(share)} in each process", file=sys.stderr, flush=True)
    return columns


def judge(*, quick: bool, strengths: Sequence[float], folder: Path | None) -> bool:
    """Print the table of all measures; whether every bar is held at the default strength."""
    asked = jobs(quick=quick)
    shares = [asked[number::_PROCESSES] for number in range(_PROCESSES)]
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(partial(heard, strengths=strengths, folder=folder), shares))
    columns = {name: [values for part in parts for values in part[name]] for name in parts[0]}
    default = _name(asked[0].strength)
    print(f"{len(asked)} loops{'':14}{'bar':>10}" + "".join(f"{name[-9:]:>10}" for name in columns))
    held = True
    for number, row in enumerate(ROWS):
        found = {name: row.told([values[number] for values in each]) for name, each in columns.items()}
        right = row.least <= found[default] <= row.most
        held = held and right
        cells = "".join(f"{value:10.3f}" for value in found.values())
        print(f"{row.name:22}{f'{row.least:g}…{row.most:g}':>12}{cells}  {'held' if right else 'MISSED'}")
    return held


def hold_others() -> bool:
    """Print what `benchmarks.composing` (its worst genre) and `benchmarks.redrawing` hold against a bar, and
    say whether all hold."""
    varieties = [composing.measure(genre, LATEST) for genre in genres()]
    held = True
    for head, least in composing.LEAST.items():
        worst = min(getattr(each, head) for each in varieties)
        held = _told(f"composed: {head}", f"≥ {least:g}", worst, worst >= least) and held
    with tempfile.TemporaryDirectory() as folder:
        bench = redrawing.Bench(load(STARTER_FOLDER), Path(folder))
        for row in redrawing.every_row(bench, redrawing.read_loops(redrawing.FOLDER)):
            if row.least is not None or row.most is not None:
                bar = f"≥ {row.least:.2f}" if row.least is not None else f"≤ {row.most:.2f}"
                held = _told(row.name, bar, row.values[1], row.is_met) and held
    return held


def _told(name: str, bar: str, value: float, is_held: bool) -> bool:
    print(f"{name:52}{bar:>12}{value:10.3f}  {'held' if is_held else 'MISSED'}", flush=True)
    return is_held


def _name(strength: float) -> str:
    return f"at {strength:g}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sound", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--quick", action="store_true", help="one seed of every fifth prompt")
    parser.add_argument("--strengths", type=float, nargs="*", default=(0.0,), help="others to measure")
    parser.add_argument("--beside", type=Path, help="a checkout of another version")
    parser.add_argument("--bank", action="store_true", help="compare the sampler with its soundfont instead")
    given = parser.parse_args()
    try:
        if given.bank:
            return 0 if compare_with_font() else 1
        held = judge(quick=given.quick, strengths=given.strengths, folder=given.beside)
        return 0 if (given.quick or hold_others()) and held else 1
    except RiffbridgeError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())

"""How loops sound, judged without a network: `python -m benchmarks.sound`.

    python -m benchmarks.sound [--scores 30] [--strengths 0 0.1 0.2 0.3 0.5] [--beside FOLDER]
    python -m benchmarks.sound --bank

Loops of two bars, asked for by a genre's name, are rendered at several strengths by the starter, and their
scores played by a stranger, P1: FluidSynth on a soundfont that the sample bank does not come from, and our
synths, dry. The bars are for the default strength.

    rise              of 4–12 kHz, from a tenth of an attack's peak to it (ms)
    steepest rise     of 2–10 kHz in 6 ms, the 99th percentile (dB)
    onsets            correlation of spectral flux with P1's
    LSD               log-spectral distance from P1 (dB)
    16–20 kHz         against the whole (dB)
    2–6 kHz           against the whole (dB)
    side over middle  of the whole, and below 120 Hz (dB)
    loudness          ITU-R BS.1770 (LUFS), and the highest true peak (dBTP)
    seam              spectral flux about the loop point over that about the inner bar line
    seconds           of processor from a job to its file, samples decoded and model loaded

All are medians over the scores but for loudness, which is the farthest from -14, and the true peak, the
highest.

`--beside` measures loops of another version too, drawn for the same genres by the command line in that
folder. `--bank` compares the sampler with FluidSynth on the bank's own font, note by note, in octaves. Exit
status 1 if a bar is missed. Needs: apt-get install fluidsynth fluid-soundfont-gm, and for `--bank`
musescore-general-soundfont.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from statistics import median

import msgspec
import numpy as np

from benchmarks.judging import listening
from benchmarks.judging.font import compare_with_font
from benchmarks.judging.stranger import Stranger
from bridge.composing.genre_files import shipped_genres
from bridge.composing.scoring import score_of
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render
from bridge.models.catalogue import STARTER_FOLDER
from bridge.playing.loudness import loudness, true_peak
from bridge.playing.samples import Sound
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest

RATE_HZ, BARS = 44_100, 2
SEED = 9_000_000


@dataclass(frozen=True)
class Loop:
    """A score as it sounds: `sound` is judged, beside the stranger's. `seconds` took the processor."""

    sound: Sound
    stranger: Sound | None = None
    seconds: float = float("nan")


@dataclass(frozen=True)
class Row:
    """A measure, what its median over loops must be, and how it is found."""

    name: str
    least: float
    most: float
    find: Callable[[Loop], float]
    over: Callable[[Sequence[float]], float] = lambda values: median(v for v in values if not isnan(v))


def _told(row: Row, loops: Sequence[Loop]) -> float:
    values = [row.find(loop) for loop in loops]
    return row.over(values) if not all(map(isnan, values)) else float("nan")


def _farthest(values: Sequence[float]) -> float:
    return max(values, key=lambda value: abs(value + 14))


def _against(measure: Callable[[Sound, Sound, int], float]) -> Callable[[Loop], float]:
    return lambda loop: float("nan") if loop.stranger is None else measure(loop.sound, loop.stranger, RATE_HZ)


ROWS = (
    Row("rise, ms", 0, 3.5, lambda loop: listening.rise_ms(loop.sound, RATE_HZ)),
    Row("steepest rise, dB", 14, 99, lambda loop: listening.steepest_rise_db(loop.sound, RATE_HZ)),
    Row("onsets with P1", 0.58, 1, _against(listening.onset_correlation)),
    Row("LSD to P1, dB", 0, 5.9, _against(listening.log_spectral_distance)),
    Row("16–20 kHz, dB", -45, 0, lambda loop: listening.band_db(loop.sound, RATE_HZ, 16_000, 20_000)),
    Row("2–6 kHz, dB", -20, -8, lambda loop: listening.band_db(loop.sound, RATE_HZ, 2000, 6000)),
    Row("side over middle, dB", -20, -8, lambda loop: listening.side_db(loop.sound, RATE_HZ)),
    Row("… below 120 Hz, dB", -300, -20, lambda loop: listening.side_db(loop.sound, RATE_HZ, 0, 120)),
    Row("loudness, LUFS", -15, -13, lambda loop: loudness(loop.sound, RATE_HZ), _farthest),
    Row("true peak, dBTP", -99, -0.99, lambda loop: 20 * float(np.log10(true_peak(loop.sound))), max),
    Row("seam", 0, 1.1, lambda loop: listening.seam_flux(loop.sound, RATE_HZ, BARS)),
    Row("seconds", 0, 99, lambda loop: loop.seconds),
)


def jobs(count: int) -> Iterator[RenderJob]:
    """Genres in turn, each by its name, at its usual tempo."""
    reader = Reader(Settings(), fresh_seed=lambda: SEED)
    genres = list(shipped_genres())
    for number in range(count):
        request = ClipRequest(
            prompt=genres[number % len(genres)], bars=BARS, seed=SEED + number, strength=0,
            file_format=FileFormat.WAV_FLOAT,
        )  # fmt: skip
        [job] = resolve(request, reader.read(request))
        yield job


def rendered(job: RenderJob, model: LoadedModel, stranger: Sound, folder: Path) -> Loop:
    """`job` as its file has it."""
    path = folder / "loop.wav"
    began = time.process_time()
    render([(job, path)], model)
    return Loop(read_audio(path)[0], stranger, time.process_time() - began)


def beside(folder: Path, job: RenderJob) -> Loop:
    """A loop of the same words and tempo by the version in `folder`."""
    with tempfile.TemporaryDirectory() as out:
        path = Path(out) / "loop.wav"
        asked = [
            "render",
            job.prompt,
            "--bpm",
            str(job.tempo_bpm),
            "--bars",
            str(BARS),
            "--seed",
            str(job.seed),
        ]
        command = [sys.executable, "-m", "bridge", *asked, "--format", "wavf", "--alone", "-o", str(path)]
        subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, check=True,
                       capture_output=True)  # fmt: skip
        return Loop(read_audio(path, RATE_HZ)[0])


def judge(count: int, strengths: Sequence[float], folder: Path | None) -> bool:
    """Print the table of all measures; whether every bar is held at the default strength."""
    stranger, model = Stranger(), load(STARTER_FOLDER)
    default = model.info.default_strength
    names = {strength: f"{strength:g}" + " *" * (strength == default) for strength in (*strengths, default)}
    columns: dict[str, list[Loop]] = {name: [] for name in (*names.values(), "P1")}
    with tempfile.TemporaryDirectory() as out:
        for job in jobs(count):
            score = score_of(job)
            assert score is not None
            theirs = stranger.play(score)
            columns["P1"].append(Loop(theirs))
            for strength, name in names.items():
                made = msgspec.structs.replace(job, strength=strength)
                columns[name].append(rendered(made, model, theirs, Path(out)))
            if folder is not None:
                columns.setdefault(str(folder), []).append(beside(folder, job))
    print(f"{'':22}{'bar':>14}" + "".join(f"{name[-12:]:>14}" for name in columns))
    held = True
    for row in ROWS:
        found = {name: _told(row, loops) for name, loops in columns.items()}
        right = row.least <= found[names[default]] <= row.most
        held = held and right
        bar = f"{row.least:g}…{row.most:g}"
        print(f"{row.name:22}{bar:>14}" + "".join(f"{value:14.2f}" for value in found.values())
              + ("" if right else "  missed"))  # fmt: skip
    return held


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sound", description="Judge how loops sound.")
    parser.add_argument("--scores", type=int, default=30, help="how many")
    parser.add_argument("--strengths", type=float, nargs="*", default=(0.0, 0.1, 0.2, 0.3, 0.5), help="which")
    parser.add_argument("--beside", type=Path, help="a checkout of another version")
    parser.add_argument("--bank", action="store_true", help="compare the sampler with its soundfont instead")
    given = parser.parse_args()
    return (
        0
        if (compare_with_font() if given.bank else judge(given.scores, given.strengths, given.beside))
        else 1
    )


if __name__ == "__main__":
    sys.exit(main())

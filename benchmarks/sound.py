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
from itertools import pairwise
from math import isnan
from pathlib import Path
from statistics import median

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.judging import listening
from benchmarks.judging.stranger import Stranger
from bridge.composing.genre_files import shipped_genres
from bridge.composing.instruments import PIECES, instruments
from bridge.composing.scoring import score_of
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render
from bridge.models.catalogue import STARTER_FOLDER
from bridge.playing.loudness import loudness, true_peak
from bridge.playing.sampler import Strike, play_samples, struck_velocity
from bridge.playing.samples import SampleBank, Sound
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.reading import read_audio
from bridge.training.bank import FONT
from bridge.training.fluid import BLOCK_FRAMES, FluidSynth
from bridge.training.single_notes import enlivened
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest

RATE_HZ, BARS = 44_100, 2
SEED = 9_000_000
OCTAVES_HZ = [31.25 * 2**octave for octave in range(11)]
# A band that lies so far below the loudest is not compared; nor need others be nearer than that.
FAINT_DB, NEAR_DB = -36.0, 3.0
Array = NDArray[np.float64]


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


def compare_with_font() -> bool:
    """Print how far the sampler is from FluidSynth in each octave; whether all instruments are near."""
    bank, near = SampleBank(), True
    print("octaves from 31 Hz on, dB: the sampler against FluidSynth on the same notes")
    with FluidSynth(FONT) as synth:
        for name, entry in instruments().items():
            if entry.electronic:
                continue
            synth.choose(entry.bank, entry.program)
            pitches = sorted(set(PIECES.values())) if entry.is_kit else range(entry.lowest, entry.highest + 1)
            heard, meant = np.zeros(10), np.zeros(10)
            opened = bank.open(entry.bank, entry.program)
            for pitch in pitches:
                for velocity in (60, 82, 100):
                    strike = Strike(0, 344 * BLOCK_FRAMES, pitch, velocity, 1.0)
                    heard += _octaves(play_samples(opened, [strike], RATE_HZ, RATE_HZ))
                    meant += _octaves(enlivened(_font_note(synth, strike), entry.bank, entry.program))
            apart = 10 * np.log10(heard / meant)
            loud = 10 * np.log10(meant / meant.max()) > FAINT_DB
            if not entry.is_kit:  # what lies an octave below every note is rumble
                loud &= np.array(OCTAVES_HZ[1:]) > 440 * 2 ** ((entry.lowest - 69) / 12)
            right = bool(np.abs(apart[loud]).max() <= NEAR_DB)
            near = near and right
            cells = "".join(
                f"{db:6.1f}" if is_loud else "     ·" for db, is_loud in zip(apart, loud, strict=True)
            )
            print(f"{name:20}{cells}" + ("" if right else "  missed"))
    return near


def _font_note(synth: FluidSynth, strike: Strike) -> Sound:
    synth.press(strike.pitch, round(struck_velocity(strike.velocity)))
    held = synth.sound(strike.frames)
    synth.release(strike.pitch)
    rest = synth.sound(RATE_HZ - strike.frames)
    synth.silence()
    return np.concatenate([held, rest], axis=1)


def _octaves(sound: Sound) -> Array:
    """The share of each octave in the power of `sound`, of both sides."""
    power = (np.abs(np.fft.rfft(sound.astype(np.float64), 1 << 16)) ** 2).sum(axis=0)
    hz = np.fft.rfftfreq(1 << 16, 1 / RATE_HZ)
    shares = np.array([power[(hz >= low) & (hz < high)].sum() for low, high in pairwise(OCTAVES_HZ)])
    return np.asarray(shares / max(float(shares.sum()), 1e-12) + 1e-12)


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

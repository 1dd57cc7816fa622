"""How surely a Stable Diffusion model keeps to the host's grid: `python -m benchmarks.guide`.

Loops in straight genres with drums are asked for at any tempo, and redrawn by `--strengths`, or drawn from
noise (`--guide off`) and fitted. A judge that shares nothing with Riffbridge's own fit hears each, by
`benchmarks.attacks`: the *tempo* is the spacing at which sixteenths collect most attacks; the *downbeat* is
where in the bar a loop is most like its score played by another player, band by band. From noise that score
isn't what was drawn, only what its genre usually plays. Exit status 1 if a bar is missed.

The model is a folder given by `--model`; else a small one is made first (`benchmarks.small_sd`).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import soundfile
import torch
from numpy.typing import NDArray

from benchmarks.attacks import HOP_FRAMES, rises, strokes
from benchmarks.judging.alike import log_spectral_distance_db
from bridge.composing.genre_files import genres
from bridge.composing.score import Score
from bridge.composing.scoring import score_of
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render
from bridge.playing.jobs import play_job
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.training.render import render as play_otherwise
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest

Array = NDArray[np.float64]

RATE_HZ, FIRST_SEED = 44_100, 8_000_000
TEMPO_TOLERANCE, BEAT_TOLERANCE = 0.003, 0.25
LEAST_SHARE, MOST_BARRED_STRENGTH = 0.98, 0.6
# How far a tempo may be off for the judge to see it, and in what steps.
RATIOS = np.linspace(0.97, 1.03, 121)
# Fewer plain strokes than this tell no tempo.
LEAST_STROKES = 8


class Verdict(NamedTuple):
    """By what share of the host's the tempo is off, by how many quarters the downbeat, and how far the sound
    is from the guide, in decibels; and whether a note warned that the beat was lost."""

    tempo: float
    downbeat: float
    changed_db: float
    is_warned: bool = False

    @property
    def is_right(self) -> bool:
        return abs(self.tempo) <= TEMPO_TOLERANCE and abs(self.downbeat) <= BEAT_TOLERANCE


def requests(count: int) -> Iterator[ClipRequest]:
    """Two-bar loops in genres without swing."""
    straight = sorted(name for name, each in genres().items() if max(each.swing) <= 0.5)
    for index in range(count):
        draw = random.Random(f"guide/{index}")
        yield ClipRequest(
            prompt=straight[index % len(straight)], seed=FIRST_SEED + index, bars=2, rate_hz=RATE_HZ,
            tempo_bpm=round(draw.uniform(75, 165), 1), file_format=FileFormat.WAV_FLOAT, steps=10,
        )  # fmt: skip


def heard_tempo(curves: Array, frames: int, tempo_bpm: float) -> float:
    """Of `RATIOS`, less 1, that at which sixteenths of `tempo_bpm` collect most of the rises `[B, K]`."""
    curve = curves.sum(axis=0)
    column_s = frames / len(curve) / RATE_HZ
    step_s = 60 / tempo_bpm / 4
    steps = np.arange(round(frames / RATE_HZ / step_s))
    offsets = np.arange(0, step_s, column_s)
    # Time is told from the middle of the loop, so that a wrong tempo shows at both its ends.
    middle = (len(steps) - 1) / 2
    best = []
    for ratio in RATIOS:
        places_s = (middle + (steps - middle) / ratio)[None] * step_s + offsets[:, None]
        columns = places_s / column_s
        low = np.floor(columns).astype(int)
        share = columns - low
        at = curve[low % len(curve)] * (1 - share) + curve[(low + 1) % len(curve)] * share
        best.append(at.sum(axis=1).max())
    return float(RATIOS[int(np.argmax(best))] - 1)


def heard_downbeat(curves: Array, own: Array, quarters_per_bar: float, quarters: float) -> float:
    """By how many beats, to the nearest bar line, `curves` `[B, K]` lag behind `own` `[B, K]`."""
    count = own.shape[-1]
    spectra = np.fft.rfft(curves) * np.fft.rfft(own).conj()
    alike = np.fft.irfft(spectra.sum(axis=0), count)
    lag = np.argmax(alike) / count * quarters
    return float((lag + quarters_per_bar / 2) % quarters_per_bar - quarters_per_bar / 2)


def judge(sound: NDArray[np.float32], job: RenderJob, score: Score, guide: NDArray[np.float32]) -> Verdict:
    """`sound` and its `guide` `[C, N]` against the `score`."""
    frames = sound.shape[-1]
    own = play_otherwise(score, voices="synths")
    columns = frames // HOP_FRAMES
    curves, theirs = (rises(np.asarray(each, np.float64), columns, RATE_HZ) for each in (sound.mean(0), own))
    return Verdict(
        heard_tempo(curves, frames, job.tempo_bpm),
        heard_downbeat(curves, theirs, float(job.meter.quarters_per_bar), float(job.loop.quarters)),
        log_spectral_distance_db(sound, guide),
    )


def verdicts(model: LoadedModel, reader: Reader, count: int, **asked: Any) -> Iterator[Verdict]:
    """Of `count` loops that are `asked` for so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "loop.wav"
        made = 0
        for request in requests(10 * count):
            [guided] = resolve(request, reader.read(request))
            score = score_of(guided)
            if score is None or len(strokes(score)) < LEAST_STROKES:
                continue
            other = msgspec.structs.replace(request, **asked)
            [job] = resolve(other, reader.read(other))
            notes: list[str] = []
            render([(job, path)], model, tell=notes.append)
            sound = soundfile.read(path, dtype="float32", always_2d=True)[0].T
            sound = np.broadcast_to(sound, (2, sound.shape[-1]))
            warned = any("beat" in note for note in notes)
            yield judge(sound, job, score, play_job(guided, RATE_HZ))._replace(is_warned=warned)
            made += 1
            if made == count:
                return


def report(name: str, each: list[Verdict]) -> float:
    """Print how many are right, and return their share."""
    tempo = np.mean([abs(one.tempo) <= TEMPO_TOLERANCE for one in each])
    downbeat = np.mean([abs(one.downbeat) <= BEAT_TOLERANCE for one in each])
    both = float(np.mean([one.is_right for one in each]))
    changed = np.median([one.changed_db for one in each])
    warned = sum(one.is_warned for one in each)
    print(f"{name:<16}{tempo:8.0%}{downbeat:10.0%}{both:8.0%}{changed:12.1f} dB{warned:10}", flush=True)
    return both


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, help="a Stable Diffusion folder")
    parser.add_argument("--loops", type=int, default=25, help="loops at each strength")
    parser.add_argument("--strengths", type=float, nargs="*", default=[0.4, 0.6, 0.9])
    options = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as made:
        folder = options.model
        if folder is None:
            from benchmarks.small_sd import GUIDED, make

            folder = Path(made) / "small"
            make(folder, GUIDED)
        reader = Reader(Settings(model=str(folder)))
        model = load(folder)
        print(f"{'':<16}{'tempo':>8}{'downbeat':>10}{'both':>8}{'from guide':>15}{'warned':>10}")
        shares = {
            strength: report(
                f"strength {strength:g}", list(verdicts(model, reader, options.loops, strength=strength))
            )
            for strength in options.strengths
        }
        report("guide off", list(verdicts(model, reader, options.loops, guide=False)))
    barred = [share for strength, share in shares.items() if strength <= MOST_BARRED_STRENGTH]
    is_met = bool(barred) and float(np.mean(barred)) >= LEAST_SHARE
    print(f"{'holds ' if is_met else 'MISSED'} both up to {MOST_BARRED_STRENGTH}: ≥ {LEAST_SHARE:.0%}")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())

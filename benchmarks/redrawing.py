"""How a sound that is redrawn keeps to itself: `python -m benchmarks.redrawing [folder of loops]`.

Twelve real loops (Debian's `sonic-pi-samples`, CC0; or a folder that holds them) are redrawn by the shipped
starter at several strengths, extended to twice their length, and filled, with one seed and prompt. The same
jobs are decoded from the picture alone, as version 0.1 did, in the column "before". Exit status 1 if a bar is
missed. `benchmarks.judging.alike` has the measures; `pip install riffbridge[judges]` what they need.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import soundfile

from benchmarks.judging.alike import (
    RATE_HZ,
    Sound,
    air_db,
    chroma,
    chroma_correlation,
    groove_correlation,
    log_spectral_distance_db,
    loudness_lufs,
    octaves_db,
    onset_correlation,
    side_over_mid_db,
    steepness_db,
)
from benchmarks.keys import KEYS, key_fits
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render
from bridge.models.catalogue import STARTER_FOLDER
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import SCALES, Key
from bridge.vocabulary.requests import ClipRequest, Operation

FOLDER = Path("/usr/share/sonic-pi/samples")
# Their bars; the tempo follows from the length.
LOOPS = {
    "amen": 1, "breakbeat": 1, "compus": 4, "drone_g_97": 2, "electric": 1, "garzul": 4, "mehackit1": 1,
    "mehackit2": 1, "mika": 4, "perc1": 1, "safari": 4, "weirdo": 2,
}  # fmt: skip
PROMPT, SEED = "house with piano", 7
STRENGTHS = (0.05, 0.3, 0.6, 1.0)
# A source, and what became of it before and now.
Case = tuple[Sound, tuple[Sound, Sound]]
# Where an octave beside has less than this of the loudest, nobody hears what is in it.
_HEARD_DB = -45.0


class Loop(NamedTuple):
    """A real loop: where it lies, its samples `[C, N]`, bars and tempo."""

    path: Path
    sound: Sound
    bars: int
    tempo_bpm: float

    @property
    def frames_per_bar(self) -> float:
        return float(self.sound.shape[-1] / self.bars)


class Row(NamedTuple):
    """A measure over all loops, before and now, and what it has to be now."""

    name: str
    values: tuple[float, float]
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool:
        now = self.values[1]
        return (self.least is None or now >= self.least) and (self.most is None or now <= self.most)

    def __str__(self) -> str:
        before, now = self.values
        bar = "" if self.least is None else f"≥ {self.least:.2f}"
        bar = bar if self.most is None else f"≤ {self.most:.2f}"
        return (
            f"{self.name:<52} {before:8.2f} {now:8.2f}   {bar:<8} {'' if self.is_met else 'MISSED'}".rstrip()
        )


def read_loops(folder: Path) -> list[Loop]:
    """The loops in `folder`. Exits if one is missing."""
    loops = []
    for name, bars in LOOPS.items():
        path = folder / f"loop_{name}.flac"
        if not path.is_file():
            sys.exit(f"{path} is missing: apt-get install sonic-pi-samples, or name the folder of its loops.")
        sound, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        assert rate_hz == RATE_HZ
        loops.append(Loop(path, sound.T, bars, bars * 240 * RATE_HZ / len(sound)))
    return loops


class Bench:
    """Renders requests for loops with one model, by both ways of decoding."""

    def __init__(self, model: LoadedModel, folder: Path) -> None:
        self._model, self._folder = model, folder
        self._reader = Reader(Settings())

    def job(self, loop: Loop, **asked: object) -> RenderJob:
        request = ClipRequest(
            prompt=PROMPT, seed=SEED, source=loop.path, tempo_bpm=loop.tempo_bpm, rate_hz=RATE_HZ,
            **{"bars": loop.bars, "file_format": FileFormat.WAV_FLOAT, **asked},  # type: ignore[arg-type]
        )  # fmt: skip
        [job] = resolve(request, self._reader.read(request))
        return job

    def sound(self, job: RenderJob) -> Sound:
        path = self._folder / "made.wav"
        render([(job, path)], self._model)
        samples: Sound = soundfile.read(path, dtype="float32", always_2d=True)[0].T
        return samples

    def unguided(self, loop: Loop) -> Sound:
        """What the same words make where no source is given."""
        job = self.job(loop, strength=1.0)
        return self.sound(msgspec.structs.replace(job, source=None, decoding=msgspec.UNSET))

    def both(self, loop: Loop, **asked: object) -> tuple[Sound, Sound]:
        """As it was decoded before, and as it is now."""
        job = self.job(loop, **asked)
        return self.sound(msgspec.structs.replace(job, decoding=msgspec.UNSET)), self.sound(job)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    loops = read_loops(parser.parse_args().folder)
    rows: list[Row] = []
    print(f"{len(loops)} loops, means unless said otherwise{'before':>22} {'now':>8}   bar")
    with tempfile.TemporaryDirectory() as folder:
        for row in every_row(Bench(load(STARTER_FOLDER), Path(folder)), loops):
            print(row, flush=True)
            rows.append(row)
    return 0 if all(row.is_met for row in rows) else 1


def every_row(bench: Bench, loops: list[Loop]) -> Iterator[Row]:
    yield same_at_zero(bench, loops)
    for strength in STRENGTHS:
        yield from redrawn(strength, [(loop.sound, bench.both(loop, strength=strength)) for loop in loops])
    yield from no_nearer(
        [(loop.sound, (bench.unguided(loop), bench.both(loop, strength=1.0)[1])) for loop in loops]
    )
    yield from extended(bench, loops)
    yield from filled(bench, loops)


def same_at_zero(bench: Bench, loops: Iterable[Loop]) -> Row:
    same = [
        np.array_equal(bench.sound(bench.job(loop, strength=0.0, file_format=FileFormat.WAV16)), loop.sound)
        for loop in loops
    ]
    return Row("strength 0: the source to the bit, share", (0.0, float(np.mean(same))), least=1.0)


def redrawn(strength: float, cases: list[Case]) -> Iterator[Row]:
    """The rows of one strength."""
    at = f"strength {strength:g}: "
    yield Row(at + "LSD, dB", mean_of(log_spectral_distance_db, cases), most={0.05: 1.0}.get(strength))
    harmony = mean_of(chroma_correlation, cases)
    yield Row(at + "chroma correlation", harmony, least={0.3: 0.8, 0.6: 0.55}.get(strength))
    groove = mean_of(groove_correlation, cases)
    yield Row(at + "groove correlation", groove, least={0.3: 0.95, 0.6: 0.85}.get(strength))
    yield Row(at + "onset correlation", mean_of(onset_correlation, cases))
    yield Row(at + "steepest rise less the source's, dB", mean_of(steeper_db, cases))
    yield Row(at + "side over mid off by, dB, worst", worst_of(side_over_mid_db, cases), most=2.0)
    yield Row(at + "16–20 kHz off by, dB, worst", worst_of(air_db, cases), most=3.0)
    yield Row(at + "loudness off by, LU, worst", worst_of(loudness_lufs, cases), most=1.0)


def no_nearer(cases: list[Case]) -> Iterator[Row]:
    """At strength 1 the source is no nearer than to a loop that never had it ("before"), but for chance."""
    for name, measure in (("chroma", chroma_correlation), ("groove", groove_correlation)):
        values = mean_of(measure, cases)
        yield Row(f"strength 1 beside no source: {name} correlation", values, most=values[0] + 0.05)
    distance = mean_of(log_spectral_distance_db, cases)
    yield Row("strength 1 beside no source: LSD, dB", distance, least=distance[0] - 0.5)


def steeper_db(own: Sound, made: Sound) -> float:
    return steepness_db(made) - steepness_db(own)


def mean_of(measure: Callable[[Sound, Sound], float], cases: Iterable[Case]) -> tuple[float, float]:
    """The mean of `measure` between source and result, before and now."""
    before, now = np.mean([[measure(own, made) for made in pair] for own, pair in cases], axis=0)
    return float(before), float(now)


def worst_of(measure: Callable[[Sound], float], cases: Iterable[Case]) -> tuple[float, float]:
    """How far off `measure` is at worst, before and now, where the source has what it measures."""
    values = []
    for own, pair in cases:
        wanted = measure(own)
        if np.isfinite(wanted):
            values.append([abs(max(measure(made), -99.0) - wanted) for made in pair])
    before, now = np.max(values, axis=0)
    return float(before), float(now)


def extended(bench: Bench, loops: list[Loop]) -> Iterator[Row]:
    """The rows of loops that go on for as long again: the second half beside the first."""
    cases = []
    for loop in loops:
        pair = bench.both(loop, operation=Operation.EXTEND, source_bars=loop.bars, bars=2 * loop.bars)
        frames = loop.sound.shape[-1]
        cases.append((loop.sound, (pair[0][:, frames:], pair[1][:, frames:])))
    return beside("extended", cases)


def filled(bench: Bench, loops: list[Loop]) -> Iterator[Row]:
    """The rows of loops whose last bar, or half of a single one, is filled: it beside what comes before and,
    round the loop, after it."""
    cases = []
    for loop in loops:
        pair = bench.both(loop, operation=Operation.FILL)
        frames = loop.sound.shape[-1]
        length = round(loop.frames_per_bar if loop.bars > 1 else loop.frames_per_bar / 2)
        begin = frames - length
        near = np.zeros(begin, dtype=bool)
        near[:length], near[max(0, begin - length) :] = True, True
        own = loop.sound[:, :begin][:, near]
        cases.append((own, (pair[0][:, begin:], pair[1][:, begin:])))
    return beside("filled", cases)


def beside(name: str, cases: list[Case]) -> Iterator[Row]:
    """How what is new sits beside what is not."""
    yield Row(f"{name}: octaves within 3 dB, share", mean_of(within_3_db, cases), least=0.95)
    yield Row(f"{name}: loudness off by, LU, worst", worst_of(loudness_lufs, cases), most=1.0)
    yield Row(f"{name}: side over mid off by, dB, worst", worst_of(side_over_mid_db, cases), most=2.0)
    in_key = [case for case in cases if key_of(case[0]) is not None]
    yield Row(f"{name}: pitched power in the source's key, of its own", mean_of(keeps_key, in_key))


def within_3_db(own: Sound, made: Sound) -> float:
    """The share of octaves that can be heard beside and are within 3 dB of it."""
    wanted = octaves_db(own)
    heard = wanted > wanted.max() + _HEARD_DB
    return float((np.abs(octaves_db(made) - wanted)[heard] <= 3).mean())


def key_of(sound: Sound) -> Key | None:
    """The key that fits a loop best, by another judge than the product's, if one does."""
    fits = key_fits(chroma(sound).mean(axis=0))
    return KEYS[int(fits.argmax())] if fits.max() > 0.6 else None


def keeps_key(own: Sound, made: Sound) -> float:
    """The share of `made`'s pitched power in the scale of `own`'s key, over that of `own`."""
    key = key_of(own)
    assert key is not None
    scale = [(key.tonic + step) % 12 for step in SCALES[key.mode]]
    mine, theirs = (chroma(each).mean(axis=0) for each in (own, made))
    return float((theirs[scale].sum() / theirs.sum()) / (mine[scale].sum() / mine.sum()))


if __name__ == "__main__":
    sys.exit(main())

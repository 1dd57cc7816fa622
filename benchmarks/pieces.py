"""How pieces are joined: `python -m benchmarks.pieces`.

1,000 random arrangements are mixed, and each must have the frames of its bars. Then a hundred clips, composed
and played at 100 BPM, are joined by `riffbridge join` to ten minutes at 120 BPM, twice: how long that takes
and how much memory, whether the bytes are the same, and how far the sound jumps over the bar lines where
clips meet. Exit status 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from hypothesis import HealthCheck, given, settings

from bridge.models.catalogue import find
from bridge.pieces.arrangement import Arrangement, Part
from bridge.pieces.mixing import Sound, mix
from bridge.rendering.played import render_played
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.requests import ClipRequest
from tests.support.pieces import arrangements
from tests.support.posix import spent

PIECES, CLIPS, BARS, OWN_BPM, BPM = 1_000, 100, 3, 100.0, 120.0
PROMPTS = ("house with piano", "bossa nova with electric guitar", "techno", "reggae with organ", "jazz")
MOST_SECONDS, MOST_MEGABYTES = 30.0, 300.0
_RATE_HZ = 1_000


class Run(NamedTuple):
    """What one run of the command took: time by the clock and of processors, and a process's most memory."""

    wall_s: float
    processor_s: float
    megabytes: float


def exact_lengths(pieces: int) -> int:
    """Mix so many random arrangements; fails with the first that is longer or shorter than its bars."""
    seen = 0

    @settings(max_examples=pieces, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(arrangements(most_bars=4))
    def check(piece: Arrangement) -> None:
        nonlocal seen
        loop: Sound = np.full((1, 1_000), 0.1, np.float32)

        def load(lane: int, number: int, part: Part) -> Sound:
            return loop

        frames = sum(block.shape[-1] for block in mix(piece, _RATE_HZ, 1, load))
        exact = piece.bars * piece.quarters_per_bar * 60 * _RATE_HZ / piece.tempo_bpm
        assert frames == piece.frames(_RATE_HZ) and abs(frames - exact) <= 0.5001
        seen += 1

    check()
    return seen


def play_clips(folder: Path, count: int, strength: float) -> list[Path]:
    """So many clips of different words and seeds."""
    paths, user = [], Settings()
    for number in range(count):
        request = ClipRequest(
            prompt=PROMPTS[number % len(PROMPTS)],
            seed=number,
            tempo_bpm=OWN_BPM,
            bars=BARS,
            strength=strength,
            file_format=FileFormat.WAV24,
        )
        [job] = resolve(request, Reader(user).read(request))
        path = folder / f"{number:03}.wav"
        render_played([(job, path)], find(job.model, folder).info, lambda _: None, lambda _: None)
        paths.append(path)
    return paths


def timed(command: list[str]) -> Run:
    """Run `command` and watch what it and its children take."""
    begun, before = time.monotonic(), spent(by_children=True)
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    after = spent(by_children=True)
    return Run(time.monotonic() - begun, after.processor_s - before.processor_s, after.peak_bytes / 2**20)


def worst_joint(path: Path, joints: int) -> float:
    """The farthest jump over a bar line between clips, over the 99.5th percentile of all jumps."""
    sound, _ = read_audio(path)
    jumps = np.abs(np.diff(sound)).max(axis=0)
    lines = [round(sound.shape[-1] * each / joints) for each in range(1, joints)]
    at_joints = max(float(jumps[line - 1]) for line in lines)
    return at_joints / float(np.quantile(jumps, 0.995))


def main() -> int:
    """Measure, print a table, and say whether the bars are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=PIECES)
    parser.add_argument("--clips", type=int, default=CLIPS)
    options = parser.parse_args()
    seen = exact_lengths(options.pieces)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clips = play_clips(folder, options.clips, 0.0)
        runs, pieces = [], [folder / "one.flac", folder / "two.flac"]
        for piece in pieces:
            parts = [str(clip) for clip in clips]
            command = [sys.executable, "-m", "bridge", "join", *parts, "--bpm", f"{BPM:g}", "-o", str(piece)]
            runs.append(timed(command))
        is_same = pieces[0].read_bytes() == pieces[1].read_bytes()
        worst = worst_joint(pieces[0], options.clips)
    best, most_s = min(runs), MOST_SECONDS * options.clips / CLIPS
    took = f"{best.wall_s:.1f} s, {best.processor_s:.1f} s of processors"
    bars = {
        f"{seen:,} random pieces, exact to the sample": True,
        f"farthest jump at a joint over the 99.5th percentile: {worst:.2f}, at most 1": worst <= 1,
        "the same bytes again": is_same,
        f"{options.clips} clips at another tempo: {took}, at most {most_s:g} s": best.wall_s <= most_s,
        f"memory of a process: {best.megabytes:.0f} MB, at most {MOST_MEGABYTES:g}": best.megabytes
        <= MOST_MEGABYTES,
    }
    for words, kept in bars.items():
        print(f"{'kept  ' if kept else 'missed'} {words}")
    return 0 if all(bars.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

"""A renderer that does as the prompt says, at once and without torch; else it writes a quiet noise."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bridge.errors import BadModel, OutOfMemory
from bridge.settings import Settings
from bridge.sound.files import extras
from bridge.sound.files.clips import write_clip
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Certificate, Clip
from bridge.vocabulary.jobs import OnProgress, Progress, RenderJob, Tell
from bridge.worker.renderer import Takes

NAME = "tests.support.scripted_engine:Scripted"
STEPS = 4


class Scripted:
    """See the module. `settings.model` may be `unfit`, which fails to prepare."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def prepare(self, is_wanted: Callable[[], bool]) -> None:
        if self._settings.model == "unfit":
            raise BadModel("This model is unfit.")

    def render(self, takes: Takes, on_progress: OnProgress, tell: Tell, *, stems: bool = False) -> list[Clip]:
        prompt = takes[0][0].prompt
        if prompt in _DEEDS:
            _DEEDS[prompt](on_progress)
        if prompt == "talk":
            print("to whom it may concern")
            os.write(1, b"from C\n")
            tell("No steady beat was found.")
        for step in range(STEPS):
            on_progress(Progress(stage="drawing", fraction=step / STEPS))
        clips = [write(job, path) for job, path in takes]
        for _, path in takes if stems else ():
            extras.write_stems(path, {"drums.wav": b"boom"})
        if prompt == "late":
            _DEEDS["fail"](on_progress)
        return clips


def write(job: RenderJob, path: Path) -> Clip:
    """A clip of noise for `job`."""
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz)
    sound = np.random.default_rng(job.seed + job.take).uniform(-0.1, 0.1, (1, frames)).astype(np.float32)
    write_clip(path, sound, Certificate(job=job, licence="CC0-1.0", program="scripted"))
    return Clip(
        job=job, path=path, frames=frames, rate_hz=job.rate_hz, peak_dbfs=-20.0, seam=1.0, grid="exact"
    )


def _go_on_for_ever(on_progress: OnProgress) -> None:
    pause = threading.Event()
    while True:
        on_progress(Progress(stage="drawing", fraction=0.5))
        pause.wait(0.002)


def _hang(on_progress: OnProgress) -> None:
    on_progress(Progress(stage="drawing", fraction=0.5))
    threading.Event().wait()


def _end(on_progress: OnProgress) -> None:
    print("falling over", file=sys.stderr, flush=True)
    os._exit(3)


def _fail(on_progress: OnProgress) -> None:
    raise ValueError("no such luck")


def _lose_the_device(on_progress: OnProgress) -> None:
    raise RuntimeError("CUDA error: an illegal memory access was encountered")


def _run_out(on_progress: OnProgress) -> None:
    raise OutOfMemory("Not enough memory. Ask for fewer clips or bars.")


_DEEDS: dict[str, Callable[[OnProgress], None]] = {
    "for ever": _go_on_for_ever,
    "hang": _hang,
    "end": _end,
    "crash": lambda on_progress: os.kill(os.getpid(), signal.SIGSEGV),
    "fail": _fail,
    "lose": _lose_the_device,
    "memory": _run_out,
}

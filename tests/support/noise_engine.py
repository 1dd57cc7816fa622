"""A renderer without a model, for what is measured and tested around one: a quiet noise, at once.

A job's steps beyond the first take a millisecond each. A prompt of `wait for PATH` is not begun
before there is something at PATH. When it began and ended (on the system's monotonic clock, in
seconds, the same for all processes) is told to whoever asked, as notes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bridge.models.folder import write_info
from bridge.models.info import ModelInfo
from bridge.settings import Settings
from bridge.sound.files.clips import write_clip
from bridge.sound.format import STARTER
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Certificate, Clip
from bridge.vocabulary.jobs import OnProgress, Progress, RenderJob, Tell
from bridge.worker.renderer import Takes

NAME = "tests.support.noise_engine:Scripted"
BEGAN, ENDED = "began", "ended"
_GATE = "wait for "
_STEP_S = 0.001
_PEAK = 0.1


class Scripted:
    """See the module; a `bridge.worker.renderer.Renderer`."""

    def __init__(self, settings: Settings) -> None:
        self._pause = threading.Event()

    def prepare(self, is_wanted: Callable[[], bool]) -> None:
        """There is nothing to load."""

    def render(self, takes: Takes, on_progress: OnProgress, tell: Tell, *, stems: bool = False) -> list[Clip]:
        """Write each take."""
        tell(f"{BEGAN} {time.monotonic():.6f}")
        first = takes[0][0]
        self._wait_at_gate(first.prompt, on_progress)
        for step in range(first.steps):
            on_progress(Progress(stage="drawing", fraction=step / first.steps))
            if step:
                self._pause.wait(_STEP_S)
        clips = [_write(job, path) for job, path in takes]
        tell(f"{ENDED} {time.monotonic():.6f}")
        return clips

    def _wait_at_gate(self, prompt: str, on_progress: OnProgress) -> None:
        if not prompt.startswith(_GATE):
            return
        gate = Path(prompt.removeprefix(_GATE))
        while not gate.exists():
            on_progress(Progress(stage="drawing", fraction=0.0))
            self._pause.wait(_STEP_S)


def behind(gate: Path) -> str:
    """A prompt that is not begun before there is something at `gate`."""
    return f"{_GATE}{gate}"


def _write(job: RenderJob, path: Path) -> Clip:
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz)
    draw = np.random.default_rng((job.seed, job.take))
    sound = draw.uniform(-_PEAK, _PEAK, (1, frames)).astype(np.float32)
    write_clip(path, sound, Certificate(job=job, licence="CC0-1.0", program="scripted"))
    peak_dbfs = 20 * float(np.log10(np.abs(sound).max()))
    return Clip(
        job=job,
        path=path,
        frames=frames,
        rate_hz=job.rate_hz,
        peak_dbfs=round(peak_dbfs, 2),
        seam=1.0,
        grid="exact",
    )


def write_model(folder: Path) -> Path:
    """A folder that passes for a model's as long as nobody draws with it; returns it."""
    (folder / "unet").mkdir(parents=True, exist_ok=True)
    (folder / "unet" / "config.json").write_text("{}\n")
    write_info(
        folder,
        ModelInfo(
            id="scripted",
            title="Scripted",
            licence="CC0-1.0",
            format=STARTER,
            native_columns=256,
            default_steps=1,
            default_guidance=1.0,
        ),
    )
    return folder

"""Requests for a library, and clips that are quick to write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from bridge.library import Library
from bridge.messages.effects import Enqueue
from bridge.messages.events import Enqueued
from bridge.messages.orders import Priority, QueuedJob, Sender
from bridge.sound.files.clips import write_clip
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob
from tests.support import factories

RATE_HZ = 8_000


def job(**changes: Any) -> RenderJob:
    """One bar at 8 kHz, so that its file is small; with `changes`."""
    return factories.job(**{"rate_hz": RATE_HZ, "bars": 1, **changes})


def asked(*jobs: RenderJob, id: str = "1", slot: str | None = None, **more: Any) -> Enqueue:
    """Somebody's request for `jobs`."""
    sender = Sender("osc", "127.0.0.1:9000", id)
    return Enqueue(sender=sender, jobs=jobs, in_key=True, priority=Priority.LIVE, slot=slot, **more)


def drawn(job: RenderJob, path: Path) -> Clip:
    """The clip of `job`, written to `path`."""
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz)
    tone = (0.5 * np.sin(np.arange(frames) / 20)).astype(np.float32)[None]
    write_clip(path, tone, factories.certificate(job))
    return Clip(
        job=job, path=path, frames=frames, rate_hz=job.rate_hz, peak_dbfs=-6.02, seam=0.5, grid="exact"
    )


def admitted(library: Library, *jobs: RenderJob, id: str = "1") -> QueuedJob:
    """The order for `jobs`, or an assertion that it was taken on."""
    [answer] = library.admit([asked(*jobs, id=id)])
    assert isinstance(answer, Enqueued), answer
    return answer.order


def make(library: Library, *jobs: RenderJob) -> list[Clip]:
    """Order `jobs`, draw them where planned, and put them into the library."""
    order = admitted(library, *jobs)
    clips = [drawn(each, Path(path)) for each, path in zip(jobs, order.paths, strict=True)]
    library.shelve(order, clips)
    return clips

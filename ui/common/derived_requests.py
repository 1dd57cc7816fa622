"""Requests made from an existing clip: a new take, a variation, a morph. Pure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest, Operation

ORIGIN = "window"


def new_take(job: RenderJob) -> ClipRequest:
    """All that `job` was but its seed, so that another loop of the kind comes out."""
    asked = _frame(job)
    if job.source is not None:
        asked |= {"source": Path(job.source.path), "source_bars": job.source_bars}
        if job.gap is not None:
            asked |= {"from_quarter": job.gap.from_quarter, "to_quarter": job.gap.to_quarter}
        elif job.source_bars is None:
            asked["strength"] = job.strength
    if job.goal is not None:
        asked |= {"goal_prompt": job.goal.prompt, "goal_seed": job.goal.seed, "blend": job.goal.blend}
    return ClipRequest(**asked)


def vary(job: RenderJob, strength: float) -> ClipRequest:
    """To be asked with the clip itself as the source, of which `strength` (0..1) is redrawn."""
    return ClipRequest(**_frame(job), operation=Operation.VARY, strength=strength)


def morph(job: RenderJob, blend: float) -> ClipRequest:
    """To be asked with the clip of `job` as the source and another as the goal: on the way from the one (0)
    to the other (1).

    In the frame of `job`, but for the key, which is that of the nearer.
    """
    asked = _frame(job)
    del asked["key"]
    return ClipRequest(**asked, operation=Operation.MORPH, blend=blend)


def can_morph(job: RenderJob) -> bool:
    """Whether a clip is at one place, and so can be an end of a way; one between two is not."""
    return job.goal is None and bool(job.prompt)


def _frame(job: RenderJob) -> dict[str, Any]:
    return {
        "prompt": job.prompt,
        "negative": job.negative,
        "model": job.model,
        "tempo_bpm": job.tempo_bpm,
        "bars": job.bars,
        "meter": job.meter,
        "key": job.key,
        "steps": job.steps,
        "guidance": job.guidance,
        "scheduler": job.scheduler,
        "rate_hz": job.rate_hz,
        "file_format": job.file_format,
        "drawn_tempo_bpm": job.drawn_tempo_bpm,
        "origin": ORIGIN,
    }

"""Requests made from an existing clip: a new take, a variation, a morph. Pure."""

from __future__ import annotations

from typing import Any

from bridge.requests.fields import decided
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest, Operation

ORIGIN = "window"


def new_take(job: RenderJob) -> ClipRequest:
    """All that `job` is but its seed, so that another loop of the kind comes out."""
    return ClipRequest(**_said(job, with_source=True))


def vary(job: RenderJob, strength: float) -> ClipRequest:
    """To be asked with the clip itself as the source, of which `strength` (0..1) is redrawn."""
    return ClipRequest(**_said(job), operation=Operation.VARY, strength=strength)


def morph(job: RenderJob, blend: float) -> ClipRequest:
    """To be asked with the clip of `job` as the source and another to morph to: `blend` 0 is the one, 1 the
    other. The key is that of the nearer."""
    return ClipRequest(**(_said(job) | {"key": None}), operation=Operation.MORPH, blend=blend)


def can_morph(job: RenderJob) -> bool:
    """Whether a clip can be morphed: a morph can't."""
    return job.goal is None and bool(job.prompt)


def _said(job: RenderJob, *, with_source: bool = False) -> dict[str, Any]:
    """The attributes of a request for `job`: but its seed and what it starts from, unless that is wanted."""
    asked = {
        field.attribute: value
        for field, value in decided(job)
        if field.name not in ("seed", "count") and (with_source or not field.operations)
    }
    return {**asked, "origin": ORIGIN}

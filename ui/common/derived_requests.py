"""Requests made from an existing clip: a new take, a variation, a morph. Pure."""

from __future__ import annotations

from typing import Any

import msgspec

from bridge.requests.fields import decided
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest, Operation

ORIGIN = "window"
# How many takes one press asks for.
TAKES = 4


def new_take(job: RenderJob, count: int = 1) -> ClipRequest:
    """The request behind `job`, with a new seed; `count` takes of it at once."""
    return ClipRequest(**_attributes(job, with_source=True), count=count if count > 1 else None)


def again(job: RenderJob) -> ClipRequest:
    """The very clip of `job`, and those of its batch."""
    return ClipRequest(**_attributes(job, with_source=True), seed=job.seed, count=job.count)


def with_stems(job: RenderJob) -> ClipRequest:
    """The very clip of `job`, and those of its batch, with their stems beside them."""
    return msgspec.structs.replace(again(job), stems=True)


def vary(job: RenderJob, strength: float) -> ClipRequest:
    """Vary a clip by `strength` (0..1); send it with the clip as the source."""
    changes = {"strength": strength, "guide": None}  # the clip is what is redrawn
    return ClipRequest(**(_attributes(job) | changes), operation=Operation.VARY)


def fill(job: RenderJob, begin: float, end: float, count: int = 1) -> ClipRequest:
    """Render a part of a clip anew, from `begin` to `end` in quarter notes, and keep the rest; `count` takes
    of it. Send it with the clip as the source."""
    return _kept(job, Operation.FILL, count, from_quarter=begin, to_quarter=end)


def extend(job: RenderJob, bars: int, count: int = 1) -> ClipRequest:
    """Continue a clip to so many bars; `count` takes of that. Send it with the clip as the source."""
    return _kept(job, Operation.EXTEND, count, bars=bars)


def _kept(job: RenderJob, operation: Operation, count: int, **what: Any) -> ClipRequest:
    """A request that keeps the clip's own sound. Fields left out are the clip's; the rate and the format are
    given, as `resolve` would take them from the settings."""
    return ClipRequest(
        operation=operation,
        rate_hz=job.rate_hz,
        file_format=job.file_format,
        count=count if count > 1 else None,
        origin=ORIGIN,
        **what,
    )


def morph(job: RenderJob, blend: float) -> ClipRequest:
    """Morph the clip of `job` (`blend` 0) into another (1); send it with one as the source, the other as the
    goal. The key is that of the nearer clip."""
    return ClipRequest(**(_attributes(job) | {"key": None}), operation=Operation.MORPH, blend=blend)


def can_morph(job: RenderJob) -> bool:
    """Whether a clip can be morphed: it has a prompt and is not a morph."""
    return job.goal is None and bool(job.prompt)


def _attributes(job: RenderJob, *, with_source: bool = False) -> dict[str, Any]:
    """The attributes of a request for `job`, without its seed, and without its source unless
    `with_source`."""
    attributes = {
        field.attribute: value
        for field, value in decided(job)
        if field.name not in ("seed", "count") and (with_source or not field.operations)
    }
    if with_source and job.source_bars is not None:
        attributes["operation"] = Operation.EXTEND
    return {**attributes, "origin": ORIGIN}

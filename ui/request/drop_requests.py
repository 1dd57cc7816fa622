"""What several things that are dropped at once become: a request each. Pure."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bridge.errors import BadRequest
from bridge.requests.derive import KEEPING, operation_of
from bridge.vocabulary.requests import ClipRequest, Operation
from ui.common.derived_requests import ORIGIN
from ui.dragging.drop import DropContent

Asking = tuple[ClipRequest, str | None]


def requests_of(dropped: DropContent, bar: Callable[[], ClipRequest], strength: float) -> list[Asking]:
    """A request for each thing, with the clip of the library that it starts from, if it does.

    `bar` says what stands in the request bar, each time with a seed of its own. Words and sounds that say
    nothing else are for what stands there; clips of ours keep their frame, and are drawn anew by `strength`
    (0..1), as sounds are; whatever else a request says it says itself.
    """
    made: list[Asking] = [(_laid_over(request, bar, strength), None) for request in dropped.requests]
    return made + [(_variation(bar(), strength), digest) for digest in dropped.clips]


def strength_of(request: ClipRequest) -> float | None:
    """How much `request` wants redrawn, as far as it says: of a gap or of what goes on, all."""
    return 1.0 if request.strength is None and _operation(request) in KEEPING else request.strength


def _laid_over(request: ClipRequest, bar: Callable[[], ClipRequest], strength: float) -> ClipRequest:
    if request == ClipRequest(prompt=request.prompt, origin=request.origin):
        return msgspec.structs.replace(bar(), prompt=request.prompt, preset=None, source=None, strength=None)
    if request == ClipRequest(source=request.source, tempo_bpm=request.tempo_bpm, origin=request.origin):
        stands = bar()
        tempo_bpm = stands.tempo_bpm if request.tempo_bpm is None else request.tempo_bpm
        return msgspec.structs.replace(stands, source=request.source, tempo_bpm=tempo_bpm, strength=strength)
    if request.strength is None and request.source is not None and _operation(request) is Operation.VARY:
        return msgspec.structs.replace(request, strength=strength)
    return request


def _variation(stands: ClipRequest, strength: float) -> ClipRequest:
    return ClipRequest(
        prompt=stands.prompt,
        preset=stands.preset,
        model=stands.model,
        seed=stands.seed,
        strength=strength,
        operation=Operation.VARY,
        origin=ORIGIN,
    )


def _operation(request: ClipRequest) -> Operation | None:
    """What it makes of its source; none also for one that contradicts itself, which the bridge will say."""
    try:
        return operation_of(request)
    except BadRequest:
        return None

"""Turns several dropped items into a request each. Pure."""

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
    """A request for each item, and the library clip that is its source, if any.

    `bar` returns the request bar's request, with a new seed each time. Texts and sounds without settings take
    theirs from it; clips of ours are varied by `strength` (0..1); complete requests stay as they are.
    """
    made: list[Asking] = [(_complete(request, bar, strength), None) for request in dropped.requests]
    return made + [(_variation(bar(), strength), digest) for digest in dropped.clips]


def strength_of(request: ClipRequest) -> float | None:
    """The strength of `request`, if it says; 1 where it fills or extends."""
    return 1.0 if request.strength is None and _operation(request) in KEEPING else request.strength


def _complete(request: ClipRequest, bar: Callable[[], ClipRequest], strength: float) -> ClipRequest:
    if request == ClipRequest(prompt=request.prompt, origin=request.origin):
        return msgspec.structs.replace(bar(), prompt=request.prompt, preset=None, source=None, strength=None)
    if request == ClipRequest(source=request.source, tempo_bpm=request.tempo_bpm, origin=request.origin):
        bar_request = bar()
        tempo_bpm = bar_request.tempo_bpm if request.tempo_bpm is None else request.tempo_bpm
        return msgspec.structs.replace(
            bar_request, source=request.source, tempo_bpm=tempo_bpm, strength=strength
        )
    if request.strength is None and request.source is not None and _operation(request) is Operation.VARY:
        return msgspec.structs.replace(request, strength=strength)
    return request


def _variation(bar_request: ClipRequest, strength: float) -> ClipRequest:
    return ClipRequest(
        prompt=bar_request.prompt,
        preset=bar_request.preset,
        model=bar_request.model,
        seed=bar_request.seed,
        strength=strength,
        operation=Operation.VARY,
        origin=ORIGIN,
    )


def _operation(request: ClipRequest) -> Operation | None:
    """The operation on its source; `None` also for a contradictory request, which the bridge will refuse."""
    try:
        return operation_of(request)
    except BadRequest:
        return None

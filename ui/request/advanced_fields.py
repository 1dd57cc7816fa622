"""The fields of a request that the request bar has no controls for: kept, and shown as chips."""

from __future__ import annotations

import msgspec

from bridge.vocabulary.requests import ClipRequest
from ui.common.derived_requests import ORIGIN

NOTHING = ClipRequest(origin=ORIGIN)
# Fields with controls in the bar.
_SHOWN = (
    "prompt", "preset", "model", "bars", "key", "seed", "source", "strength", "midi", "stems"
)  # fmt: skip


def advanced_part(request: ClipRequest) -> ClipRequest:
    """`request` without the fields that the bar has controls for."""
    return msgspec.structs.replace(request, **dict.fromkeys(_SHOWN), origin=ORIGIN)

"""The fields of a request that the request bar has no controls for: kept, and shown in a few words."""

from __future__ import annotations

import msgspec

from bridge.requests.fields import said
from bridge.vocabulary.requests import ClipRequest
from ui.common.derived_requests import ORIGIN
from ui.common.field_words import in_words

NOTHING = ClipRequest(origin=ORIGIN)
# Fields with controls in the bar.
_SHOWN = (
    "prompt", "preset", "model", "bars", "key", "seed", "source", "strength", "midi", "stems"
)  # fmt: skip


def advanced_part(request: ClipRequest) -> ClipRequest:
    """`request` without the fields that the bar has controls for."""
    return msgspec.structs.replace(request, **dict.fromkeys(_SHOWN), origin=ORIGIN)


def advanced_words(advanced: ClipRequest) -> list[str]:
    """`meter 3/4`, `steps 30` …"""
    return in_words((field, value) for field, value in said(advanced) if field.attribute not in _SHOWN)

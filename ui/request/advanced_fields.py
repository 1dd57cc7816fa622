"""What a request says beyond the controls of the request bar: kept as it is, and shown in a few words."""

from __future__ import annotations

import msgspec

from bridge.requests.fields import said
from bridge.vocabulary.requests import ClipRequest
from ui.common.derived_requests import ORIGIN
from ui.common.field_words import in_words

NOTHING = ClipRequest(origin=ORIGIN)
# What the bar has controls for.
_SHOWN = ("prompt", "preset", "model", "tempo_bpm", "bars", "key", "seed", "source", "strength")


def rest_of(request: ClipRequest) -> ClipRequest:
    """`request` without what the bar has controls for."""
    return msgspec.structs.replace(request, **dict.fromkeys(_SHOWN), origin=ORIGIN)


def rest_in_words(rest: ClipRequest) -> list[str]:
    """`meter 3/4`, `steps 30` …"""
    return in_words((field, value) for field, value in said(rest) if field.attribute not in _SHOWN)

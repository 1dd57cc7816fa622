"""What a request says beyond the controls of the request bar: kept as it is, and told in a few words."""

from __future__ import annotations

import msgspec
from PyQt6.QtCore import QCoreApplication

from bridge.vocabulary.requests import ClipRequest
from ui.common.derived_requests import ORIGIN

translate = QCoreApplication.translate
NOTHING = ClipRequest(origin=ORIGIN)
_SHOWN = {"prompt", "preset", "model", "tempo_bpm", "bars", "key", "seed", "source", "strength", "origin"}


def rest_of(request: ClipRequest) -> ClipRequest:
    """`request` without what the bar has controls for."""
    changes = {name: None for name in _SHOWN if name != "origin"}
    return msgspec.structs.replace(request, **changes, origin=ORIGIN)


def rest_in_words(rest: ClipRequest) -> list[str]:
    """`meter 3/4`, `steps 30` …"""
    names = [name for name in rest.__struct_fields__ if name not in _SHOWN]
    said = [(name, getattr(rest, name)) for name in names]
    called = _names_of_the_rest()
    return [
        f"{called.get(name, name.replace('_', ' '))} {str(value)[:24]}"
        for name, value in said
        if value is not None
    ]


def _names_of_the_rest() -> dict[str, str]:
    return {
        "negative": translate("request", "without"),
        "meter": translate("request", "meter"),
        "steps": translate("request", "steps"),
        "guidance": translate("request", "guidance"),
        "scheduler": translate("request", "scheduler"),
        "count": translate("request", "count"),
        "rate_hz": translate("request", "rate in Hz"),
        "file_format": translate("request", "format"),
        "operation": translate("request", "use"),
        "goal_prompt": translate("request", "towards"),
        "goal_seed": translate("request", "its seed"),
        "goal_key": translate("request", "its key"),
        "blend": translate("request", "blend"),
        "from_quarter": translate("request", "from quarter"),
        "to_quarter": translate("request", "to quarter"),
        "source_bars": translate("request", "bars of the source"),
        "drawn_tempo_bpm": translate("request", "drawn at BPM"),
        "place": translate("request", "to"),
    }

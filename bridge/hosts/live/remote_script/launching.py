"""Launches a slot of the session, at the launch quantisation set in Live."""

from __future__ import annotations

from typing import Any

from .placing import Refused, numbered
from .protocol import HOST, LAUNCH_ORDER, NO_PLACE


class LaunchOrder:
    """What is to be launched, as `LAUNCH_ORDER` lists it. Raises `Refused` for arguments that are none."""

    def __init__(self, arguments: tuple[Any, ...]) -> None:
        try:
            given = dict(zip(LAUNCH_ORDER, arguments))  # noqa: B905 (Live 11 has Python 3.7)
            self.boot, self.until, self.where = str(given["boot"]), float(given["until"]), str(given["where"])
        except (KeyError, ValueError):
            raise Refused(HOST, "The Live script was sent an order that it cannot read.") from None


def launch(song: Any, order: LaunchOrder) -> str:
    """Fire the slot of `order`; where it is. Raises `Refused`, and what Live raises."""
    found = numbered(song, order.where)
    if not found.slot.has_clip:
        raise Refused(
            NO_PLACE,
            f"Slot {found.slot_number} of track {found.track_number} is empty; choose one with a clip.",
        )
    found.slot.fire()
    return found.where

"""Clips into REAPER: what a place means there, and which words its answers are passed on in.

`selected` and `cursor` are the selected track at the edit cursor, `next-free` a new track there, and
`track:2/bar:5` is the second track from bar 5 on; as REAPER has no slots, `track:2/slot:5` is the same.
Nothing is ever laid over another item: on the selected track the clip then gets a new track below, and on one
that was named it is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast, get_args

from bridge.errors import BadRequest
from bridge.hosts.mailbox.note_format import Ending
from bridge.hosts.placing import Placement
from bridge.hosts.reaper.mailbox import NOT_RUNNING, Mailbox
from bridge.hosts.reaper.messages import PlaceOrder, Spot
from bridge.messages.events import PlacementEnded
from bridge.messages.orders import Failure, FailureKind
from bridge.vocabulary.places import Place

_KINDS = get_args(FailureKind)


class ReaperPlacer:
    """Gives clips to REAPER through `mailbox`; each ends in one `PlacementEnded`, which is posted."""

    name = "reaper"

    def __init__(self, mailbox: Mailbox, post: Callable[[PlacementEnded], None]) -> None:
        self._mailbox, self._post = mailbox, post

    @property
    def is_there(self) -> bool:
        return self._mailbox.is_there

    @property
    def why_absent(self) -> str:
        return self._mailbox.trouble or NOT_RUNNING

    def place(self, placement: Placement) -> None:
        try:
            spot = spot_of(placement.place)
        except BadRequest as error:
            self._post(PlacementEnded(placement.id, failure=Failure("no-place", str(error))))
            return
        self._mailbox.place(PlaceOrder(placement.id, placement.clip, spot), self._ended)

    def _ended(self, ending: Ending) -> None:
        if not ending.kind:
            self._post(PlacementEnded(ending.id, where=f"{self.name}:{ending.text}"))
            return
        kind = cast(FailureKind, ending.kind if ending.kind in _KINDS else "host")
        self._post(PlacementEnded(ending.id, failure=Failure(kind, ending.text)))


def spot_of(place: Place) -> Spot:
    """Where `place` is in REAPER. Raises `BadRequest` for what cannot be done there."""
    if place.fire:
        raise BadRequest("REAPER launches no clips; leave +fire out.")
    if place.where in ("bar", "slot"):
        return Spot(str(place.track), f"bar {place.bar or place.slot}")
    return Spot("new" if place.where == "next-free" else "selected", "cursor")

"""Clips into hosts: which host a clip is given to, and that each placement ends once, placed or failed.

A host's `Placer` does the rest. The words are the same for all of them:

    Placing.place ─→ Placer.place(placement) ─→ PlacementEnded ─→ Placing.ended ─→ Placed | Failed

A placement has an id of this run's, which no other ever has. A host may be told of it as often as it
takes, and remembers which ids it has carried out.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Sender
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.places import Place

NO_HOST = (
    "No host is there to place the clip in; start Live or REAPER with Riffbridge's script in it "
    "(riffbridge install live, riffbridge install reaper)."
)


class Placement(msgspec.Struct, frozen=True):
    """A clip on its way to a place."""

    id: str
    clip: Clip
    place: Place


class Placer(Protocol):
    """A host that takes clips. Once it has been given a placement it posts one `PlacementEnded`, soon, and
    whatever becomes of the host."""

    name: str

    @property
    def is_there(self) -> bool:
        """Whether the host answers now."""

    @property
    def why_absent(self) -> str:
        """A sentence on why it does not, and what to do."""

    def place(self, placement: Placement) -> None:
        """Send it there; from any thread, without waiting."""


@dataclass
class _Open:
    placement: Placement
    asked: list[Sender] = field(default_factory=list)


class Placing:
    """The placements under way. For the hub's thread alone; `placers` come first that are asked first."""

    def __init__(self, placers: Sequence[Placer] = ()) -> None:
        self._placers = list(placers)
        self._run, self._numbers = secrets.token_hex(4), itertools.count(1)
        self._open: dict[str, _Open] = {}

    def add(self, placer: Placer) -> None:
        """From now on `placer` is asked, after those that were there before."""
        self._placers.append(placer)

    def place(self, sender: Sender, clip: Clip, place: Place) -> list[an.Answer]:
        """Send `clip` to `place`; what can be answered at once. The same asked again by the same name while
        it is under way is the same placement."""
        for under_way in self._open.values():
            same = (under_way.placement.clip, under_way.placement.place) == (clip, place)
            if same and any(each.name == sender.name for each in under_way.asked):
                return []
        if not clip.path.is_file():
            gone = f"The clip's file {clip.path.name} is not where it was; riffbridge library check finds it."
            return [an.Failed(sender, Failure("no-file", gone))]
        placer = self._choose(place)
        if isinstance(placer, Failure):
            return [an.Failed(sender, placer)]
        placement = Placement(f"{self._run}-{next(self._numbers)}", clip, place)
        self._open[placement.id] = _Open(placement, [sender])
        try:
            placer.place(placement)
        except Exception as error:  # whoever asked must hear of it
            failure = Failure("host", f"The clip cannot be sent to {placer.name}: {error}.")
            return self.ended(ev.PlacementEnded(placement.id, failure=failure))
        return []

    def ended(self, event: ev.PlacementEnded) -> list[an.Answer]:
        """What is answered to whoever asked; nothing the second time."""
        if (ended := self._open.pop(event.id, None)) is None:
            return []
        if event.failure is not None:
            return [an.Failed(sender, event.failure) for sender in ended.asked]
        return [an.Placed(sender, ended.placement.clip, event.where) for sender in ended.asked]

    def _choose(self, place: Place) -> Placer | Failure:
        wanted = [each for each in self._placers if place.host in (None, each.name)]
        if (there := next((each for each in wanted if each.is_there), None)) is not None:
            return there
        return Failure("no-host", wanted[0].why_absent if len(wanted) == 1 else NO_HOST)

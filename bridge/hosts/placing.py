"""Which host a clip is given to, and that each placement ends once, placed or failed.

    Placing.place ─→ HostConnection.place ─→ PlacementEnded ─→ Placing.ended ─→ Placed | Failed

A placement has an id of this run's, which no other ever has. A host may be sent it several times, and
remembers which ids it has carried out.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from bridge.hosts.connection import HostConnection, Placement
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Sender
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.places import Place

NO_HOST = (
    "No host is connected to take the clip. Start one that is set up (docs/hosts.md), such as Live after "
    "riffbridge install live."
)


@dataclass
class _Open:
    placement: Placement
    asked: list[Sender] = field(default_factory=list)


class Placing:
    """The placements under way. For the hub's thread alone; of `hosts`, the first that is there is given a
    clip whose place names none."""

    def __init__(self, hosts: Sequence[HostConnection] = ()) -> None:
        self._hosts = list(hosts)
        self._run, self._numbers = secrets.token_hex(4), itertools.count(1)
        self._open: dict[str, _Open] = {}

    def add(self, host: HostConnection) -> None:
        """From now on `host` is asked, after those that were there before."""
        self._hosts.append(host)

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
        host = self._choose(place)
        if isinstance(host, Failure):
            return [an.Failed(sender, host)]
        placement = Placement(f"{self._run}-{next(self._numbers)}", clip, place)
        self._open[placement.id] = _Open(placement, [sender])
        try:
            host.place(placement)
        except Exception as error:  # whoever asked must hear of it
            failure = Failure("host", f"The clip cannot be sent to {host.name}: {error}.")
            return self.ended(ev.PlacementEnded(placement.id, failure=failure))
        return []

    def ended(self, event: ev.PlacementEnded) -> list[an.Answer]:
        """What is answered to whoever asked; nothing the second time."""
        if (ended := self._open.pop(event.id, None)) is None:
            return []
        if event.failure is not None:
            return [an.Failed(sender, event.failure) for sender in ended.asked]
        return [an.Placed(sender, ended.placement.clip, event.where) for sender in ended.asked]

    def _choose(self, place: Place) -> HostConnection | Failure:
        wanted = [each for each in self._hosts if place.host in (None, each.name)]
        if (there := next((each for each in wanted if each.is_there), None)) is not None:
            return there
        return Failure("no-host", wanted[0].why_absent if len(wanted) == 1 else NO_HOST)

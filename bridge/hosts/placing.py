"""Chooses the host that takes a clip or launches a slot; each order ends once, done or failed.

    Placing.place ─→ HostConnection.place ─→ PlacementEnded ─→ Placing.ended ─→ Placed | Failed

Ids are never reused. A host may be sent an order several times, and remembers which ids it has carried out.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Sequence

from bridge.hosts.connection import HostConnection, Launch, Placement
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Sender
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.places import Place

NO_HOST = (
    "No host is connected to take the clip. Start one that is set up (docs/hosts.md), such as Live after "
    "riffbridge install live."
)
NO_LAUNCHER = "No host that launches slots is on. Add “live” to hosts in the settings."


class Placing:
    """Placements and launches under way; `hosts` are asked in order. For the hub's thread only."""

    def __init__(self, hosts: Sequence[HostConnection] = ()) -> None:
        self._hosts = list(hosts)
        self._run, self._numbers = secrets.token_hex(4), itertools.count(1)
        self._open: dict[str, tuple[Placement | Launch, Sender]] = {}

    def add(self, host: HostConnection) -> None:
        """Ask `host` too, after those that are there."""
        self._hosts.append(host)

    def place(self, sender: Sender, clip: Clip, place: Place) -> list[an.Answer]:
        """Send `clip` to `place`; returns what can be answered at once. Asked again under the same name while
        it is under way, it is the same placement."""
        is_under_way = any(
            isinstance(order, Placement)
            and (order.clip, order.place, asker.name) == (clip, place, sender.name)
            for order, asker in self._open.values()
        )
        if is_under_way:
            return []
        if not clip.path.is_file():
            gone = f"The clip's file {clip.path.name} has moved. Run riffbridge library check to find it."
            return [an.Failed(sender, Failure("no-file", gone))]
        wanted = [each for each in self._hosts if place.host in (None, each.name)]
        if (host := next((each for each in wanted if each.is_there), None)) is None:
            is_one = len({each.name for each in wanted}) == 1
            return [an.Failed(sender, Failure("no-host", wanted[0].why_absent if is_one else NO_HOST))]
        placement = Placement(f"{self._run}-{next(self._numbers)}", clip, place)
        return self._send(sender, placement, host.name, lambda: host.place(placement))

    def fire(self, sender: Sender, place: Place) -> list[an.Answer]:
        """Launch the slot at `place`; returns what can be answered at once."""
        wanted = [each for each in self._hosts if each.launches and place.host in (None, each.name)]
        if (host := next((each for each in wanted if each.can_launch), None)) is None:
            why = wanted[0].why_absent if wanted else NO_LAUNCHER
            return [an.Failed(sender, Failure("no-host", why))]
        launch = Launch(f"{self._run}-fire-{next(self._numbers)}", place.track, place.slot)
        return self._send(sender, launch, host.name, lambda: host.launch(launch))

    def ended(self, event: ev.PlacementEnded) -> list[an.Answer]:
        """Answers for whoever asked; none the second time."""
        if event.id not in self._open:
            return []
        order, sender = self._open.pop(event.id)
        if event.failure is not None:
            return [an.Failed(sender, event.failure)]
        if isinstance(order, Placement):
            return [an.Placed(sender, order.clip, event.where)]
        return [an.Fired(sender, event.where)]

    def _send(
        self, sender: Sender, order: Placement | Launch, host: str, send: Callable[[], None]
    ) -> list[an.Answer]:
        self._open[order.id] = order, sender
        try:
            send()
        except Exception as error:  # whoever asked must hear of it
            failure = Failure("host", f"Could not reach {host}: {error}.")
            return self.ended(ev.PlacementEnded(order.id, failure=failure))
        return []

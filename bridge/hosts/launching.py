"""Which host launches a slot, and that each launch ends once, fired or failed."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Sequence

from bridge.hosts.connection import HostConnection, Launch
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Sender
from bridge.vocabulary.places import Place

NO_HOST = "No host that launches slots is on. Add “live” to hosts in the settings."


class Launching:
    """The launches under way. For the hub's thread alone; of `hosts`, the first that can is given one."""

    def __init__(self, hosts: Sequence[HostConnection] = ()) -> None:
        self._hosts = list(hosts)
        self._run, self._numbers = secrets.token_hex(4), itertools.count(1)
        self._open: dict[str, Sender] = {}

    def add(self, host: HostConnection) -> None:
        """From now on `host` is asked, after those that were there before."""
        self._hosts.append(host)

    def fire(self, sender: Sender, place: Place) -> list[an.Answer]:
        """Have the slot at `place` launched; what can be answered at once."""
        wanted = [each for each in self._hosts if place.host in (None, each.name)]
        if (host := next((each for each in wanted if each.can_launch), None)) is None:
            why = wanted[0].why_absent if wanted else NO_HOST
            return [an.Failed(sender, Failure("no-host", why))]
        launch = Launch(f"{self._run}-fire-{next(self._numbers)}", place.track, place.slot)
        self._open[launch.id] = sender
        try:
            host.launch(launch)
        except Exception as error:  # whoever asked must hear of it
            failure = Failure("host", f"The slot cannot be launched in {host.name}: {error}.")
            return self.ended(ev.PlacementEnded(launch.id, failure=failure))
        return []

    def ended(self, event: ev.PlacementEnded) -> list[an.Answer]:
        """What is answered to whoever asked; nothing the second time, or if it was no launch."""
        if (sender := self._open.pop(event.id, None)) is None:
            return []
        if event.failure is not None:
            return [an.Failed(sender, event.failure)]
        return [an.Fired(sender, event.where)]

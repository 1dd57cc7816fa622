"""Slots of a host's session that are launched by somebody's wish: each wish ends once, fired or failed."""

from __future__ import annotations

import itertools
import secrets
from typing import Protocol

import msgspec

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Sender
from bridge.vocabulary.places import Place

NO_HOST = (
    "Only Live's slots are launched, and Live is not listened to; name it among the hosts in the settings."
)


class Launch(msgspec.Struct, frozen=True):
    """A slot that is to be launched. Tracks and slots are counted from 1."""

    id: str
    track: int
    slot: int

    @property
    def where(self) -> str:
        return f"track:{self.track}/slot:{self.slot}"


class Launcher(Protocol):
    """A host that launches slots. Of each launch that it was given it posts one `PlacementEnded`, soon, and
    whatever becomes of the host."""

    name: str

    @property
    def can_launch(self) -> bool:
        """Whether it answers now."""

    @property
    def why_absent(self) -> str:
        """A sentence on why it does not, and what to do."""

    def launch(self, launch: Launch) -> None:
        """Send it there; from any thread, without waiting."""


class Launching:
    """The launches under way, in the one host that has slots to launch. For the hub's thread alone."""

    def __init__(self, launcher: Launcher | None = None) -> None:
        self.launcher = launcher
        self._run, self._numbers = secrets.token_hex(4), itertools.count(1)
        self._open: dict[str, Sender] = {}

    def fire(self, sender: Sender, place: Place) -> list[an.Answer]:
        """Have the slot at `place` launched; what can be answered at once."""
        launcher = self.launcher
        if launcher is None or place.host not in (None, launcher.name):
            return [an.Failed(sender, Failure("no-host", NO_HOST))]
        if not launcher.can_launch:
            return [an.Failed(sender, Failure("no-host", launcher.why_absent))]
        launch = Launch(f"{self._run}-fire-{next(self._numbers)}", place.track, place.slot)
        self._open[launch.id] = sender
        try:
            launcher.launch(launch)
        except Exception as error:  # whoever asked must hear of it
            failure = Failure("host", f"The slot cannot be launched in {launcher.name}: {error}.")
            return self.ended(ev.PlacementEnded(launch.id, failure=failure))
        return []

    def ended(self, event: ev.PlacementEnded) -> list[an.Answer]:
        """What is answered to whoever asked; nothing the second time, or if it was no launch."""
        if (sender := self._open.pop(event.id, None)) is None:
            return []
        if event.failure is not None:
            return [an.Failed(sender, event.failure)]
        return [an.Fired(sender, event.where)]

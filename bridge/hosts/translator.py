"""One host's protocol, without sockets: what messages mean, and what to say and ask when."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bridge.hosts.connection import Launch, Placement
from bridge.messages.events import PlacementEnded
from bridge.messages.host_views import HostView
from bridge.messages.orders import Failure
from bridge.osc.codec import Message
from bridge.stage.events import Heard, Left


class Complaint(msgspec.Struct, frozen=True):
    """A sentence about the host for the log, which has each but once."""

    text: str


Said = Message | Heard | Left | Complaint


class Translator:
    """Each call returns what is to be sent (messages), posted and logged; then `take_ended` is due.

    Instants are monotonic, in seconds. `absent` says what to do while the host is not there, `trouble` what
    is wrong with what was heard; `places` and `launches` are whether it takes clips and launches slots.
    """

    name = absent = ""
    places = launches = False

    def __init__(self) -> None:
        self.trouble = ""
        self._ended: list[PlacementEnded] = []

    @property
    def is_there(self) -> bool:
        """Whether the host answers."""
        return False

    @property
    def view(self) -> HostView:
        """What the host shows."""
        return HostView(name=self.name)

    def start(self, at_s: float, port: int) -> Iterable[Said]:
        """The socket listens at `port` now."""
        return self.tick(at_s)

    def hear(self, message: Message, at_s: float) -> Iterable[Said]:
        """A message came from the host."""
        return []

    def tick(self, at_s: float) -> Iterable[Said]:
        """Time has gone by."""
        return []

    def stop(self) -> Iterable[Said]:
        """The socket is about to be closed."""
        return []

    def place(self, placement: Placement, at_s: float) -> Iterable[Said]:
        """Send a clip there."""
        raise NotImplementedError

    def launch(self, launch: Launch, at_s: float) -> Iterable[Said]:
        """Launch a slot."""
        raise NotImplementedError

    def take_ended(self) -> list[PlacementEnded]:
        """Placements and launches that have ended since this was last called, each once."""
        ended, self._ended = self._ended, []
        return ended


class PlacingTranslator(Translator):
    """The translator of a host's time and one that places clips there, as one."""

    places = True

    def __init__(self, time: Translator, placer: Translator) -> None:
        self.name, self.absent = time.name, time.absent
        super().__init__()
        self._time, self._placer, self._is_over = time, placer, False

    @property
    def is_there(self) -> bool:
        return self._time.is_there and not self._is_over

    def start(self, at_s: float, port: int) -> Iterable[Said]:
        self._is_over = False
        return self._time.start(at_s, port)

    def hear(self, message: Message, at_s: float) -> Iterable[Said]:
        return [*self._time.hear(message, at_s), *self._placer.hear(message, at_s)]

    def tick(self, at_s: float) -> Iterable[Said]:
        return [*self._time.tick(at_s), *self._placer.tick(at_s)]

    def stop(self) -> Iterable[Said]:
        self._is_over = True
        return [*self._placer.stop(), *self._time.stop()]

    def place(self, placement: Placement, at_s: float) -> Iterable[Said]:
        if self.is_there:
            return self._placer.place(placement, at_s)
        self._ended.append(PlacementEnded(placement.id, failure=Failure("no-host", self.absent)))
        return []

    def take_ended(self) -> list[PlacementEnded]:
        return super().take_ended() + self._placer.take_ended()

"""One host's OSC protocol, without sockets: what its messages mean, and what to send when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from bridge.hosts.connection import COMMON_TIME, Launch, Placement
from bridge.hosts.liveness import Liveness
from bridge.hosts.transport_tracker import TransportTracker
from bridge.messages.events import PlacementEnded
from bridge.messages.host_views import HostView
from bridge.osc.codec import Message
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Meter


class Complaint(msgspec.Struct, frozen=True):
    """A sentence for the log, which takes each only once."""

    text: str


Said = Message | Heard | Left | Complaint


class Translator:
    """Each call returns what to send (messages), post and log; then `take_ended` is due.

    Instants are monotonic, in seconds. `absent` says what to do while the host is not there, `trouble` what
    is wrong; `places` and `launches`: whether it takes clips and launches slots. `pauses_s` and `patience_s`
    are `Liveness`'s; `meter` holds until the host reports its own.
    """

    name = absent = ""
    places = launches = False

    def __init__(
        self, pauses_s: Sequence[float] = (1.0,), patience_s: float = 1.0, meter: Meter = COMMON_TIME
    ) -> None:
        self.trouble = ""
        self._tracker, self._liveness = TransportTracker(self.name, meter), Liveness(pauses_s, patience_s)
        self._ended: list[PlacementEnded] = []

    @property
    def is_there(self) -> bool:
        """Whether the host answers."""
        return self._liveness.is_there

    @property
    def view(self) -> HostView:
        """What the host shows."""
        return HostView(name=self.name)

    def start(self, at_s: float, port: int) -> Iterable[Said]:
        """The socket now listens on `port`."""
        return self.tick(at_s)

    def hear(self, message: Message, at_s: float) -> Iterable[Said]:
        """A message came from the host."""
        return []

    def tick(self, at_s: float) -> Iterable[Said]:
        """A tenth of a second or so has passed."""
        return []

    def stop(self) -> Iterable[Said]:
        """The socket is about to close."""
        return self._tracker.leave()

    def place(self, placement: Placement, at_s: float) -> Iterable[Said]:
        """Send a clip there."""
        raise NotImplementedError

    def launch(self, launch: Launch, at_s: float) -> Iterable[Said]:
        """Launch a slot."""
        raise NotImplementedError

    def take_ended(self) -> list[PlacementEnded]:
        """Placements and launches that have ended since the last call."""
        ended, self._ended = self._ended, []
        return ended

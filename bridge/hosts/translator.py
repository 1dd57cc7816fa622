"""One host's protocol, without sockets: what messages mean, and what to say and ask when."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from bridge.hosts.connection import Launch, OnEnd, Placement
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
    is wrong with what was heard.
    """

    name = ""
    absent = ""

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


class ClipPlacer:
    """Places clips in one host, and tells `on_end` how each has ended."""

    def __init__(self, on_end: OnEnd) -> None:
        self.on_end = on_end

    def place(self, placement: Placement, at_s: float) -> Iterable[Said]:
        """Send a clip there."""
        raise NotImplementedError

    def hear(self, message: Message, at_s: float) -> Iterable[Said]:
        """A message came from the host."""
        return []

    def tick(self, at_s: float) -> Iterable[Said]:
        """Time has gone by."""
        return []

    def leave(self) -> None:
        """The host is gone, or the bridge ends: end what is under way."""


class PlacingTranslator(Translator):
    """The translator of a host's time and a placer of clips, as one."""

    def __init__(self, time: Translator, make_placer: Callable[[OnEnd], ClipPlacer]) -> None:
        self.name, self.absent = time.name, time.absent
        super().__init__()
        self._time = time
        self._placer = make_placer(lambda end: self._ended.append(end))
        self._is_over = False

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
        self._placer.leave()
        return self._time.stop()

    def place(self, placement: Placement, at_s: float) -> Iterable[Said]:
        if self.is_there:
            return self._placer.place(placement, at_s)
        self._ended.append(PlacementEnded(placement.id, failure=Failure("no-host", self.absent)))
        return []

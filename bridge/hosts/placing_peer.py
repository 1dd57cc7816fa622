"""A host that speaks OSC and takes clips: a translator of its time, and a pure-at-heart hand that places.

The translator is asked first; then, in the same thread, whoever places.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable
from typing import Protocol

from bridge.hosts.peer import OscConnection, Post, Said, Translator
from bridge.hosts.placing import Placement
from bridge.messages.events import PlacementEnded
from bridge.messages.orders import Failure
from bridge.osc.codec import Message

OnEnd = Callable[[PlacementEnded], None]


class ClipPlacer(Protocol):
    """Places clips in one host. All is called from the peer's thread, `at_s` being monotonic, in seconds;
    what is said is sent, and ends of placements go to `on_end` as they come."""

    on_end: OnEnd

    def place(self, placement: Placement, at_s: float) -> Iterable[Said]: ...

    def hear(self, message: Message, at_s: float) -> Iterable[Said]: ...

    def tick(self, at_s: float) -> Iterable[Said]: ...

    def leave(self) -> None:
        """End what is under way, since nobody will be heard any more."""


class Present(Translator, Protocol):
    """A translator that knows whether its host is there."""

    @property
    def is_there(self) -> bool: ...


class PlacingPeer(OscConnection):
    """The host of `translator`, as a source of time and as a placer; clips are placed by `hand`."""

    def __init__(
        self, post: Post, translator: Present, hand: ClipPlacer, *, port: int, to_port: int, why_absent: str
    ) -> None:
        self._both = _Both(translator, hand)
        self._why_absent, self._hand = why_absent, hand
        super().__init__(post, self._both, port=port, to_port=to_port)

    @property
    def is_there(self) -> bool:
        return self._both.is_there

    @property
    def why_absent(self) -> str:
        return self.trouble or self._why_absent

    def place(self, placement: Placement) -> None:
        """Have it placed with the next tick; from any thread."""
        if not self.is_there:
            failure = Failure("no-host", self.why_absent)
            self._hand.on_end(PlacementEnded(placement.id, failure=failure))
        else:
            self._both.desk.put(placement)


class _Both:
    """A translator and a hand as one translator."""

    def __init__(self, translator: Present, hand: ClipPlacer) -> None:
        self.name = translator.name
        self.desk: queue.SimpleQueue[Placement] = queue.SimpleQueue()
        self._translator, self._hand = translator, hand

    @property
    def is_there(self) -> bool:
        return self._translator.is_there

    def start(self, at_s: float, port: int) -> Iterable[Said]:
        return self._translator.start(at_s, port)

    def hear(self, message: Message, at_s: float) -> Iterable[Said]:
        return [*self._translator.hear(message, at_s), *self._hand.hear(message, at_s)]

    def tick(self, at_s: float) -> Iterable[Said]:
        said = [*self._translator.tick(at_s)]
        while not self.desk.empty():
            said += self._hand.place(self.desk.get(), at_s)
        return [*said, *self._hand.tick(at_s)]

    def stop(self) -> Iterable[Said]:
        while not self.desk.empty():
            self._hand.place(self.desk.get(), 0.0)
        self._hand.leave()
        return self._translator.stop()

"""Answers the bridge's packets, and sends what is due on each tick.

Nothing here touches a socket. `hear` only takes in; all that reads or changes Live happens in `tick`,
which Live calls, and is bounded: so much a tick and no more.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any

from . import osc
from .launching import LaunchOrder, launch
from .memory import OF_THIS_LIVE, Memory
from .placing import Order, Refused, place, words
from .protocol import HOST, MAX_PACKET_BYTES, NO_HOST, ORDER, PROTOCOL, ROOT, VERSION
from .reading import path_of, scale_of, selection_of, time_of

Address = Any
# Who has not said hello for so long has gone; so many bridges at once are enough.
LISTENS_S, MAX_LISTENERS = 5.0, 4
PLACED_A_TICK, MAX_WAITING = 4, 64
# Scale and selection are looked at so often, and told when they change, or once in a while.
LOOK_EVERY_S, REPEAT_EVERY_S = 0.3, 2.0


class Listener:
    """A bridge that listens: the `folder` that it may place from, and until when it is one."""

    def __init__(self, folder: str, until: float) -> None:
        self.folder, self.until = folder, until
        self.told: dict[str, tuple[float, tuple[Any, ...]]] = {}


class Desk:
    """Talks for Live: `live` has its `song`, `version` (text), `marker` (class) and `show` (a sentence).

    `clock` is monotonic, in seconds.
    """

    def __init__(
        self, live: Any, clock: Callable[[], float] = time.perf_counter, memory: Memory = OF_THIS_LIVE
    ) -> None:
        self._live, self._clock, self._memory = live, clock, memory
        self._listeners: OrderedDict[Address, Listener] = OrderedDict()
        self._waiting: deque[tuple[str, tuple[Any, ...], Address]] = deque()
        self._out: list[tuple[bytes, Address]] = []
        self._look_at = 0.0
        self._has_warned = False

    # ---- what comes ----

    def hear(self, packet: bytes, source: Address) -> None:
        """Take in a packet; what is no message of ours is passed over."""
        heard = osc.decode(packet) if len(packet) <= MAX_PACKET_BYTES else None
        if heard is None:
            return
        address, arguments = heard
        if address == ROOT + "hello" and len(arguments) >= 3:
            self._greet(arguments, source)
        elif address == ROOT + "bye":
            self._listeners.pop(source, None)
        elif address in (ROOT + "place", ROOT + "fire") and arguments:
            self._queue(address, arguments, source)

    def _greet(self, arguments: tuple[Any, ...], source: Address) -> None:
        now = self._clock()
        self._say(source, "here", PROTOCOL, VERSION, self._memory.boot, self._live.version, repr(now))
        if arguments[0] != PROTOCOL:
            if not self._has_warned:
                self._live.show(
                    "Riffbridge: bridge and script differ; riffbridge install live, restart Live."
                )
            self._has_warned = True
            return
        known = self._listeners.get(source)
        if known is not None:
            known.folder, known.until = str(arguments[2]), now + LISTENS_S
        elif len(self._listeners) < MAX_LISTENERS:
            self._listeners[source] = Listener(str(arguments[2]), now + LISTENS_S)

    def _queue(self, address: str, arguments: tuple[Any, ...], source: Address) -> None:
        if (address, arguments, source) in self._waiting:
            return
        if len(self._waiting) >= MAX_WAITING:
            return  # it is asked again
        self._waiting.append((address, arguments, source))

    # ---- a tick ----

    def tick(self) -> list[tuple[bytes, Address]]:
        """Do what is due; what is to be sent, and to whom. Must be called in Live's own thread."""
        for _ in range(PLACED_A_TICK):
            if self._waiting:
                self._answer(*self._waiting.popleft())
        now = self._clock()
        for address in [each for each, listener in self._listeners.items() if listener.until < now]:
            del self._listeners[address]
        try:
            self._report(now)
        except Exception as error:  # what was placed must be answered all the same
            for address in self._listeners:
                self._say(address, "trouble", f"Live cannot be read: {words(error)}.")
        out, self._out = self._out, []
        return out

    def farewell(self) -> list[tuple[bytes, Address]]:
        """What is to be sent before the script goes."""
        return [(osc.encode(ROOT + "bye"), address) for address in self._listeners]

    def _answer(self, address: str, arguments: tuple[Any, ...], source: Address) -> None:
        name = str(arguments[ORDER.index("id")])
        answer = self._memory.answer(name)
        if answer is None:
            listener = self._listeners.get(source)
            if listener is None:
                return  # it says hello first, and asks again
            answer = self._carry_out(address, name, arguments, listener)
            self._memory.keep(name, answer)
        self._say(source, *answer)

    def _carry_out(
        self, address: str, name: str, arguments: tuple[Any, ...], listener: Listener
    ) -> tuple[Any, ...]:
        live = self._live
        try:
            if address == ROOT + "fire":
                wish = LaunchOrder(arguments)
                self._check(wish, "launched")
                return "fired", name, launch(live.song, wish)
            order = Order(arguments)
            self._check(order, "placed")
            return "placed", name, place(live.song, order, listener.folder, live.marker, live.version)
        except Refused as refused:
            return "failed", name, refused.kind, refused.text
        except Exception as error:  # Live's thread must go on, and whoever asked must hear of it
            return "failed", name, HOST, f"Live refused: {words(error)}."

    def _check(self, order: Order | LaunchOrder, done: str) -> None:
        """Raises `Refused` if `order` was for a Live of before, or its time is over."""
        if order.boot != self._memory.boot:
            raise Refused(NO_HOST, f"Live was restarted meanwhile; nothing was {done}, so ask again.")
        if not self._clock() <= order.until:  # nor where it is no number
            raise Refused(NO_HOST, f"Live was busy for too long; nothing was {done}, so ask again.")

    def _report(self, now: float) -> None:
        if not self._listeners:
            return
        song = self._live.song
        told = (repr(self._clock()), *time_of(song))
        for address in self._listeners:
            self._say(address, "song", *told)
        if now < self._look_at:
            return
        self._look_at = now + LOOK_EVERY_S
        for name, arguments in (
            ("scale", scale_of(song)), ("selection", selection_of(song)), ("set", path_of(song))
        ):  # fmt: skip
            for address, listener in self._listeners.items():
                at, before = listener.told.get(name, (-REPEAT_EVERY_S, ()))
                if arguments != before or now >= at + REPEAT_EVERY_S:
                    listener.told[name] = now, arguments
                    self._say(address, name, *arguments)

    def _say(self, address: Address, name: str, *arguments: Any) -> None:
        self._out.append((osc.encode(ROOT + name, *arguments), address))

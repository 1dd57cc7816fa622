"""The order in which the hub serves what has come. Pure.

    1. what the bridge itself depends on: stopping, cancelling, the engine's and the library's events
    2. requests, sender by sender, one each a turn; what somebody plays (`Priority.LIVE`) first
    3. lists, which take the longest to answer, one a turn

So one sender's flood delays nobody else by more than one answer. Requests wait here, not where they are
read. What a sender may have waiting is bounded; the rest is refused as busy.
"""

from __future__ import annotations

from collections import deque
from typing import get_args

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.incoming import Asked, Incoming
from bridge.messages.orders import Failure, Priority, Sender

MAX_WAITING = 1000
MAX_LISTS_WAITING = 4

# What is answered by a list, which takes up to 50 ms.
SLOW = (ev.ClipsAsked, ev.PresetsAsked, ev.QueueAsked)
_ASKED: tuple[type, ...] = get_args(Asked)
_Queues = dict[tuple[str, str], "deque[Incoming]"]


class Lanes:
    """Holds events until they are taken; for one thread."""

    def __init__(self) -> None:
        self._urgent: deque[Incoming] = deque()
        # Senders take turns: whoever is served goes to the end of the dictionary.
        self._live: _Queues = {}
        self._requests: _Queues = {}
        self._lists: _Queues = {}

    def __bool__(self) -> bool:
        return bool(self._urgent or self._live or self._requests or self._lists)

    def add(self, event: Incoming) -> an.Failed | None:
        """Put `event` where it belongs; the answer to its sender if they have too much waiting already."""
        if not isinstance(event, _ASKED):
            self._urgent.append(event)
            return None
        sender: Sender = event.sender  # type: ignore[union-attr]
        lane, most = self._lane(event)
        waiting = lane.setdefault(sender.endpoint, deque())
        if len(waiting) >= most:
            many = f"{most:,} requests of yours are waiting to be read. Send more after their answers."
            return an.Failed(sender, Failure("busy", many))
        waiting.append(event)
        return None

    def next(self, *, reads: bool = True) -> Incoming | None:
        """The event to serve next; none of those that have to be read, unless it `reads`. What a sender asked
        after such a one waits with it."""
        if self._urgent:
            return self._urgent.popleft()
        for lane in (self._live, self._requests, self._lists):
            for endpoint, waiting in lane.items():
                if reads or not isinstance(waiting[0], ev.RequestCame):
                    del lane[endpoint]
                    event = waiting.popleft()
                    if waiting:
                        lane[endpoint] = waiting
                    return event
        return None

    def withdraw(self, sender: Sender) -> bool:
        """Drop the request that `sender` names; whether it was here."""
        for lane in (self._live, self._requests):
            for event in lane.get(sender.endpoint, ()):
                if (
                    isinstance(event, ev.RequestCame | ev.JoinAsked | ev.TrainAsked)
                    and event.sender.id == sender.id
                ):
                    lane[sender.endpoint].remove(event)
                    if not lane[sender.endpoint]:
                        del lane[sender.endpoint]
                    return True
        return False

    def _lane(self, event: Incoming) -> tuple[_Queues, int]:
        match event:
            case ev.RequestCame(priority=Priority.LIVE):
                return self._live, MAX_WAITING
            case _ if isinstance(event, SLOW):
                return self._lists, MAX_LISTS_WAITING
            case _:
                return self._requests, MAX_WAITING

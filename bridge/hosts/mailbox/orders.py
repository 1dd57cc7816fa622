"""Decides which order is in a mailbox, and how each ends, exactly once. Pure.

One order is in the mailbox at a time. The host takes it by renaming it, so it is never in doubt whether it
was taken, and an order that was not can be called back. An order that was taken is answered, or the host has
ended.
"""

from __future__ import annotations

from collections import deque
from typing import Protocol

from bridge.hosts.mailbox.note_format import Ending

# A host looks many times a second, but not while it opens a project.
TAKEN_WITHIN_S = 10.0
# So long after it was last heard, whoever has taken an order will not answer it; nor so long after the order.
SILENT_S, ANSWERED_WITHIN_S = 30.0, 120.0
MAX_WAITING = 256


class Order(Protocol):
    """Something for the host to do, once: `id` names it, `note` is what is laid into the mailbox."""

    @property
    def id(self) -> str: ...
    @property
    def note(self) -> str: ...


class Orders:
    """The orders for `host`; `not_there` is the sentence for when it is not. Instants are monotonic, in
    seconds."""

    def __init__(self, host: str, not_there: str) -> None:
        self._host, self._not_there = host, not_there
        self._waiting: deque[Order] = deque()
        self.out: Order | None = None
        self._put_at_s = 0.0

    def ask(self, order: Order, *, host_is_there: bool) -> Ending | None:
        """Take `order` on; its end, if it cannot be. Asked again while it waits, it is the same."""
        if not host_is_there:
            return Ending(order.id, "no-host", self._not_there)
        if any(order.id == each.id for each in (*self._waiting, *([self.out] if self.out else []))):
            return None
        if len(self._waiting) >= MAX_WAITING:
            many = f"{MAX_WAITING} clips are waiting to be placed in {self._host}. Try again later."
            return Ending(order.id, "busy", many)
        self._waiting.append(order)
        return None

    def put(self, now_s: float) -> Order | None:
        """The order to be laid into the mailbox now, if it is the time for one."""
        if self.out is not None or not self._waiting:
            return None
        self.out, self._put_at_s = self._waiting.popleft(), now_s
        return self.out

    def answered(self, ending: Ending) -> Ending | None:
        """An answer came: the end of the order that is out, or of none that is known."""
        if self.out is None or ending.id != self.out.id:
            return None
        self.out = None
        return ending

    def is_overdue(self, now_s: float) -> bool:
        """Whether the order that is out is to be called back, if it was not taken."""
        return self.out is not None and now_s >= self._put_at_s + TAKEN_WITHIN_S

    def called_back(self, why: str = "") -> Ending | None:
        """The order that is out had not been taken; `why` is a better sentence than the usual one."""
        busy = f"{self._host} is busy and did not take the clip. Ask again."
        return self._give_up("busy", why or busy)

    def taken_and_silent(self, now_s: float, heard_at_s: float) -> Ending | None:
        """The order that is out has been taken, and the host was last heard at `heard_at_s`."""
        last_s = max(heard_at_s, self._put_at_s)
        if now_s < min(last_s + SILENT_S, self._put_at_s + ANSWERED_WITHIN_S):
            return None
        return self._give_up(
            "host",
            f"{self._host} took the clip and ended, or its script did. Check whether the clip is there; ask "
            "again if it is not.",
        )

    def host_left(self) -> list[Ending]:
        """The host has gone: the ends of those that still waited here."""
        ends = [Ending(order.id, "no-host", self._not_there) for order in self._waiting]
        self._waiting.clear()
        return ends

    def _give_up(self, kind: str, text: str) -> Ending | None:
        if self.out is None:
            return None
        ending, self.out = Ending(self.out.id, kind, text), None
        return ending

"""What the hub needs of its neighbours: ways in and out, and something that renders."""

from __future__ import annotations

from typing import Protocol

from bridge.messages.answers import Answer
from bridge.messages.orders import QueuedJob, Sender


class Channel(Protocol):
    """A way in and out: it posts what comes, and takes answers in the hub's thread without delay."""

    name: str

    def start(self) -> None: ...

    def reply(self, to: Sender, answer: Answer) -> None: ...

    def stop(self) -> None: ...


class EnginePort(Protocol):
    """What renders orders, elsewhere; it posts `EngineReady` and the rest."""

    def start(self) -> None: ...

    def render(self, order: QueuedJob) -> None: ...

    def interrupt(self, ticket: int) -> None: ...

    def check(self, now_s: float) -> None: ...

    def stop(self, timeout_s: float) -> None: ...

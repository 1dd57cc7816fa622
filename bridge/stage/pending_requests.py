"""Tracks what the stage has asked the hub for and hasn't been answered yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bridge.messages import events as ev
from bridge.messages.orders import Priority, Sender
from bridge.stage.effects import StageEffect, TellHub
from bridge.stage.loop_spec import LoopSpec
from bridge.vocabulary.requests import ClipRequest

CHANNEL = "stage"


@dataclass
class PendingRequest:
    """A request under way: for which pad, for which wish, and how far it is once it has begun."""

    sender: Sender
    pad: int
    wish: LoopSpec
    priority: Priority
    fraction: float | None = None
    called_off: bool = False


class PendingRequests:
    """Requests by their id. `run` tells those of this run of the bridge from an earlier one's."""

    def __init__(self, run: str) -> None:
        self._run = run
        self._asks: dict[str, PendingRequest] = {}
        self._count = 0

    def __iter__(self) -> Iterator[PendingRequest]:
        return iter(list(self._asks.values()))

    def sender(self) -> Sender:
        """Another sender, under whose id nothing has been asked yet."""
        self._count += 1
        return Sender(CHANNEL, CHANNEL, f"{self._run}.{self._count}")

    def ask(self, pad: int, wish: LoopSpec, request: ClipRequest, priority: Priority) -> TellHub:
        """Ask for `wish`. What is asked live for a pad takes the place of what waits for it."""
        sender = self.sender()
        self._asks[sender.id] = PendingRequest(sender, pad, wish, priority)
        slot = {Priority.LIVE: f"pad {pad}", Priority.IDLE: "ahead"}.get(priority)
        clip = wish.plan.clip
        return TellHub(
            ev.RequestCame(
                sender=sender,
                request=request,
                source_clip=clip,
                as_is=clip is not None,
                priority=priority,
                slot=slot,
            )
        )

    def find(self, id: str) -> PendingRequest | None:
        """What was asked under `id`."""
        return self._asks.get(id)

    def close(self, id: str) -> PendingRequest | None:
        """What was asked under `id`, which is now answered."""
        return self._asks.pop(id, None)

    def of(self, wish: LoopSpec) -> PendingRequest | None:
        """What is asked for `wish`, the most urgent first."""
        return min((ask for ask in self if ask.wish == wish), key=lambda ask: ask.priority, default=None)

    def is_live(self, pad: int, wish: LoopSpec) -> bool:
        """Whether `wish` is asked live for `pad`, and has not been called off."""
        meant = (pad, wish, Priority.LIVE, False)
        return any((ask.pad, ask.wish, ask.priority, ask.called_off) == meant for ask in self)

    def has(self, priority: Priority) -> bool:
        """Whether anything is asked for at this priority."""
        return any(ask.priority is priority for ask in self)

    def call_off(self, is_meant: Callable[[PendingRequest], bool]) -> list[StageEffect]:
        """Take back what is meant, each but once; it is answered all the same."""
        asks = [ask for ask in self if not ask.called_off and is_meant(ask)]
        for ask in asks:
            ask.called_off = True
        return [TellHub(ev.CancelAsked(ask.sender)) for ask in asks]

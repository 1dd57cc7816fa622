"""Keeps who listens to everybody's clips, and until when. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bridge.errors import BadRequest
from bridge.messages.orders import Sender

MAX_SUBSCRIBERS = 512
MAX_OF_ONE_PROGRAM = 8


@dataclass(frozen=True)
class _Subscription:
    sender: Sender
    until_s: float
    owner: str


class Subscribers:
    """Addresses of a channel, each until an instant of the monotonic clock.

    One program may subscribe `MAX_OF_ONE_PROGRAM` ports, so that it leaves room for others.
    """

    def __init__(self) -> None:
        self._by_address: dict[tuple[str, str], _Subscription] = {}

    def __len__(self) -> int:
        return len(self._by_address)

    def add(self, sender: Sender, until_s: float, owner: str = "") -> None:
        """Subscribe `sender` until `until_s`, or renew it. `owner` is the program's own address.

        Raises `BadRequest` if the program, or all together, have too many.
        """
        owner = owner or sender.address
        if sender.endpoint not in self._by_address:
            if sum(each.owner == owner for each in self._by_address.values()) >= MAX_OF_ONE_PROGRAM:
                raise BadRequest(f"You have {MAX_OF_ONE_PROGRAM} subscriptions. Unsubscribe one first.")
            if len(self) >= MAX_SUBSCRIBERS:
                raise BadRequest(f"All {MAX_SUBSCRIBERS} subscriptions are taken. Try again later.")
        self._by_address[sender.endpoint] = _Subscription(sender, until_s, owner)

    def remove(self, sender: Sender) -> None:
        """End the subscription of `sender`'s address."""
        self._by_address.pop(sender.endpoint, None)

    def expire(self, now_s: float) -> None:
        """End those whose time is over."""
        self._by_address = {key: each for key, each in self._by_address.items() if each.until_s > now_s}

    def besides(self, sender: Sender | None = None) -> Iterator[Sender]:
        """All subscribers but `sender`, which is answered anyway."""
        for endpoint, each in self._by_address.items():
            if sender is None or endpoint != sender.endpoint:
                yield each.sender

"""Who listens in on everybody's clips, and until when. Pure, as the session that asks it."""

from __future__ import annotations

from collections.abc import Iterator

from bridge.messages.orders import Sender

MAX_SUBSCRIBERS = 64


class Subscribers:
    """At most `MAX_SUBSCRIBERS` addresses of a channel, each until an instant of the monotonic clock."""

    def __init__(self) -> None:
        self._by_address: dict[tuple[str, str], tuple[Sender, float]] = {}

    def __len__(self) -> int:
        return len(self._by_address)

    def add(self, sender: Sender, until_s: float) -> bool:
        """Let `sender` listen until `until_s`, anew if it does already; false if there is no room."""
        address = (sender.channel, sender.address)
        if address not in self._by_address and len(self) >= MAX_SUBSCRIBERS:
            return False
        self._by_address[address] = (sender, until_s)
        return True

    def remove(self, sender: Sender) -> None:
        """Whoever listens at `sender`'s address no longer does."""
        self._by_address.pop((sender.channel, sender.address), None)

    def expire(self, now_s: float) -> None:
        """Forget those whose time is over."""
        self._by_address = {address: each for address, each in self._by_address.items() if each[1] > now_s}

    def besides(self, sender: Sender) -> Iterator[Sender]:
        """All who listen but `sender` itself, which is answered anyway."""
        for address, (listener, _) in self._by_address.items():
            if address != (sender.channel, sender.address):
                yield listener

"""Keeps what was used last, up to a budget."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LruCache(Generic[K, V]):
    """Items whose sizes add up to `budget` at most: bytes, or how many there are. The least recently used go
    first. For one thread at a time."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.used = 0  # the sizes of all items together
        self._items: dict[K, tuple[V, int]] = {}

    def get(self, key: K) -> V | None:
        """The item called `key`, which is now the one used last."""
        if key not in self._items:
            return None
        self._items[key] = self._items.pop(key)
        return self._items[key][0]

    def put(self, key: K, item: V, size: int = 1) -> None:
        """Keep `item`, for which room is made."""
        self.remove(key)
        self.make_room(size)
        self._items[key] = (item, size)
        self.used += size

    def make_room(self, size: int) -> int:
        """Remove items until `size` more is within the budget; returns how many.

        What is larger than the whole budget has the cache to itself.
        """
        gone = 0
        while self._items and self.used + size > self.budget:
            self.remove(next(iter(self._items)))
            gone += 1
        return gone

    def items(self) -> list[tuple[K, V]]:
        """All keys and items, the least recently used first."""
        return [(key, item) for key, (item, _) in self._items.items()]

    def remove(self, key: K) -> None:
        """Remove the item called `key`, if it is there."""
        _, size = self._items.pop(key, (None, 0))
        self.used -= size

    def clear(self) -> int:
        """Remove everything; returns how many items."""
        gone = len(self._items)
        self._items.clear()
        self.used = 0
        return gone

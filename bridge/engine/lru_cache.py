"""Things that took long to load, kept as long as there is room; the longest unused go first."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class LruCache(Generic[T]):
    """Items of known sizes under a budget, least recently used first. One thread's alone."""

    def __init__(self, budget_bytes: int) -> None:
        self.budget_bytes = budget_bytes
        self._items: dict[Hashable, tuple[T, int]] = {}

    @property
    def used_bytes(self) -> int:
        """What is on the shelf, together."""
        return sum(size for _, size in self._items.values())

    def take(self, key: Hashable) -> T | None:
        """The item called `key`, which is now the last used; it stays on the shelf."""
        if key not in self._items:
            return None
        self._items[key] = self._items.pop(key)
        return self._items[key][0]

    def make_room(self, size_bytes: int) -> int:
        """Let go of items until `size_bytes` more are within the budget; returns of how many.

        What is larger than the whole budget has the shelf to itself.
        """
        gone = 0
        while self._items and self.used_bytes + size_bytes > self.budget_bytes:
            del self._items[next(iter(self._items))]
            gone += 1
        return gone

    def put(self, key: Hashable, item: T, size_bytes: int) -> None:
        """Keep `item`, for which room is made."""
        self._items.pop(key, None)
        self.make_room(size_bytes)
        self._items[key] = (item, size_bytes)

    def clear(self) -> int:
        """Let go of everything; returns of how many."""
        gone = len(self._items)
        self._items.clear()
        return gone

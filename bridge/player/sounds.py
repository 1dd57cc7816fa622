"""Keeps clips in memory at the device's rate; reads them in a thread of its own."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from bridge.errors import RiffbridgeError
from bridge.lru_cache import LruCache
from bridge.player.loop_buffer import LoopBuffer, resampled
from bridge.sound.files.reading import read_audio

BUDGET_BYTES = 256 << 20


class Source(msgspec.Struct, frozen=True):
    """A loop on disk: `key` names its content, `path` is as `os.fsencode` gives it."""

    key: str
    path: bytes
    quarters: float


class Loaded(msgspec.Struct, frozen=True):
    """The loop of this key, and why it could not be read if it could not."""

    key: str
    rate_hz: int
    loop: LoopBuffer | None
    why: str = ""


def load(source: Source, rate_hz: int) -> Loaded:
    """Read a loop and bring it to `rate_hz`."""
    try:
        sound, found_hz = read_audio(Path(os.fsdecode(source.path)))
        return Loaded(source.key, rate_hz, LoopBuffer(resampled(sound, found_hz, rate_hz), source.quarters))
    except RiffbridgeError as error:
        return Loaded(source.key, rate_hz, None, str(error))
    except MemoryError:
        return Loaded(source.key, rate_hz, None, f"“{os.fsdecode(source.path)}” doesn't fit into memory.")


class Sounds:
    """The loops lately asked for, up to a budget; whoever plays one keeps it as long as it plays.

    `post` is called by the loading thread, once for each `ask` that was not answered at once.
    """

    def __init__(self, post: Callable[[Loaded], None], budget_bytes: int = BUDGET_BYTES) -> None:
        self._post = post
        self._lock = threading.Lock()
        self._kept: LruCache[tuple[str, int], LoopBuffer] = LruCache(budget_bytes)
        self._asked: set[tuple[str, int]] = set()
        self._queue: queue.SimpleQueue[tuple[Source, int] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="loading clips", daemon=True)
        self._thread.start()

    def ask(self, source: Source, rate_hz: int) -> LoopBuffer | None:
        """The loop if it is in memory; else it is read, and posted."""
        name = (source.key, rate_hz)
        with self._lock:
            if (found := self._kept.get(name)) is None and name not in self._asked:
                self._asked.add(name)
                self._queue.put((source, rate_hz))
        return found

    @property
    def size_bytes(self) -> int:
        with self._lock:
            return self._kept.used

    def close(self) -> None:
        """End the thread once it has read what it is reading."""
        self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (order := self._queue.get()) is not None:
            source, rate_hz = order
            loaded = load(source, rate_hz)
            with self._lock:
                self._asked.discard((source.key, rate_hz))
                if loaded.loop is not None:
                    self._kept.put((source.key, rate_hz), loaded.loop, loaded.loop.size_bytes)
            self._post(loaded)

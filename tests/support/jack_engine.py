"""The player's engine on a JACK server, in this process: a test sees which frame a voice was given."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bridge.player import protocol as wire
from bridge.player.engine import Engine
from bridge.player.sounds import Loaded
from bridge.player.tempo_follow import Following

# Large blocks: under load a dummy driver that has five milliseconds misses some.
BLOCK = 1024


class Running:
    """An engine in a thread of its own."""

    def __init__(self, device: str) -> None:
        self._inbox: queue.SimpleQueue[wire.ToPlayer | Loaded] = queue.SimpleQueue()
        self._engine = Engine(wire.Begin(device, Following.VARISPEED, BLOCK), self._inbox.put)
        self._ending = threading.Event()
        self._moved = threading.Condition()
        self._state = self._engine.state()
        self.say = self._inbox.put
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                item = self._inbox.get(timeout=0.02)
            except queue.Empty:
                pass
            else:
                if isinstance(item, Loaded):
                    self._engine.loaded(item)
                else:
                    self._engine.handle(item)
            self._engine.tick()
            with self._moved:
                self._state = self._engine.state()
                self._moved.notify_all()

    def wait(self, until: Callable[[wire.State], bool], seconds: float = 30) -> wire.State:
        with self._moved:
            assert self._moved.wait_for(lambda: until(self._state), seconds), self._state
            return self._state

    def close(self) -> None:
        self._ending.set()
        self._thread.join()
        self._engine.close()


@contextmanager
def running(device: str) -> Iterator[Running]:
    made = Running(device)
    try:
        yield made
    finally:
        made.close()

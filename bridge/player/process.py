"""Starts the player's process, sends it messages, listens to it, and ends it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from bridge import ipc
from bridge.player import protocol as wire

_LEAVE_S = 3.0


class PlayerProcess:
    """One process of the player's, and the thread that writes to it."""

    def __init__(self, begin: wire.Begin) -> None:
        # Its stderr, where drivers' libraries print while they are tried, is dropped.
        self._process, stdin, self._stdout = ipc.spawn("bridge.player.child", OMP_NUM_THREADS="1")
        self._outbox = ipc.Outbox(stdin, "telling the player")
        self.say(begin)

    @property
    def pid(self) -> int:
        return self._process.pid

    def say(self, message: wire.ToPlayer) -> None:
        self._outbox.put(message)

    def states(self) -> Iterator[wire.State]:
        """What it says of itself, until it ends."""
        with self._stdout as pipe, suppress(msgspec.MsgspecError):
            while (state := wire.read_from_player(pipe)) is not None:
                yield state

    def close_pipe(self) -> None:
        """Have it end when it has done what it was told."""
        self._outbox.close()

    def stop(self) -> None:
        """End it and wait for that. May be called twice."""
        self.close_pipe()
        try:
            self._process.wait(_LEAVE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._outbox.join()

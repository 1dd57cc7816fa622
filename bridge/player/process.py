"""The player's process from its parent's side: started, told, listened to, ended."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

import bridge
from bridge.player import protocol as wire

_LEAVE_S = 3.0


class PlayerProcess:
    """One process of the player's, and the thread that writes to it."""

    def __init__(self, begin: wire.Begin) -> None:
        self._process = spawn("bridge.player.child")
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="telling the player", daemon=True)
        self.say(begin)
        self._writer.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def say(self, message: wire.ToPlayer) -> None:
        self._outbox.put(wire.encode(message))

    def states(self) -> Iterator[wire.State]:
        """What it says of itself, until it ends."""
        pipe = self._process.stdout
        assert pipe is not None
        with pipe, suppress(msgspec.MsgspecError):
            while (state := wire.read_from_player(pipe)) is not None:
                yield state

    def close_pipe(self) -> None:
        """Have it end when it has done what it was told."""
        self._outbox.put(None)

    def stop(self) -> None:
        """End it and wait for that. May be called twice."""
        self.close_pipe()
        try:
            self._process.wait(_LEAVE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._writer.join()

    def _write(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        # That nobody reads is for `states` to find out.
        with suppress(OSError):
            while (line := self._outbox.get()) is not None:
                pipe.write(line)
                pipe.flush()
        with suppress(OSError):
            pipe.close()


def spawn(module: str) -> subprocess.Popen[bytes]:
    """Run `module` in a fresh interpreter, which finds the same modules as this one; pipes to and from it."""
    places = [str(Path(bridge.__file__).parent.parent), *(place for place in sys.path if place)]
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what drivers' libraries print while they are tried
        env={**os.environ, "PYTHONPATH": os.pathsep.join(places), "OMP_NUM_THREADS": "1"},
        **apart,
    )

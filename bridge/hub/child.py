"""A process that carries out one order for the hub, and ends when its stdin does."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

import msgspec

from bridge import ipc

M = TypeVar("M")


class Child:
    """Runs `module` in a process of its own. `messages` is for one thread, the rest for any."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._changed = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self.is_called_off = False

    def messages(self, order: msgspec.Struct, read: Callable[[BinaryIO], M | None]) -> Iterator[M]:
        """Start the process, give it `order`, and yield what it says until it is gone, be it by a crash.

        Raises `OSError` if it can't be started.
        """
        process, orders, messages = ipc.spawn(
            self._module,
            # Threads that spin while they wait for one another take time from the renderer.
            OMP_WAIT_POLICY=os.environ.get("OMP_WAIT_POLICY", "PASSIVE"),
        )
        with self._changed:
            self._process = process
            if self.is_called_off:
                self._close()
        # `process` comes second: its end closes a pipe that may be broken.
        with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError), process:
            frame = ipc.encode(order)
            with contextlib.suppress(OSError, ValueError):  # it is gone, or called off: hear what it said
                orders.write(frame)
                orders.flush()
            while (message := read(messages)) is not None:
                yield message

    def call_off(self) -> None:
        """Have the process end as soon as it can; one that isn't started yet ends at once."""
        with self._changed:
            self.is_called_off = True
            self._close()

    def kill(self) -> None:
        """End the process at once, if it is still there."""
        with self._changed:
            if self._process is not None and self._process.poll() is None:
                self._process.kill()

    def _close(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

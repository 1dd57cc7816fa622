"""Starts a child Python and talks to it over its stdin and stdout, in frames of MessagePack.

A frame is four bytes of length, little-endian, then that much content. Nothing is pickled, so neither side
can make the other run code. Pipes work the same on every system and end when either process does.
"""

from __future__ import annotations

import os
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

import bridge

_LENGTH = struct.Struct("<I")
_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)


def spawn(
    module: str, *, stderr: int = subprocess.DEVNULL, **environment: str
) -> tuple[subprocess.Popen[bytes], BinaryIO, BinaryIO]:
    """Run `module` in a fresh interpreter that finds the same modules as this one: the process, the pipe
    to its stdin and the one from its stdout. A terminal's Ctrl+C does not reach it. Raises `OSError`."""
    paths = [str(Path(bridge.__file__).parent.parent), *(path for path in sys.path if path)]
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    process = subprocess.Popen(
        # -P: modules are never looked for in the folder where the bridge happens to be started.
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
        **apart,
    )
    return process, cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)


def claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """In the child: its stdin and stdout for messages alone. What libraries print goes to stderr instead,
    and what they read is empty."""
    told, said = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return told, said


class Outbox:
    """Writes frames to `pipe` in a thread of its own: a pipe takes only so much from a sender that does not
    wait. Once the other side is gone, what is put here is dropped."""

    def __init__(self, pipe: BinaryIO, name: str) -> None:
        self._pipe = pipe
        self._frames: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name=name, daemon=True)
        self._thread.start()

    def put(self, message: msgspec.Struct) -> None:
        """Queue a message. Raises as `encode` does."""
        self._frames.put(encode(message))

    def close(self) -> None:
        """Close the pipe once all that was put is written."""
        self._frames.put(None)

    def join(self, timeout_s: float | None = None) -> None:
        """Wait until the pipe is closed."""
        self._thread.join(timeout_s)

    def _write(self) -> None:
        # Whoever reads from the other side notices that it is gone.
        with suppress(OSError):
            while (frame := self._frames.get()) is not None:
                self._pipe.write(frame)
                self._pipe.flush()
        with suppress(OSError):
            self._pipe.close()


def encode(message: msgspec.Struct) -> bytes:
    """One frame. Raises `UnicodeEncodeError` for text that is not valid Unicode, as file names can be."""
    content = _ENCODER.encode(message)
    return _LENGTH.pack(len(content)) + content


def reader(kinds: Any) -> Callable[[BinaryIO], Any]:
    """A function that reads the next message from a pipe, one of `kinds` (a union of tagged structs).

    It returns `None` where the pipe ends, be it within a frame, and raises `msgspec.MsgspecError` for
    anything else.
    """
    decoder = msgspec.msgpack.Decoder(kinds, dec_hook=_path_from)

    def read(pipe: BinaryIO) -> Any:
        head = pipe.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack(head)
        content = pipe.read(length)
        return decoder.decode(content) if len(content) == length else None

    return read


def _path_from(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"{kind} cannot be part of a message")

"""What the bridge and its worker say to each other, as bytes: tagged MessagePack in frames.

A frame is four bytes of length, little-endian, and so much content. Nothing is pickled, so neither
side can make the other run anything. Two anonymous pipes carry it, the child's stdin and stdout:
they are the same on every system, and end when either process does, however it ends.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from bridge.messages.orders import Failure, QueuedJob
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress

_LENGTH = struct.Struct("<I")


class Begin(msgspec.Struct, frozen=True, tag=True):
    """The first message to a worker. `renderer` names a class or function as `module:name`."""

    settings: Settings
    renderer: str
    beat_every_s: float


class Render(msgspec.Struct, frozen=True, tag=True):
    """Do this order, after those that came before."""

    order: QueuedJob


class Interrupt(msgspec.Struct, frozen=True, tag=True):
    """Let go of `ticket` at the next step; nothing happens if it is not there (any more)."""

    ticket: int


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The worker can take orders."""


class Beat(msgspec.Struct, frozen=True, tag=True):
    """The worker lives. `signs` counts what its working thread has done that shows that it gets on."""

    stage: str
    signs: int


class Progressed(msgspec.Struct, frozen=True, tag=True):
    """How far `ticket` is."""

    ticket: int
    progress: Progress


class Said(msgspec.Struct, frozen=True, tag=True):
    """Something that whoever asked for `ticket` should know."""

    ticket: int
    message: str


class Rendered(msgspec.Struct, frozen=True, tag=True):
    """`ticket` is done, and these are its files."""

    ticket: int
    clips: tuple[Clip, ...]


class Failed(msgspec.Struct, frozen=True, tag=True):
    """`ticket` cannot be done; the worker is well."""

    ticket: int
    failure: Failure


ToWorker = Begin | Render | Interrupt
FromWorker = Ready | Beat | Progressed | Said | Rendered | Failed


def _path_from(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"{kind} is no part of a message")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)
_TO_WORKER: msgspec.msgpack.Decoder[ToWorker] = msgspec.msgpack.Decoder(ToWorker, dec_hook=_path_from)
_FROM_WORKER: msgspec.msgpack.Decoder[FromWorker] = msgspec.msgpack.Decoder(FromWorker, dec_hook=_path_from)


def encode(message: ToWorker | FromWorker) -> bytes:
    """One frame. Raises `UnicodeEncodeError` for text that is no Unicode, as file names can be."""
    content = _ENCODER.encode(message)
    return _LENGTH.pack(len(content)) + content


def read_to_worker(pipe: BinaryIO) -> ToWorker | None:
    """The next message to the worker; `None` at the end. Raises `msgspec.MsgspecError` for anything else."""
    content = _read_frame(pipe)
    return None if content is None else _TO_WORKER.decode(content)


def read_from_worker(pipe: BinaryIO) -> FromWorker | None:
    """The next message of the worker; `None` at the end. Raises `msgspec.MsgspecError` for anything else."""
    content = _read_frame(pipe)
    return None if content is None else _FROM_WORKER.decode(content)


def _read_frame(pipe: BinaryIO) -> bytes | None:
    """A frame's content; `None` where the pipe ends, be it in the middle of one."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = pipe.read(length)
    return content if len(content) == length else None

"""The messages between the bridge and its worker; `bridge.ipc` carries them."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import msgspec

from bridge import ipc
from bridge.messages.orders import Failure, QueuedJob
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress


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


encode = ipc.encode
read_to_worker: Callable[[BinaryIO], ToWorker | None] = ipc.reader(ToWorker)
read_from_worker: Callable[[BinaryIO], FromWorker | None] = ipc.reader(FromWorker)

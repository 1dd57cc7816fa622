"""A queued order: who sent it, when its turn is, and why it failed if it did."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

import msgspec

from bridge.errors import RiffbridgeError
from bridge.terminal import printable
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.places import Place


class Sender(msgspec.Struct, frozen=True):
    """Who asked, by which channel (`osc`, `folder`, `local` …), and the name they gave their request.

    `address` is the channel's own, `127.0.0.1:54321` for OSC; answers carry `id` back to it.
    """

    channel: str
    address: str
    id: str

    @property
    def endpoint(self) -> tuple[str, str]:
        """The program that asks: two programs on one machine send from different ports."""
        return self.channel, self.address

    @property
    def name(self) -> tuple[str, str, str]:
        """The request: two programs may use the same id."""
        return self.channel, self.address, self.id


class Priority(IntEnum):
    """Who goes first: somebody who plays, somebody who waits, somebody who sleeps; last, what nobody
    has asked for yet, which makes way for anybody, and is not in the journal."""

    LIVE = 0
    NORMAL = 1
    BATCH = 2
    IDLE = 3


FailureKind = Literal[
    "bad-request", "busy", "cancelled", "replaced", "storage", "disk-full", "memory", "engine", "stopping",
    "no-host", "no-place", "no-file", "host", "id-in-use",
]  # fmt: skip


class Failure(msgspec.Struct, frozen=True):
    """Why something was not done: a word for programs, a sentence for people."""

    kind: FailureKind
    message: str

    @classmethod
    def of(cls, error: RiffbridgeError) -> Failure:
        """The failure that an error of ours is. Names of files in it may hold what no message can."""
        return cls(_KINDS.get(type(error).__name__, "bad-request"), printable(str(error)))

    @classmethod
    def of_bug(cls, error: Exception) -> Failure:
        """The failure that a mistake in Riffbridge is; the log has the details."""
        name = type(error).__name__
        return cls("engine", f"Something went wrong in Riffbridge ({name}). The log has details.")


_KINDS: dict[str, FailureKind] = {
    "Busy": "busy",
    "StorageFailed": "storage",
    "DiskFull": "disk-full",
    "OutOfMemory": "memory",
    "Cancelled": "cancelled",
}


class QueuedJob(msgspec.Struct, frozen=True, kw_only=True):
    """A request that was taken on: its jobs, and the file (a path) that each will become.

    `ticket` numbers it in the journal. A newer order for the same `slot` replaces a waiting one. `place`
    is where in a host its clips are to go, `extras` what is to lie beside them. `content` tells requests
    under one id apart.
    """

    ticket: int
    sender: Sender
    jobs: tuple[RenderJob, ...]
    paths: tuple[str, ...]
    priority: Priority = Priority.NORMAL
    slot: str | None = None
    place: Place | None = None
    extras: tuple[Extra, ...] = ()
    content: str = ""
    attempts: int = 0

"""What the session wants done, for the hub to carry out: data only."""

from __future__ import annotations

import msgspec

from bridge.messages.answers import Answer
from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.places import Place


class Enqueue(msgspec.Struct, frozen=True, kw_only=True):
    """Look the jobs up in the library; journal those that are not there, or not with their `extras`.

    Comes back as `Answered`, `Admitted` or `NotAdmitted`.
    """

    sender: Sender
    jobs: tuple[RenderJob, ...]
    in_key: bool
    priority: Priority
    slot: str | None
    place: Place | None = None
    extras: tuple[Extra, ...] = ()
    content: str = ""


class Start(msgspec.Struct, frozen=True):
    """Give the order to the worker."""

    order: QueuedJob


class Interrupt(msgspec.Struct, frozen=True):
    """Tell the worker to let go of `ticket` within a step."""

    ticket: int


class Restart(msgspec.Struct, frozen=True):
    """Start a new worker, `delay_s` from now."""

    delay_s: float = 0.0


class LookForRoom(msgspec.Struct, frozen=True):
    """See whether the disk has room for clips; if so, `RoomFound`."""


class Store(msgspec.Struct, frozen=True):
    """Put finished clips into the library and close their order; then `Stored`, or `NotStored`."""

    order: QueuedJob
    clips: tuple[Clip, ...]


class Fail(msgspec.Struct, frozen=True):
    """Close an order that came to nothing, then `Stored`."""

    order: QueuedJob
    failure: Failure


class Reply(msgspec.Struct, frozen=True):
    """Send an answer; `to` may be somebody else than who asked, who listens in."""

    to: Sender
    answer: Answer


class Shutdown(msgspec.Struct, frozen=True):
    """Stop the worker, then the bridge."""


Effect = Enqueue | Start | Interrupt | Restart | Store | Fail | Reply | Shutdown | LookForRoom

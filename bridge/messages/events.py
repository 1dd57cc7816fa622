"""What can happen to the bridge, and what it answers: data only. What it then does is in `effects`.

Events go into the hub's inbox, from listeners at the edge and from the worker. `bridge.hub.session`
turns each into effects, which the hub carries out. Instants are the monotonic clock's, in seconds.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

import msgspec

from bridge.errors import RiffbridgeError
from bridge.messages.host_views import HostView
from bridge.requests.resolve import ResolveContext
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress, RenderJob
from bridge.vocabulary.music import Transport
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest


class Sender(msgspec.Struct, frozen=True):
    """Who asked, by which channel (`osc`, `folder`, `local` …), and the name they gave their request.

    `address` is the channel's own, `127.0.0.1:54321` for OSC; answers carry `id` back to it.
    """

    channel: str
    address: str
    id: str

    @property
    def host(self) -> str:
        """The address without its port: the same program may send each packet from another one."""
        return self.address.rpartition(":")[0]

    @property
    def name(self) -> tuple[str, str, str]:
        """By what a request is known: its sender's port may change, the rest may not."""
        return self.channel, self.host, self.id


class Priority(IntEnum):
    """Who goes first: somebody who plays, somebody who waits, somebody who sleeps; last, what nobody
    has asked for yet, which makes way for anybody, and is not in the journal."""

    LIVE = 0
    NORMAL = 1
    BATCH = 2
    IDLE = 3


FailureKind = Literal[
    "bad-request", "busy", "cancelled", "replaced", "storage", "memory", "engine", "stopping",
    "no-host", "no-place", "no-file", "host",
]  # fmt: skip


class Failure(msgspec.Struct, frozen=True):
    """Why something was not done: a word for programs, a sentence for people."""

    kind: FailureKind
    message: str

    @classmethod
    def of(cls, error: RiffbridgeError) -> Failure:
        """The failure that an error of ours is."""
        return cls(_KINDS.get(type(error).__name__, "bad-request"), str(error))


_KINDS: dict[str, FailureKind] = {
    "StorageFailed": "storage",
    "OutOfMemory": "memory",
    "Cancelled": "cancelled",
}


class QueuedJob(msgspec.Struct, frozen=True, kw_only=True):
    """A request that was taken on: its jobs, and the file (a path) that each will become.

    `ticket` numbers it in the journal. A newer order for the same `slot` replaces a waiting one. `place`
    is where in a host its clips are to go.
    """

    ticket: int
    sender: Sender
    jobs: tuple[RenderJob, ...]
    paths: tuple[str, ...]
    priority: Priority = Priority.NORMAL
    slot: str | None = None
    place: Place | None = None
    attempts: int = 0


# ---- events ----


class RequestCame(msgspec.Struct, frozen=True, kw_only=True):
    """A request as a listener read it, before anything else was read: the hub makes it
    `ClipRequested`. `source_clip` names a clip of the library, by its id or file name, and `goal_clip`
    the one that it is morphed to."""

    sender: Sender
    request: ClipRequest
    source_clip: str | None = None
    goal_clip: str | None = None
    priority: Priority = Priority.NORMAL
    slot: str | None = None


class SettingsChanged(msgspec.Struct, frozen=True):
    """The user's settings are others, in what a bridge that runs can be told."""

    settings: Settings


class PresetsAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know which presets there are."""

    sender: Sender


class ClipsAsked(msgspec.Struct, frozen=True):
    """Somebody looks for clips, newest first; no `words` mean any."""

    sender: Sender
    words: str = ""
    limit: int = 20


class ClipAsked(msgspec.Struct, frozen=True):
    """Somebody wants the clip that is called `name`: its id or its file's name."""

    sender: Sender
    name: str


class FavouriteAsked(msgspec.Struct, frozen=True):
    """Somebody likes the clip called `name`, or no longer does."""

    sender: Sender
    name: str
    favourite: bool = True


class PlaceAsked(msgspec.Struct, frozen=True):
    """Somebody wants the clip called `name` to go to `place` in a host's session."""

    sender: Sender
    name: str
    place: Place


class FireAsked(msgspec.Struct, frozen=True):
    """Somebody wants the slot at `place` launched, with the clip that is in it."""

    sender: Sender
    place: Place


class HostsAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know how the hosts stand."""

    sender: Sender


class PlacementEnded(msgspec.Struct, frozen=True):
    """A host says what became of a placement or a launch: `where` the clip is (`live:track:2/slot:5`), or why
    it was not done."""

    id: str
    where: str = ""
    failure: Failure | None = None


class ClipRequested(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody asks for clips; everything that must be read from disk for it has been."""

    sender: Sender
    request: ClipRequest
    context: ResolveContext
    priority: Priority = Priority.NORMAL
    slot: str | None = None


class Enqueued(msgspec.Struct, frozen=True):
    """The order is in the journal; from here on it is not lost."""

    order: QueuedJob


class Recovered(msgspec.Struct, frozen=True):
    """An order that an earlier run of the bridge took on and did not finish."""

    order: QueuedJob


class Answered(msgspec.Struct, frozen=True):
    """All that was asked is in the library already."""

    sender: Sender
    clips: tuple[Clip, ...]


class NotEnqueued(msgspec.Struct, frozen=True):
    """The journal could not take it."""

    sender: Sender
    failure: Failure


class CancelAsked(msgspec.Struct, frozen=True):
    """Somebody takes back the request that they called `sender.id`."""

    sender: Sender


class TransportMoved(msgspec.Struct, frozen=True):
    """A host says what its time is."""

    transport: Transport


class Subscribed(msgspec.Struct, frozen=True):
    """`sender` wants to hear of everybody's clips until `until_s`."""

    sender: Sender
    until_s: float


class Unsubscribed(msgspec.Struct, frozen=True):
    """`sender` has heard enough."""

    sender: Sender


class StatusAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know how things stand."""

    sender: Sender


class EngineReady(msgspec.Struct, frozen=True):
    """The worker can take an order."""


class EngineProgressed(msgspec.Struct, frozen=True):
    """The worker is so far with `ticket`; `at_s` is when it said so."""

    ticket: int
    progress: Progress
    at_s: float


class EngineSaid(msgspec.Struct, frozen=True):
    """Something that whoever asked for `ticket` should know, such as that no grid was found."""

    ticket: int
    message: str


class OrderRendered(msgspec.Struct, frozen=True):
    """All files of `ticket` are on disk."""

    ticket: int
    clips: tuple[Clip, ...]


class OrderFailed(msgspec.Struct, frozen=True):
    """The worker could not do `ticket`, and is well."""

    ticket: int
    failure: Failure


class EngineExited(msgspec.Struct, frozen=True):
    """The worker is gone, whatever it was doing; `reason` in words."""

    reason: str


class Stored(msgspec.Struct, frozen=True):
    """What became of `ticket` is in the library; now it may be said."""

    ticket: int


class NotStored(msgspec.Struct, frozen=True):
    """What became of `ticket` could not be noted in the library; it will be tried again."""

    ticket: int
    failure: Failure


class Stopping(msgspec.Struct, frozen=True):
    """The bridge is to stop; what waits stays in the journal for the next start."""


class Ticked(msgspec.Struct, frozen=True):
    """Time has gone by."""

    at_s: float


# ---- answers ----


class Accepted(msgspec.Struct, frozen=True):
    """The request is in the journal, and will be done."""

    sender: Sender


class Progressed(msgspec.Struct, frozen=True):
    """How far the request is."""

    sender: Sender
    progress: Progress


class Noted(msgspec.Struct, frozen=True):
    """Something worth knowing about the request, which goes on."""

    sender: Sender
    message: str


class Done(msgspec.Struct, frozen=True):
    """One clip of the request is there; if it is to go to a `place`, `Placed` or `Failed` follows."""

    sender: Sender
    clip: Clip
    place: Place | None = None


class Placed(msgspec.Struct, frozen=True):
    """The clip is in a host's session: `where`, with the host's name before it."""

    sender: Sender
    clip: Clip
    where: str


class Fired(msgspec.Struct, frozen=True):
    """A slot is launched: `where`, with the host's name before it."""

    sender: Sender
    where: str


class Failed(msgspec.Struct, frozen=True):
    """The request is not done, and will not be."""

    sender: Sender
    failure: Failure


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """How things stand: what a window or a status call shows."""

    engine: str
    waiting: tuple[QueuedJob, ...]
    running: QueuedJob | None
    progress: Progress | None
    transport: Transport | None
    subscribers: int
    done: int
    failed: int


class Status(msgspec.Struct, frozen=True):
    """The answer to `StatusAsked`."""

    sender: Sender
    snapshot: Snapshot


class HostsTold(msgspec.Struct, frozen=True):
    """The answer to `HostsAsked`."""

    sender: Sender
    hosts: tuple[HostView, ...]


class PresetNames(msgspec.Struct, frozen=True):
    """The answer to `PresetsAsked`: id and title of each."""

    sender: Sender
    presets: tuple[tuple[str, str], ...]


class FoundClips(msgspec.Struct, frozen=True):
    """The answer to `ClipsAsked` and `ClipAsked`."""

    sender: Sender
    clips: tuple[Clip, ...]


class Cued(msgspec.Struct, frozen=True, kw_only=True):
    """The clip will sound in `slot` from `beat` on (quarter notes of whoever leads), `in_s` from now."""

    sender: Sender
    slot: str
    clip: Clip
    beat: float
    in_s: float


class Sources(msgspec.Struct, frozen=True):
    """Who tells a tempo, the first that leads before the others: name, tempo, whether it is fresh, and
    whether it leads."""

    sender: Sender
    sources: tuple[tuple[str, float, bool, bool], ...]


Answer = (
    Accepted | Progressed | Noted | Done | Placed | Fired | Failed | Status | HostsTold | PresetNames
    | FoundClips | Cued | Sources
)  # fmt: skip


Event = (
    ClipRequested | Enqueued | Recovered | Answered | NotEnqueued | CancelAsked | TransportMoved | Subscribed
    | Unsubscribed | StatusAsked | EngineReady | EngineProgressed | EngineSaid | OrderRendered | OrderFailed
    | EngineExited | Stored | NotStored | Stopping | Ticked
)  # fmt: skip

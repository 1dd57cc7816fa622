"""What happens to the bridge: data only. What it then does is in `effects`, what it says in `answers`.

Events go into the hub's inbox, from listeners at the edge and from the worker. `bridge.hub.session`
turns each into effects, which the hub carries out. Instants are the monotonic clock's, in seconds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.messages.pad_facts import PadFacts
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip, Piece
from bridge.vocabulary.files import FileFormat, PieceForm
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Meter, Transport
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest, PieceRequest
from bridge.vocabulary.trainings import Report, TrainingRequest


class RequestCame(msgspec.Struct, frozen=True, kw_only=True):
    """A request as a listener read it, before anything else was read: the hub makes it
    `ClipRequested`. `source_clip` names a clip of the library, by its id or file name, and `goal_clip`
    the one that it is morphed to. With `as_is`, the clip itself is asked for, at the request's tempo."""

    sender: Sender
    request: ClipRequest
    source_clip: str | None = None
    goal_clip: str | None = None
    as_is: bool = False
    priority: Priority = Priority.NORMAL
    slot: str | None = None

    @property
    def content(self) -> str:
        """A digest of what is asked: the same again has the same."""
        return _digest(self)


class SettingsChanged(msgspec.Struct, frozen=True):
    """The user's settings are others, in what a bridge that runs can be told."""

    settings: Settings


class PresetsAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know list presets."""

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


class DeleteAsked(msgspec.Struct, frozen=True):
    """Somebody puts the clip called `name` into the trash."""

    sender: Sender
    name: str


class RestoreAsked(msgspec.Struct, frozen=True):
    """Somebody wants the deleted clip called `name` back."""

    sender: Sender
    name: str


class RenameAsked(msgspec.Struct, frozen=True):
    """Somebody gives the clip called `name` a title; "" takes it away."""

    sender: Sender
    name: str
    title: str


class TagAsked(msgspec.Struct, frozen=True):
    """Somebody gives the clip called `name` these tags, separated by commas, in place of those before."""

    sender: Sender
    name: str
    tags: str


class JoinAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody wants a piece of `parts` as `bridge.pieces.part_list` reads them, whose sources are clips of
    the library. It goes into the folder `into`, else into the export folder, under a free name."""

    sender: Sender
    parts: tuple[str, ...]
    tempo_bpm: float | None = None
    meter: Meter | None = None
    crossfade_beats: float = 0.0
    title: str = ""
    rate_hz: int | None = None
    file_format: FileFormat | None = None
    form: PieceForm = PieceForm.SOUND
    into: Path | None = None


class PieceAsked(msgspec.Struct, frozen=True):
    """Somebody wants the piece of an arrangement; what lies beside its file is in `folder`."""

    sender: Sender
    piece: PieceRequest
    folder: Path


class JoinTold(msgspec.Struct, frozen=True):
    """How far a piece is, what should be known of it, or how it ended."""

    sender: Sender
    told: Progress | str | Piece | Failure


class TrainAsked(msgspec.Struct, frozen=True):
    """Somebody wants a training, or only to know how its sounds are understood. `CancelAsked` by the same
    `sender` stops it after the current step; the same request resumes it."""

    sender: Sender
    request: TrainingRequest


class TrainTold(msgspec.Struct, frozen=True):
    """How far a training is, a note, or what it reports. `Trained`, `Failure` and, after a dry run,
    `FolderRead` end it."""

    sender: Sender
    told: Progress | str | Report | Failure


class TrainingAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know what is being trained."""

    sender: Sender


class StopTrainingAsked(msgspec.Struct, frozen=True):
    """Somebody stops what anybody has trained. `key` proves them to be the bridge's user."""

    sender: Sender
    key: str


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

    @property
    def content(self) -> str:
        """That of the `RequestCame` it was."""
        return _digest(self)


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


class CancelJobAsked(msgspec.Struct, frozen=True):
    """Somebody cancels anybody's job: the one of this `ticket`. `key` proves them to be the bridge's user."""

    sender: Sender
    ticket: int
    key: str


class TransportMoved(msgspec.Struct, frozen=True):
    """A host says what its time is; `None` when nobody sets a tempo any more."""

    transport: Transport | None


class PadsMoved(msgspec.Struct, frozen=True):
    """These pads have changed."""

    pads: tuple[PadFacts, ...]


class Subscribed(msgspec.Struct, frozen=True):
    """`sender` wants to hear of everybody's clips, and of pads, until `until_s`. `owner` is the program that
    asks, if the answers are to go to another port of its."""

    sender: Sender
    until_s: float
    owner: str = ""


class Unsubscribed(msgspec.Struct, frozen=True):
    """`sender` has heard enough."""

    sender: Sender


class StatusAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know how things stand."""

    sender: Sender


class QueueAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know what runs and what waits."""

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


class RoomFound(msgspec.Struct, frozen=True):
    """The disk has room for clips."""


class Stopping(msgspec.Struct, frozen=True):
    """The bridge is to stop; what waits stays in the journal for the next start."""


class Ticked(msgspec.Struct, frozen=True):
    """Time has gone by."""

    at_s: float


Event = (
    ClipRequested | Enqueued | Recovered | Answered | NotEnqueued | CancelAsked | CancelJobAsked | QueueAsked
    | TransportMoved | PadsMoved | Subscribed
    | Unsubscribed | StatusAsked | EngineReady | EngineProgressed | EngineSaid | OrderRendered | OrderFailed
    | EngineExited | Stored | NotStored | RoomFound | Stopping | Ticked
)  # fmt: skip


def _digest(event: RequestCame | ClipRequested) -> str:
    said = msgspec.to_builtins((event.request, event.priority, event.slot), enc_hook=str)
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()[:32]

"""What the bridge answers to those who ask: data only."""

from __future__ import annotations

import msgspec

from bridge.messages.host_views import HostView
from bridge.messages.orders import Failure, QueuedJob, Sender
from bridge.messages.pad_facts import PadFacts
from bridge.vocabulary.clips import Clip, Piece
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Transport
from bridge.vocabulary.places import Place
from bridge.vocabulary.trainings import Measured, Report, TrainingRequest


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


class Joined(msgspec.Struct, frozen=True):
    """The piece is there."""

    sender: Sender
    piece: Piece


class Reported(msgspec.Struct, frozen=True):
    """What a training reports: a sound of its folder, a loss, a preview, or that it is done. `Progressed` and
    `Noted` come in between; `Failed` with the kind `cancelled` says that it was stopped, and resumes."""

    sender: Sender
    report: Report


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


class RunningTraining(msgspec.Struct, frozen=True, kw_only=True):
    """The training that runs: who asked for what, how far it is, its last loss, and whether it is stopping.
    `CancelAsked(sender)` stops it."""

    sender: Sender
    request: TrainingRequest
    progress: Progress | None = None
    measured: Measured | None = None
    is_stopping: bool = False


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
    model: str = ""
    training: RunningTraining | None = None


class Status(msgspec.Struct, frozen=True):
    """The answer to `StatusAsked`."""

    sender: Sender
    snapshot: Snapshot


class TrainingTold(msgspec.Struct, frozen=True):
    """The answer to `TrainingAsked`: what is being trained, if anything is."""

    sender: Sender
    training: RunningTraining | None


class QueueTold(msgspec.Struct, frozen=True):
    """The answer to `QueueAsked`: what runs, then what waits, next first."""

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


class PadsTold(msgspec.Struct, frozen=True):
    """The answer to `PadsAsked` and `PadLevelSet`, and what subscribers hear when pads change."""

    sender: Sender
    pads: tuple[PadFacts, ...]


Answer = (
    Accepted | Progressed | Noted | Done | Joined | Reported | Placed | Fired | Failed | Status | QueueTold
    | HostsTold | TrainingTold | PresetNames | FoundClips | Cued | Sources | PadsTold
)  # fmt: skip

"""What the stage wants done, for its thread to carry out: data only. Beats are quarter notes of whoever
leads the tempo."""

from __future__ import annotations

import msgspec

from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.stage.events import DevicesAsked, LearnAsked, MeterAsked, SeekAsked
from bridge.stage.table import Table
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport

ToHub = ev.RequestCame | ev.CancelAsked | ev.TransportMoved | ev.ClipAsked | ev.FavouriteAsked


class Follow(msgspec.Struct, frozen=True):
    """Here are the beats from now on."""

    transport: Transport


class Preload(msgspec.Struct, frozen=True):
    """Have the clip in memory: it may be wanted at once."""

    clip: Clip


class Launch(msgspec.Struct, frozen=True):
    """Loop `clip` in `slot` from `beat` on, instead of what plays there; there it is `offset` quarters into
    it."""

    slot: str
    clip: Clip
    beat: float
    gain: float = 1.0
    offset: float = 0.0


class StopSlot(msgspec.Struct, frozen=True):
    """Silence `slot` from `beat` on; none: at once."""

    slot: str
    beat: float | None = None


class StopAll(msgspec.Struct, frozen=True):
    """Silence everything at once."""


class SetGain(msgspec.Struct, frozen=True):
    """The level of what is in `slot`; none: of all."""

    gain: float
    slot: str | None = None


class TellHub(msgspec.Struct, frozen=True):
    """Pass an event on to the hub."""

    event: ToHub


class Tell(msgspec.Struct, frozen=True):
    """Answer the sender of a request to the stage."""

    answer: Answer


class UseTable(msgspec.Struct, frozen=True):
    """Controllers go by another table."""

    table: Table


class KeepPads(msgspec.Struct, frozen=True):
    """Save what is on the pads of this pad set."""

    table: Table


class Say(msgspec.Struct, frozen=True):
    """A sentence for whoever runs the bridge, once."""

    sentence: str


# The last four are passed on as they came.
StageEffect = (
    Follow | Preload | Launch | StopSlot | StopAll | SetGain | TellHub | Tell | UseTable | KeepPads | Say
    | SeekAsked | DevicesAsked | MeterAsked | LearnAsked
)  # fmt: skip

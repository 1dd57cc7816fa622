"""What the stage wants done, for its thread to carry out: data only. Beats are quarter notes of whoever
leads the tempo."""

from __future__ import annotations

import msgspec

from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.orders import Sender
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


class Seek(msgspec.Struct, frozen=True):
    """Move what plays in `slot` to the beat at `quarter` of its loop, or by `quarter` from where it is; the
    player says by how much."""

    slot: str
    quarter: float
    relative: bool = False


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


class LookForDevices(msgspec.Struct, frozen=True):
    """Find out which sound devices there are."""


class TellHub(msgspec.Struct, frozen=True):
    """Pass an event on to the hub."""

    event: ToHub


class Tell(msgspec.Struct, frozen=True):
    """Answer somebody who asked the stage."""

    to: Sender
    answer: Answer


class Learn(msgspec.Struct, frozen=True):
    """The next note that is played is to be the pad's; none: no longer."""

    pad: int | None


class UseTable(msgspec.Struct, frozen=True):
    """Controllers go by another table."""

    table: Table


class Say(msgspec.Struct, frozen=True):
    """A sentence for whoever runs the bridge, once."""

    sentence: str


StageEffect = (
    Follow | Preload | Launch | Seek | StopSlot | StopAll | SetGain | LookForDevices | TellHub | Tell | Learn
    | UseTable | Say
)  # fmt: skip

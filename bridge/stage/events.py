"""What can happen on the stage: data only. Instants are the monotonic clock's, in seconds."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bridge.messages.answers import Answer
from bridge.messages.orders import Sender
from bridge.stage.table import PadPlan, Table
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport


class Heard(msgspec.Struct, frozen=True):
    """A source says what its time is; `transport.source` names it and `read_at_s` says when."""

    transport: Transport


class Left(msgspec.Struct, frozen=True):
    """A source says goodbye: it was closed or switched off."""

    source: str


class Tapped(msgspec.Struct, frozen=True):
    """Somebody taps the beat."""

    at_s: float


class TempoCleared(msgspec.Struct, frozen=True):
    """Somebody takes back the tempo that they typed, tapped or sent: a host leads, or nobody does."""


class OrderChosen(msgspec.Struct, frozen=True):
    """In which order sources lead, the first that is fresh before the others."""

    sources: tuple[str, ...]


class PadHit(msgspec.Struct, frozen=True):
    """A pad was struck; `velocity` in 1..127."""

    pad: int
    velocity: int
    at_s: float


class PadLevelSet(msgspec.Struct, frozen=True, kw_only=True):
    """Set the `gain` (0..2) of `pad`, and whether it is `muted`, for good; `None` leaves it as it is."""

    sender: Sender
    pad: int
    gain: float | None = None
    muted: bool | None = None


class PadsAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know how the pads are."""

    sender: Sender


class ControlMoved(msgspec.Struct, frozen=True):
    """A controller that the table knows was moved: what it `does`, for which pads, `value` in 0..1."""

    does: str
    pads: tuple[int, ...]
    value: float


class Pressed(msgspec.Struct, frozen=True):
    """A button that is no pad: `stop-all`, `tap`, `next-preset` … for `pad`, or for the last one hit."""

    does: str
    at_s: float
    pad: int | None = None


class PadAssigned(msgspec.Struct, frozen=True):
    """From now on `pad` stands for `plan`; none empties it. With a `pad_set`, only while that is in use."""

    pad: int
    plan: PadPlan | None
    pad_set: str = ""


class TableChosen(msgspec.Struct, frozen=True):
    """All pads stand for what `table` says, and so do notes and controllers but those that were learnt."""

    table: Table


class PlansChosen(msgspec.Struct, frozen=True):
    """All pads of the pad set `name` stand for `plans`; those left out are empty. Nothing happens where
    another set is in use."""

    name: str
    plans: Mapping[int, PadPlan]


class LearnAsked(msgspec.Struct, frozen=True):
    """The next note that is played belongs to `pad`; none ends learning."""

    pad: int | None


class Learnt(msgspec.Struct, frozen=True):
    """A note came while learning, and is the pad's from now on."""

    pad: int
    note: int
    channel: int


class PlayAsked(msgspec.Struct, frozen=True):
    """Play `clip` in `slot` from the next boundary of `quantum` (`none`, `beat`, `bar`, `clip`).

    It begins `offset` quarters into it, as soon as its bars are on those boundaries then. At another tempo
    it is decoded for that, if it `may_retime`; otherwise its pitch changes. If it `takes_over`, it goes on
    from the next beat in place of what plays in `slot`, at the same place and tempo; where nothing plays, it
    begins as any other.
    """

    slot: str
    clip: Clip
    at_s: float
    quantum: str = "bar"
    gain: float = 1.0
    offset: float = 0.0
    may_retime: bool = True
    takes_over: bool = False


class ReplaceAsked(msgspec.Struct, frozen=True):
    """Replace what plays in `slot`, if that is the clip with the id `of`, by another version of it: `clip`.

    It takes over on the next bar, at the place in its loop that the old clip has reached, plus `quarters`."""

    slot: str
    of: str
    clip: Clip
    quarters: float
    at_s: float


class SeekAsked(msgspec.Struct, frozen=True):
    """What plays in `slot` is to go on within the beat that begins at `quarter` of its loop, or by
    `quarter` from where it is, if `relative`: at once, by whole beats."""

    slot: str
    quarter: float
    relative: bool = False


class Sought(msgspec.Struct, frozen=True):
    """What plays in `slot` has been moved: so many `quarters` on."""

    slot: str
    quarters: float


class PlayNamed(msgspec.Struct, frozen=True, kw_only=True):
    """Play the library's clip called `name`; `sender` is told when it sounds, or why it does not."""

    sender: Sender
    name: str
    slot: str
    at_s: float
    quantum: str = "bar"
    gain: float = 1.0


class SourcesAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know who tells a tempo, and says in which `order` they lead, if that is given."""

    sender: Sender
    order: tuple[str, ...] = ()


class StopAsked(msgspec.Struct, frozen=True):
    """Stop what plays in `slot` (none: everywhere), `now` or at the next bar."""

    slot: str | None
    at_s: float
    now: bool = True


class Replied(msgspec.Struct, frozen=True):
    """The hub's answer to something that the stage asked for."""

    to: Sender
    answer: Answer


class ClipLost(msgspec.Struct, frozen=True):
    """What was to play in `slot` is no longer on disk."""

    slot: str
    clip: Clip
    at_s: float


class DevicesAsked(msgspec.Struct, frozen=True):
    """Somebody wants to know which audio devices there are; the player's view says it when it is found."""


class MeterAsked(msgspec.Struct, frozen=True):
    """Somebody wants to see the level of the output, or no longer."""

    on: bool


class Adjusted(msgspec.Struct, frozen=True, kw_only=True):
    """The user's settings are others: the tempo while nobody says one, what becomes of loops at another
    tempo, and whether idle time is used. With `is_other_model`, what pads have of the usual model's is no
    longer what they want; what sounds of it goes on."""

    tempo_bpm: float
    rerenders: bool
    looks_ahead: bool
    is_other_model: bool = False


class PlayerMoved(msgspec.Struct, frozen=True):
    """The player came up, lost its device, or found it again; its view has the rest."""


class Woke(msgspec.Struct, frozen=True):
    """Time has gone by."""

    at_s: float


StageEvent = (
    Heard | Left | Tapped | TempoCleared | OrderChosen | PadHit | ControlMoved | Pressed | PadAssigned
    | TableChosen | PlansChosen | LearnAsked | Learnt | PlayAsked | PlayNamed | SeekAsked | Sought
    | SourcesAsked | StopAsked | Replied | ClipLost | DevicesAsked | MeterAsked | PlayerMoved | Woke
    | Adjusted | PadLevelSet | PadsAsked | ReplaceAsked
)  # fmt: skip

"""What pads, notes and controllers stand for, as people write it in `presets/pads/*.toml`. Pure data.

    title = "House"

    [[pad]]                       # one for each pad in use, 1 to 16
    pad = 1
    preset = "house-drums"        # or prompt = "…", or both
    note = 36                     # may be left out: 36 to 51, as drum machines have them

    [[control]]
    cc = 1
    does = "morph"                # or "level"
    pads = [1, 2]                 # may be left out: all; then level is that of the whole

    [[button]]
    cc = 20                       # or note = …
    does = "stop-all"

Wherever a note or a cc is, `channel` (1 to 16) may be too; without one any will do. What a learnt note
says goes before what the table says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from bridge.requests.bounds import MAX_SEED
from bridge.timing import MAX_BARS
from bridge.vocabulary.music import Key

PADS = 16
PadNumber = Annotated[int, Meta(ge=1, le=PADS)]
MidiNumber = Annotated[int, Meta(ge=0, le=127)]
MidiChannel = Annotated[int, Meta(ge=1, le=16)]
# Where the drum racks of hosts, and most pads, begin.
FIRST_NOTE = 36
# Above every velocity: such a pad never varies.
NEVER_VARY = 128
MAX_GAIN = 2.0
Quantum = Literal["none", "beat", "bar", "clip"]
QUANTA = get_args(Quantum)
ControlAction = Literal["morph", "level"]
ButtonAction = Literal["stop-all", "tap", "next-preset", "previous-preset", "favourite", "cancel"]
BUTTONS = get_args(ButtonAction)


class PadPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The loop that a pad stands for: a preset, a prompt or both, and what else is asked of it; or a `clip`
    of the library, by its id, which plays as it is, decoded for the tempo.

    `gain` is its level, 0..2, and a `muted` pad is silent whatever that is. From `vary_from` (a velocity;
    128: never) up, a hit makes a fresh variation. `goal` is what a
    controller morphs it towards. `quantum` is where it comes in: `none`, `beat`, `bar` or `clip`.
    """

    title: str = ""
    preset: str | None = None
    prompt: str | None = None
    clip: str | None = None
    bars: Annotated[int, Meta(ge=1, le=MAX_BARS)] | None = None
    key: Key | None = None
    seed: Annotated[int, Meta(ge=0, le=MAX_SEED)] = 1
    model: str | None = None
    gain: Annotated[float, Meta(ge=0, le=MAX_GAIN)] = 1.0
    muted: bool = False
    vary_from: Annotated[int, Meta(ge=1, le=NEVER_VARY)] = 112
    goal: str | None = None
    quantum: Quantum = "bar"


class Trigger(msgspec.Struct, frozen=True):
    """What a controller sends: a `note` or a `cc` of this number, on `channel` 1 to 16 (none: on any)."""

    kind: str
    number: int
    channel: int | None = None

    def meets(self, other: Trigger) -> bool:
        """Whether one message could be both."""
        same_channel = None in (self.channel, other.channel) or self.channel == other.channel
        return (self.kind, self.number) == (other.kind, other.number) and same_channel

    def __str__(self) -> str:
        return f"{self.kind} {self.number}" + (f" on channel {self.channel}" if self.channel else "")


def usual_note(pad: int) -> Trigger:
    """Where `pad` is struck if nobody says otherwise."""
    return Trigger("note", FIRST_NOTE + pad - 1)


class Control(msgspec.Struct, frozen=True):
    """A knob or fader, what it `does`, and for which pads (none: for all)."""

    trigger: Trigger
    does: str
    pads: tuple[int, ...] = ()


class Button(msgspec.Struct, frozen=True):
    """A button that is no pad, what it `does`, and for which pad (none: the last one hit)."""

    trigger: Trigger
    does: str
    pad: int | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A pad set. `notes` has where pads are struck, those learnt first; `plans` what they stand for. `name`
    is its file's, or "" where it has none."""

    name: str = ""
    title: str = ""
    plans: Mapping[int, PadPlan] = {}
    notes: tuple[tuple[Trigger, int], ...] = tuple((usual_note(pad), pad) for pad in range(1, PADS + 1))
    controls: tuple[Control, ...] = ()
    buttons: tuple[Button, ...] = ()

    def pad_at(self, note: int, channel: int) -> int | None:
        """The pad that `note` on `channel` strikes."""
        return next((pad for trigger, pad in self.notes if _fits(trigger, "note", note, channel)), None)

    def note_of(self, pad: int) -> Trigger | None:
        """The note that strikes `pad`."""
        return next((trigger for trigger, number in self.notes if number == pad), None)

    def control_at(self, cc: int, channel: int) -> Control | None:
        """The knob that sends `cc` on `channel`."""
        return next((each for each in self.controls if _fits(each.trigger, "cc", cc, channel)), None)

    def button_at(self, kind: str, number: int, channel: int) -> Button | None:
        """The button that sends this `note` or `cc`."""
        return next((each for each in self.buttons if _fits(each.trigger, kind, number, channel)), None)

    def learnt(self, pad: int, note: int, channel: int) -> Table:
        """This table, but `note` on `channel` strikes `pad`; no other note does, and it does nothing else."""
        trigger = Trigger("note", note, channel)
        others = tuple((each, number) for each, number in self.notes if number != pad and each != trigger)
        buttons = tuple(each for each in self.buttons if not each.trigger.meets(trigger))
        return msgspec.structs.replace(self, notes=((trigger, pad), *others), buttons=buttons)


def _fits(trigger: Trigger, kind: str, number: int, channel: int) -> bool:
    return trigger.kind == kind and trigger.number == number and trigger.channel in (None, channel)

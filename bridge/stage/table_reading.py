"""Reads pad sets out of TOML: every mistake at once, each with what would be right. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from bridge.errors import BadFile, BadRequest
from bridge.stage.table import (
    PADS,
    Button,
    ButtonAction,
    Control,
    ControlAction,
    MidiChannel,
    MidiNumber,
    PadNumber,
    PadPlan,
    Table,
    Trigger,
    usual_note,
)
from bridge.typed_toml import join_mistakes, mistakes, unknown
from bridge.vocabulary.music import Key

T = TypeVar("T", bound=msgspec.Struct)


class _Pad(PadPlan, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pad: PadNumber
    note: MidiNumber | None = None
    channel: MidiChannel | None = None

    def __post_init__(self) -> None:
        if self.preset is None and self.prompt is None and self.clip is None:
            raise BadRequest("needs a preset, a prompt or a clip")
        if self.note is None and self.channel is not None:
            raise BadRequest("needs a note on that channel")

    @property
    def plan(self) -> PadPlan:
        return PadPlan(**{name: getattr(self, name) for name in PadPlan.__struct_fields__})


class _Control(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    cc: MidiNumber
    does: ControlAction
    channel: MidiChannel | None = None
    pads: tuple[PadNumber, ...] = ()

    @property
    def control(self) -> Control:
        return Control(Trigger("cc", self.cc, self.channel), self.does, self.pads)


class _Button(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    does: ButtonAction
    note: MidiNumber | None = None
    cc: MidiNumber | None = None
    channel: MidiChannel | None = None
    pad: PadNumber | None = None

    def __post_init__(self) -> None:
        if (self.note is None) == (self.cc is None):
            raise BadRequest("needs a note or a CC")

    @property
    def button(self) -> Button:
        kind, number = ("note", self.note) if self.note is not None else ("cc", self.cc)
        assert number is not None
        return Button(Trigger(kind, number, self.channel), self.does, self.pad)


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    title: str = ""
    pad: tuple[_Pad, ...] = ()
    control: tuple[_Control, ...] = ()
    button: tuple[_Button, ...] = ()


def parse_table(values: dict[str, Any], name: str, presets: Collection[str] | None = None) -> Table:
    """The pad set that the file `name` holds as `values`; `presets` are those that there are, where that is
    to be checked.

    Raises `BadFile` with a sentence for each thing that is wrong.
    """
    wrong = list(_parse_keys(values))
    wrong += mistakes(values, _File)
    pads = list(_valid(values, "pad", _Pad))
    controls = [each.control for each in _valid(values, "control", _Control)]
    buttons = [each.button for each in _valid(values, "button", _Button)]
    notes = {each.pad: Trigger("note", each.note, each.channel) for each in pads if each.note is not None}
    wrong += _doubles(pads, notes, controls, buttons)
    for number, entry in enumerate(_listed(values, "pad"), 1):
        preset = entry.get("preset")
        if isinstance(preset, str) and presets is not None and preset not in presets:
            wrong.append(f"pad {number}: preset {unknown(preset, presets)}")
    if wrong:
        raise BadFile(join_mistakes(name, wrong))
    # A note that is written down is not any longer where another pad usually is.
    named = [*notes.values(), *(each.trigger for each in buttons)]
    usual = {pad: usual_note(pad) for pad in range(1, PADS + 1) if pad not in notes}
    usual = {pad: note for pad, note in usual.items() if note not in named}
    return Table(
        title=values.get("title", ""),
        plans={each.pad: each.plan for each in pads},
        notes=tuple((trigger, pad) for pad, trigger in (notes | usual).items()),
        controls=tuple(controls),
        buttons=tuple(buttons),
    )


def _listed(values: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    entries = values.get(kind)
    return (each for each in entries if isinstance(each, dict)) if isinstance(entries, list) else iter(())


def _parse_keys(values: dict[str, Any]) -> Iterator[str]:
    """Put keys in the place of their names; a sentence for each that isn't one."""
    for number, entry in enumerate(_listed(values, "pad"), 1):
        if isinstance(text := entry.pop("key", None), str):
            try:
                entry["key"] = Key.parse(text)
            except BadRequest as error:
                yield f"pad {number}: {error}"
        elif text is not None:
            yield f"pad {number}: key should be text in quotes."


def _valid(values: dict[str, Any], kind: str, wanted: type[T]) -> Iterator[T]:
    """The entries that are right in themselves; of the others it is said already what is wrong."""
    for entry in _listed(values, kind):
        with suppress(msgspec.ValidationError, BadRequest):
            yield msgspec.convert(entry, wanted)


def _doubles(
    pads: Iterable[_Pad],
    notes: dict[int, Trigger],
    controls: Iterable[Control],
    buttons: Iterable[Button],
) -> Iterator[str]:
    """Two entries for a pad, and two things on one trigger; a pad's usual note just gives way."""
    numbers = [each.pad for each in pads]
    yield from (f"pad {each} is there twice." for each in sorted(set(numbers)) if numbers.count(each) > 1)
    taken = [(trigger, f"pad {pad}") for pad, trigger in notes.items()]
    taken += [(each.trigger, f"control for {each.does}") for each in controls]
    taken += [(each.trigger, f"button for {each.does}") for each in buttons]
    for index, (trigger, what) in enumerate(taken):
        for other, before in taken[:index]:
            if trigger.meets(other):
                yield f"{trigger} is used by the {before} and by the {what}."

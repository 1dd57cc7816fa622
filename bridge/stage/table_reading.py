"""Tables of pads out of TOML: every mistake at once, each with what would be right. Pure."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Collection, Mapping
from typing import Any, get_type_hints

import msgspec

from bridge.errors import BadFile, BadRequest
from bridge.requests.bounds import MAX_SEED
from bridge.stage.table import (
    BUTTONS,
    CONTROLS,
    MAX_GAIN,
    NEVER_VARY,
    QUANTA,
    Button,
    Control,
    PadPlan,
    Table,
    Trigger,
    usual_note,
)
from bridge.stage.views import PADS
from bridge.timing import check_bars
from bridge.vocabulary.music import Key

Entry = Mapping[str, Any]


def parse_table(text: str, name: str, presets: Collection[str] | None = None) -> Table:
    """Read a table out of TOML; `presets` are those that there are, where that is to be checked.

    Raises `BadFile` with one clause for each thing that is wrong.
    """
    try:
        values = tomllib.loads(text)
    # A ValueError that is no TOMLDecodeError is for a number of too many digits.
    except (ValueError, RecursionError) as error:
        raise BadFile(f"The pads in {name} are no TOML: {error}.") from error
    reader = _Reader(presets)
    table = reader.table(values)
    if reader.wrong:
        raise BadFile(f"The pads in {name} cannot be used: {'; '.join(reader.wrong)}.")
    return table


class _Reader:
    """Reads entries and gathers what is wrong with them."""

    def __init__(self, presets: Collection[str] | None) -> None:
        self._presets = presets
        self.wrong: list[str] = []

    def table(self, values: Mapping[str, Any]) -> Table:
        for key in values:
            if key not in ("title", "pad", "control", "button"):
                self.wrong.append(_unknown(key, ("title", "pad", "control", "button")))
        title = values.get("title", "")
        if not isinstance(title, str):
            self.wrong.append("title is text in quotes")
        plans: dict[int, PadPlan] = {}
        notes: dict[int, Trigger] = {}
        for place, entry in self._entries(values, "pad"):
            self._pad(place, entry, plans, notes)
        controls = [self._control(place, entry) for place, entry in self._entries(values, "control")]
        buttons = [self._button(place, entry) for place, entry in self._entries(values, "button")]
        named = [*notes.values(), *(each.trigger for each in buttons if each is not None)]
        usual = {pad: usual_note(pad) for pad in range(1, PADS + 1) if pad not in notes}
        # A note that is written down is not any longer where another pad usually is.
        usual = {pad: note for pad, note in usual.items() if note not in named}
        table = Table(
            title=str(title),
            plans=plans,
            notes=tuple((trigger, pad) for pad, trigger in (notes | usual).items()),
            controls=tuple(each for each in controls if each is not None),
            buttons=tuple(each for each in buttons if each is not None),
        )
        self._look_for_doubles(table, notes)
        return table

    def _entries(self, values: Mapping[str, Any], kind: str) -> list[tuple[str, Entry]]:
        entries = values.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            self.wrong.append(f"{kind} is written as [[{kind}]]")
            return []
        return [(f"{kind} {number}", each) for number, each in enumerate(entries, 1)]

    def _pad(self, place: str, entry: Entry, plans: dict[int, PadPlan], notes: dict[int, Trigger]) -> None:
        pad = self._whole(place, entry, "pad", 1, PADS)
        trigger = self._trigger(place, entry, ("note",)) if "note" in entry or "channel" in entry else None
        if pad is None:
            if "pad" not in entry:
                self.wrong.append(f"{place} has no number; give pad = 1 to {PADS}")
        elif pad in plans:
            self.wrong.append(f"{place}: there are two for pad {pad}")
        place = f"pad {pad}" if pad else place
        plan = self._plan(place, {key: value for key, value in entry.items() if key not in _ELSEWHERE})
        if pad is not None:
            plans[pad] = plan
            if trigger is not None:
                notes[pad] = trigger

    def _plan(self, place: str, entry: Entry) -> PadPlan:
        known: dict[str, Any] = {}
        for name, value in entry.items():
            if name not in _PLAN:
                self.wrong.append(f"{place}: {_unknown(name, (*_PLAN, *_ELSEWHERE))}")
                continue
            try:
                known[name] = _read(name, value)
            except (BadRequest, msgspec.ValidationError) as error:
                self.wrong.append(f"{place}, {name}: {str(error).rstrip('.')}")
        preset = known.get("preset")
        if preset is not None and self._presets is not None and preset not in self._presets:
            self.wrong.append(f"{place}: preset {_unknown(preset, self._presets)}")
        if not entry.keys() & {"preset", "prompt"}:
            self.wrong.append(f"{place} stands for nothing; give preset or prompt")
        return PadPlan(**known)

    def _control(self, place: str, entry: Entry) -> Control | None:
        self._check_names(place, entry, ("cc", "channel", "does", "pads"))
        trigger, does = self._trigger(place, entry, ("cc",)), self._does(place, entry, CONTROLS)
        pads = entry.get("pads", [])
        if not isinstance(pads, list) or not all(_is_whole(pad, 1, PADS) for pad in pads):
            self.wrong.append(f"{place}: pads is a list of numbers from 1 to {PADS}")
            return None
        return Control(trigger, does, tuple(pads)) if trigger and does else None

    def _button(self, place: str, entry: Entry) -> Button | None:
        self._check_names(place, entry, ("note", "cc", "channel", "does", "pad"))
        trigger, does = self._trigger(place, entry, ("note", "cc")), self._does(place, entry, BUTTONS)
        pad = self._whole(place, entry, "pad", 1, PADS)
        return Button(trigger, does, pad) if trigger and does else None

    def _trigger(self, place: str, entry: Entry, kinds: tuple[str, ...]) -> Trigger | None:
        given = [kind for kind in kinds if kind in entry]
        if len(given) != 1:
            self.wrong.append(f"{place} needs {' or '.join(kinds)}")
            return None
        number = self._whole(place, entry, given[0], 0, 127)
        channel = self._whole(place, entry, "channel", 1, 16)
        return None if number is None else Trigger(given[0], number, channel)

    def _does(self, place: str, entry: Entry, known: tuple[str, ...]) -> str | None:
        does = entry.get("does")
        if isinstance(does, str) and does in known:
            return does
        self.wrong.append(f"{place} does " + (_unknown(does, known) if does is not None else "nothing"))
        return None

    def _whole(self, place: str, entry: Entry, name: str, low: int, high: int) -> int | None:
        if name not in entry:
            return None
        value = entry[name]
        if not _is_whole(value, low, high):
            self.wrong.append(f"{place}: {name} is a whole number from {low} to {high}")
            return None
        return int(value)

    def _check_names(self, place: str, entry: Entry, known: tuple[str, ...]) -> None:
        self.wrong += [f"{place}: {_unknown(name, known)}" for name in entry if name not in known]

    def _look_for_doubles(self, table: Table, notes: Mapping[int, Trigger]) -> None:
        """Two things on one trigger are a mistake, but for a pad's usual note, which just gives way."""
        taken = [(trigger, f"pad {pad}") for pad, trigger in notes.items()]
        taken += [(each.trigger, f"control for {each.does}") for each in table.controls]
        taken += [(each.trigger, f"button for {each.does}") for each in table.buttons]
        for index, (trigger, what) in enumerate(taken):
            for other, before in taken[:index]:
                if trigger.meets(other):
                    self.wrong.append(f"{trigger} is that of the {before} and of the {what}")


_PLAN: dict[str, Any] = get_type_hints(PadPlan)
_ELSEWHERE = ("pad", "note", "channel")


def _checked(limit: Callable[[Any], bool], said: str) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if not limit(value):
            raise BadRequest(said)

    return check


_LIMITS: dict[str, Callable[[Any], object]] = {
    "bars": check_bars,
    "seed": _checked(lambda seed: 0 <= seed <= MAX_SEED, f"give 0 to {MAX_SEED}"),
    "gain": _checked(lambda gain: 0 <= gain <= MAX_GAIN, f"give 0 to {MAX_GAIN:g}"),
    "vary_from": _checked(lambda velocity: 1 <= velocity <= NEVER_VARY, f"give 1 to {NEVER_VARY} (never)"),
    "quantum": _checked(lambda quantum: quantum in QUANTA, f"give {', '.join(QUANTA)}"),
}


def _read(name: str, value: Any) -> Any:
    if name == "key" and isinstance(value, str):
        return Key.parse(value)
    read = msgspec.convert(value, _PLAN[name])
    _LIMITS.get(name, lambda _: None)(read)
    return read


def _is_whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _unknown(name: object, known: Collection[str]) -> str:
    word = str(name)[:40]
    near = difflib.get_close_matches(word, known, 1)
    return f"“{word}” is unknown" + (f" (did you mean {near[0]}?)" if near else "")

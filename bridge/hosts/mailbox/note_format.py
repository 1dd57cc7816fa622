"""The format of the notes that the bridge and a script in a host exchange in a folder, the mailbox. Pure.

    riffbridge 1
    name value
    …
    end

Values are UTF-8 on one line, with `\\\\`, `\\n` and `\\r` escaped. Half a note is recognized as such.

| file | from | what |
|---|---|---|
| `order.note` | bridge | place a clip, or tell the user something; one at a time, whoever renames it has it |
| `answer-ID.note` | host | what became of it; taken away by the bridge |
| `ask-ID.note` | host | somebody asks for a loop |
| `state.note` | host | tempo, meter, position, track, project: at most twenty a second, at least one |
| `memory` | host | which orders were begun, and how they ended |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast, get_args

import msgspec

from bridge.messages.events import PlacementEnded
from bridge.messages.orders import Failure, FailureKind

# Of which an order's id may be, so that it can be part of a file's name anywhere.
ID = re.compile(r"[0-9A-Za-z-]{1,64}")
MAX_CHARACTERS = 1_000
HEAD, END = "riffbridge 1\n", "end\n"

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED = {written: read for read, written in _ESCAPES.items()}
_LINE = re.compile(r"(\w+) (.*)", re.ASCII)

Value = str | int | float


def format_note(fields: Mapping[str, Value]) -> str:
    """`fields` as a note, sorted by name; floats survive unchanged."""
    lines = [f"{name} {_escape(fields[name])}\n" for name in sorted(fields)]
    return "".join([HEAD, *lines, END])


def parse_note(text: str) -> dict[str, str] | None:
    """Names and values of a note; `None` for half a note or anything else."""
    if not text.startswith(HEAD) or not text.endswith("\n" + END):
        return None
    fields = {}
    for line in text[len(HEAD) : -len(END)].split("\n")[:-1]:
        if (found := _LINE.fullmatch(line)) is None:
            return None
        fields[found[1]] = re.sub(r"\\[\\nr]", lambda each: _ESCAPED[each[0]], found[2])
    return fields


def _escape(value: Value) -> str:
    return re.sub(r"[\\\n\r]", lambda each: _ESCAPES[each[0]], str(value))


class Ending(msgspec.Struct, frozen=True):
    """How an order ended: `kind` is empty if it was carried out, and `text` then says where."""

    id: str
    kind: str
    text: str

    def of_placement(self, host: str) -> PlacementEnded:
        """The end of the placement of this id, in `host`."""
        if not self.kind:
            return PlacementEnded(self.id, where=f"{host}:{self.text}")
        kind = cast(FailureKind, self.kind if self.kind in get_args(FailureKind) else "host")
        return PlacementEnded(self.id, failure=Failure(kind, self.text))


def read_ending(text: str) -> Ending | None:
    """The answer to an order."""
    fields = parse_note(text)
    if fields is None or not ID.fullmatch(fields.get("id", "")):
        return None
    if fields.get("ended") == "placed":
        return Ending(fields["id"], "", fields.get("where", "")[:MAX_CHARACTERS])
    said = fields.get("text", "")[:MAX_CHARACTERS] or "The host couldn't place it, and didn't say why."
    return Ending(fields["id"], fields.get("kind", "")[:40] or "host", said)

"""The ways a request comes in, as functions from a field's name and text to what the request then says.

`python -m tests.golden.doors` writes `doors.json`: what each door makes of each value.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from bridge.cli import build_parser
from bridge.commands import render
from bridge.errors import BadRequest
from bridge.messages import answers
from bridge.osc.codec import Message
from bridge.osc.dispatch import dispatch
from bridge.osc.forms import Where
from bridge.requests.reading import request_from_json, request_from_toml
from bridge.settings import Settings
from bridge.vocabulary.requests import ClipRequest

RECORD = Path(__file__).with_name("doors.json")

# By its public name: values that are right, and values that are wrong.
VALUES: dict[str, tuple[str, ...]] = {
    "prompt": ("deep dub", "鼓 und Bass", "a\tb\nc", "\x07", "x" * 2001, ""),
    "negative": ("drums", "\x07"),
    "preset": ("house-piano", "../dub"),
    "model": ("starter", "a*b", "../m", "con", ""),
    "bpm": ("120", "93.5", "1.2e2", "nan", "19", "9_9", "", "fast"),
    "bars": ("2", "2.0", "1_0", "0", "65", "two", "1.5", "+4", "１２"),
    "meter": ("3/4", " 6/8 ", "4/5", "x"),
    "key": ("Am", "F# minor", "H", ""),
    "seed": ("7", "4294967295", "4294967296", "-1", "٣", "1e3"),
    "steps": ("20", "1e1", "0", "201", "many"),
    "guidance": ("5.5", "1", "31", "nan"),
    "scheduler": ("ddim", "a/b"),
    "count": ("2", "16", "17"),
    "strength": ("0.5", ".005", "0", "1.1"),
    "to": ("dub",),
    "seed_to": ("9", "-1"),
    "blend": ("0.25", "1.5"),
    "source_bars": ("2", "0"),
    "from_beat": ("4", "-1"),
    "to_beat": ("5.5", "x"),
    "drawn_bpm": ("124", "5"),
    "rate": ("48000", "44101"),
    "format": ("wav", "wav16", "FLAC", "ogg", "oga", "mp3"),
    "place": ("live:selected", "track:2/slot:5+fire", "attic"),
}
# Where OSC takes a pair that `/riffbridge/render` does not.
_ADDRESS = {"strength": "vary", "from_beat": "fill", "to_beat": "fill", "source_bars": "extend"}


class Refused(Exception):
    """One sentence, or several."""


def said(request: ClipRequest) -> dict[str, Any]:
    """What `request` says beside its origin, in plain values."""
    facts = msgspec.to_builtins(request, enc_hook=str)
    return {name: value for name, value in facts.items() if value is not None and name != "origin"}


def by_toml(name: str, text: str) -> dict[str, Any]:
    quoted = json.dumps(text).replace("\x7f", "\\u007f")
    return _read(lambda: request_from_toml(f"{name} = {quoted}", origin=""))


def by_json(name: str, text: str) -> dict[str, Any]:
    return _read(lambda: request_from_json(json.dumps({name: text}), origin=""))


def by_osc(name: str, text: str) -> dict[str, Any]:
    address, pairs = _ADDRESS.get(name, "render"), (name, text)
    arguments = (1, text) if name == "prompt" else (1, "" if address == "render" else "a.wav", *pairs)
    event = dispatch(Message(f"/riffbridge/{address}", arguments), Where("127.0.0.1", 9000, 0.0))
    if isinstance(event, answers.Failed):
        raise Refused(event.failure.message)
    found = said(event.request)  # type: ignore[union-attr]
    found.pop("operation", None)
    return {key: value for key, value in found.items() if key != "prompt" or name == "prompt"}


def by_command_line(name: str, text: str) -> dict[str, Any]:
    words = ["render", f"--{name.replace('_', '-')}={text}"]
    if name == "prompt":
        words = ["render", "--", text]
    if name == "strength":
        words += ["--source", "a.wav"]
    printed = io.StringIO()
    try:
        with contextlib.redirect_stderr(printed):
            options = build_parser().parse_args(words)
    except SystemExit as left:
        raise Refused(printed.getvalue().strip()) from left
    found = said(_read_request(options))
    return {key: value for key, value in found.items() if key != "source"}


def _read_request(options: Any) -> ClipRequest:
    try:
        request = render._request(options, Settings())
    except BadRequest as error:
        raise Refused(str(error)) from error
    return request if options.format else msgspec.structs.replace(request, file_format=None)


def _read(read: Callable[[], ClipRequest]) -> dict[str, Any]:
    try:
        return said(read())
    except BadRequest as error:
        raise Refused(str(error)) from error


DOORS = {"toml": by_toml, "json": by_json, "osc": by_osc, "command line": by_command_line}


def answer(door: Callable[[str, str], dict[str, Any]], name: str, text: str) -> str:
    """What a request of one field becomes, or that it is refused."""
    try:
        return json.dumps(door(name, text), ensure_ascii=False)[:60]
    except Refused:
        return "refused"


def record() -> dict[str, dict[str, str]]:
    """For each value the answer that the doors agree on, or each door's own."""
    found: dict[str, dict[str, str]] = {}
    for name, texts in VALUES.items():
        for text in texts:
            by_door = {title: answer(door, name, text) for title, door in DOORS.items()}
            same = len(set(by_door.values())) == 1
            found[f"{name}={text[:12]!a}"] = {"all": by_door["toml"]} if same else by_door
    return found


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

"""The ways a request comes in, each a function from a field's name and text to what the request then says."""

from __future__ import annotations

import contextlib
import io
import json
from argparse import ArgumentParser
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from bridge.cli import build_parser
from bridge.commands.options import option, request_of
from bridge.errors import BadRequest
from bridge.messages import answers
from bridge.messages.events import RequestCame
from bridge.osc.codec import Message, decode, encode
from bridge.osc.dispatch import dispatch
from bridge.osc.forms import Where
from bridge.requests.fields import BY_NAME
from bridge.requests.reading import request_from_json, request_from_toml
from bridge.vocabulary.requests import ClipRequest

Said = dict[str, Any]


class Refused(Exception):
    """One sentence, or several."""


def said(request: ClipRequest) -> Said:
    """What `request` says beside its origin, in plain values."""
    facts = msgspec.to_builtins(request, enc_hook=str)
    return {name: value for name, value in facts.items() if value is not None and name != "origin"}


def by_toml(name: str, text: str) -> Said:
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return _read(lambda: request_from_toml(f"{name} = {quoted}", origin=""))


def by_json(name: str, text: str) -> Said:
    return _read(lambda: request_from_json(json.dumps({name: text}), origin=""))


def by_osc(name: str, text: str) -> Said:
    """By `/riffbridge/render`; a text with a NUL, which OSC cannot carry, is refused as by the others."""
    arguments = (1, text) if name == "prompt" else (1, "", name, text)
    message = Message("/riffbridge/render", arguments)
    [came] = decode(encode(message)) if "\0" not in text else [message]
    event = dispatch(came, Where("127.0.0.1", 9000, 0.0))
    if isinstance(event, answers.Failed):
        raise Refused(event.failure.message)
    assert isinstance(event, RequestCame)
    found = {**said(event.request), "source": event.source_clip, "goal_source": event.goal_clip}
    return {key: value for key, value in found.items() if value is not None}


def by_command_line(name: str, text: str) -> Said:
    """By an option; a switch is typed without a value."""
    words = [option(name)] if BY_NAME[name].kind.is_switch else [f"{option(name)}={text}"]
    printed = io.StringIO()
    try:
        with contextlib.redirect_stderr(printed):
            options = _parser().parse_args(["render", *(["--", text] if name == "prompt" else words)])
    except SystemExit as left:
        raise Refused(printed.getvalue().strip()) from left
    return _read(lambda: request_of(options))


@lru_cache
def _parser() -> ArgumentParser:
    return build_parser()


def _read(read: Callable[[], ClipRequest]) -> Said:
    try:
        return said(read())
    except BadRequest as error:
        raise Refused(str(error)) from error


DOORS: dict[str, Callable[[str, str], Said]] = {
    "toml": by_toml,
    "json": by_json,
    "osc": by_osc,
    "command line": by_command_line,
}

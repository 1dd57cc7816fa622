"""Reads a request from names and values, as in TOML, JSON or options, and tells every mistake at once.

`bridge.requests.fields` has the names, and `bridge.requests.kinds` the rules for values.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from bridge import toml_text
from bridge.errors import BadRequest
from bridge.requests.fields import BY_NAME, FIELDS, Field
from bridge.requests.kinds import Kind, printable, shown
from bridge.vocabulary.requests import ClipRequest

_BY_ANY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}


class BadSyntax(BadRequest):
    """Text that cannot be read as what it should be; perhaps it is not all there yet."""


def request_from_toml(text: str, *, origin: str) -> ClipRequest:
    """A request from TOML; see `request_from`. Raises `BadSyntax` if it isn't TOML."""
    try:
        values = toml_text.parse(text)
    except ValueError as error:
        raise BadSyntax(f"This isn't valid TOML: {_reason(error)}.") from error
    return request_from(values, origin=origin)


def request_from_json(text: str, *, origin: str) -> ClipRequest:
    """A request from a JSON object; see `request_from`. Raises `BadSyntax` if it isn't JSON."""
    try:
        values = msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BadSyntax(f"This isn't valid JSON: {_reason(error)}.") from error
    if not isinstance(values, dict):
        raise BadRequest('This JSON isn\'t an object. Write a request as {"prompt": "…", "bars": 2}.')
    return request_from(values, origin=origin)


def request_from(
    values: Mapping[str, object], *, origin: str, kinds: Mapping[str, Kind] | None = None
) -> ClipRequest:
    """A request from values by their public names, such as `bpm`; `None` is not said.

    `source` and `to_clip` are bare file names, and become relative paths of one part. `kinds` stand in for
    those of the fields of these names, where more may be said than by whoever sends packets and files.
    Raises `BadRequest` with one sentence for each thing that is wrong.
    """
    read: list[tuple[Field, Any]] = []
    mistakes: list[str] = []
    for name, value in values.items():
        if (field := _BY_ANY_NAME.get(name)) is None:
            mistakes.append(unknown_name(name, BY_NAME))
        elif value is not None:
            try:
                read.append((field, field.read(value, (kinds or {}).get(field.name))))
            except BadRequest as error:
                mistakes.append(str(error))
    if mistakes:
        raise BadRequest(" ".join(mistakes))
    return assembled(read, origin=origin)


def assembled(values: Iterable[tuple[Field, Any]], **said: Any) -> ClipRequest:
    """The request that says `values`, each as its field has read it, and the attributes `said`.

    Raises `BadRequest` for values that say two things of one.
    """
    known = {name: value for name, value in said.items() if value is not None}
    by = {name: str(value) for name, value in known.items()}
    for field, value in values:
        changes = field.changes(value) if field.changes else {field.attribute: value}
        for attribute, given in changes.items():
            if known.setdefault(attribute, given) != given:
                if by[attribute] == field.name:
                    raise BadRequest(f"{field.name} is given twice. Leave one out.")
                raise BadRequest(f"{by[attribute]} and {field.name} can't be combined. Leave one out.")
            by.setdefault(attribute, field.name)
    return ClipRequest(**known)


def unknown_name(name: object, known: Iterable[str]) -> str:
    """A sentence that `name` is none of `known`, with the nearest of them."""
    known = list(known)
    near = difflib.get_close_matches(str(name)[:40].lower(), known, n=1) if isinstance(name, str) else []
    return f"“{shown(name)}” is unknown. " + (
        f"Did you mean {near[0]}?" if near else f"Use {', '.join(known)}."
    )


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return printable(str(error)[:200]).rstrip(".")

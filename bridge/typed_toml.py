"""Reads TOML files into typed structs; a mistake becomes a sentence that names the file and the key."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from bridge import toml_text
from bridge.errors import BadFile, BadRequest
from bridge.untrusted import read_text

MAX_BYTES = 2**20
T = TypeVar("T", bound=msgspec.Struct)
_STRUCT = type(msgspec.Struct)
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_WHERE = re.compile(r" - at `(?:key in )?\$(.*)`$")
# msgspec's words for types, in those of somebody who writes the file.
_PLAIN = {
    "array": "a list", "object": "a table", "str": "text in quotes", "int": "a whole number",
    "float": "a number", "bool": "true or false",
}  # fmt: skip


def read_toml(path: Path) -> dict[str, Any]:
    """The tables and values in `path`. Raises `BadFile`."""
    try:
        return parse_toml(read_text(path, MAX_BYTES), path.name)
    except OSError as error:
        raise BadFile(f"{path.name} can't be read: {error.strerror}.") from error


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The tables and values in the `text` of `file`. Raises `BadFile`."""
    try:
        return toml_text.parse(text)
    except ValueError as error:
        raise BadFile(f"{file} isn't valid TOML: {error}.") from error


def convert(values: dict[str, Any], kind: type[T], file: str) -> T:
    """`values` of `file` as a `kind`. Raises `BadFile` with a sentence for each mistake."""
    try:
        return msgspec.convert(values, kind)
    except (msgspec.ValidationError, BadRequest) as error:
        raise BadFile(join_mistakes(file, mistakes(values, kind))) from error


def sha256_of(held: Any) -> str:
    """SHA-256 of structs, and of lists of them, by what they hold that isn't the default: however a file
    spells it, and whatever keys come later."""
    return hashlib.sha256(msgspec.json.encode(_given(held), order="sorted")).hexdigest()


def _given(held: Any) -> Any:
    if isinstance(held, (list, tuple)):
        return [_given(each) for each in held]
    if not isinstance(held, msgspec.Struct):
        return held
    values = {}
    for field in msgspec.structs.fields(held):
        value, make = getattr(held, field.name), field.default_factory
        if value != (field.default if make is msgspec.NODEFAULT else make()):
            values[field.name] = _given(value)
    return values


def join_mistakes(file: str, sentences: list[str]) -> str:
    """All `sentences`, each behind the name of the file that it is about."""
    return " ".join(f"{file}: {sentence}" for sentence in sentences)


def unknown(name: str, known: Iterable[str]) -> str:
    """A sentence that `name` is none of `known`, with the nearest of them."""
    near = difflib.get_close_matches(name[:40], known, 1)
    return f"{name[:40]} is unknown" + (f"; did you mean {near[0]}?" if near else ".")


def mistakes(values: dict[str, Any], kind: type[msgspec.Struct], table: str = "") -> list[str]:
    """A sentence for each of `values` that a `kind` cannot have, and for each that it lacks."""
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    wrong: list[str] = []
    for key, value in values.items():
        if key not in fields:
            wrong.append(table + unknown(key, fields))
        else:
            wrong += mistakes_in(value, fields[key].type, f"{table}{key}")
    missing = [name for name, field in fields.items() if field.required and name not in values]
    wrong += [f"{table}{name} is missing." for name in missing]
    if not wrong:
        # Each value by itself is right; they may not go together.
        try:
            msgspec.convert(values, kind)
        except (msgspec.ValidationError, BadRequest) as error:
            wrong.append(f"{table}{str(error).rstrip('.')}.")
    return wrong


def mistakes_in(value: Any, wanted: Any, key: str) -> Iterator[str]:
    """What is wrong with `value`, which `key` names in its file, as one of type `wanted`."""
    items = [each for each in get_args(wanted) if isinstance(each, _STRUCT)]
    if isinstance(value, dict) and isinstance(wanted, _STRUCT):
        yield from mistakes(value, wanted, f"{key}.")
    elif isinstance(value, list) and get_origin(wanted) is tuple and items:
        for number, each in enumerate(value, 1):
            if isinstance(each, dict):
                yield from mistakes(each, items[0], f"{key} {number}: ")
            else:
                yield f"{key} is written as [[{key}]]."
    else:
        try:
            msgspec.convert(value, wanted)
        except (msgspec.ValidationError, BadRequest) as error:
            yield _sentence(key, str(error), wanted)


def _sentence(key: str, error: str, wanted: Any) -> str:
    where = _WHERE.search(error)
    key, error = key + (where[1] if where else ""), _WHERE.sub("", error)
    if found := _EXPECTED.fullmatch(error):
        type_wanted, got = (_PLAIN.get(name.removesuffix(" | null"), name) for name in found.groups())
        return f"{key} should be {type_wanted}, not {got}."
    return f"{key} should be {said}." if (said := _limits(wanted)) else f"{key}: {error.rstrip('.')}."


def _one_of(values: Sequence[str]) -> str:
    return f"{', '.join(values[:-1])} or {values[-1]}"


def _limits(kind: Any) -> str:
    """What may be given for `kind`, where its type lists it or bounds it."""
    if get_origin(kind) is Literal:
        return _one_of(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _one_of([each.value for each in kind])
    args = get_args(kind)
    for each in args:
        if isinstance(each, msgspec.Meta) and each.max_length is not None and args[0] is str:
            return f"at most {each.max_length:,} characters long"
        if isinstance(each, msgspec.Meta) and each.ge is not None and each.le is not None:
            return f"from {each.ge:,.10g} to {each.le:,.10g}"
        if said := _limits(each):
            return said
    return ""

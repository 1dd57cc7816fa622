"""Reads TOML files into typed structs; a mistake becomes a sentence that names the file and the key."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bridge.errors import BadFile

T = TypeVar("T", bound=msgspec.Struct)
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`(?: - at `(?:key in )?\$(.*)`)?")
# msgspec's words for types, in those of somebody who writes the file.
_PLAIN = {
    "array": "a list", "object": "a table", "str": "text in quotes", "int": "a whole number",
    "float": "a number", "bool": "true or false",
}  # fmt: skip


def read_toml(path: Path) -> dict[str, Any]:
    """The tables and values in `path`. Raises `BadFile`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(f"{path.name} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path.name} isn't UTF-8 text; save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"{path.name} isn't valid TOML: {error}.") from error


def convert(values: dict[str, Any], kind: type[T], file: str) -> T:
    """`values` of `file` as a `kind`. Raises `BadFile` with a sentence for each mistake."""
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        sentences = list(_mistakes(values, kind)) or [f"{error}."]
        raise BadFile(join_mistakes(file, sentences)) from error


def join_mistakes(file: str, sentences: list[str]) -> str:
    """All `sentences`, each behind the name of the file that it is about."""
    return " ".join(f"{file}: {sentence}" for sentence in sentences)


def _mistakes(values: dict[str, Any], kind: type[msgspec.Struct], table: str = "") -> Iterator[str]:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for key, value in values.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, 1)
            yield f"{table}{key} is unknown" + (f"; did you mean {near[0]}?" if near else ".")
        elif isinstance(value, dict) and isinstance(wanted := fields[key].type, type(msgspec.Struct)):
            yield from _mistakes(value, wanted, f"{table}{key}.")
        else:
            try:
                msgspec.convert(value, fields[key].type)
            except msgspec.ValidationError as error:
                yield _sentence(f"{table}{key}", str(error))
    missing = [name for name, field in fields.items() if field.required and name not in values]
    yield from (f"{table}{name} is missing." for name in missing)


def _sentence(key: str, error: str) -> str:
    if (found := _EXPECTED.fullmatch(error)) is None:
        return f"{key}: {error}."
    wanted, got = (_PLAIN.get(name, name) for name in found.groups()[:2])
    return f"{key}{found[3] or ''} should be {wanted}, not {got}."

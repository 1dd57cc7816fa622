"""Checks and converts what is entered in a setting. No widgets."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import msgspec
from PyQt6.QtCore import QCoreApplication

from bridge.settings import Settings, expanded, mistakes_in
from ui.settings.fields import Field

translate = QCoreApplication.translate


class InvalidValue(Exception):
    """A value that is not accepted; the sentence says what would be."""


def parse_value(field: Field, written: Any) -> Any:
    """Convert what is `written` in the control of `field`. Raises `InvalidValue`."""
    if field.kind in ("whole", "number"):
        written = _number(field, written)
    elif field.kind == "folder":
        written = _folder(written)
    elif field.name == "osc_host" and not written.strip():
        raise InvalidValue(translate("settings", "Enter an address, such as 127.0.0.1 for this computer."))
    kinds = {each.name: each.type for each in msgspec.structs.fields(Settings)}
    try:
        value = msgspec.convert(written, kinds[field.name])
    except msgspec.ValidationError as error:
        raise InvalidValue(f"{error}.") from error
    if value is not None and (wrong := list(mistakes_in(field.name, value))):
        raise InvalidValue(f"{'; '.join(wrong)}.")
    return value


def _number(field: Field, written: str) -> float | int | None:
    written = written.strip().replace(",", ".")
    if not written and field.name == "library_max_gb":
        return None
    try:
        number = int(written) if field.kind == "whole" else float(written)
    except ValueError:
        if field.kind == "whole":
            sentence = translate("settings", "“{text}” isn't a whole number.")
        else:
            sentence = translate("settings", "“{text}” isn't a number.")
        raise InvalidValue(sentence.format(text=written[:40])) from None
    if field.name == "library_max_gb" and not 0 < number < math.inf:
        raise InvalidValue(
            translate("settings", "Enter more than 0 GB, or leave it empty to keep all clips.")
        )
    return number


def _folder(written: str) -> str:
    path = expanded(written.strip())
    if not written.strip() or not path.is_absolute():
        raise InvalidValue(
            translate("settings", "Enter a full path, such as {path}.").format(path=Path.home() / "Music")
        )
    return str(path)


def folder_problem(folder: str) -> str:
    """Why `folder` cannot be written to, or an empty string. Reads the disk."""
    path = Path(folder)
    if path.exists() and not path.is_dir():
        return translate("settings", "This is a file. Choose a folder.")
    nearest = next((each for each in (path, *path.parents) if each.exists()), None)
    if nearest is None or not os.access(nearest, os.W_OK | os.X_OK):
        return translate("settings", "Can't write to {path}. Choose another folder.").format(
            path=nearest or folder
        )
    return ""

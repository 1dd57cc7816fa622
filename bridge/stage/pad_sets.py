"""Keeps the user's changes to pad sets, and sets of their own, on disk.

    <pads>/my-set.toml           a set of the user's own
    <pads>/edited/house.toml     what the user has changed on the pads of `house`

Changes to a set lie beside it, so that a reset brings its own pads back and a file written by hand keeps its
comments. Only pads are kept this way; notes and controllers stay as the set has them.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import msgspec

from bridge.errors import BadFile, BadRequest
from bridge.sound.files.atomic import atomic_write, make_folder, storage_failed
from bridge.sound.files.names import is_device
from bridge.stage.table import Table
from bridge.stage.table_reading import parse_table
from bridge.stage.table_writing import format_table
from bridge.typed_toml import MAX_BYTES, read_toml
from bridge.untrusted import read_text

EDITED = "edited"
MAX_TITLE_CHARACTERS = 60
_MAX_NAME_CHARACTERS = 40
_TITLE = re.compile(r"^title\s*=.*$", re.M)
log = logging.getLogger("riffbridge.pads")


def with_edits(table: Table, folder: Path) -> Table:
    """`table` with the user's changes from `folder`; as it is where those can't be read."""
    path = _edits(folder, table.name)
    if not table.name or not path.exists():
        return table
    try:
        return msgspec.structs.replace(table, plans=parse_table(read_toml(path), path.name).plans)
    except BadFile as error:
        log.warning("Your changes to the pad set “%s” can't be read: %s", table.title or table.name, error)
        return table


def keep_edits(table: Table, folder: Path, original: Table | None) -> None:
    """Keep the pads of `table` if they differ from its `original`'s, or if that can't be read (`None`); else
    drop what was kept. Raises `StorageFailed`."""
    path = _edits(folder, table.name)
    if original is None or original.plans != table.plans:
        make_folder(path.parent)
        only_pads = Table(title=table.title, plans=table.plans, notes=())
        atomic_write(path, format_table(only_pads).encode())
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_failed(path, error) from error


def save_as(table: Table, title: str, folder: Path, taken: Callable[[str], bool]) -> Table:
    """Save `table` as a set called `title`; returns the new set.

    Its name is one that is neither `taken` nor has a file, be it one that can't be read.

    Raises `BadRequest` without a title, and `StorageFailed`.
    """
    title = _checked(title)
    stem = _name_of(title)
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10_000))
    name = next(each for each in names if not (taken(each) or _is_used(folder, each)))
    saved = msgspec.structs.replace(table, name=name, title=title)
    make_folder(folder)
    atomic_write(_own(folder, name), format_table(saved).encode())
    return saved


def rename(table: Table, title: str, folder: Path) -> Table:
    """Give a set of the user's own another title; the rest of its file stays as it is.

    Raises `BadRequest` for a set that ships with Riffbridge, `BadFile` if its file can't be read, and
    `StorageFailed`.
    """
    title, path = _checked(title), _own(folder, table.name)
    try:
        text = read_text(path, MAX_BYTES)
    except FileNotFoundError:
        raise BadRequest(
            f"“{table.title}” comes with Riffbridge. Save a copy under another name instead."
        ) from None
    except OSError as error:
        raise BadFile(f"{path.name} can't be read: {error.strerror}.") from error
    line = msgspec.toml.encode({"title": title}).decode().strip()
    text = _TITLE.sub(lambda _: line, text, count=1) if _TITLE.search(text) else f"{line}\n{text}"
    atomic_write(path, text.encode())
    return msgspec.structs.replace(table, title=title)


def _own(folder: Path, name: str) -> Path:
    return folder / f"{name}.toml"


def _is_used(folder: Path, name: str) -> bool:
    return _own(folder, name).exists() or _edits(folder, name).exists()


def _edits(folder: Path, name: str) -> Path:
    return folder / EDITED / f"{name}.toml"


def _checked(title: str) -> str:
    if not (title := " ".join(title.split())[:MAX_TITLE_CHARACTERS]):
        raise BadRequest("A pad set needs a name.")
    return title


def _name_of(title: str) -> str:
    """`Friday night!` → `friday-night`: a file's name on every system."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MAX_NAME_CHARACTERS].strip("-") or "pads"
    return f"{name}-pads" if is_device(name) else name

"""Where tables of pads lie: ours in `presets/pads/`, the user's own and what was learnt in their folder.

A learnt note is of the controller, not of a style: one file has them for all tables, and the tables
themselves are never written to, so that nobody's comments are lost.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from bridge.errors import BadFile, BadRequest
from bridge.requests.presets import SHIPPED as SHIPPED_PRESETS
from bridge.requests.presets import preset_names
from bridge.sound.files.atomic import atomic_write, make_folder
from bridge.stage.table import Table
from bridge.stage.table_reading import parse_table
from bridge.stage.views import PADS

SHIPPED = SHIPPED_PRESETS / "pads"
# Has every style a little; what pads stand for until somebody chooses.
DEFAULT = "mixed"


class LearntNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One note that was learnt, on `channel` 1 to 16."""

    pad: int
    note: int
    channel: int

    def __post_init__(self) -> None:
        if not (1 <= self.pad <= PADS and 0 <= self.note <= 127 and 1 <= self.channel <= 16):
            raise ValueError(f"a pad is 1 to {PADS}, a note 0 to 127, a channel 1 to 16")


def tables_folder() -> Path:
    """Where the user's own tables lie."""
    return platformdirs.user_config_path("riffbridge") / "pads"


def learnt_path() -> Path:
    """Where learnt notes are kept."""
    return platformdirs.user_config_path("riffbridge") / "learnt-notes.toml"


def table_names(*folders: Path) -> dict[str, Path]:
    """Names and files of all tables, later folders before earlier ones, by name."""
    found = {path.stem: path for folder in (SHIPPED, *folders) for path in folder.glob("*.toml")}
    return dict(sorted(found.items()))


def find_table(name: str, folder: Path | None = None, presets_folder: Path | None = None) -> Table:
    """The table called `name`; `""` is the usual one. `folder` has the user's own tables.

    Raises `BadRequest` with the nearest names if there is none, `BadFile` with all that is wrong in it.
    """
    names = table_names(folder or tables_folder())
    if (path := names.get(name or DEFAULT)) is None:
        near = difflib.get_close_matches(name, names, 3) or list(names)
        raise BadRequest(f"There is no table of pads “{name[:60]}”; did you mean {' or '.join(near)}?")
    return read_table(path, presets_folder)


def read_table(path: Path, presets_folder: Path | None = None) -> Table:
    """Read one table. Raises `BadFile` with all that is wrong in it."""
    presets = preset_names(*(() if presets_folder is None else (presets_folder,)))
    return parse_table(_text(path), path.name, presets)


def read_learnt(path: Path) -> tuple[LearntNote, ...]:
    """The notes that were learnt; none where there is no file. Raises `BadFile`."""
    if not path.exists():
        return ()
    try:
        values: Mapping[str, Any] = tomllib.loads(_text(path))
        return msgspec.convert(values.get("note", []), tuple[LearntNote, ...])
    except (ValueError, msgspec.ValidationError, RecursionError) as error:
        raise BadFile(
            f"The learnt notes in {path} cannot be used: {error}; remove it to begin anew."
        ) from error


def with_learnt(table: Table, learnt: tuple[LearntNote, ...]) -> Table:
    """`table` with what was learnt, the latest first."""
    for each in learnt:
        table = table.learnt(each.pad, each.note, each.channel)
    return table


def keep_learnt(path: Path, new: LearntNote) -> None:
    """Keep `new` beside what was learnt before, whole or not at all. Raises `StorageFailed`.

    A file that cannot be read is begun anew.
    """
    try:
        before = read_learnt(path)
    except BadFile:
        before = ()
    struck = (new.note, new.channel)
    kept = [each for each in before if each.pad != new.pad and (each.note, each.channel) != struck]
    make_folder(path.parent)
    atomic_write(path, msgspec.toml.encode({"note": [*kept, new]}))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"The pads in {path} cannot be read: {error}.") from error

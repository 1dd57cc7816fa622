"""Finds and reads pad sets: ours in `presets/pads/`, the user's own and learnt notes in their folder.

A learnt note belongs to the controller, not to a style: one file has them for all pad sets. The sets' files
are never written to, so that nobody's comments are lost; `pad_sets` keeps changes beside them.
"""

from __future__ import annotations

import contextlib
import difflib
from pathlib import Path

import msgspec
import platformdirs

from bridge.errors import BadFile, BadRequest
from bridge.requests.presets import SHIPPED as SHIPPED_PRESETS
from bridge.requests.presets import preset_names
from bridge.sound.files.atomic import atomic_write, make_folder
from bridge.stage.pad_sets import keep_edits, with_edits
from bridge.stage.table import MidiChannel, MidiNumber, PadNumber, Table
from bridge.stage.table_reading import parse_table
from bridge.typed_toml import convert, read_toml

SHIPPED = SHIPPED_PRESETS / "pads"
# A little of every style; the pad set in use until somebody chooses.
DEFAULT = "mixed"


class LearntNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One note that was learnt."""

    pad: PadNumber
    note: MidiNumber
    channel: MidiChannel


class _LearntFile(msgspec.Struct, frozen=True):
    note: tuple[LearntNote, ...] = ()


def tables_folder() -> Path:
    """Where the user's own pad sets lie."""
    return platformdirs.user_config_path("riffbridge") / "pads"


def learnt_path() -> Path:
    """Where learnt notes are kept."""
    return platformdirs.user_config_path("riffbridge") / "learnt-notes.toml"


def table_names(*folders: Path) -> dict[str, Path]:
    """Names and files of all pad sets; of two with one name, the one in the later folder."""
    found = {path.stem: path for folder in (SHIPPED, *folders) for path in folder.glob("*.toml")}
    return dict(sorted(found.items()))


def find_table(name: str, folder: Path | None = None, presets_folder: Path | None = None) -> Table:
    """The pad set called `name`, with the user's changes; `""` is the default. `folder` has the user's own.

    Raises `BadRequest` with the nearest names if there is none, `BadFile` with all that is wrong in it.
    """
    folder = folder or tables_folder()
    names = table_names(folder)
    if (path := names.get(name or DEFAULT)) is None:
        near = difflib.get_close_matches(name, names, 3) or list(names)
        raise BadRequest(f"No pad set is called “{name[:60]}”. Did you mean {' or '.join(near)}?")
    return with_edits(read_table(path, presets_folder), folder)


def keep_pads(table: Table, folder: Path | None = None) -> None:
    """Keep the user's changes to `table`; see `pad_sets.keep_edits`. Raises `StorageFailed`."""
    folder = folder or tables_folder()
    path, original = table_names(folder).get(table.name), None
    with contextlib.suppress(BadFile):
        original = None if path is None else read_table(path)
    keep_edits(table, folder, original)


def read_table(path: Path, presets_folder: Path | None = None) -> Table:
    """Read one pad set, without the user's changes. Raises `BadFile` with all that is wrong in it."""
    presets = preset_names(*(() if presets_folder is None else (presets_folder,)))
    return msgspec.structs.replace(parse_table(read_toml(path), path.name, presets), name=path.stem)


def read_learnt(path: Path) -> tuple[LearntNote, ...]:
    """The notes that were learnt; none where there is no file. Raises `BadFile`."""
    if not path.exists():
        return ()
    try:
        return convert(read_toml(path), _LearntFile, path.name).note
    except BadFile as error:
        raise BadFile(f"{error} Delete {path} to start over.") from error


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
    atomic_write(path, msgspec.toml.encode(_LearntFile((*kept, new))))

"""Finds the sounds that a command line names: files, and clips of the library."""

from __future__ import annotations

from pathlib import Path

from bridge.errors import BadRequest
from bridge.library import Library
from bridge.settings import Settings


def sound_path(name: Path, settings: Settings) -> Path:
    """Where the sound called `name` lies: the file of that path, else the library's clip of that id or file
    name, as in `Library.clip`. A path where nothing lies is returned as it is: whoever reads it says so.

    Raises `BadRequest` for a name without a suffix that is neither, and for digits with which several ids
    begin.
    """
    database = Path(settings.library_file)
    if name.exists() or name.name != str(name) or not database.exists():
        return name
    with Library.open(database, Path(settings.export_folder), mend=False) as library:
        found = library.clip(name.name)
    if found is not None and not found.missing:
        return found.clip.path
    if name.suffix:
        return name
    raise BadRequest(
        f"“{name.name[:40]}” isn't a sound file or a clip of the library. riffbridge library list shows "
        "its clips."
    )

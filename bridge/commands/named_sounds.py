"""Finds the sounds that a command line names: files, and clips of the library."""

from __future__ import annotations

from pathlib import Path

from bridge.library import Library
from bridge.settings import Settings


def sound_path(name: Path, settings: Settings) -> Path:
    """Where the sound called `name` lies: the file of that path, else the library's clip of that id or file
    name, as in `Library.clip`. What is neither is returned as it is: whoever reads it says what is wrong.

    Raises `BadRequest` for digits with which several ids begin.
    """
    database = Path(settings.library_file)
    if name.exists() or name.name != str(name) or not database.exists():
        return name
    with Library.open(database, Path(settings.export_folder), mend=False) as library:
        found = library.clip(name.name)
    return name if found is None or found.missing else found.clip.path

"""Our Remote Script into Live's User Library, and out of it again."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

from bridge.errors import BadRequest
from bridge.hosts import installing
from bridge.hosts.installing import Removed

FOLDER = "Riffbridge"
SOURCES = Path(__file__).parent / "remote_script"


def remote_scripts_folder() -> Path:
    """Where Live looks for Remote Scripts unless its User Library was moved.

    Raises `BadRequest` on systems that have no Live.
    """
    if sys.platform == "win32":
        return platformdirs.user_documents_path() / "Ableton" / "User Library" / "Remote Scripts"
    if sys.platform == "darwin":
        return Path.home() / "Music" / "Ableton" / "User Library" / "Remote Scripts"
    raise BadRequest("Live is not for this system; say where its Remote Scripts folder is, with --to DIR.")


def install(scripts_folder: Path) -> tuple[Path, ...]:
    """Write the script into `scripts_folder`/Riffbridge, over an earlier one of ours; what was written.

    Raises `BadRequest` if that folder is somebody else's or has files of ours that were changed, and
    `StorageFailed`.
    """
    return installing.install(scripts_folder, FOLDER, contents())


def contents() -> dict[str, bytes]:
    """The files by their paths below the folder of Remote Scripts."""
    return {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted(SOURCES.glob("*.py"))}


def uninstall(scripts_folder: Path) -> Removed:
    """Take away what `install` wrote, as far as it still is as it was written.

    Raises `BadRequest` if nothing of ours is there, and `StorageFailed`.
    """
    return installing.uninstall(scripts_folder, FOLDER)


__all__ = ["FOLDER", "contents", "install", "remote_scripts_folder", "uninstall"]

"""Where Live keeps Remote Scripts, and the files of ours."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

from bridge.errors import BadRequest

FOLDER = "Riffbridge"
SOURCES = Path(__file__).parent / "remote_script"


def usual_folder() -> Path:
    """The default Remote Scripts folder. Raises `BadRequest` on systems without Live."""
    if sys.platform == "win32":
        return platformdirs.user_documents_path() / "Ableton" / "User Library" / "Remote Scripts"
    if sys.platform == "darwin":
        return Path.home() / "Music" / "Ableton" / "User Library" / "Remote Scripts"
    raise BadRequest("Live doesn't run on this system. Give its Remote Scripts folder with --to DIR.")


def contents(folder: Path, mailbox: Path, library: Path) -> dict[str, bytes]:
    """The files, by their paths below the Remote Scripts folder."""
    return {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted(SOURCES.glob("*.py"))}


def doubt(folder: Path) -> str:
    """Why Live may not find a script in `folder`, or nothing."""
    if folder.name != "Remote Scripts":
        return "Live looks only in the folder Remote Scripts of its User Library."
    if not folder.parent.is_dir():
        return f"There is no User Library in {folder.parent}. Live's settings, Library, say where it is."
    return ""

"""Where REAPER keeps scripts, and the files of ours, with a note of the mailbox and library folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from bridge import __version__
from bridge.errors import BadRequest
from bridge.hosts.mailbox.note_format import format_note

OWN = "Scripts/Riffbridge"
SOURCES = Path(__file__).parent / "script"
PATTERNS, INDEX = "Riffbridge.ReaperOSC", "index.xml"


def usual_folder() -> Path:
    """REAPER's resource folder, but for portable installations.

    Raises `BadRequest` if there is none, as before REAPER's first start.
    """
    if sys.platform == "win32":
        folder = Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming")) / "REAPER"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support" / "REAPER"
    else:
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "REAPER"
    if not folder.is_dir():
        raise BadRequest(
            f"There is no REAPER in {folder}. Start it once, or give its resource folder with --to DIR "
            "(Options, Show REAPER resource path)."
        )
    return folder


def contents(folder: Path, mailbox: Path, library: Path) -> dict[str, bytes]:
    """The files, by their paths below the resource folder."""
    files = {f"{OWN}/{path.name}": path.read_bytes() for path in sorted(SOURCES.glob("*.lua"))}
    places = {"mailbox": mailbox.as_posix(), "library": library.as_posix(), "version": __version__}
    files[f"{OWN}/places.note"] = format_note(places).encode()
    files[f"{OWN}/{INDEX}"] = index((folder / OWN).absolute().as_uri()).encode()
    files[f"OSC/{PATTERNS}"] = (SOURCES / PATTERNS).read_bytes()
    return files


def doubt(folder: Path) -> str:
    """Why REAPER may not find a script in `folder`, or nothing."""
    if (folder / "reaper.ini").is_file():
        return ""
    return "REAPER's resource folder has a reaper.ini; Options, Show REAPER resource path, leads there."


def index(address: str) -> str:
    """The index from which ReaPack installs this version's scripts at `address`: a URL without a final slash,
    of a folder here (`file:`) or of a server. ReaPack fetches either with libcurl (`src/download.cpp` in
    cfillion/reapack).
    """
    text = (SOURCES / INDEX).read_text(encoding="utf-8")
    return text.replace("VERSION", escape(__version__)).replace("ADDRESS", escape(address))

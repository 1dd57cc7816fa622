"""Our scripts into REAPER's resource folder, with the places of the mailbox and the library written down."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from bridge import __version__
from bridge.errors import BadRequest
from bridge.hosts import installing
from bridge.hosts.installing import Removed
from bridge.hosts.mailbox.note_format import format_note
from bridge.hosts.reaper.mailbox import mailbox_folder
from bridge.settings import Settings
from bridge.sound.files.atomic import make_folder

OWN = "Scripts/Riffbridge"
SOURCES = Path(__file__).parent / "script"
PATTERNS, INDEX = "Riffbridge.ReaperOSC", "index.xml"


def resource_folder() -> Path:
    """REAPER's resource folder, unless it is a portable installation.

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
            f"REAPER's resource folder {folder} is not there; start REAPER once, or name the folder by --to "
            "(Options, Show REAPER resource path)."
        )
    return folder


def install(resources: Path, settings: Settings) -> tuple[Path, ...]:
    """Write scripts and OSC patterns into `resources`, and make the mailbox; what was written.

    Raises `BadRequest` where something else is in the way, and `StorageFailed`.
    """
    mailbox = mailbox_folder(Path(settings.library_file)).resolve()
    make_folder(mailbox)
    files = contents(resources, mailbox, Path(settings.export_folder).resolve())
    return (*installing.install(resources, OWN, files), mailbox)


def uninstall(resources: Path) -> Removed:
    """Take away what `install` wrote into `resources`. The mailbox, which is the bridge's, stays."""
    return installing.uninstall(resources, OWN)


def contents(resources: Path, mailbox: Path, library: Path) -> dict[str, bytes]:
    """The files by their paths below the folder `resources`."""
    files = {f"{OWN}/{path.name}": path.read_bytes() for path in sorted(SOURCES.glob("*.lua"))}
    places = {"mailbox": mailbox.as_posix(), "library": library.as_posix(), "version": __version__}
    files[f"{OWN}/places.note"] = format_note(places).encode()
    files[f"{OWN}/{INDEX}"] = index((resources / OWN).absolute().as_uri()).encode()
    files[f"OSC/{PATTERNS}"] = (SOURCES / PATTERNS).read_bytes()
    return files


def index(address: str) -> str:
    """The index by which ReaPack installs the scripts of this version, which lie at `address`: a URL without
    a slash at its end, of a folder here (`file:`) or of a server.

    ReaPack fetches both with libcurl, of whatever kind they are (`src/download.cpp` in cfillion/reapack).
    """
    text = (SOURCES / INDEX).read_text(encoding="utf-8")
    return text.replace("VERSION", escape(__version__)).replace("ADDRESS", escape(address))


__all__ = ["OWN", "contents", "index", "install", "resource_folder", "uninstall"]

"""Our action script into Ardour's folder, with the places of the mailbox and the library in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bridge.errors import BadRequest
from bridge.hosts import installing
from bridge.hosts.installing import Removed
from bridge.settings import Settings
from bridge.sound.files.atomic import make_folder

OWN = "riffbridge"
SCRIPT = Path(__file__).parent / "script" / "riffbridge.lua"


def mailbox_folder(library_file: Path) -> Path:
    """Where the mailbox lies: beside the library's database."""
    return library_file.parent / "ardour"


def user_folder() -> Path:
    """The folder of the newest Ardour here. Raises `BadRequest` if there is none."""
    if sys.platform == "win32":
        parent = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        parent = Path.home() / "Library" / "Preferences"
    else:
        parent = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    found = [each for each in parent.glob("[Aa]rdour[0-9]*") if each.is_dir()]
    if not found:
        raise BadRequest(f"There is no Ardour in {parent}; start it once, or name its folder by --to.")
    return max(found, key=lambda each: int("".join(filter(str.isdigit, each.name))))


def install(folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Write the script into `folder`, and make the mailbox; what was written.

    Raises `BadRequest` where something else is in the way, and `StorageFailed`.
    """
    mailbox = mailbox_folder(Path(settings.library_file)).resolve()
    make_folder(mailbox)
    written = installing.install(folder, OWN, contents(mailbox, Path(settings.export_folder).resolve()))
    return (*written, mailbox)


def uninstall(folder: Path) -> Removed:
    """Take away what `install` wrote into `folder`."""
    return installing.uninstall(folder, OWN)


def contents(mailbox: Path, library: Path) -> dict[str, bytes]:
    """The files by their paths below Ardour's folder."""
    return {"scripts/riffbridge.lua": script(mailbox, library).encode()}


def script(mailbox: Path, library: Path) -> str:
    """The script for these folders. Ardour keeps one function of it only, so they are written into it."""
    text = SCRIPT.read_text(encoding="utf-8")
    for word, path in (("@MAILBOX@", mailbox), ("@LIBRARY@", library)):
        text = text.replace(f'"{word}"', _quoted(path.as_posix()))
    return text


def _quoted(text: str) -> str:
    """As Lua has it."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    return '"' + "".join(escapes.get(each, each) for each in text) + '"'


__all__ = ["OWN", "contents", "install", "mailbox_folder", "script", "uninstall", "user_folder"]

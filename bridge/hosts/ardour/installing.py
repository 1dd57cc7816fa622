"""Where Ardour keeps its scripts, and our script, with mailbox and library folders written into it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bridge.errors import BadRequest

SCRIPT = Path(__file__).parent / "script" / "riffbridge.lua"


def usual_folder() -> Path:
    """The folder of the newest Ardour. Raises `BadRequest` if there is none."""
    if sys.platform == "win32":
        parent = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        parent = Path.home() / "Library" / "Preferences"
    else:
        parent = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    found = [each for each in parent.glob("[Aa]rdour[0-9]*") if each.is_dir()]
    if not found:
        raise BadRequest(f"There is no Ardour in {parent}. Start it once, or give its folder with --to DIR.")
    return max(found, key=lambda each: int("".join(filter(str.isdigit, each.name))))


def contents(folder: Path, mailbox: Path, library: Path) -> dict[str, bytes]:
    """The files by their paths below Ardour's folder."""
    return {"scripts/riffbridge.lua": script(mailbox, library).encode()}


def doubt(folder: Path) -> str:
    """Why Ardour may not find a script in `folder`, or nothing."""
    if (folder / "config").exists() or folder.name.lower().startswith("ardour"):
        return ""
    return "Ardour's own folder is called ardour7, ardour8 and so on; this is another."


def script(mailbox: Path, library: Path) -> str:
    """The script for these folders, written into it because Ardour keeps only one function of a script."""
    text = SCRIPT.read_text(encoding="utf-8")
    for word, path in (("@MAILBOX@", mailbox), ("@LIBRARY@", library)):
        text = text.replace(f'"{word}"', _quoted(path.as_posix()))
    return text


def _quoted(text: str) -> str:
    """`text` as a Lua string."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    return '"' + "".join(escapes.get(each, each) for each in text) + '"'

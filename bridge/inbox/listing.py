"""Lists what lies in the inbox, by name. Opens nothing and follows no link."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import NamedTuple

# Where the inbox's files go; whatever other folders are in it, nobody looks into.
DONE, REFUSED = "done", "refused"
# What is appended to the name of a refused file for the text that says why.
WHY = ".why.txt"
WRITTEN = frozenset((".toml", ".json"))
SOUNDS = frozenset((
    ".wav", ".wave", ".w64", ".rf64", ".flac", ".ogg", ".oga", ".opus", ".aif", ".aiff", ".aifc",
    ".caf", ".au", ".mp3",
))  # fmt: skip
# What browsers, editors and copying programs call a file that is not there yet, and what systems leave.
_UNFINISHED = frozenset((".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart"))
# What Live, REAPER, WaveLab, Audition, Sound Forge and Samplitude keep beside a sound.
_BESIDE_SOUNDS = frozenset((".asd", ".reapeaks", ".ovw", ".pkf", ".sfk", ".mkpk"))
_OF_THE_SYSTEM = frozenset(("desktop.ini", "thumbs.db", "icon\r"))


class Look(NamedTuple):
    """What can be seen of a file without opening it."""

    size: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Look:
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    @property
    def mark(self) -> str:
        """Which version of a file this is; a file that says the same has stood still."""
        return f"{self.size}-{self.mtime_ns}"


class Listing(NamedTuple):
    """The regular files by name, and the names of what is neither file nor folder."""

    files: dict[str, Look]
    strange: frozenset[str]


def list_inbox(inbox: Path) -> Listing:
    """The inbox as it is now. Raises `OSError` if it cannot be read.

    The inbox itself may be a link: whoever set it up meant it. What is in it may not.
    """
    files: dict[str, Look] = {}
    strange: set[str] = set()
    for path in inbox.iterdir():
        name = path.name
        if is_ignored(name):
            continue
        try:
            # Not what the listing says of it: Windows updates that only when the file is closed.
            status = path.lstat()
        except FileNotFoundError:
            continue
        if stat.S_ISREG(status.st_mode):
            files[name] = Look.of(status)
        elif not stat.S_ISDIR(status.st_mode):
            strange.add(name)
    # A clip's notes and stems go where it goes.
    clips = {PurePath(name).stem for name in files if is_sound(name)}
    for name in [name for name in files if is_midi(name) and PurePath(name).stem in clips]:
        del files[name]
    return Listing(files, frozenset(strange))


def is_ignored(name: str) -> bool:
    """Whether `name` is nobody's request: hidden, unfinished, a backup, the system's own or an editor's."""
    return (
        name.startswith((".", "~"))
        or name.endswith(("~", WHY))
        or PurePath(name).suffix.lower() in _UNFINISHED | _BESIDE_SOUNDS
        or name.lower() in _OF_THE_SYSTEM
    )


def is_sound(name: str) -> bool:
    """Whether a file of this name is a sound."""
    return PurePath(name).suffix.lower() in SOUNDS


def is_midi(name: str) -> bool:
    """Whether a file of this name is a MIDI file."""
    return PurePath(name).suffix.lower() == ".mid"


def is_written(name: str) -> bool:
    """Whether a file of this name is a request in fields, which may name a sound beside it."""
    return PurePath(name).suffix.lower() in WRITTEN

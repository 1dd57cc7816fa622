"""Moves files out of the inbox: into `done`, or into `refused` with a text that says why. Overwrites
nothing."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import stat
from pathlib import Path, PurePath

from bridge.errors import StorageFailed
from bridge.inbox.ledger import Fate
from bridge.inbox.listing import WHY, Look, is_sound
from bridge.sound.files import extras
from bridge.sound.files.atomic import atomic_write, storage_failed

_MAX_NAME_BYTES = 255


def move(path: Path, look: Look, fate: Fate) -> None:
    """Move the file at `path` where `fate` says, if it still is what `look` saw.

    The reason is there before the file is. Raises `StorageFailed` if the disk refuses; then the file
    is where it was.
    """
    if not _is_still(path, look):
        return
    folder = path.parent / fate.folder
    why = None
    try:
        _make_folder(folder)
        target = free_path(folder, path.name, reserve=WHY if fate.why else "")
        if fate.why:
            why = target.with_name(target.name + WHY)
            atomic_write(why, f"{fate.why}\n".encode("utf-8", "replace"))
        path.rename(target)
        if is_sound(path.name):
            extras.move(path, target)
    except (OSError, StorageFailed) as error:
        if why is not None:
            with contextlib.suppress(OSError):
                why.unlink()
        if isinstance(error, OSError):
            raise storage_failed(folder / path.name, error) from error
        raise


def rename_in_unicode(path: Path) -> None:
    """Give a file whose name is no Unicode one that is, since orders and answers are written in it.

    Raises `StorageFailed` if the disk refuses.
    """
    name = os.fsencode(path.name).decode("utf-8", "replace")
    try:
        path.rename(free_path(path.parent, name))
    except OSError as error:
        raise storage_failed(path.with_name(name), error) from error


def is_unicode(name: str) -> bool:
    """Whether `name` can be written in UTF-8; bytes that are none come as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def free_path(folder: Path, name: str, reserve: str = "") -> Path:
    """A path in `folder` at which there is nothing: `name`, or with -2, -3, … before its suffix.

    A name too long for that is cut. Where `reserve` is given, the path with it appended is free, too.
    """
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    for number in itertools.count(1):
        tail = suffix if number == 1 else f"-{number}{suffix}"
        path = folder / (_cut(stem, _MAX_NAME_BYTES - len(os.fsencode(tail + reserve))) + tail)
        if not os.path.lexists(path) and not os.path.lexists(path.with_name(path.name + reserve)):
            break
    return path


def _cut(stem: str, size: int) -> str:
    """The beginning of `stem` that takes at most `size` bytes, at least one character of it."""
    while len(os.fsencode(stem)) > size and len(stem) > 1:
        stem = stem[:-1]
    return stem


def _is_still(path: Path, look: Look) -> bool:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise storage_failed(path, error) from error
    return stat.S_ISREG(status.st_mode) and Look.of(status).mark == look.mark


def _make_folder(folder: Path) -> None:
    """Make `done` or `refused`; a link of that name would lead out of the inbox."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))

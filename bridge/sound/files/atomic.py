"""Writes files that appear whole or not at all.

Hosts watch folders and pick a file up the moment it shows, so a file under its final name must be
complete. It is written beside its place under a hidden name, forced to disk, and renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bridge import scratch
from bridge.errors import DiskFull, StorageFailed

_PROTECTED = "the folder or the file is write-protected or in use. Allow writing or choose another folder"
# What is wrong, and what to do.
_REASONS = {
    errno.ENOSPC: "the disk is full. Free some space or choose a folder on another disk",
    errno.EDQUOT: "your quota on this disk is used up. Free some space or choose another folder",
    errno.EFBIG: "the file is too large for this disk. Choose a folder on another disk",
    errno.EROFS: "the disk is read-only. Choose another folder",
    errno.EACCES: _PROTECTED,
    errno.EPERM: _PROTECTED,
    errno.ENOENT: "its folder doesn't exist. Create it or choose another one",
    errno.ENOTDIR: "part of its path is a file. Choose another folder",
    errno.EISDIR: "a folder has that name. Choose another name",
    errno.ENOTEMPTY: "a folder has that name. Choose another name",
    errno.ENAMETOOLONG: "its name is too long. Choose a shorter one",
    errno.EINVAL: "its name isn't allowed on this disk. Choose another one",
    errno.EIO: "the disk reports an error. Check it, or choose a folder on another disk",
}

_PART = re.compile(r"\.[0-9a-f]{12}\.part$")


def storage_failed(path: Path, error: OSError) -> StorageFailed:
    """The error for what the system said when `path` was written.

    Nobody chose the path of a scratch folder: if that is full, the error names the temporary folder.
    """
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    if is_full and scratch.is_scratch(path):
        return DiskFull(
            f"The temporary folder “{tempfile.gettempdir()}” is full. Free some space, or set "
            f"{scratch.TEMP_VARIABLE} to a folder on another disk."
        )
    reason = _REASONS.get(error.errno or 0, f"{error.strerror or error}. Choose another folder")
    kind = DiskFull if is_full else StorageFailed
    return kind(f"“{path}” can't be written: {reason}.")


def make_folder(folder: Path) -> None:
    """Make `folder`, and those above it, where they are not there. Raises `StorageFailed`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(f"“{folder}” can't be created: {error.strerror}. Choose another.") from error


@contextlib.contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """What to write into for `folder`: itself if it is there, else a hidden folder beside it, which takes its
    name when the block ends and is removed if that fails. Raises `StorageFailed`."""
    if folder.exists():
        make_folder(folder)
        yield folder
        return
    make_folder(folder.parent)
    make_folder(part := hidden_part(folder))
    try:
        yield part
        try:
            part.rename(folder)
        except OSError as error:
            raise storage_failed(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    _sync_folder(folder.parent)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a hidden path beside `path` to write to; put what was written there in `path`'s place.

    When the block ends the file is forced to disk and renamed in one step, so that `path` holds
    either what it held before or all that is new. If the block or the disk fails, the hidden file is
    removed and `path` is as it was. An `OSError` becomes `StorageFailed`; so leave reading of other
    files out of the block.
    """
    if "\0" in str(path):
        raise storage_failed(path, OSError(errno.EINVAL, "null character"))
    part = hidden_part(path)
    try:
        try:
            yield part
            _sync_file(part)
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
    except OSError as error:
        raise storage_failed(path, error) from error
    _sync_folder(path.parent)


def hidden_part(path: Path) -> Path:
    """A hidden path beside `path` for what isn't whole yet, cut short to fit wherever `path` does."""
    return path.parent / f".{path.name[:40]}.{secrets.token_hex(6)}.part"


def rename_new(old: Path, new: Path) -> None:
    """Rename the file `old` to `new`. Raises `OSError`, and `FileExistsError` rather than replace what lies
    there, where the disk has hard links."""
    try:
        new.hardlink_to(old)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        old.replace(new)
    else:
        old.unlink()
    _sync_folder(new.parent)


def sweep(folder: Path, older_than_s: float = 600.0) -> None:
    """Remove what killed writers left behind in `folder`: hidden files and folders nobody has touched for so
    long."""
    with contextlib.suppress(OSError):
        for part in folder.glob(".*.part"):
            with contextlib.suppress(OSError):
                if _PART.search(part.name) and time.time() - part.lstat().st_mtime > older_than_s:
                    shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink()


def atomic_write(path: Path, data: bytes) -> None:
    """Write `data` as the file `path`, whole or not at all; replaces a file that is there.

    Raises `StorageFailed` where the disk is full or read-only, the folder missing, the name too long.
    """
    with replacing(path) as part:
        part.write_bytes(data)


def _sync_file(path: Path) -> None:
    # For writing, since Windows flushes no handle that was opened to read.
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last through a power cut, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

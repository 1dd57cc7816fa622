"""Opens files that somebody else may have put there: regular files only, and no more than a bound of them.

A pipe or a device at such a place would hold the reader for ever, and an endless file fill its memory.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from bridge.errors import BadFile

# Neither waits for a pipe's writer, nor is opened on Windows in text mode.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """What the file `path` holds. Raises `BadFile` unless it is a regular file of at most `max_bytes`,
    and `OSError` if the system refuses; so a missing file is a `FileNotFoundError`."""
    data = read_head(path, max_bytes + 1)
    if len(data) > max_bytes:
        raise BadFile(f"{path} is too large. At most {_size(max_bytes)} are read.")
    return data


def read_head(path: Path, size_bytes: int) -> bytes:
    """The first `size_bytes` of the file `path`, or all if it has fewer. Raises `BadFile` unless it is a
    regular file, and `OSError` if the system refuses."""
    # Not `fdopen`: it refuses a folder, and leaves the handle open.
    with open(path, "rb", opener=lambda name, _: os.open(name, _FLAGS)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise BadFile(f"{path} isn't a regular file.")
        return file.read(size_bytes)


def read_text(path: Path, max_bytes: int) -> str:
    """The UTF-8 text in `path`; as `read_bytes`, and `BadFile` if it isn't UTF-8."""
    try:
        return read_bytes(path, max_bytes).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(f"{path.name} isn't UTF-8 text. Save it as UTF-8.") from error


def is_file(path: Path) -> bool:
    """Whether `path` is a file. One that the system refuses, such as a name of 300 letters, isn't."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder; see `is_file`."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_dir()
    return False


def _size(count: int) -> str:
    return f"{count // 2**20} MB" if count >= 2**20 else f"{count // 1024} kB"

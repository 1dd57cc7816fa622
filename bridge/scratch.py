"""Temporary folders that don't outlive their process: what a killed one left is removed by the next."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "riffbridge-"
LOCK = "lock"
# A folder is locked well within this time of its making.
_YOUNG_S = 60.0


# The environment variable that chooses the system's temporary folder.
TEMP_VARIABLE = "TEMP" if sys.platform == "win32" else "TMPDIR"


def is_scratch(path: Path) -> bool:
    """Whether `path` lies in a scratch folder."""
    try:
        inner = path.relative_to(tempfile.gettempdir())
    except (ValueError, OSError):
        return False
    return len(inner.parts) > 1 and inner.parts[0].startswith(_PREFIX)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder of its own for the block. Its lock is held as long as this process lives. Raises `OSError`."""
    sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        lock = os.open(Path(name) / LOCK, os.O_RDWR | os.O_CREAT)
        try:
            _is_locked_now(lock)
            yield Path(name)
        finally:
            os.close(lock)


def sweep(folder: Path) -> None:
    """Remove those scratch folders in `folder` whose process has ended."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*"):
            with contextlib.suppress(OSError):
                is_old = time.time() - path.lstat().st_mtime > _YOUNG_S
                if is_old and path.is_dir() and not path.is_symlink() and _is_left(path / LOCK):
                    shutil.rmtree(path)


def _is_left(lock: Path) -> bool:
    """Whether nobody holds `lock`. Raises `OSError` if it isn't there: the folder isn't ours."""
    if sys.platform == "win32":
        lock.unlink()  # fails while anybody has it open
        return True
    handle = os.open(lock, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        return _is_locked_now(handle)
    finally:
        os.close(handle)


def _is_locked_now(handle: int) -> bool:
    """Lock the open file `handle` for this process until it is closed; whether nobody else had."""
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True

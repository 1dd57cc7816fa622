"""The key beside a bridge's library that proves a command to be its user's: it may cancel anybody's job.

Another program can cancel only what it asked for itself. The key is new at each start, and readable by the
user alone where the system has such files.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from bridge import untrusted
from bridge.errors import BadFile, BadRequest

_MAX_BYTES = 100


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_hex(16)


def write_key(database: Path, key: str) -> None:
    """Keep `key` beside `database`. Raises `OSError`."""
    remove_key(database)
    handle = os.open(_path(database), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)


def read_key(database: Path) -> str:
    """The key of the bridge that runs on `database`. Raises `BadRequest` if none is there."""
    try:
        return untrusted.read_text(_path(database), _MAX_BYTES)
    except (OSError, BadFile) as error:
        raise BadRequest(
            f"No bridge runs on the library {database}. Start one with riffbridge serve, or name the library "
            "of the one that runs with --library."
        ) from error


def remove_key(database: Path) -> None:
    """Forget the key."""
    with contextlib.suppress(OSError):
        _path(database).unlink()


def _path(database: Path) -> Path:
    return database.with_name(f"{database.name}.key")

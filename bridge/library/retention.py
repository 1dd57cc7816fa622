"""Removes the oldest clips when there are too many; favourites and clips in use stay.

Only files go that lie in the export folder itself or below, are no links, and are as they were when
they were entered, with the certificate of the very clip.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection
from pathlib import Path

from bridge.library import clips
from bridge.library.database import transaction
from bridge.library.files import Mark, digest_in, is_inside, is_plain, is_there
from bridge.library.rows import path_of
from bridge.sound.files import extras

# At once, so that whoever waits for an answer does not wait for housekeeping.
MOST_AT_ONCE = 20

# Neither is being drawn, nor is being drawn from.
_OLDEST = """SELECT id, digest, path, size, mtime_ns, extras_size FROM clips
    WHERE NOT missing AND NOT favourite AND digest NOT IN (SELECT digest FROM takes)
    AND path NOT IN (SELECT source FROM takes WHERE source IS NOT NULL) ORDER BY id"""


def make_room(
    connection: sqlite3.Connection, folder: Path, over_bytes: int, spared: Collection[str]
) -> tuple[int, list[Path]]:
    """Remove the oldest clips until `over_bytes` are free; those whose digests are `spared` stay.

    Returns the bytes that the library is smaller by, and the files that are no more; a clip whose
    file has gone or changed counts no longer, and its file, if there is one, stays. Raises
    `sqlite3.Error`.
    """
    gone: list[int] = []
    removed: list[int] = []
    paths: list[Path] = []
    freed_bytes = 0
    # The rows are read as far as needed, and changed when the reading has ended.
    with contextlib.closing(connection.execute(_OLDEST)) as rows:
        for number, digest, stored, size, mtime_ns, beside in rows:
            if freed_bytes >= over_bytes or len(paths) >= MOST_AT_ONCE:
                break
            path = path_of(stored)
            if digest in spared or not is_inside(path, folder):
                continue
            if not is_there(path, Mark(size, mtime_ns), digest):
                gone.append(number)
            elif _remove(path, digest):
                removed.append(number)
                paths.append(path)
            else:
                continue
            freed_bytes += size + beside
    if gone or removed:
        with transaction(connection):
            clips.mark_missing(connection, gone, True)
            connection.executemany("DELETE FROM clips WHERE id = ?", [(number,) for number in removed])
    return freed_bytes, paths


def _remove(path: Path, digest: str) -> bool:
    """Remove the file if it is the clip, and what lies beside it; whether it was done."""
    if not is_plain(path) or digest_in(path) != digest:
        return False
    extras.remove(path)
    try:
        path.unlink()
    except OSError:
        return False
    return True

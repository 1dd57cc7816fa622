"""Moves deleted clips out of every list, and back.

A clip's rows move into the table `trash` with their number, so that it comes back to its place in the list.
Its file moves into a hidden folder beside it, on the same disk, under its digest. Functions that write are
called within a transaction; they raise `sqlite3.Error`.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path
from typing import NamedTuple

from bridge.library import clips
from bridge.library.rows import path_bytes, path_of, text
from bridge.sound.files import extras
from bridge.sound.files.atomic import rename_new

KEPT_S = 30 * 24 * 3600.0
_DIGITS = re.compile("[0-9a-f]{1,64}")
_FOLDER = ".riffbridge-trash"
_CLIP = (
    "id, digest, path, name, size, mtime_ns, tempo_bpm, bars, key, model, made_s, favourite, missing,"
    " extras_size, title, tags, batch"
)
_CONTENT = "job, frames, rate_hz, peak_dbfs, seam, grid, words"
# Whether a clip is being rendered, or rendered from.
_IN_USE = """WITH open AS (SELECT digest, source FROM takes JOIN orders USING (ticket) WHERE state = 'open')
    SELECT 1 FROM clips WHERE id = ?
    AND (digest IN (SELECT digest FROM open) OR path IN (SELECT source FROM open WHERE source IS NOT NULL))"""


class Trashed(NamedTuple):
    """A clip in the trash: where its file was, and where it lies now."""

    number: int
    digest: str
    path: Path
    place: Path


def is_in_use(connection: sqlite3.Connection, number: int) -> bool:
    """Whether an open order renders this clip, or starts from it."""
    return connection.execute(_IN_USE, (number,)).fetchone() is not None


def put(connection: sqlite3.Connection, number: int, digest: str, now_s: float) -> None:
    """Move a clip's rows into the trash, in place of an earlier deletion of the same clip."""
    connection.execute("DELETE FROM trash WHERE digest = ?", (digest,))
    connection.execute(
        f"INSERT INTO trash ({_CLIP}, {_CONTENT}, deleted_s) SELECT {_CLIP}, {_CONTENT}, ?"
        " FROM clips JOIN contents USING (id) WHERE id = ?",
        (now_s, number),
    )
    connection.execute("DELETE FROM clips WHERE id = ?", (number,))


def take_back(connection: sqlite3.Connection, trashed: Trashed, path: Path, *, missing: bool) -> None:
    """Move a clip's rows back into the library, its file now at `path`."""
    connection.execute("DELETE FROM clips WHERE digest = ?", (trashed.digest,))
    for table, columns in (("clips", _CLIP), ("contents", f"id, {_CONTENT}")):
        connection.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM trash WHERE id = ?", (trashed.number,)
        )
    connection.execute(
        "UPDATE clips SET path = ?, name = ?, missing = ? WHERE id = ?",
        (path_bytes(path), text(path.name), missing, trashed.number),
    )
    connection.execute("DELETE FROM trash WHERE id = ?", (trashed.number,))


def find(connection: sqlite3.Connection, name: str) -> Trashed | None:
    """The clip deleted last whose file's name is `name`, else the one whose digest begins with it (4 digits
    or more).

    Raises `BadRequest` for digits with which several begin, or that are too few.
    """
    rows = connection.execute(
        "SELECT id, digest, path FROM trash WHERE name = ? ORDER BY deleted_s DESC LIMIT 1", (text(name),)
    ).fetchall()
    if not rows and _DIGITS.fullmatch(name.lower()):
        rows = connection.execute(
            f"SELECT id, digest, path FROM trash WHERE {clips.BEGINS_SO} ORDER BY digest"
            f" LIMIT {clips.MAX_CANDIDATES + 1}",
            (name.lower(), name.lower() + "g"),
        ).fetchall()
    if len(rows) > 1 or (rows and len(name) < clips.MIN_ID_LENGTH):
        raise clips.needs_digits(name, [row[1] for row in rows])
    return _trashed(rows[0]) if rows else None


def older_than(connection: sqlite3.Connection, instant_s: float) -> list[Trashed]:
    """The clips that were deleted before this instant, in seconds since 1970."""
    rows = connection.execute("SELECT id, digest, path FROM trash WHERE deleted_s < ?", (instant_s,))
    return [_trashed(row) for row in rows]


def forget(connection: sqlite3.Connection, trashed: Trashed) -> None:
    """Drop what was known of a clip."""
    connection.execute("DELETE FROM trash WHERE id = ?", (trashed.number,))


def place_of(path: Path, digest: str) -> Path:
    """Where the file of a deleted clip lies."""
    return path.parent / _FOLDER / f"{digest}{path.suffix}"


def move(path: Path, to: Path) -> None:
    """Move a clip's file and what lies beside it. Raises `OSError`."""
    to.parent.mkdir(parents=True, exist_ok=True)
    if to.parent.name == _FOLDER:
        path.replace(to)  # what was deleted before of the same clip
    else:
        rename_new(path, to)
    extras.move(path, to)
    if path.parent.name == _FOLDER:
        with contextlib.suppress(OSError):
            path.parent.rmdir()  # if that was the last


def remove(trashed: Trashed) -> None:
    """Delete the file of a clip, and what lies beside it, for good. Raises `OSError` if it can't be."""
    trashed.place.unlink(missing_ok=True)
    extras.remove(trashed.place)
    with contextlib.suppress(OSError):
        trashed.place.parent.rmdir()  # if that was the last


def _trashed(row: tuple[int, str, bytes]) -> Trashed:
    number, digest, stored = row
    path = path_of(stored)
    return Trashed(number, digest, path, place_of(path, digest))

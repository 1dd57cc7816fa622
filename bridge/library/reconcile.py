"""Compares the library with the disk: which files are gone, were moved, or are new to it.

Reading is done before writing, and writing in small transactions, so that a bridge that runs on the
same library is not kept waiting.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from bridge.errors import RiffbridgeError
from bridge.library import clips
from bridge.library.database import transaction
from bridge.library.files import Mark, digest_in, is_there, mark, read_clip, sounds_in
from bridge.library.rows import FOUND_COLUMNS, IllegibleError, found, path_bytes, path_of, reading, text
from bridge.sound.files import extras

_AT_ONCE = 50
_T = TypeVar("_T")


class Reconciliation(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at the disk found: how many clips are there, which are missing, which were found
    again (where they are now), which files of ours the library did not know, which clips' entries can't be
    read, and, after a repair, which of all these it read in."""

    present: int
    missing: tuple[Path, ...] = ()
    found_again: tuple[Path, ...] = ()
    unknown: tuple[Path, ...] = ()
    unreadable: tuple[Path, ...] = ()
    read_in: tuple[Path, ...] = ()


class _Row(NamedTuple):
    number: int
    digest: str
    path: Path
    noted: Mark
    missing: bool


def reconcile(connection: sqlite3.Connection, folder: Path) -> Reconciliation:
    """Look for each clip's file; look for those that are not where they were in `folder`, by their
    certificates. Notes what has changed. Raises `sqlite3.Error`."""
    rows = _rows(connection)
    there = [row for row in rows if is_there(row.path, row.noted, row.digest)]
    numbers = {row.number for row in there}
    away = {row.digest: row for row in rows if row.number not in numbers}
    moved, unknown = _strays(folder, {row.path for row in there}, {row.digest for row in rows}, away)
    changes: list[Callable[[], object]] = [
        *(_noting(connection, row, row.path) for row in there if row.missing or row.noted != mark(row.path)),
        *(_noting(connection, away[digest], path) for digest, path in moved.items()),
        *(_losing(connection, row) for row in away.values() if row.digest not in moved and not row.missing),
    ]
    _in_small_transactions(connection, changes)
    back = [row.path for row in there if row.missing]
    return Reconciliation(
        present=len(there) + len(moved),
        missing=tuple(row.path for row in away.values() if row.digest not in moved),
        found_again=(*back, *moved.values()),
        unknown=tuple(unknown),
        unreadable=tuple(_unreadable(connection)),
    )


def repair(connection: sqlite3.Connection, folder: Path) -> Reconciliation:
    """Do what `reconcile` does, then read in clips in `folder` that the library doesn't know, and rebuild its
    indices. Raises `sqlite3.Error`."""
    stock = reconcile(connection, folder)
    _remove(connection, stock.unreadable)
    entered = _read_in(connection, [*stock.unknown, *stock.unreadable])
    with transaction(connection):
        connection.execute("INSERT INTO word_index (word_index) VALUES ('rebuild')")
        connection.execute("REINDEX")
    return Reconciliation(
        present=stock.present + len(entered),
        missing=stock.missing,
        found_again=stock.found_again,
        unknown=tuple(path for path in stock.unknown if path not in entered),
        unreadable=tuple(path for path in stock.unreadable if path not in entered),
        read_in=tuple(entered),
    )


def _rows(connection: sqlite3.Connection) -> list[_Row]:
    """All clips whose place can be read."""
    columns = "id, digest, path, size, mtime_ns, missing"
    rows = []
    for row in connection.execute(f"SELECT {columns} FROM clips ORDER BY id").fetchall():
        with contextlib.suppress(IllegibleError), reading():
            number, digest, path, size, mtime_ns, missing = row
            noted = Mark(int(size), int(mtime_ns))
            rows.append(_Row(number, str(digest), path_of(path), noted, bool(missing)))
    return rows


def _remove(connection: sqlite3.Connection, paths: Iterable[Path]) -> None:
    """Forget the clips at `paths`; their files stay. Raises `sqlite3.Error`."""
    with transaction(connection):
        connection.executemany("DELETE FROM clips WHERE path = ?", [(path_bytes(path),) for path in paths])


def _unreadable(connection: sqlite3.Connection) -> Iterator[Path]:
    """Where the clips lie whose entries can't be read."""
    for row in connection.execute(f"SELECT {FOUND_COLUMNS} FROM clips LEFT JOIN contents USING (id)"):
        try:
            found(row)
        except IllegibleError:
            with contextlib.suppress(IllegibleError), reading():
                yield path_of(row[0])


def _read_in(connection: sqlite3.Connection, paths: Iterable[Path]) -> list[Path]:
    """Enter files of ours that the library does not know, by their certificates, the oldest first.

    One that is no longer as long as its certificate says is passed over. Raises `sqlite3.Error`.
    """
    entered: list[Path] = []
    dated = sorted((noted.mtime_ns, path) for path in paths if (noted := mark(path)) is not None)
    for group in _groups(dated):
        measured = []
        for mtime_ns, path in group:
            try:
                measured.append((mtime_ns, read_clip(path)))
            except RiffbridgeError:
                continue
        with transaction(connection):
            for mtime_ns, clip in measured:
                clips.put(connection, clip, mtime_ns / 1e9)
        entered += [clip.path for _, clip in measured]
    return entered


def _strays(
    folder: Path, there: set[Path], known: set[str], away: dict[str, _Row]
) -> tuple[dict[str, Path], list[Path]]:
    """Files in `folder` that are not where a clip is: those that are `away`, by digest, and new ones."""
    moved: dict[str, Path] = {}
    unknown: dict[str, Path] = {}
    for path in sounds_in(folder):
        if path in there or (digest := digest_in(path)) is None:
            continue
        if digest in away:
            # An edited copy has another size, and is not what was noted.
            if digest not in moved and (now := mark(path)) and now.size == away[digest].noted.size:
                moved[digest] = path
        elif digest not in known:
            unknown.setdefault(digest, path)
    return moved, list(unknown.values())


def _noting(connection: sqlite3.Connection, row: _Row, path: Path) -> Callable[[], None]:
    """Note that a clip is at `path`, as it is now."""

    def note() -> None:
        size, mtime_ns = mark(path) or row.noted
        if path != row.path:
            extras.move(row.path, path)
        connection.execute(
            "UPDATE clips SET path = ?, name = ?, size = ?, mtime_ns = ?, extras_size = ?, missing = 0"
            " WHERE id = ?",
            (path_bytes(path), text(path.name), size, mtime_ns, extras.size_bytes(path), row.number),
        )
        if path.name != row.path.name:
            with contextlib.suppress(IllegibleError):
                clips.index_words(connection, row.number)

    return note


def _losing(connection: sqlite3.Connection, row: _Row) -> Callable[[], None]:
    return lambda: clips.mark_missing(connection, [row.number], True)


def _in_small_transactions(connection: sqlite3.Connection, changes: list[Callable[[], object]]) -> None:
    for group in _groups(changes):
        with transaction(connection):
            for change in group:
                change()


def _groups(items: Iterable[_T]) -> Iterable[list[_T]]:
    iterator = iter(items)
    while group := list(itertools.islice(iterator, _AT_ONCE)):
        yield group

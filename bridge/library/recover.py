"""Sets a damaged database aside under a clear name, and carries over what can still be read of it."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

from bridge.errors import StorageFailed
from bridge.library.database import SQLITE_ERRORS, connect, is_damage, storage_errors, transaction
from bridge.library.files import digest_in, sounds_in
from bridge.library.journal import restore
from bridge.library.journal_copy import read_copy
from bridge.library.rows import IllegibleError, load
from bridge.library.schema import find_batches, is_sound, prepare
from bridge.messages.orders import QueuedJob
from bridge.sound.files.atomic import storage_failed
from bridge.sound.files.names import free_path
from bridge.vocabulary.jobs import RenderJob

_TABLES = ("orders", "takes", "clips", "contents", "trash")
_LOGS = ("-wal", "-shm")


class DamagedError(StorageFailed):
    """The database is no longer whole."""


def open_database(path: Path) -> sqlite3.Connection:
    """A connection to the library `path`, made or brought to today's tables.

    Raises `StorageFailed`; of that, `DamagedError` if what is there is no whole database any more.
    """
    _finish_replacing(path)
    with storage_errors(path):
        try:
            connection = connect(path)
            try:
                prepare(connection, path)
                if is_sound(connection):
                    return connection
            except BaseException:
                connection.close()
                raise
            connection.close()
        except SQLITE_ERRORS as error:
            if not is_damage(error):
                raise
    raise damaged(path)


def damaged(path: Path) -> DamagedError:
    """What to say of a library that is no longer whole."""
    return DamagedError(
        f"The library “{path}” is damaged. Quit Riffbridge and run riffbridge library repair."
    )


def is_emptied(path: Path, folder: Path) -> bool:
    """Whether the database `path` was cut to nothing: it has no bytes, while `folder` has clips of ours."""
    try:
        is_empty = path.stat().st_size == 0
    except OSError:
        return False
    return is_empty and any(digest_in(sound) is not None for sound in sounds_in(folder))


def start_over(path: Path) -> tuple[sqlite3.Connection, Path]:
    """Set the damaged database `path` aside and begin a new one with what can still be read of it.

    Open orders that can't be read come back from their copy (`bridge.library.journal_copy`).

    Returns where the old one is now. Clips that are lost on the way are still in their files'
    certificates, for `stocktaking.read_in`. Raises `StorageFailed`; the old one is then where it was.
    """
    new = _new(path)
    try:
        _remove(new)
        with (
            contextlib.closing(open_database(new)) as connection,
            storage_errors(new),
            transaction(connection),
        ):
            for table in _TABLES:
                _carry_over(path, connection, table)
            _drop_halves(connection)
            find_batches(connection)
            _restore_orders(connection, read_copy(path))
        aside = free_path(path.parent, f"{path.stem}-damaged-{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}")
        for part in ("", *_LOGS):
            with contextlib.suppress(FileNotFoundError):
                Path(f"{path}{part}").rename(f"{aside}{part}")
    except OSError as error:
        raise storage_failed(path, error) from error
    return open_database(path), aside


def _new(path: Path) -> Path:
    return path.with_name(f"{path.name}-new")


def _finish_replacing(path: Path) -> None:
    """Put the new database in the old one's place, when that has gone, be it in an earlier run."""
    new = _new(path)
    try:
        if new.is_file() and not path.exists():
            for log in _LOGS:
                Path(f"{path}{log}").unlink(missing_ok=True)
            new.rename(path)
    except OSError as error:
        raise storage_failed(path, error) from error


def _remove(path: Path) -> None:
    for part in ("", *_LOGS):
        Path(f"{path}{part}").unlink(missing_ok=True)


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _carry_over(source: Path, target: sqlite3.Connection, table: str) -> None:
    """Copy the rows of a table as far as they can be read. The source may be of an earlier version."""
    own = _columns(target, table)
    # From both ends, for the first damaged page ends the reading.
    for direction in ("DESC", "ASC"):
        with contextlib.closing(sqlite3.connect(source, isolation_level=None)) as reader:
            try:
                columns = [each for each in _columns(reader, table) if each in own]
                names, places = ", ".join(columns), ", ".join("?" * len(columns))
                rows = reader.execute(f"SELECT {names} FROM {table} ORDER BY 1 {direction}")
                while group := rows.fetchmany(1):
                    target.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", group)
            except SQLITE_ERRORS as error:
                if isinstance(error, sqlite3.Error) and not _is_of_the_source(error):
                    raise


def _is_of_the_source(error: sqlite3.Error) -> bool:
    """Whether it was the damaged one that failed; the new one fails when the disk is full."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    return code not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)


def _drop_halves(connection: sqlite3.Connection) -> None:
    """Half a clip or half an order is none, nor is one whose job is no longer legible."""
    for table, number in (("contents", "id"), ("takes", "ticket")):
        rows = connection.execute(f"SELECT {number}, job FROM {table}").fetchall()
        illegible = [(found,) for found, job in rows if not _is_legible(job)]
        connection.executemany(f"DELETE FROM {table} WHERE {number} = ?", illegible)
    connection.execute("DELETE FROM clips WHERE id NOT IN (SELECT id FROM contents)")
    connection.execute("DELETE FROM contents WHERE id NOT IN (SELECT id FROM clips)")
    connection.execute(
        "UPDATE orders SET state = 'failed' WHERE state = 'open' AND ticket NOT IN (SELECT ticket FROM takes)"
    )
    connection.execute("DELETE FROM takes WHERE ticket NOT IN (SELECT ticket FROM orders)")


def _restore_orders(connection: sqlite3.Connection, orders: list[QueuedJob]) -> None:
    """Enter the orders of the copy that the database no longer has."""
    known = {ticket for (ticket,) in connection.execute("SELECT ticket FROM orders WHERE state <> 'failed'")}
    for order in orders:
        if order.ticket not in known:
            connection.execute("DELETE FROM orders WHERE ticket = ?", (order.ticket,))
            restore(connection, order, time.time())


def _is_legible(job: str) -> bool:
    try:
        load(job, RenderJob)
    except IllegibleError:
        return False
    return True

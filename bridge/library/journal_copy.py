"""Keeps a copy of the open orders beside the database, in case the database is lost.

A text file of JSON lines: `["open", order]` when an order is accepted, `["closed", ticket]` when it ends.
It is written after the database, so it may lack the last order before a crash; while the database is there,
that counts. Each start writes the file again from the database.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from bridge.errors import StorageFailed
from bridge.library.rows import IllegibleError, dump, load
from bridge.messages.orders import QueuedJob
from bridge.sound.files.atomic import atomic_write

log = logging.getLogger("riffbridge.library")
# More is no copy that we have written.
MAX_BYTES = 256 * 2**20


class JournalCopy:
    """The copy beside the database `path`. No method raises: a copy that fails is logged, once."""

    def __init__(self, database: Path) -> None:
        self._path = copy_path(database)
        self._has_failed = False

    def restart(self, orders: Iterable[QueuedJob]) -> None:
        """Hold `orders`, and nothing else."""
        lines = "".join(_line("open", dump(order)) for order in orders)
        with self._logging():
            atomic_write(self._path, lines.encode())

    def add(self, orders: Iterable[QueuedJob]) -> None:
        """`orders` were accepted."""
        self._append("".join(_line("open", dump(order)) for order in orders))

    def close(self, ticket: int) -> None:
        """The order `ticket` has ended."""
        self._append(_line("closed", ticket))

    def _append(self, lines: str) -> None:
        with self._logging(), self._path.open("ab") as file:
            file.write(lines.encode())

    @contextlib.contextmanager
    def _logging(self) -> Iterator[None]:
        try:
            yield
        except (OSError, StorageFailed) as error:
            if not self._has_failed:
                log.warning("The copy of the journal can't be written: %s", error)
            self._has_failed = True


def copy_path(database: Path) -> Path:
    """Where the copy of the journal in `database` lies."""
    return database.with_name(f"{database.name}.orders")


def read_copy(database: Path) -> list[QueuedJob]:
    """The orders that were open when the copy was last written; lines that can't be read are passed over."""
    path = copy_path(database)
    try:
        if path.stat().st_size > MAX_BYTES:
            return []
        lines = path.read_bytes().splitlines()
    except OSError:
        return []
    found: dict[int, QueuedJob] = {}
    for line in lines:
        with contextlib.suppress(IllegibleError, ValueError, TypeError, RecursionError):
            kind, value = json.loads(line)
            if kind == "open":
                order = load(value, QueuedJob)
                found[order.ticket] = order
            elif kind == "closed":
                found.pop(value, None)
    return list(found.values())


def _line(kind: str, value: object) -> str:
    return json.dumps([kind, value]) + "\n"

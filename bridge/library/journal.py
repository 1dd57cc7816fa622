"""The journal: accepted requests, and the path that each take will have.

Functions over a connection, to be called within a transaction where they write. They raise
`sqlite3.Error`.
"""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path
from typing import Any

from bridge.library.rows import IllegibleError, dump, load, path_bytes, path_of, reading
from bridge.messages.effects import Enqueue
from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.sound.files.names import clip_name, free_path
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.places import Place

# Closed orders are kept to see what happened; so many tell of some nights.
KEPT_ORDERS = 10_000


def add(connection: sqlite3.Connection, asked: Enqueue, folder: Path, came_s: float) -> QueuedJob:
    """Write down an order, with a path in `folder` for each job; see `plan`."""
    ticket = connection.execute(
        "INSERT INTO orders (sender, priority, slot, place, extras, content, came_s)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            dump(asked.sender),
            asked.priority,
            dump(asked.slot),
            dump(asked.place),
            dump(asked.extras),
            asked.content,
            came_s,
        ),
    ).lastrowid
    assert ticket is not None
    paths = []
    for position, job in enumerate(asked.jobs):
        name = clip_name(job, in_key=asked.in_key)
        path = plan(connection, job, name, folder)
        _write_take(connection, ticket, position, job, name, path)
        paths.append(str(path))
    return QueuedJob(
        ticket=ticket,
        sender=asked.sender,
        jobs=asked.jobs,
        paths=tuple(paths),
        priority=asked.priority,
        slot=asked.slot,
        place=asked.place,
        extras=asked.extras,
        content=asked.content,
    )


def plan(connection: sqlite3.Connection, job: RenderJob, name: str, folder: Path) -> Path:
    """Where the job's clip will lie.

    Where another open order's clip of the same digest will, or where such a clip lies already:
    whoever comes second finds it made. Else at `name`, made free on disk and among open orders.
    """
    digest = job.digest
    same = connection.execute("SELECT path FROM takes WHERE digest = ? ORDER BY ticket LIMIT 1", (digest,))
    clip = connection.execute("SELECT path FROM clips WHERE digest = ? AND NOT missing", (digest,))
    for (stored,) in itertools.chain(same, clip):
        path = path_of(stored)
        if path.parent == folder:
            return path
    # All paths that a name was ever made into are found by it, for no name ends in -2.
    taken = connection.execute("SELECT path FROM takes WHERE named = ?", (name,))
    return free_path(folder, name, {path_of(stored) for (stored,) in taken})


def _write_take(
    connection: sqlite3.Connection, ticket: int, position: int, job: RenderJob, name: str, path: Path
) -> None:
    source = None if job.source is None else path_bytes(job.source.path)
    connection.execute(
        "INSERT INTO takes (ticket, position, digest, named, path, source, job) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (ticket, position, job.digest, name, path_bytes(path), source, dump(job)),
    )


def close(connection: sqlite3.Connection, ticket: int, failure: Failure | None, closed_s: float) -> None:
    """Note that an order is done, or why it came to nothing. Closing one twice changes nothing."""
    connection.execute(
        "UPDATE orders SET state = ?, failure = ?, closed_s = ? WHERE ticket = ? AND state = 'open'",
        (
            "done" if failure is None else "failed",
            None if failure is None else dump(failure),
            closed_s,
            ticket,
        ),
    )
    connection.execute("DELETE FROM takes WHERE ticket = ?", (ticket,))


def restore(connection: sqlite3.Connection, order: QueuedJob, came_s: float) -> None:
    """Enter an order as it was, ticket and paths included."""
    connection.execute(
        "INSERT INTO orders (ticket, sender, priority, slot, place, extras, content, came_s)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            order.ticket,
            dump(order.sender),
            order.priority,
            dump(order.slot),
            dump(order.place),
            dump(order.extras),
            order.content,
            came_s,
        ),
    )
    for position, (job, path) in enumerate(zip(order.jobs, order.paths, strict=True)):
        _write_take(connection, order.ticket, position, job, Path(path).stem, Path(path))


def open_orders(connection: sqlite3.Connection) -> tuple[list[QueuedJob], list[int]]:
    """What was accepted and is neither done nor failed, in the order in which it came; and the tickets of
    those that can't be read."""
    rows = connection.execute(
        "SELECT ticket, sender, priority, slot, place, extras, content, job, path"
        " FROM orders JOIN takes USING (ticket) WHERE state = 'open' ORDER BY ticket, position"
    )
    orders, illegible = [], []
    for order, takes in itertools.groupby(rows, key=lambda row: row[:7]):
        try:
            orders.append(_order(order, list(takes)))
        except IllegibleError:
            illegible.append(order[0])
    return orders, illegible


def _order(row: tuple[Any, ...], takes: list[tuple[Any, ...]]) -> QueuedJob:
    ticket, sender, priority, slot, place, extras, content = row
    with reading():
        return QueuedJob(
            ticket=ticket,
            sender=load(sender, Sender),
            jobs=tuple(load(job, RenderJob) for *_, job, _ in takes),
            paths=tuple(str(path_of(path)) for *_, path in takes),
            priority=Priority(priority),
            slot=load(slot, str | None),  # type: ignore[arg-type]
            place=None if place is None else load(place, Place | None),  # type: ignore[arg-type]
            extras=load(extras, tuple[Extra, ...]),
            content=str(content),
        )


def forget_old(connection: sqlite3.Connection) -> None:
    """Let go of all but the last closed orders."""
    connection.execute(
        "DELETE FROM orders WHERE state <> 'open' AND ticket <= (SELECT max(ticket) FROM orders) - ?",
        (KEPT_ORDERS,),
    )

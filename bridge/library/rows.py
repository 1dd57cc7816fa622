"""Converts between our structures and the tables' values: orders, jobs, paths and clips."""

from __future__ import annotations

import contextlib
import json
import math
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bridge.errors import RiffbridgeError
from bridge.library.search_text import indexed
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob

T = TypeVar("T")

# Enough for the takes of a batch.
TAKE_BITS = 12
# What `found` reads, in its order.
FOUND_COLUMNS = (
    "path, favourite, missing, made_s, job, frames, contents.rate_hz, peak_dbfs, seam, grid, title, tags"
)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A clip in the library. `made_s` is when it was rendered, in seconds since 1970 (UTC). The file of a
    `missing` clip wasn't where it should be at the last look. `title` is what the user calls it, or ""."""

    clip: Clip
    favourite: bool
    missing: bool
    made_s: float
    title: str = ""
    tags: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The clip's id. Its first digits suffice where no other clip has them."""
        return self.clip.job.digest


def path_bytes(path: Path | str) -> bytes:
    """A path in the system's own encoding: some paths aren't valid text."""
    return os.fsencode(path)


def path_of(stored: bytes) -> Path:
    """The path that `path_bytes` wrote."""
    return Path(os.fsdecode(stored))


def text(value: str) -> str:
    """`value` without halves of surrogate pairs, which SQLite refuses; for text that is only searched."""
    return value.encode("utf-8", "replace").decode()


def dump(value: object) -> str:
    """JSON in ASCII, so that a path that isn't valid text survives in it."""
    return json.dumps(msgspec.to_builtins(value), separators=(",", ":"))


class IllegibleError(Exception):
    """A row that can't be read: it is damaged, or a later Riffbridge wrote it."""


_WRONG = (ValueError, TypeError, AttributeError, RecursionError, msgspec.MsgspecError, RiffbridgeError)


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Raise `IllegibleError` for anything wrong with a row's values."""
    try:
        yield
    except _WRONG as error:
        raise IllegibleError(str(error)) from error


def load(stored: str, kind: type[T]) -> T:
    """Read what `dump` wrote. Raises `IllegibleError`."""
    with reading():
        return msgspec.convert(json.loads(stored), kind)


def found(row: tuple[Any, ...]) -> Found:
    """Read a clip from `FOUND_COLUMNS`. Raises `IllegibleError`."""
    with reading():
        return _found(row)


def legible(rows: Iterable[tuple[Any, ...]]) -> Iterator[Found]:
    """Read clips from `FOUND_COLUMNS`, without those that can't be read."""
    for row in rows:
        with contextlib.suppress(IllegibleError):
            yield found(row)


def _found(row: tuple[Any, ...]) -> Found:
    path, favourite, missing, made_s, job, frames, rate_hz, peak_dbfs, seam, grid, title, tags = row
    clip = Clip(
        job=load(job, RenderJob),
        path=path_of(path),
        frames=int(frames),
        rate_hz=int(rate_hz),
        # SQLite has no NaN and makes it NULL.
        peak_dbfs=math.nan if peak_dbfs is None else float(peak_dbfs),
        seam=math.nan if seam is None else float(seam),
        grid=str(grid),
    )
    return Found(
        clip=clip,
        favourite=bool(favourite),
        missing=bool(missing),
        made_s=float(made_s),
        title=str(title),
        tags=load(tags, tuple[str, ...]),
    )


def batch_number(job: RenderJob) -> int | None:
    """A number that sorts takes together and in order: 48 bits of their batch, then `TAKE_BITS` of the take.
    `None` for a clip alone."""
    if job.count == 1:
        return None
    batch = int(msgspec.structs.replace(job, take=0).digest[:12], 16)
    return (batch << TAKE_BITS) + job.take % (1 << TAKE_BITS)


def insert_clip(
    connection: sqlite3.Connection, clip: Clip, size: int, mtime_ns: int, *, made_s: float, favourite: bool
) -> int:
    """Write a clip's two rows; returns its number, which no clip in the trash has. The digest must be new."""
    job = clip.job
    newest = connection.execute(
        "SELECT max(id) FROM (SELECT max(id) AS id FROM clips UNION ALL SELECT max(id) FROM trash)"
    )
    number = (newest.fetchone()[0] or 0) + 1
    connection.execute(
        "INSERT INTO clips (id, digest, path, name, size, mtime_ns, tempo_bpm, bars, key, model, made_s,"
        " favourite, batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            job.digest,
            path_bytes(clip.path),
            text(clip.path.name),
            size,
            mtime_ns,
            job.tempo_bpm,
            job.bars,
            None if job.key is None else str(job.key),
            text(job.model),
            made_s,
            favourite,
            batch_number(job),
        ),
    )
    connection.execute(
        "INSERT INTO contents (id, job, frames, rate_hz, peak_dbfs, seam, grid, words)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            dump(job),
            clip.frames,
            clip.rate_hz,
            clip.peak_dbfs,
            clip.seam,
            text(clip.grid),
            indexed(job.prompt, clip.path.stem),
        ),
    )
    return int(number)

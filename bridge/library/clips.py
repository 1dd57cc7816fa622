"""Finds clips' rows by digest or name, and checks that their files are there.

Functions over a connection, to be called within a transaction where they write. They raise
`sqlite3.Error`.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from bridge.errors import BadRequest
from bridge.library.files import Mark, is_there, mark
from bridge.library.inherited_titles import inherited_title
from bridge.library.rows import (
    FOUND_COLUMNS,
    Found,
    IllegibleError,
    dump,
    found,
    insert_clip,
    path_bytes,
    text,
)
from bridge.library.search_text import indexed, tag_tokens
from bridge.sound.files import extras
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob

MIN_ID_LENGTH = 4
# The answer to an id that fits several clips names this many.
MAX_CANDIDATES = 4
# The range of all digests that begin with some digits, which an index can give; `g` is after every digit.
BEGINS_SO = "digest >= ? AND digest < ?"
ID = re.compile(rf"[0-9a-f]{{{MIN_ID_LENGTH},64}}")
_MAX_NAME_LENGTH = 255
_SUFFIXES = sorted({each.suffix for each in FileFormat})
_PLACES = ", ".join("?" * (1 + len(_SUFFIXES)))
_SELECT = f"SELECT clips.id, size, mtime_ns, {FOUND_COLUMNS} FROM clips JOIN contents USING (id)"


def put(connection: sqlite3.Connection, clip: Clip, made_s: float) -> int:
    """Add a clip, or replace the row with its digest; returns how many bytes it adds.

    A clip that hasn't changed keeps its row. A replaced one keeps its favourite, title and tags; a new one
    gets its title from its source, if that has one.
    """
    digest, path = clip.job.digest, path_bytes(clip.path)
    now, beside = mark(clip.path), extras.size_bytes(clip.path)
    known = connection.execute(
        "SELECT id, path, size, mtime_ns, favourite, missing, extras_size, title, tags FROM clips"
        " WHERE digest = ?",
        (digest,),
    ).fetchone()
    before = known[2] + known[6] if known and not known[5] else 0
    if now and known and known[1] == path and now == known[2:4] and not known[5]:
        mark_extras(connection, known[0], beside)
        return int(now[0] + beside - before)
    if known:
        connection.execute("DELETE FROM clips WHERE id = ?", known[:1])
    # The file replaces another clip's there.
    connection.execute(
        "UPDATE clips SET missing = 1 WHERE name = ? AND path = ?", (text(clip.path.name), path)
    )
    size, mtime_ns = now or Mark(0, 0)
    number = insert_clip(connection, clip, size, mtime_ns, made_s=made_s, favourite=bool(known and known[4]))
    mark_extras(connection, number, beside)
    title, tags = known[7:9] if known else (_inherited_title(connection, clip.job), "[]")
    if title or tags != "[]":
        connection.execute("UPDATE clips SET title = ?, tags = ? WHERE id = ?", (title, tags, number))
        index_words(connection, number)
    if now is None:
        mark_missing(connection, [number], True)
    return int(size + beside - before)


def _inherited_title(connection: sqlite3.Connection, job: RenderJob) -> str:
    if job.source is None:
        return ""
    row = connection.execute(
        f"SELECT {FOUND_COLUMNS} FROM clips JOIN contents USING (id)"
        " WHERE name = ? AND path = ? AND title <> ''",
        (text(Path(job.source.path).name), path_bytes(job.source.path)),
    ).fetchone()
    with contextlib.suppress(IllegibleError):
        if row is not None:
            source = found(row)
            return inherited_title(job, source.title, source.clip.job.prompt)
    return ""


def by_jobs(connection: sqlite3.Connection, jobs: Iterable[RenderJob]) -> tuple[list[Clip], list[int]]:
    """The clips of `jobs` whose files are there, in order, and the numbers of those that are gone."""
    there, gone = [], []
    for job in jobs:
        row = connection.execute(f"{_SELECT} WHERE digest = ?", (job.digest,)).fetchone()
        if row is None:
            continue
        try:
            clip = found(row[3:])
        except IllegibleError:
            continue  # it is rendered again, which mends the row
        if is_there(clip.clip.path, Mark(*row[1:3]), job.digest):
            there.append(clip.clip)
        elif not clip.missing:
            gone.append(row[0])
    return there, gone


def by_name(connection: sqlite3.Connection, name: str) -> tuple[int, Found] | None:
    """The clip whose file has this name, with or without its suffix, or whose digest begins with it, and its
    number.

    Looks on disk whether the file is missing. Raises `BadRequest` for a path, and for a name that fits
    several clips.
    """
    if any(each in name for each in "/\\\0:") or name in ("", ".", "..") or len(name) > _MAX_NAME_LENGTH:
        raise BadRequest(f"“{name[:40]}” isn't a clip. Use a clip's id, or its file name without a folder.")
    name = text(unicodedata.normalize("NFC", name))
    rows = connection.execute(
        f"{_SELECT} WHERE name IN ({_PLACES}) ORDER BY name <> ?, missing, clips.id DESC LIMIT 1",
        (name, *(name + suffix for suffix in _SUFFIXES), name),
    ).fetchall()
    if not rows and ID.fullmatch(name.lower()):
        rows = connection.execute(
            f"{_SELECT} WHERE {BEGINS_SO} LIMIT 2", (name.lower(), name.lower() + "g")
        ).fetchall()
    if len(rows) > 1:
        raise needs_digits(name, _digests(connection, name.lower()))
    if not rows:
        return None
    row = rows[0]
    try:
        clip = found(row[3:])
    except IllegibleError as error:
        raise BadRequest(
            f"The library's entry for “{name[:40]}” is damaged. Run riffbridge library repair."
        ) from error
    missing = not is_there(clip.clip.path, Mark(*row[1:3]), clip.digest)
    return row[0], msgspec.structs.replace(clip, missing=missing)


def needs_digits(name: str, digests: Sequence[str]) -> BadRequest:
    """The error for an id `name` that is too short: it has as many digits as tell `digests` apart."""
    lengths = range(MIN_ID_LENGTH, max(map(len, digests)) + 1)
    digits = next(n for n in lengths if len({each[:n] for each in digests}) == len(digests))
    ids = [each[:digits] for each in digests[:MAX_CANDIDATES]]
    more = " …" if len(digests) > MAX_CANDIDATES else ""
    return BadRequest(f"The id {name} needs more digits. Use {' or '.join(ids)}{more}.")


def _digests(connection: sqlite3.Connection, digits: str) -> list[str]:
    """The first digests that begin so."""
    statement = f"SELECT digest FROM clips WHERE {BEGINS_SO} ORDER BY digest LIMIT {MAX_CANDIDATES + 1}"
    return [row[0] for row in connection.execute(statement, (digits, digits + "g"))]


def mark_missing(connection: sqlite3.Connection, numbers: Iterable[int], missing: bool) -> None:
    """Note that the files of these clips are gone, or are there."""
    connection.executemany(
        "UPDATE clips SET missing = ? WHERE id = ?", [(missing, number) for number in numbers]
    )


def mark_extras(connection: sqlite3.Connection, number: int, size_bytes: int) -> None:
    """Note how much room the files beside a clip take."""
    connection.execute(
        "UPDATE clips SET extras_size = ? WHERE id = ? AND extras_size <> ?", (size_bytes, number, size_bytes)
    )


def name(connection: sqlite3.Connection, number: int, path: Path, title: str) -> None:
    """Note what the user calls a clip, and where its file is now."""
    connection.execute(
        "UPDATE clips SET path = ?, name = ?, title = ? WHERE id = ?",
        (path_bytes(path), text(path.name), text(title), number),
    )
    index_words(connection, number)


def tag(connection: sqlite3.Connection, number: int, tags: tuple[str, ...]) -> None:
    """Note a clip's tags."""
    connection.execute("UPDATE clips SET tags = ? WHERE id = ?", (dump(tags), number))
    index_words(connection, number)


def index_words(connection: sqlite3.Connection, number: int) -> None:
    """Have a clip found by its prompt, title, tags and file's name, as they are now."""
    row = connection.execute(
        f"SELECT {FOUND_COLUMNS} FROM clips JOIN contents USING (id) WHERE id = ?", (number,)
    )
    clip = found(row.fetchone())
    words = indexed(clip.clip.job.prompt, clip.title, *clip.tags, clip.clip.path.stem)
    words += tag_tokens(clip.tags)
    connection.execute("UPDATE contents SET words = ? WHERE id = ?", (words, number))


def mark_favourite(connection: sqlite3.Connection, number: int, favourite: bool) -> None:
    """Note whether a clip is a favourite."""
    connection.execute("UPDATE clips SET favourite = ? WHERE id = ?", (favourite, number))


def are_favourites(connection: sqlite3.Connection, numbers: Iterable[int]) -> bool:
    """Whether all of these clips are favourites."""
    statement = "SELECT 1 FROM clips WHERE NOT favourite AND id IN (SELECT value FROM json_each(?)) LIMIT 1"
    return connection.execute(statement, (json.dumps(list(numbers)),)).fetchone() is None


def mark_favourites(connection: sqlite3.Connection, numbers: Iterable[int], favourite: bool) -> None:
    """Note of all these clips whether they are favourites; those that are so already stay untouched."""
    connection.execute(
        "UPDATE clips SET favourite = ? WHERE favourite != ? AND id IN (SELECT value FROM json_each(?))",
        (favourite, favourite, json.dumps(list(numbers))),
    )


def number_of(connection: sqlite3.Connection, digest: str) -> int | None:
    """The number of the clip with this digest, if there is one."""
    row = connection.execute("SELECT id FROM clips WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else int(row[0])


def total_bytes(connection: sqlite3.Connection) -> int:
    """The size of all clips that are there, and of what lies beside them."""
    sums = (
        "SELECT total(size) FROM clips INDEXED BY clips_by_facts WHERE NOT missing",
        "SELECT total(extras_size) FROM clips WHERE extras_size > 0 AND NOT missing",
    )
    return sum(int(connection.execute(each).fetchone()[0]) for each in sums)

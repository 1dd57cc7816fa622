"""Defines the tables, and upgrades those of earlier versions.

    orders ─┬─ takes      what was accepted: an open order's jobs, each with the path it will have
    clips ──┴─ contents   what was made: what one searches by, and apart from it what is shown
               words      the full-text index over contents.words
    trash               clips that were deleted, both rows in one

Paths are blobs in the system's own encoding, since a path may hold bytes that are no text.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from bridge.errors import StorageFailed
from bridge.library.database import transaction
from bridge.library.rows import IllegibleError, batch_number, load
from bridge.library.search_text import tag_tokens
from bridge.vocabulary.jobs import RenderJob

# "Riff", by which a file is known as ours rather than another program's database.
APPLICATION_ID = 0x5269_6666

_FIRST = (
    """CREATE TABLE orders (
        ticket INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'failed')),
        sender TEXT NOT NULL,
        priority INTEGER NOT NULL,
        slot TEXT,
        failure TEXT,
        came_s REAL NOT NULL,
        closed_s REAL)""",
    "CREATE INDEX open_orders ON orders (ticket) WHERE state = 'open'",
    """CREATE TABLE takes (
        ticket INTEGER NOT NULL,
        position INTEGER NOT NULL,
        digest TEXT NOT NULL,
        named TEXT NOT NULL,
        path BLOB NOT NULL,
        source BLOB,
        job TEXT NOT NULL,
        PRIMARY KEY (ticket, position)) WITHOUT ROWID""",
    "CREATE INDEX takes_by_digest ON takes (digest)",
    "CREATE INDEX takes_by_name ON takes (named)",
    """CREATE TABLE clips (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        path BLOB NOT NULL,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        tempo_bpm REAL NOT NULL,
        bars INTEGER NOT NULL,
        key TEXT,
        model TEXT NOT NULL,
        made_s REAL NOT NULL,
        favourite INTEGER NOT NULL DEFAULT 0,
        missing INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX clips_by_name ON clips (name)",
    # All that is filtered by, from the newest to the oldest: 100,000 clips are gone through in 6 ms.
    "CREATE INDEX clips_by_facts ON clips"
    " (id, tempo_bpm, bars, key, model, favourite, missing, made_s, size)",
    """CREATE TABLE contents (
        id INTEGER PRIMARY KEY,
        job TEXT NOT NULL,
        frames INTEGER NOT NULL,
        rate_hz INTEGER NOT NULL,
        peak_dbfs REAL,
        seam REAL,
        grid TEXT NOT NULL,
        words TEXT NOT NULL)""",
    # The words come folded and cut by `search_text`; to this tokenizer all beyond ASCII is letters.
    """CREATE VIRTUAL TABLE word_index USING fts5(
        words, content='contents', content_rowid='id', tokenize='ascii', prefix='1 2 3')""",
    """CREATE TRIGGER words_added AFTER INSERT ON contents BEGIN
        INSERT INTO word_index (rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER words_removed AFTER DELETE ON contents BEGIN
        INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER words_changed AFTER UPDATE OF words ON contents BEGIN
        INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO word_index (rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER clip_removed AFTER DELETE ON clips BEGIN
        DELETE FROM contents WHERE id = old.id;
    END""",
)
# Where in a host an order's clips are to go; orders of before go nowhere.
_PLACES = ("ALTER TABLE orders ADD COLUMN place TEXT",)
# What tells requests under one id apart; orders of before are not compared.
_CONTENT = ("ALTER TABLE orders ADD COLUMN content TEXT NOT NULL DEFAULT ''",)
# What is to lie beside an order's clips, and how much room what lies beside a clip takes.
_EXTRAS = (
    "ALTER TABLE orders ADD COLUMN extras TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE clips ADD COLUMN extras_size INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX clips_with_extras ON clips (missing, extras_size) WHERE extras_size > 0",
)
# What the user calls a clip, its tags (a JSON list), and clips that were deleted.
_CURATING = (
    "ALTER TABLE clips ADD COLUMN title TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE clips ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",
    """CREATE TABLE trash (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        path BLOB NOT NULL,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        tempo_bpm REAL NOT NULL,
        bars INTEGER NOT NULL,
        key TEXT,
        model TEXT NOT NULL,
        made_s REAL NOT NULL,
        favourite INTEGER NOT NULL,
        missing INTEGER NOT NULL,
        extras_size INTEGER NOT NULL,
        title TEXT NOT NULL,
        tags TEXT NOT NULL,
        job TEXT NOT NULL,
        frames INTEGER NOT NULL,
        rate_hz INTEGER NOT NULL,
        peak_dbfs REAL,
        seam REAL,
        grid TEXT NOT NULL,
        words TEXT NOT NULL,
        deleted_s REAL NOT NULL)""",
)
# Whole tags are tokens too, as `clips.index_words` writes them.
_TAGS = (
    "CREATE INDEX clips_with_tags ON clips (tags) WHERE tags <> '[]'",
    """UPDATE contents SET words = words || (SELECT tag_tokens(tags) FROM clips WHERE clips.id = contents.id)
        WHERE id IN (SELECT id FROM clips WHERE tags <> '[]')""",
    "UPDATE trash SET words = words || tag_tokens(tags) WHERE tags <> '[]'",
)
# Which clips are takes of one batch. Jobs are read for it, except those that have but one take.
_FIND_BATCHES = (
    """UPDATE clips SET batch = (SELECT batch_of(job) FROM contents WHERE contents.id = clips.id)
        WHERE batch IS NULL AND id IN (SELECT id FROM contents WHERE instr(job, '"count":1,') = 0)""",
    "UPDATE trash SET batch = batch_of(job) WHERE batch IS NULL AND instr(job, '\"count\":1,') = 0",
)
_BATCHES = (
    "ALTER TABLE clips ADD COLUMN batch INTEGER",
    "ALTER TABLE trash ADD COLUMN batch INTEGER",
    *_FIND_BATCHES,
    "CREATE INDEX clips_in_batches ON clips (batch, id DESC, favourite) WHERE batch IS NOT NULL",
)
# Each entry takes the tables from the version before it to its own; the first from nothing to 1.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _PLACES, _CONTENT, _EXTRAS, _CURATING, _TAGS, _BATCHES)


def prepare(
    connection: sqlite3.Connection, path: Path, migrations: tuple[tuple[str, ...], ...] = MIGRATIONS
) -> None:
    """Bring the tables to today's version, each step whole or not at all.

    Raises `StorageFailed` for a database of a later Riffbridge or of another program, which is left
    as it is, and `sqlite3.Error`.
    """
    if _version(connection, path) < len(migrations):
        _add_functions(connection)
        with transaction(connection):
            # Another program may have done it by now.
            for number in range(_version(connection, path), len(migrations)):
                for statement in migrations[number]:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(migrations)}")
    if _version(connection, path) > len(migrations):
        raise StorageFailed(f"The library “{path}” was made by a newer Riffbridge. Update this one.")


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every page of the file is what it should be, as far as can be told without its indices."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def find_batches(connection: sqlite3.Connection) -> None:
    """Find out which clips are takes of one batch, where rows of an earlier version don't say so."""
    _add_functions(connection)
    for statement in _FIND_BATCHES:
        connection.execute(statement)


def _add_functions(connection: sqlite3.Connection) -> None:
    connection.create_function("tag_tokens", 1, lambda tags: tag_tokens(json.loads(tags)))
    connection.create_function("batch_of", 1, _batch_of)


def _batch_of(job: str) -> int | None:
    try:
        return batch_number(load(job, RenderJob))
    except IllegibleError:
        return None


def _version(connection: sqlite3.Connection, path: Path) -> int:
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION_ID and not (application == 0 and is_empty):
        raise StorageFailed(f"“{path}” is another program's database. Choose another place for the library.")
    return int(version)

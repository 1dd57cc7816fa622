"""Looking for clips: a question, and the one statement that answers it.

Without words all clips are gone through from the newest, in an index narrow enough for that (see
`schema`); with words, those that the full-text index gives, newest first too.
`benchmarks.library` times both.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from bridge.library.rows import FOUND_COLUMNS, Found, found, text
from bridge.library.wording import match_expression
from bridge.vocabulary import Key

_FACTS = "clips INDEXED BY clips_by_facts"


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; `None` and no words are all the same to it.

    A clip has all `words`, or words that begin so. Ranges include their ends; instants are in
    seconds since 1970 (UTC), `until_s` excluded.
    """

    words: str = ""
    min_tempo_bpm: float | None = None
    max_tempo_bpm: float | None = None
    key: Key | None = None
    bars: int | None = None
    model: str | None = None
    favourite: bool | None = None
    missing: bool | None = False
    since_s: float | None = None
    until_s: float | None = None
    limit: int = 20
    offset: int = 0


def search(connection: sqlite3.Connection, query: Query) -> tuple[Found, ...]:
    """Clips that `query` asks for, newest first. Raises `sqlite3.Error`."""
    number, source = "clips.id", _FACTS
    conditions = ["1"]
    values: list[Any] = []
    if query.words.strip():
        expression = match_expression(query.words)
        if expression is None:
            return ()
        number = "word_index.rowid"
        source = f"word_index CROSS JOIN {_FACTS} ON clips.id = word_index.rowid"
        conditions, values = ["word_index MATCH ?"], [expression]
    for condition, value in _conditions(query):
        conditions.append(condition)
        values.append(value)
    # The wide rows are read only for what is shown.
    statement = (
        f"SELECT {FOUND_COLUMNS} FROM (SELECT {number} AS number FROM {source}"
        f" WHERE {' AND '.join(conditions)} ORDER BY {number} DESC LIMIT ? OFFSET ?)"
        " JOIN clips ON clips.id = number JOIN contents ON contents.id = number ORDER BY number DESC"
    )
    values += [_count(query.limit), _count(query.offset)]
    return tuple(found(row) for row in connection.execute(statement, values))


def _conditions(query: Query) -> list[tuple[str, Any]]:
    asked = [
        ("tempo_bpm >= ?", query.min_tempo_bpm),
        ("tempo_bpm <= ?", query.max_tempo_bpm),
        ("key = ?", None if query.key is None else str(query.key)),
        ("bars = ?", None if query.bars is None else _count(query.bars)),
        ("model = ?", None if query.model is None else text(query.model)),
        ("favourite = ?", query.favourite),
        ("missing = ?", query.missing),
        ("made_s >= ?", query.since_s),
        ("made_s < ?", query.until_s),
    ]
    return [(condition, value) for condition, value in asked if value is not None]


def _count(number: int) -> int:
    """Within what SQLite can count; below nothing it would take as no limit at all."""
    return min(max(number, 0), 2**62)

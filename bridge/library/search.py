"""Searches clips: a query, and the one statement that answers it.

Without words all clips are gone through from the newest, in an index narrow enough for that (see
`schema`); with words, those that the full-text index gives, newest first too.
`benchmarks.library` times both.

A list that is scrolled through asks twice: `numbers` for all that is in it, in order, and `numbered`
for the rows in sight. So a page is found wherever it lies, and no row is seen twice because one came in
above it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from array import array
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import msgspec

from bridge.library.rows import FOUND_COLUMNS, Found, IllegibleError, found, legible, text
from bridge.library.search_text import match_expression
from bridge.vocabulary.music import Key

_FACTS = "clips INDEXED BY clips_by_facts"
_PAGE = 500


class Sort(StrEnum):
    """In which order clips are listed; among equals the newest comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    TEMPO = "tempo"
    KEY = "key"
    BARS = "bars"


# Those that the index of facts answers, then the one for which the rows themselves are read. What has no
# key comes last.
_BY_FACTS = {
    Sort.NEWEST: "{number} DESC",
    Sort.OLDEST: "{number}",
    Sort.TEMPO: "tempo_bpm, {number} DESC",
    Sort.KEY: "key IS NULL, key, {number} DESC",
    Sort.BARS: "bars, {number} DESC",
}
_BY_NAME = "name COLLATE NOCASE, {number} DESC"


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
    if (asked := _asked(query, Sort.NEWEST)) is None:
        return ()
    statement, values = asked
    # The wide rows are read only for what is shown.
    statement = (
        f"SELECT {FOUND_COLUMNS} FROM ({statement} LIMIT ? OFFSET ?)"
        " JOIN clips ON clips.id = number JOIN contents ON contents.id = number ORDER BY number DESC"
    )
    values += [_count(query.limit), _count(query.offset)]
    return tuple(legible(connection.execute(statement, values)))


def numbers(connection: sqlite3.Connection, query: Query, sort: Sort = Sort.NEWEST) -> array[int]:
    """The numbers of all clips that `query` asks for, in the order of `sort`; its `limit` and `offset` do
    not count. Raises `sqlite3.Error`."""
    if (asked := _asked(query, sort)) is None:
        return array("q")
    return array("q", (row[0] for row in connection.execute(*asked)))


def numbered(connection: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, Found]:
    """The clips that have these numbers, as far as they are still there. Raises `sqlite3.Error`."""
    rows: dict[int, Found] = {}
    rest = list(wanted)
    while rest:
        page, rest = rest[:_PAGE], rest[_PAGE:]
        marks = ", ".join("?" * len(page))
        source = "clips JOIN contents USING (id)"
        statement = f"SELECT clips.id, {FOUND_COLUMNS} FROM {source} WHERE clips.id IN ({marks})"
        for row in connection.execute(statement, page):
            with contextlib.suppress(IllegibleError):
                rows[row[0]] = found(row[1:])
    return rows


def _asked(query: Query, sort: Sort) -> tuple[str, list[Any]] | None:
    """The statement for the numbers of all that is asked for, in order, and its values; `None` if that
    is nothing."""
    facts, order = ("clips", _BY_NAME) if sort is Sort.NAME else (_FACTS, _BY_FACTS[sort])
    number, source = "clips.id", facts
    conditions = ["1"]
    values: list[Any] = []
    if query.words.strip():
        expression = match_expression(query.words)
        if expression is None:
            return None
        number = "word_index.rowid"
        source = f"word_index CROSS JOIN {facts} ON clips.id = word_index.rowid"
        conditions, values = ["word_index MATCH ?"], [expression]
    for condition, value in _conditions(query):
        conditions.append(condition)
        values.append(value)
    statement = (
        f"SELECT {number} AS number FROM {source} WHERE {' AND '.join(conditions)}"
        f" ORDER BY {order.format(number=number)}"
    )
    return statement, values


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

"""Searches clips with one SQL statement a query.

Without words, it goes through all clips from the newest in a narrow index (see `schema`); with words, through
those that the full-text index gives, newest first too. `benchmarks.library` times both.

A list that scrolls asks twice: `numbers` for all clips in it, in order, and `numbered` for the rows in view.
So a page is found wherever it is, and no row appears twice because a clip arrived above it.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from bridge.library.query import Query, Range, Values
from bridge.library.rows import FOUND_COLUMNS, TAKE_BITS, Found, IllegibleError, found, legible, text
from bridge.library.search_text import match_expression, tag_token, words_of
from bridge.vocabulary.music import Key

_FACTS = "clips INDEXED BY clips_by_facts"
_PAGE = 500


class Sort(StrEnum):
    """The order of a list; among equals the newest comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    TEMPO = "tempo"
    KEY = "key"
    BARS = "bars"


# One of several takes: its clip's number, its batch, and whether it is a favourite. Plain, as there may be
# very many, and they are read for each list.
Take = tuple[int, int, int]


# The index of facts answers these; for the name, the rows themselves are read. Clips without a key come last.
_BY_FACTS = {
    Sort.NEWEST: "{number} DESC",
    Sort.OLDEST: "{number}",
    Sort.TEMPO: "tempo_bpm, {number} DESC",
    Sort.KEY: "key IS NULL, key, {number} DESC",
    Sort.BARS: "bars, {number} DESC",
}
_BY_NAME = "name COLLATE NOCASE, {number} DESC"


def search(connection: sqlite3.Connection, query: Query) -> tuple[Found, ...]:
    """Clips that match `query`, newest first. Raises `sqlite3.Error`."""
    if (asked := _asked(query, Sort.NEWEST)) is None:
        return ()
    statement, values = asked
    # Read wide rows only for what is shown.
    statement = (
        f"SELECT {FOUND_COLUMNS} FROM ({statement} LIMIT ? OFFSET ?)"
        " JOIN clips ON clips.id = number JOIN contents ON contents.id = number ORDER BY number DESC"
    )
    values += [_count(query.limit), _count(query.offset)]
    return tuple(legible(connection.execute(statement, values)))


def numbers(connection: sqlite3.Connection, query: Query, sort: Sort = Sort.NEWEST) -> array[int]:
    """The numbers of all clips that match `query`, in the order of `sort`; its `limit` and `offset` are
    ignored. Raises `sqlite3.Error`."""
    if (asked := _asked(query, sort)) is None:
        return array("q")
    return array("q", (row[0] for row in connection.execute(*asked)))


def numbered(connection: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, Found]:
    """The clips with these numbers that still exist. Raises `sqlite3.Error`."""
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


def takes(connection: sqlite3.Connection) -> list[Take]:
    """All clips that were rendered with others, batch by batch, each from its first take on. Raises
    `sqlite3.Error`."""
    return connection.execute(
        f"SELECT id, batch >> {TAKE_BITS}, favourite FROM clips INDEXED BY clips_in_batches"
        " WHERE batch IS NOT NULL ORDER BY batch, id DESC"
    ).fetchall()


def values(connection: sqlite3.Connection) -> Values:
    """The keys, lengths, models and tags that clips have. Raises `sqlite3.Error`."""

    def distinct(column: str) -> list[Any]:
        return [row[0] for row in connection.execute(f"SELECT DISTINCT {column} FROM {_FACTS}")]

    tags = connection.execute(
        "SELECT DISTINCT value FROM clips INDEXED BY clips_with_tags, json_each(tags) WHERE tags <> '[]'"
    )
    keys = [Key.parse(each) for each in distinct("key") if each is not None]
    return Values(
        keys=tuple(sorted(keys, key=lambda key: (key.mode, key.tonic))),
        bars=tuple(sorted(distinct("bars"))),
        models=tuple(sorted(distinct("model"), key=str.casefold)),
        tags=tuple(sorted((str(row[0]) for row in tags), key=str.casefold)),
    )


def _asked(query: Query, sort: Sort) -> tuple[str, list[Any]] | None:
    """The statement for the numbers of all matching clips, in order, and its values; `None` if nothing can
    match."""
    facts, order = ("clips", _BY_NAME) if sort is Sort.NAME else (_FACTS, _BY_FACTS[sort])
    number, source = "clips.id", facts
    conditions = ["1"]
    values: list[Any] = []
    if query.words.strip() or query.tags:
        expression = match_expression(query.words, query.tags)
        has_no_token = query.words.strip() and not words_of(query.words)
        if expression is None or has_no_token or not all(map(tag_token, query.tags)):
            return None
        number = "word_index.rowid"
        source = f"word_index CROSS JOIN {facts} ON clips.id = word_index.rowid"
        conditions, values = ["word_index MATCH ?"], [expression]
    for condition, asked in _conditions(query):
        conditions.append(condition)
        values += asked
    statement = (
        f"SELECT {number} AS number FROM {source} WHERE {' AND '.join(conditions)}"
        f" ORDER BY {order.format(number=number)}"
    )
    return statement, values


def _conditions(query: Query) -> Iterator[tuple[str, list[Any]]]:
    yield from _within("tempo_bpm", query.tempos_bpm)
    yield from _any_of("key", [None if key is None else str(key) for key in query.keys])
    yield from _within("bars", query.bars)
    if models := [text(model) for model in query.models]:
        is_one = "model = ? COLLATE NOCASE OR model LIKE ? ESCAPE '\\'"
        yield (
            _or([is_one] * len(models)),
            [each for model in models for each in (model, f"%/{_literal(model)}")],
        )
    yield from _within("made_s", query.made_s, end="<")
    for name, value in (("favourite", query.favourite), ("missing", query.missing)):
        if value is not None:
            yield f"{name} = ?", [value]


def _within(name: str, ranges: Sequence[Range], end: str = "<=") -> Iterator[tuple[str, list[Any]]]:
    """A condition: `name` is in any of `ranges`; `end` compares it with a range's end."""
    if ranges and Range() not in ranges:
        either = [
            f"{name} >= ? AND {name} {end} ?" if None not in each else
            f"{name} >= ?" if each.high is None else f"{name} {end} ?"
            for each in ranges
        ]  # fmt: skip
        yield _or(either), [bound for each in ranges for bound in each if bound is not None]


def _any_of(name: str, values: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    if values:
        yield _or([f"{name} IS ?"] * len(values)), list(values)


def _or(conditions: Sequence[str]) -> str:
    return f"({' OR '.join(f'({each})' for each in conditions)})"


def _literal(value: str) -> str:
    """`value` for LIKE, with wild cards escaped."""
    return re.sub(r"([\\%_])", r"\\\1", value)


def _count(number: int) -> int:
    """`number` within what SQLite can count. Below 0 would mean no limit."""
    return min(max(number, 0), 2**62)

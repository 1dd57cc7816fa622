"""A search of the library, and the values that it can be filtered by."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from bridge.vocabulary.music import Key


class Range(NamedTuple):
    """From `low` to `high`, both included; `None` leaves one end open."""

    low: float | None = None
    high: float | None = None


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; `None`, no words and an empty tuple don't narrow it.

    A clip has all `words`, or words that begin so, and all `tags`. Of what a clip has one of, it has any that
    is listed; in `keys`, `None` is a clip without a key. `made_s` are instants in seconds since 1970 (UTC),
    of which the end is excluded. A model is found by its id or its folder's name.
    """

    words: str = ""
    tempos_bpm: tuple[Range, ...] = ()
    keys: tuple[Key | None, ...] = ()
    bars: tuple[Range, ...] = ()
    models: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    made_s: tuple[Range, ...] = ()
    favourite: bool | None = None
    missing: bool | None = False
    limit: int = 20
    offset: int = 0


class Values(msgspec.Struct, frozen=True, kw_only=True):
    """What the library's clips have, each once and in order: what filters offer."""

    keys: tuple[Key, ...] = ()
    bars: tuple[int, ...] = ()
    models: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

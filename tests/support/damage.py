"""A library that is damaged at random, and all that a bridge does with one."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from bridge.errors import RiffbridgeError
from bridge.library import Library, Query
from tests.support.library import admitted, job, make


def survive_corruptions(folder: Path, count: int) -> None:
    """Use a library in `folder` that was damaged in `count` ways, the same each time. Raises what is neither
    done nor told in a sentence."""
    source, exports = folder / "source.sqlite", folder / "exports"
    with Library.open(source, exports) as library:
        make(library, *(job(seed=seed, count=6, take=seed) for seed in range(6)))
        for seed in (10, 11, 12):
            admitted(library, job(seed=seed), id=str(seed))
    whole = source.read_bytes()
    for number in range(count):
        database = folder / f"{number}.sqlite"
        database.write_bytes(corrupted(whole, random.Random(number)))
        works_or_says_why(lambda database=database: use(database, exports))  # type: ignore[misc]


def corrupted(data: bytes, draw: random.Random) -> bytes:
    """`data` with some bits turned, perhaps a stretch of it blanked, or its end cut off."""
    damaged = bytearray(data)
    for _ in range(draw.choice((1, 1, 4, 64))):
        damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
    if draw.random() < 0.2:
        at = draw.randrange(len(damaged) - 512)
        damaged[at : at + 512] = bytes(512)
    return bytes(damaged[: draw.randrange(len(damaged))] if draw.random() < 0.1 else damaged)


def use(database: Path, exports: Path) -> None:
    with Library.open(database, exports) as library:
        steps: list[Callable[[], object]] = [
            library.open_orders,
            lambda: library.search(Query()),
            lambda: library.search(Query(words="house")),
            lambda: library.numbered(library.numbers(Query())),
            lambda: library.find([job(seed=0, count=6, take=0)]),
            lambda: library.clip("made.wav"),
            lambda: library.admit([]),
            lambda: admitted(library, job(seed=77)),
            library.check,
            library.repair,
        ]
        for step in steps:
            works_or_says_why(step)


def works_or_says_why(step: Callable[[], object]) -> None:
    try:
        step()
    except RiffbridgeError as error:
        assert str(error)
    except AssertionError as error:
        assert "NotEnqueued" in str(error)  # a refusal

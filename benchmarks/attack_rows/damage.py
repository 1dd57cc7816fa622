"""Libraries that a disk or a crash has damaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bridge_rows.row import Row
from bridge.library import Library
from tests.support.damage import survive_corruptions
from tests.support.library import admitted, job, make

ORDERS, CLIPS = 20, 5


def damage(folder: Path, corruptions: int) -> Iterator[Row]:
    """Random corruptions, then a database that is cut to nothing."""
    (folder / "random").mkdir()
    uncaught = ""
    try:
        survive_corruptions(folder / "random", corruptions)
    except Exception as error:  # what the bar is about
        uncaught = f"{type(error).__name__}: {error}"
    yield Row(
        f"{corruptions} random corruptions of a library", uncaught or "0 uncaught", "0 uncaught", not uncaught
    )
    database, exports = folder / "library.sqlite", folder / "exports"
    with Library.open(database, exports) as library:
        for seed in range(CLIPS):
            make(library, job(seed=seed))
        before = [admitted(library, job(seed=100 + seed), id=str(seed)) for seed in range(ORDERS)]
    database.write_bytes(b"")
    with Library.open(database, exports) as library:
        orders, clips = library.open_orders(), library.repair().read_in
    told = f"{len(orders)} of {ORDERS} orders, {len(clips)} of {CLIPS} clips back"
    yield Row("a library cut to 0 bytes", told, "all", orders == before and len(clips) == CLIPS)

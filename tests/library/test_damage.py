"""What is damaged fails alone: a row, a page, or the whole database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bridge.errors import BadRequest
from bridge.library import Library, Query
from bridge.library.journal_copy import copy_path
from bridge.library.recover import start_over
from bridge.vocabulary.clips import Clip
from tests.support.damage import survive_corruptions
from tests.support.library import admitted, drawn, job, make


def clip_in(exports: Path, seed: int) -> Clip:
    return drawn(job(seed=seed), exports / f"made{seed}.wav")


def change(database: Path, statement: str) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(statement)
    connection.close()


def test_an_order_that_cannot_be_read_is_closed_and_the_others_go_on(database: Path, exports: Path) -> None:
    with Library.open(database, exports) as library:
        first, second = admitted(library, job(seed=1), id="1"), admitted(library, job(seed=2), id="2")
    newer = "replace(job, 'tempo_bpm', 'tempk_bpm')"
    change(database, f"UPDATE takes SET job = {newer} WHERE ticket = {first.ticket}")
    with Library.open(database, exports) as library:
        assert library.open_orders() == [second]
        change(database, "UPDATE takes SET job = replace(job, 'tempk_bpm', 'tempo_bpm')")
        assert library.open_orders() == [second], "it is closed for good"


@pytest.mark.parametrize("wrong", ["'{}'", "'x'", "replace(job, 'seed', 'sead')", "x'00ff'", None])
def test_a_clip_whose_row_cannot_be_read_is_named_by_check_and_mended_by_repair(
    database: Path, exports: Path, wrong: str | None
) -> None:
    with Library.open(database, exports) as library:
        broken, whole = clip_in(exports, 1), clip_in(exports, 2)
        library.add([broken, whole])
    if wrong is None:
        change(database, "DELETE FROM contents WHERE id = 1")
    else:
        change(database, f"UPDATE contents SET job = {wrong} WHERE id = 1")
    with Library.open(database, exports) as library:
        assert [found.clip.path for found in library.search(Query())] == [whole.path]
        assert library.find([broken.job]) is None
        if wrong is not None:
            with pytest.raises(BadRequest, match="repair"):
                library.clip(broken.path.name)
        assert library.check().unreadable == (broken.path,)
        mended = library.repair()
        assert (mended.read_in, mended.unreadable) == ((broken.path,), ())
        assert {found.clip.path for found in library.search(Query())} == {broken.path, whole.path}


def test_a_database_that_is_cut_to_nothing_comes_back_with_clips_and_open_orders(
    database: Path, exports: Path
) -> None:
    with Library.open(database, exports) as library:
        make(library, job(seed=1))
        before = [admitted(library, job(seed=seed), id=str(seed)) for seed in (2, 3)]
        make(library, job(seed=4))
        assert library.open_orders() == before
        after = admitted(library, job(seed=5), id="5")
        make(library, job(seed=6))
    database.write_bytes(b"")
    with Library.open(database, exports) as library:
        assert library.set_aside is not None and library.set_aside.exists()
        assert library.open_orders() == [*before, after]
        assert len(library.repair().read_in) == 3


def test_a_damaged_database_of_an_earlier_version_keeps_what_is_known_of_its_clips(
    database: Path, exports: Path
) -> None:
    takes = [job(count=2, take=take) for take in (0, 1)]
    with Library.open(database, exports) as library:
        make(library, *takes)
        library.favourite(takes[1].digest)
        known = library.takes()
        assert len(known) == 2
        for statement in ("DROP INDEX clips_in_batches", "ALTER TABLE clips DROP COLUMN batch"):
            library._connection.execute(statement)
    connection, _ = start_over(database)
    connection.close()
    with Library.open(database, exports) as library:
        assert library.takes() == known


def test_an_empty_database_beside_an_empty_folder_is_a_new_library(database: Path, exports: Path) -> None:
    database.parent.mkdir(parents=True)
    database.write_bytes(b"")
    with Library.open(database, exports) as library:
        assert library.set_aside is None


@pytest.mark.parametrize(
    "noise", [b"", b"\x00" * 100, b"[1]\n{}\n", b'["open", "{"]\n', b'["open"', b"[" * 9000, b"\xff\n"]
)
def test_a_copy_of_the_journal_that_cannot_be_read_is_passed_over(
    database: Path, exports: Path, noise: bytes
) -> None:
    with Library.open(database, exports) as library:
        library.add([clip_in(exports, 1)])
        admitted(library, job(seed=2))
    copy_path(database).write_bytes(noise)
    database.write_bytes(b"")
    with Library.open(database, exports) as library:
        assert library.open_orders() == []


@pytest.mark.slow
def test_a_hundred_and_fifty_corruptions_and_nothing_uncaught(tmp_path: Path) -> None:
    """Whatever is damaged, everything that a bridge does with its library works or says a sentence."""
    survive_corruptions(tmp_path, 150)

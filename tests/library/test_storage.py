"""A disk that refuses, a process that is killed and a file that is damaged cost a sentence, no order."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge.errors import StorageFailed
from bridge.library import Library, Query, schema
from bridge.library.database import connect, transaction
from bridge.messages.events import Enqueued, NotEnqueued
from bridge.messages.orders import Failure, Sender
from tests.support.library import admitted, asked, drawn, job, make

pytestmark = pytest.mark.slow

ROUNDS = 12


@pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks")
def test_nothing_accepted_is_lost_or_doubled_by_a_kill_at_any_instant(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.library.killing", tmp_path, ROUNDS, 20261122]
    done = subprocess.run([*map(str, words)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == ROUNDS


def test_a_disk_that_fills_up_and_one_that_is_write_protected(tmp_path: Path) -> None:
    own_mounts = ["unshare", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*own_mounts, "true"], capture_output=True).returncode:
        pytest.skip("needs mounts of its own")
    words = [*own_mounts, sys.executable, "-m", "tests.library.full_disk", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def full(library: Library) -> Callable[[], object]:
    [pages] = library._connection.execute("PRAGMA page_count").fetchone()
    library._connection.execute(f"PRAGMA max_page_count = {pages}")
    return lambda: library._connection.execute("PRAGMA max_page_count = 1000000")


def write_protected(library: Library) -> Callable[[], object]:
    library._connection.execute("PRAGMA query_only = 1")
    return lambda: library._connection.execute("PRAGMA query_only = 0")


def in_use(library: Library) -> Callable[[], object]:
    library._connection.execute("PRAGMA busy_timeout = 1")
    other = connect(library.database)
    other.execute("BEGIN IMMEDIATE")
    return other.close


def without_its_folder(library: Library) -> Callable[[], object]:
    shutil.rmtree(library.export_folder)
    library.export_folder.write_text("in the way")
    return library.export_folder.unlink


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (full, "the disk is full"),
        (write_protected, "write-protected"),
        (in_use, "another program is using it"),
        (without_its_folder, "can't be created"),
    ],
)
def test_what_cannot_be_written_is_said_and_goes_on_when_it_can(
    library: Library, refusal: Callable[[Library], Callable[[], object]], sentence: str
) -> None:
    order = admitted(library, job(), id="before")
    relent = refusal(library)
    many = [asked(job(seed=seed, prompt="x " * 900), id=str(seed)) for seed in range(50)]
    answers = library.admit(many)
    for request, answer in zip(many, answers, strict=True):
        assert isinstance(answer, NotEnqueued) and answer.sender == request.sender
        assert answer.failure.kind == "storage" and sentence in answer.failure.message
    assert library.open_orders() == [order]
    relent()
    assert all(isinstance(answer, Enqueued) for answer in library.admit(many))
    assert len(library.open_orders()) == 51


def test_what_is_there_is_answered_even_when_nothing_can_be_written(library: Library) -> None:
    [clip] = make(library, job())
    write_protected(library)
    [answer] = library.admit([asked(job())])
    assert getattr(answer, "clips", None) == (clip,)
    clip.path.unlink()
    assert library.find([job()]) is None


def test_shelving_and_closing_say_when_they_cannot(library: Library) -> None:
    order = admitted(library, job())
    clip = drawn(job(), Path(order.paths[0]))
    relent = write_protected(library)
    with pytest.raises(StorageFailed, match="write-protected"):
        library.shelve(order, [clip])
    with pytest.raises(StorageFailed, match="write-protected"):
        library.close(order, Failure("engine", "It broke."))
    relent()
    assert library.open_orders() == [order] and library.find([job()]) is None
    library.shelve(order, [clip])
    assert library.open_orders() == [] and library.find([job()]) == (clip,)


def test_without_file_descriptors_the_journal_goes_on(library: Library) -> None:
    resource = pytest.importorskip("resource")
    admitted(library, job(), id="1")
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
    try:
        answers = library.admit([asked(job(seed=8), id="2")])
        again = library.open_orders()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert isinstance(answers[0], Enqueued) and len(again) == 2


def test_a_library_in_a_place_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="can't be created"):
        Library.open(tmp_path / "file" / "library.sqlite", tmp_path)
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(StorageFailed, match="can't be opened"):
        Library.open(tmp_path / "folder.sqlite", tmp_path)


def test_a_later_library_and_a_strangers_database_are_left_alone(database: Path, exports: Path) -> None:
    with Library.open(database, exports) as library:
        library._connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageFailed, match="newer Riffbridge"):
        Library.open(database, exports)
    stranger = database.with_name("stranger.sqlite")
    with sqlite3.connect(stranger) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    with pytest.raises(StorageFailed, match="another program"):
        Library.open(stranger, exports)
    assert sorted(path.name for path in database.parent.iterdir() if path.suffix == ".sqlite") == [
        "library.sqlite",
        "stranger.sqlite",
    ]


def test_a_step_of_migration_is_whole_or_not_at_all(database: Path, exports: Path) -> None:
    with Library.open(database, exports) as library:
        admitted(library, job())
    connection = connect(database)
    broken = (*schema.MIGRATIONS, ("ALTER TABLE clips ADD COLUMN mood TEXT", "ALTER TABLE none ADD COLUMN x"))
    with pytest.raises(sqlite3.OperationalError):
        schema.prepare(connection, database, broken)
    steps = len(schema.MIGRATIONS)
    assert connection.execute("PRAGMA user_version").fetchone() == (steps,)
    schema.prepare(connection, database, (*schema.MIGRATIONS, broken[-1][:1]))
    assert connection.execute("PRAGMA user_version").fetchone() == (steps + 1,)
    assert connection.execute("SELECT mood FROM clips").fetchall() == []
    connection.close()


def test_a_transaction_that_fails_leaves_nothing(library: Library) -> None:
    connection = library._connection
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.execute("DELETE FROM orders")
        raise ZeroDivisionError
    assert not connection.in_transaction


def damage(database: Path, start: int) -> None:
    """Overwrite from the page `start` on, as a failing disk might."""
    with database.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(4096 * start)
        file.write(b"\xa5" * (size - 4096 * start))


def test_a_damaged_database_is_set_aside_and_what_can_be_read_goes_on(database: Path, exports: Path) -> None:
    with Library.open(database, exports) as library:
        order = admitted(library, job(seed=99), id="waiting")
        clips = [make(library, job(seed=seed))[0] for seed in range(8)]
        library.favourite(clips[0].path.name)
        [page] = library._connection.execute("SELECT rootpage FROM sqlite_master WHERE name='clips_by_name'")
    with database.open("r+b") as file:
        file.seek(4096 * (page[0] - 1))
        file.write(b"\xa5" * 4096)
    with pytest.raises(StorageFailed, match="riffbridge library repair"):
        Library.open(database, exports, mend=False)
    with Library.open(database, exports) as library:
        assert library.set_aside is not None and library.set_aside.name.startswith("library-damaged-")
        assert library.open_orders() == [order]
        assert len(library.search(Query(favourite=True))) == 1
        assert library.find([clip.job for clip in clips]) is not None
        assert admitted(library, job(seed=100)).ticket > order.ticket
    with Library.open(database, exports) as library:
        assert library.set_aside is None


@pytest.mark.parametrize("start", [0, 1, 3])
def test_of_a_wreck_the_clips_are_read_back_from_their_certificates(
    database: Path, exports: Path, start: int
) -> None:
    with Library.open(database, exports) as library:
        clips = [make(library, job(seed=seed))[0] for seed in range(3)]
    damage(database, start)
    with Library.open(database, exports) as library:
        assert library.set_aside is not None and library.set_aside.is_file()
        assert library.repair().present == 3
        assert library.find([clip.job for clip in clips]) is not None


def test_a_replacing_that_was_cut_short_is_finished(database: Path, exports: Path) -> None:
    with Library.open(database, exports) as library:
        order = admitted(library, job())
    database.rename(database.with_name("library.sqlite-new"))
    with Library.open(database, exports) as library:
        assert library.open_orders() == [order]


def test_damage_while_it_runs_is_said(library: Library) -> None:
    make(library, job())
    library._keeper.stop()
    library._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damage(library.database, 1)
    library._connection.execute("PRAGMA shrink_memory")  # so that it looks at the disk again
    [answer] = library.admit([asked(job(seed=3))])
    assert isinstance(answer, NotEnqueued) and answer.sender == Sender("osc", "127.0.0.1:9000", "1")
    assert "damaged" in answer.failure.message


def test_what_was_written_is_on_disk_soon(library: Library) -> None:
    checkpointed = [False]
    keeper, original = library._keeper, library._keeper._checkpoint
    library._keeper._rest_s = 0.0

    def checkpoint() -> None:
        original()
        checkpointed[0] = True

    keeper._checkpoint = checkpoint  # type: ignore[method-assign]
    order = admitted(library, job())
    keeper.stop()
    assert checkpointed[0]
    # Without its log the database file alone holds it.
    copy = library.database.with_name("copy.sqlite")
    shutil.copyfile(library.database, copy)
    with Library.open(copy, library.export_folder) as other:
        assert other.open_orders() == [order]

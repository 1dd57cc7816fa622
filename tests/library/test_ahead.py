"""What is made before anybody asks: where it lies, how it enters the library, how it goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.errors import StorageFailed
from bridge.library import Ahead, Library
from bridge.library import ahead as ahead_module
from bridge.messages.effects import Enqueue
from bridge.messages.events import Answered, Enqueued, NotEnqueued
from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob
from tests.support.factories import job
from tests.support.scripted_engine import write

ASKER = Sender("stage", "stage", "run.1")
SMALL = {"tempo_bpm": 240.0, "bars": 1, "rate_hz": 22_050}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ahead"


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    with Library.open(
        tmp_path / "library.sqlite", tmp_path / "exports", ahead=Ahead(folder, 10**9)
    ) as opened:
        yield opened


def small(seed: int) -> RenderJob:
    return job(seed=seed, **SMALL)


def asked(*jobs: RenderJob, priority: Priority = Priority.IDLE) -> Enqueue:
    return Enqueue(sender=ASKER, jobs=jobs, in_key=True, priority=priority, slot=None)


def admitted(library: Library, *jobs: RenderJob, priority: Priority = Priority.IDLE) -> QueuedJob:
    [answer] = library.admit([asked(*jobs, priority=priority)])
    assert isinstance(answer, Enqueued)
    return answer.order


def make(order: QueuedJob) -> tuple[Clip, ...]:
    return tuple(write(job, Path(path)) for job, path in zip(order.jobs, order.paths, strict=True))


def made(library: Library, seed: int) -> Clip:
    order = admitted(library, small(seed))
    clips = make(order)
    library.shelve(order, clips)
    return clips[0]


def test_it_is_in_no_journal_and_no_list(library: Library, folder: Path) -> None:
    order = admitted(library, small(1))
    assert order.ticket < 0 and library.open_orders() == []
    assert Path(order.paths[0]) == folder / f"{small(1).digest}.wav"
    library.shelve(order, make(order))
    assert library.find([small(1)]) is None and not list(library.export_folder.iterdir())
    other = admitted(library, small(2))
    assert other.ticket < order.ticket
    library.close(other, Failure("cancelled", "Cancelled."))
    assert library.open_orders() == []


def test_it_is_answered_to_whoever_looks_ahead_again(library: Library) -> None:
    clip = made(library, 1)
    assert library.admit([asked(small(1))]) == [Answered(ASKER, (clip,))]


def test_it_enters_the_library_when_somebody_asks(library: Library) -> None:
    clip = made(library, 1)
    [answer] = library.admit([asked(small(1), priority=Priority.LIVE)])
    assert isinstance(answer, Answered)
    [taken] = answer.clips
    assert taken.path.parent == library.export_folder and taken.path.name.startswith("bossa-nova")
    assert taken.path.read_bytes() == clip.path.read_bytes()
    assert library.find([small(1)]) == (taken,)
    assert library.admit([asked(small(1))]) == [Answered(ASKER, (taken,))], "the library's own comes first"


def test_an_order_that_came_while_it_was_made_is_not_rendered_again(library: Library) -> None:
    ahead = admitted(library, small(1))
    order = admitted(library, small(1), priority=Priority.LIVE)
    assert library.made(order) is None
    library.shelve(ahead, make(ahead))
    clips = library.made(order)
    assert clips is not None and [str(clip.path) for clip in clips] == list(order.paths)
    library.shelve(order, clips)
    assert library.find([small(1)]) == clips and library.made(order) == clips


def test_several_takes_are_there_or_not_as_one(library: Library) -> None:
    made(library, 1)
    [answer] = library.admit([asked(small(1), small(2), priority=Priority.NORMAL)])
    assert isinstance(answer, Enqueued)


def test_an_earlier_runs_is_found_by_its_name(tmp_path: Path, library: Library, folder: Path) -> None:
    clip = made(library, 1)
    found = Ahead(folder, 10**9).find([small(1)])
    assert found is not None and found[0].path == clip.path and found[0].frames == clip.frames


@pytest.mark.parametrize("content", [b"RIFF", None])
def test_what_is_not_what_its_name_says_is_made_anew(
    library: Library, folder: Path, content: bytes | None
) -> None:
    clip = made(library, 1)
    other = folder / f"{small(2).digest}.wav"
    other.write_bytes(clip.path.read_bytes() if content is None else content)
    assert Ahead(folder, 10**9).find([small(2)]) is None


def test_what_somebody_has_removed_is_made_anew(library: Library) -> None:
    made(library, 1).path.unlink()
    assert admitted(library, small(1)).ticket < 0


def test_the_oldest_that_nobody_wants_goes_first_and_other_files_stay(tmp_path: Path, folder: Path) -> None:
    size = 0
    for seed in range(4):
        bound = Ahead(folder, int(2.5 * size) if size else 10**9)
        order = bound.order(asked(small(seed)))
        clips = make(order)
        for number, path in enumerate(sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
            os.utime(path, (number + 1, number + 1))
        if seed == 2:
            assert bound.find([small(0)]) is not None, "wanted again just now"
        (folder / "mine.wav").write_bytes(b"x" * 10**6)
        bound.put(clips)
        size = clips[0].path.stat().st_size
    left = [seed for seed in range(4) if (folder / f"{small(seed).digest}.wav").exists()]
    assert 3 in left and len(left) == 2 and (folder / "mine.wav").exists()


def test_a_disk_that_refuses_costs_only_a_second_rendering(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(library, 1)

    def refuse(*_: object) -> None:
        raise StorageFailed("The disk is full.")

    monkeypatch.setattr(ahead_module, "replacing", refuse)
    assert admitted(library, small(1), priority=Priority.NORMAL).ticket > 0


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ahead = Ahead(tmp_path / "file" / "ahead", 10**9)
    with Library.open(tmp_path / "l.sqlite", tmp_path / "exports", ahead=ahead) as opened:
        [answer] = opened.admit([asked(small(1))])
    assert isinstance(answer, NotEnqueued) and answer.failure.kind == "storage"


def test_without_a_cache_what_is_made_ahead_is_as_all_else(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l.sqlite", tmp_path / "exports") as opened:
        order = admitted(opened, small(1))
        assert order.ticket > 0 and opened.made(order) is None
        opened.shelve(order, make(order))
        assert opened.find([small(1)]) is not None
        second = admitted(opened, small(2))
        opened.close(second, Failure("cancelled", "Cancelled."))
        assert opened.open_orders() == []

"""Room is made from the oldest on, and only from what is ours and nobody holds dear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from bridge.library import Library, Query
from bridge.library.files import mark
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import SourceAudio
from tests.support.library import admitted, drawn, job, make


@pytest.fixture
def small(database: Path, exports: Path) -> Iterator[Library]:
    """A library with room for three clips."""
    with Library.open(database, exports, max_bytes=3 * size_of(exports)) as library:
        yield library


def size_of(folder: Path) -> int:
    folder.mkdir(exist_ok=True)
    clip = drawn(job(), folder / "size.wav")
    size = clip.path.stat().st_size
    clip.path.unlink()
    return size + 4


def fill(library: Library, count: int) -> list[Clip]:
    return [make(library, job(seed=seed))[0] for seed in range(count)]


def there(clips: list[Clip]) -> list[int]:
    return [clip.job.seed for clip in clips if clip.path.exists()]


def test_a_bound_may_come_go_and_be_another(library: Library, exports: Path) -> None:
    clips = fill(library, 4)
    size = clips[0].path.stat().st_size + 4
    assert library.keep_at_most(2 * size) == [clips[0].path, clips[1].path]
    clips += make(library, job(seed=4))
    assert there(clips) == [3, 4]
    assert library.keep_at_most(None) == []
    clips += [make(library, job(seed=seed))[0] for seed in (5, 6)]
    assert there(clips) == [3, 4, 5, 6]


def test_the_oldest_go(small: Library) -> None:
    clips = fill(small, 5)
    assert there(clips) == [2, 3, 4]
    assert [found.clip.job.seed for found in small.search(Query(missing=None))] == [4, 3, 2]
    assert small.find([job(seed=0)]) is None


def test_favourites_stay(small: Library) -> None:
    clips = fill(small, 3)
    small.favourite(clips[0].path.name)
    more = [make(small, job(seed=seed))[0] for seed in (3, 4)]
    assert there([*clips, *more]) == [0, 3, 4]


def test_even_when_there_is_nothing_but_favourites(small: Library) -> None:
    clips = fill(small, 3)
    for clip in clips:
        small.favourite(clip.path.name)
    [new] = make(small, job(seed=3))
    assert there([*clips, new]) == [0, 1, 2, 3]


def test_what_is_being_drawn_from_or_waited_for_stays(small: Library) -> None:
    clips = fill(small, 3)
    source = SourceAudio(path=str(clips[0].path), sha256="0" * 64)
    admitted(small, job(source=source, seed=9), id="a variation")
    order = admitted(small, job(seed=1), job(seed=10), id="half there")
    assert order.paths[0] == str(clips[1].path)
    more = [make(small, job(seed=seed))[0] for seed in (3, 4)]
    assert there([*clips, *more]) == [0, 1, 4]


def test_what_is_no_longer_ours_stays_and_counts_no_more(small: Library) -> None:
    clips = fill(small, 3)
    clips[0].path.write_bytes(b"somebody's own")
    clips[1].path.unlink()
    clips[1].path.symlink_to(clips[2].path)
    new = make(small, job(seed=3))[0]
    assert clips[0].path.read_bytes() == b"somebody's own" and clips[1].path.is_symlink()
    assert there([clips[2], new]) == [2, 3]


def test_nothing_outside_the_export_folder_is_touched(small: Library, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    kept = drawn(job(seed=100), outside / "kept.wav")
    linked = drawn(job(seed=101), outside / "linked.wav")
    (small.export_folder / "link").symlink_to(outside)
    small.add([kept, replace(linked, path=small.export_folder / "link" / "linked.wav")])
    fill(small, 3)
    assert mark(kept.path) and mark(linked.path)


def test_one_clip_too_large_for_the_room_stays(database: Path, exports: Path) -> None:
    with Library.open(database, exports, max_bytes=1) as library:
        clips = fill(library, 2)
    assert there(clips) == [1]


def test_without_a_limit_nothing_goes(library: Library) -> None:
    clips = fill(library, 3)
    assert library.make_room() == [] and there(clips) == [0, 1, 2]

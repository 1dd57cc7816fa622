"""Clips are found by what they are and what they are called, if they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bridge.errors import BadRequest
from bridge.library import Library, Query
from tests.support.library import job, make
from tests.support.posix import make_pipe


def test_a_clip_is_found_by_digest_prefix_and_file_name(library: Library) -> None:
    [clip] = make(library, job(prompt="雨の音 с бубном"))
    digest = clip.job.digest
    for name in (digest, digest[:4], digest[:12].upper(), clip.path.name, clip.path.stem):
        found = library.clip(name)
        assert found is not None and found.clip == clip and found.digest == digest
    assert library.clip(clip.path.stem[:-1]) is None
    assert library.clip("ffff") is None or digest.startswith("ffff")
    assert library.clip(digest[:3]) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../a.wav",
        "/etc/passwd",
        "a\\b.wav",
        "C:a.wav",
        "a\0.wav",
        "\\\\host\\a.wav",
        "x" * 10**6,
    ],
)
def test_a_place_is_no_name(library: Library, name: str) -> None:
    with pytest.raises(BadRequest, match="isn't a clip"):
        library.clip(name)


def test_wildcards_and_odd_names_are_only_names(library: Library) -> None:
    make(library, job())
    for name in ("*", "%", "_", "????", "%.wav", "' OR 1=1 --", "CON", "\udcff", "🎸"):
        assert library.clip(name) is None


def test_digits_that_several_begin_with_are_not_enough(library: Library) -> None:
    make(library, job(seed=1))
    make(library, job(seed=2))
    library._connection.execute("UPDATE clips SET digest = 'abcd' || substr(digest, 5)")
    with pytest.raises(BadRequest, match="The id abcd needs more digits"):
        library.clip("abcd")


def test_a_deleted_clip_is_noticed_when_it_is_asked_for(library: Library) -> None:
    [clip] = make(library, job())
    clip.path.unlink()
    found = library.clip(clip.path.name)
    assert found is not None and found.missing
    assert library.find([job()]) is None
    assert library.search(Query()) == ()
    assert len(library.search(Query(missing=True))) == 1


def test_a_clip_that_was_touched_or_restored_is_the_same(library: Library) -> None:
    [clip] = make(library, job())
    os.utime(clip.path, (1, 1))
    assert library.find([job()]) == (clip,)


def test_a_clip_that_was_edited_is_no_longer_it(library: Library) -> None:
    [clip] = make(library, job())
    with clip.path.open("ab") as file:
        file.write(b"more")
    assert library.find([job()]) is None
    [again] = make(library, job())
    assert again.path != clip.path and clip.path.read_bytes().endswith(b"more")


def test_another_sound_in_its_place_is_not_it(library: Library) -> None:
    [clip] = make(library, job())
    [other] = make(library, job(seed=8))
    other.path.replace(clip.path)
    os.utime(clip.path, (1, 1))
    assert library.find([job()]) is None


def test_a_folder_or_pipe_in_its_place_is_not_it(library: Library) -> None:
    [clip] = make(library, job())
    clip.path.unlink()
    make_pipe(clip.path)
    assert library.find([job()]) is None


def test_many_are_favourites_by_their_numbers_all_or_none(library: Library) -> None:
    made = [make(library, job(seed=seed))[0] for seed in range(3)]
    numbers = [library.number(clip.job.digest) for clip in made]
    known = [each for each in numbers if each is not None]
    assert len(known) == 3 and library.number("0" * 64) is None
    library.favourite(made[1].job.digest)
    assert library.star(known)
    assert len(library.search(Query(favourite=True))) == 3
    assert not library.star(known)
    assert library.search(Query(favourite=True)) == ()
    assert library.star(known[:1], True) and library.star(known[:1], True)
    assert [each.clip for each in library.search(Query(favourite=True))] == made[:1]
    assert not library.star(known, False)
    assert library.star([]) is False or library.search(Query(favourite=True)) == ()


def test_favourites_come_and_go(library: Library) -> None:
    [clip] = make(library, job())
    assert library.favourite(clip.job.digest[:8]).favourite
    assert [each.clip for each in library.search(Query(favourite=True))] == [clip]
    assert not library.favourite(clip.path.name, False).favourite
    assert library.search(Query(favourite=True)) == ()
    with pytest.raises(BadRequest, match="no clip"):
        library.favourite("none.wav")


def test_clips_that_nobody_ordered_can_be_added(library: Library, tmp_path: Path) -> None:
    from tests.support.library import drawn

    clip = drawn(job(), tmp_path / "elsewhere \udcff.wav")
    library.add([clip])
    assert library.find([job()]) == (clip,)

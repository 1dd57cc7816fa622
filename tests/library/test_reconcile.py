"""What was moved, deleted, brought back or never known is found out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from bridge.library import Library, Query
from bridge.library.files import read_clip
from tests.support.library import drawn, job, make
from tests.support.posix import make_pipe


def test_all_is_well(library: Library) -> None:
    make(library, job(count=2), job(count=2, take=1))
    stock = library.check()
    assert (stock.present, stock.missing, stock.found_again, stock.unknown) == (2, (), (), ())


def test_a_deleted_clip_is_missing_until_it_is_back(library: Library, tmp_path: Path) -> None:
    [clip] = make(library, job())
    clip.path.rename(tmp_path / "away.wav")
    for _ in range(2):
        stock = library.check()
        assert (stock.present, stock.missing) == (0, (clip.path,))
    assert library.search(Query()) == ()
    (tmp_path / "away.wav").rename(clip.path)
    stock = library.check()
    assert (stock.present, stock.missing, stock.found_again) == (1, (), (clip.path,))
    assert [found.clip for found in library.search(Query())] == [clip]


def test_a_clip_that_was_moved_and_renamed_is_found_by_its_certificate(library: Library) -> None:
    [clip] = make(library, job())
    folder = library.export_folder / "my song"
    folder.mkdir()
    moved = clip.path.rename(folder / "Strophe 1.WAV")
    stock = library.check()
    assert (stock.present, stock.missing, stock.found_again) == (1, (), (moved,))
    assert library.find([job()]) == (replace(clip, path=moved),)
    assert library.clip("Strophe 1.WAV") is not None and library.clip(clip.path.name) is None
    for words, count in (("strophe", 1), ("bossa", 1), ("124bpm", 0)):
        assert len(library.search(Query(words=words))) == count
    library._connection.execute("INSERT INTO word_index (word_index, rank) VALUES ('integrity-check', 1)")


def test_an_edited_copy_is_not_the_clip(library: Library) -> None:
    [clip] = make(library, job())
    edited = clip.path.rename(clip.path.with_name("edited.wav"))
    with edited.open("ab") as file:
        file.write(b"more")
    assert library.check().missing == (clip.path,)


def test_links_hidden_files_and_strangers_are_passed_over(library: Library, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    drawn(job(seed=1), outside / "a.wav")
    exports = library.export_folder
    (exports / "link.wav").symlink_to(outside / "a.wav")
    (exports / "folder").symlink_to(outside)
    drawn(job(seed=2), exports / ".hidden.wav")
    (exports / "noise.wav").write_bytes(b"RIFF\0\0\0\0WAVE")
    make_pipe(exports / "pipe.wav")
    stock = library.repair()
    assert stock.unknown == () and stock.read_in == ()


def test_repair_reads_in_what_it_does_not_know(library: Library) -> None:
    clips = [drawn(job(seed=seed), library.export_folder / f"{seed}.wav") for seed in range(3)]
    for clip, day in zip(clips, (2, 3, 1), strict=True):
        os.utime(clip.path, (86_400 * day,) * 2)
    assert len(library.check().unknown) == 3
    stock = library.repair()
    assert stock.present == 3 and stock.unknown == () and len(stock.read_in) == 3
    assert [found.clip.job.seed for found in library.search(Query())] == [1, 0, 2]
    assert library.search(Query())[0].made_s == 3 * 86_400
    assert library.find([clip.job for clip in clips]) is not None


def test_repair_leaves_out_what_is_shorter_than_it_says(library: Library) -> None:
    clip = drawn(job(), library.export_folder / "a.wav")
    whole = clip.path.read_bytes()
    start = whole.index(b"data")
    size = int.from_bytes(whole[start + 4 : start + 8], "little")
    cut = whole[: start + 4] + (size // 2).to_bytes(4, "little") + whole[start + 8 : start + 8 + size // 2]
    cut += whole[start + 8 + size :]
    clip.path.write_bytes(cut[:4] + (len(cut) - 8).to_bytes(4, "little") + cut[8:])
    stock = library.repair()
    assert stock.unknown == (clip.path,) and stock.read_in == ()


@pytest.mark.slow
def test_a_clip_read_back_is_measured_as_it_was(library: Library) -> None:
    from bridge.sound.files.reading import read_audio
    from bridge.sound.measure import peak_dbfs, seam

    clip = read_clip(drawn(job(), library.export_folder / "a.wav").path)
    sound = read_audio(clip.path)[0]
    assert (clip.peak_dbfs, clip.seam) == (round(peak_dbfs(sound), 2), round(seam(sound), 3))

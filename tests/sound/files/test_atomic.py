"""Files appear whole or not at all, whatever the disk does."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from bridge.errors import StorageFailed
from bridge.sound.files.atomic import atomic_write, replacing, sweep, whole_folder


def failing(code: int) -> Any:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_writes_the_bytes_and_nothing_else(tmp_path: Path) -> None:
    atomic_write(tmp_path / "a.bin", b"one")
    atomic_write(tmp_path / "a.bin", b"two")
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]
    assert (tmp_path / "a.bin").read_bytes() == b"two"


def test_is_written_under_a_hidden_name_in_the_same_folder(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.bin") as part:
        part.write_bytes(b"half")
        assert part.parent == tmp_path
        assert part.name.startswith(".a.bin.") and part.name.endswith(".part")
        assert not (tmp_path / "a.bin").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]


def test_the_file_is_forced_to_disk_before_it_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def noting(name: str) -> Any:
        real = getattr(os, name)

        def call(*arguments: Any) -> Any:
            steps.append(name)
            return real(*arguments)

        return call

    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, noting(name))
    atomic_write(tmp_path / "a.bin", b"x")
    assert steps[:2] == ["fsync", "replace"]


@pytest.mark.parametrize("function", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "word"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "write-protected"),
        (errno.ENAMETOOLONG, "shorter"),
        (errno.EIO, "error"),
        (errno.ELOOP, os.strerror(errno.ELOOP)),
    ],
)
def test_a_refusal_leaves_the_old_file_and_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, code: int, word: str
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch, pytest.raises(StorageFailed) as caught:
        patch.setattr(os, function, failing(code))
        atomic_write(path, b"new")
    assert word in str(caught.value) and str(path) in str(caught.value)
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]
    assert path.read_bytes() == b"old"


def test_a_refusal_halfway_leaves_nothing(tmp_path: Path) -> None:
    def write_half() -> None:
        with replacing(tmp_path / "a.bin") as part:
            part.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(StorageFailed, match="full"):
        write_half()
    assert not list(tmp_path.iterdir())


def test_a_folder_shows_once_it_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "lanes"
    with pytest.raises(KeyboardInterrupt), whole_folder(folder) as part:
        (part / "1.wav").write_bytes(b"half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
    for name in ("1.wav", "2.wav"):  # the second goes into the folder that is there
        with whole_folder(folder) as part:
            assert folder.exists() == (name == "2.wav")
            (part / name).write_bytes(b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["lanes"]
    assert sorted(path.name for path in folder.iterdir()) == ["1.wav", "2.wav"]


def test_an_interruption_passes_through_and_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with replacing(tmp_path / "a.bin") as part:
            part.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    atomic_write(tmp_path / "a.bin", b"x")
    assert (tmp_path / "a.bin").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("missing/a.bin", "folder doesn't exist"),
        ("file/a.bin", "part of its path is a file"),
        ("folder", "a folder has that name"),
        ("n" * 300, "shorter"),
        ("a\0b", "isn't allowed"),
    ],
)
def test_says_what_is_wrong_with_a_place(tmp_path: Path, name: str, word: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageFailed, match=word):
        atomic_write(tmp_path / name, b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]
    assert not list((tmp_path / "folder").iterdir())


def test_the_longest_name_that_a_disk_takes_is_taken(tmp_path: Path) -> None:
    atomic_write(tmp_path / ("n" * 255), b"x")
    assert [len(p.name) for p in tmp_path.iterdir()] == [255]


def test_what_a_killed_writer_left_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    names = (
        ".loop.wav.0123456789ab.part",
        ".fresh.wav.0123456789ab.part",
        ".mine.part",
        "loop.part",
        "a.wav",
    )
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / names[1]).touch()
    folder = tmp_path / ".loop.stems.0123456789ab.part"
    folder.mkdir()
    (folder / "bass.wav").touch()
    os.utime(folder, (0, 0))
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(names[1:])
    sweep(tmp_path / "nowhere")

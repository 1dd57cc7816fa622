"""Temporary folders of killed processes are removed by the next, and nobody else's."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from bridge.scratch import TEMP_VARIABLE, scratch_folder, sweep
from bridge.sound.files.atomic import storage_failed


def made(folder: Path, name: str, *files: str) -> Path:
    """A folder as a process that was killed an hour ago left it."""
    (left := folder / name).mkdir()
    for each in files:
        (left / each).write_bytes(b"")
    os.utime(left, (0, 0))
    return left


def test_only_what_a_killed_process_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = made(tmp_path, "riffbridge-left", "lock", "piece.raw")
    others = made(tmp_path, "riffbridge-others", "piece.raw"), made(tmp_path, "mine", "lock")
    with scratch_folder() as folder:
        os.utime(folder, (0, 0))
        sweep(tmp_path)
        assert not left.exists() and all(each.is_dir() for each in (folder, *others))
    assert sorted(tmp_path.iterdir()) == sorted(others)


def test_a_full_temporary_folder_is_named_with_what_chooses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    full = OSError(errno.ENOSPC, "No space left on device")
    with scratch_folder() as folder:
        for path in (folder / "piece.raw", folder / "stems" / "bass.wav"):
            assert str(storage_failed(path, full)) == (
                f"The temporary folder “{tmp_path}” is full. Free some space, or set {TEMP_VARIABLE} to a "
                "folder on another disk."
            )
    mine = tmp_path / "mine.wav"
    assert str(storage_failed(mine, full)).startswith(f"“{mine}” can't be written: the disk is full.")

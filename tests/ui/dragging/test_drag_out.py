"""Clips dragged out of the window with a real pointer, into programs that know nothing of us."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt

from bridge.library import Library
from bridge.vocabulary.clips import Clip
from tests.support.ardour import editor as ardour_window
from tests.support.library import job, make
from tests.support.window.screen import drag, installed, program, screen, window_place

pytestmark = pytest.mark.skipif(not installed(), reason="there is no Xvfb, openbox or xdotool")


@pytest.fixture
def shelf(tmp_path: Path) -> tuple[Path, Path, list[Clip]]:
    """A library with two clips: its database, its folder, and the clips, the newest first."""
    database, exports = tmp_path / "library.sqlite", tmp_path / "clips"
    with Library.open(database, exports) as library:
        made = make(library, job(seed=1, rate_hz=44_100)) + make(library, job(seed=2, rate_hz=44_100))
    return database, exports, made[::-1]


def our_window(shelf: tuple[Path, Path, list[Clip]], tmp_path: Path, *place: int) -> list[str]:
    return ["tests.support.window.drag_window", *map(str, (*shelf[:2], tmp_path / "cache", *place))]


def test_rows_are_dragged_into_another_program(shelf: tuple[Path, Path, list[Clip]], tmp_path: Path) -> None:
    clips = shelf[2]
    with (
        screen() as on,
        program("tests.support.window.drag_target", "700", "300", environment=on) as target,
        program(*our_window(shelf, tmp_path, 20, 40, 560, 500), environment=on) as window,
    ):
        rows = json.loads(window.said("rows"))
        target.said("shown")
        left, top, width, height = window_place(on, "riffbridge-target")
        middle = (left + width // 2, top + height // 2)
        drag(on, tuple(rows[1]), middle)
        one = json.loads(target.said("dropped"))
        subprocess.run(["xdotool", "key", "ctrl+a"], env=on, check=True)
        drag(on, tuple(rows[0]), middle)
        both = json.loads(target.said("dropped"))
    assert one["paths"] == [str(clips[1].path)]
    assert sorted(both["paths"]) == sorted(str(clip.path) for clip in clips)
    # Never to be moved: the files are the library's.
    assert one["possible"] == both["possible"] == Qt.DropAction.CopyAction.value
    assert all(clip.path.is_file() for clip in clips)


# It takes 15 s, and several times as long on a busy machine.
@pytest.mark.timeout(300)
@pytest.mark.skipif(not ardour_window.installed(), reason="there is no Ardour")
def test_a_row_dragged_into_ardour_is_a_region_and_its_sound_is_in_the_session(
    shelf: tuple[Path, Path, list[Clip]], tmp_path: Path
) -> None:
    clip = shelf[2][0]
    with (
        screen("1400x900") as on,
        ardour_window.editor(tmp_path / "ardour", on) as editor,
        program(*our_window(shelf, tmp_path, 20, 560, 420, 300), environment=on) as window,
    ):
        [row, _] = json.loads(window.said("rows"))
        drag(on, tuple(row), editor.track)
        saved = editor.with_region(clip.path.stem)
    [copy] = saved.sounds
    # It is its own copy, and it can read what the loop says of itself.
    assert copy.stem.startswith(clip.path.stem)
    assert clip.path.is_file()

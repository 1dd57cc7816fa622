"""The Remote Script put into a folder and taken out again, and nothing else touched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bridge.errors import BadRequest
from bridge.hosts.installing import MANIFEST
from bridge.hosts.live.description import LIVE
from bridge.hosts.live.installing import FOLDER, SOURCES, usual_folder
from bridge.hosts.scripts import install, uninstall
from bridge.settings import Settings

NAMES = {path.name for path in SOURCES.glob("*.py")}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_is_written_is_the_script_and_its_manifest(tmp_path: Path) -> None:
    written = install(LIVE, tmp_path / "Remote Scripts", Settings())
    folder = tmp_path / "Remote Scripts" / FOLDER
    assert names(folder) == {path.name for path in written} == NAMES | {MANIFEST}
    assert "surface.py" in NAMES
    for name in NAMES:
        assert (folder / name).read_bytes() == (SOURCES / name).read_bytes()


def test_it_is_taken_out_as_if_it_had_never_been(tmp_path: Path) -> None:
    (tmp_path / "Other").mkdir()
    install(LIVE, tmp_path, Settings())
    removed = uninstall(LIVE, tmp_path)
    assert names(tmp_path) == {"Other"}
    assert {Path(path).name for path in removed.files} == NAMES | {MANIFEST} and removed.left == ()


def test_what_live_s_python_has_made_of_it_goes_too(tmp_path: Path) -> None:
    install(LIVE, tmp_path, Settings())
    cache = tmp_path / FOLDER / "__pycache__"
    cache.mkdir()
    for name in NAMES:
        (cache / f"{Path(name).stem}.cpython-311.pyc").touch()
    assert uninstall(LIVE, tmp_path).left == ()
    assert names(tmp_path) == set()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    install(LIVE, tmp_path, Settings())
    folder = tmp_path / FOLDER
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "mine.cpython-311.pyc").touch()
    (folder / "notes.txt").write_text("mine")
    (folder / "conversation.py").write_text("changed")
    (folder / "osc.py").unlink()
    removed = uninstall(LIVE, tmp_path)
    assert names(folder) == {"__pycache__", "notes.txt", "conversation.py"}
    assert set(removed.left) == {f"{FOLDER}/{name}" for name in names(folder)}


def test_an_earlier_version_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    install(LIVE, tmp_path, Settings())
    folder = tmp_path / FOLDER
    manifest = (folder / MANIFEST).read_text()
    (folder / "conversation.py").rename(folder / "older.py")
    (folder / MANIFEST).write_text(manifest.replace("conversation.py", "older.py"))
    install(LIVE, tmp_path, Settings())
    assert names(folder) == NAMES | {MANIFEST}


@pytest.mark.parametrize(
    "manifest",
    [None, "{", '{"program": "another", "version": "1", "files": {}}',
     '{"program": "riffbridge", "version": "1", "files": {"../x.py": ""}}'],
)  # fmt: skip
def test_a_stranger_s_folder_is_left_alone(tmp_path: Path, manifest: str | None) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (tmp_path / "x.py").write_text("")
    if manifest is not None:
        (folder / MANIFEST).write_text(manifest)
    before = names(folder)
    with pytest.raises(BadRequest, match="isn't Riffbridge's own"):
        install(LIVE, tmp_path, Settings())
    with pytest.raises(BadRequest, match="nothing of Riffbridge's"):
        uninstall(LIVE, tmp_path)
    assert names(folder) == before and (tmp_path / "x.py").exists()


def test_a_link_to_somewhere_else_is_left_alone(tmp_path: Path) -> None:
    install(LIVE, tmp_path / "elsewhere", Settings())
    (tmp_path / FOLDER).symlink_to(tmp_path / "elsewhere" / FOLDER)
    with pytest.raises(BadRequest):
        install(LIVE, tmp_path, Settings())
    with pytest.raises(BadRequest):
        uninstall(LIVE, tmp_path)


def test_a_file_that_somebody_has_changed_is_not_written_over(tmp_path: Path) -> None:
    install(LIVE, tmp_path, Settings())
    (tmp_path / FOLDER / "conversation.py").write_text("changed")
    with pytest.raises(BadRequest, match=r"conversation\.py"):
        install(LIVE, tmp_path, Settings())


@pytest.mark.parametrize(
    ("platform", "ending"),
    [
        ("win32", "Ableton/User Library/Remote Scripts"),
        ("darwin", "Music/Ableton/User Library/Remote Scripts"),
    ],
)
def test_where_live_looks(monkeypatch: pytest.MonkeyPatch, platform: str, ending: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert usual_folder().as_posix().endswith(ending)


def test_where_there_is_no_live_a_folder_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(BadRequest, match="--to DIR"):
        usual_folder()

"""Our scripts in hosts: what is said before is what is written, and what stands in the way is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bridge import __version__
from bridge.errors import BadRequest
from bridge.hosts import installing, scripts
from bridge.hosts.ardour.description import ARDOUR
from bridge.hosts.bitwig.description import BITWIG
from bridge.hosts.description import Host
from bridge.hosts.installing import MANIFEST
from bridge.hosts.live.description import LIVE
from bridge.hosts.reaper.description import REAPER
from bridge.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        library_file=str(tmp_path / "data" / "library.sqlite"), export_folder=str(tmp_path / "clips")
    )


def files_in(folder: Path) -> set[Path]:
    return {each for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize("host", [LIVE, REAPER, ARDOUR], ids=lambda each: each.id)
def test_what_is_planned_is_what_is_written_and_nothing_else(
    host: Host, tmp_path: Path, settings: Settings
) -> None:
    root = tmp_path / "host"
    root.mkdir()
    planned = scripts.plan(host, root, settings)
    assert not files_in(tmp_path) and not any(each.exists() for each in planned.makes)
    assert (planned.installed, planned.is_current, planned.obstacle) == ("", False, "")
    written = scripts.install(host, root, settings)
    assert files_in(tmp_path) == set(planned.writes)
    assert set(written) == {*planned.writes, *planned.makes} and all(each.is_dir() for each in planned.makes)
    after = scripts.plan(host, root, settings)
    assert (after.installed, after.is_current) == (__version__, True)
    removed = scripts.uninstall(host, root)
    assert not removed.left and not files_in(tmp_path)


def test_an_older_version_is_seen_with_what_goes(tmp_path: Path) -> None:
    installing.install(tmp_path, "own", {"own/a": b"1", "own/b": b"2"})
    planned = installing.plan(tmp_path, "own", {"own/a": b"3", "own/c": b"4"})
    assert planned.files == ("own/a", "own/c", f"own/{MANIFEST}") and planned.goes == ("own/b",)
    assert planned.installed == __version__ and not planned.is_current and not planned.obstacle


def test_a_file_that_is_gone_makes_an_installation_no_longer_current(tmp_path: Path) -> None:
    contents = {"own/a": b"1", "own/b": b"2"}
    installing.install(tmp_path, "own", contents)
    (tmp_path / "own" / "b").unlink()
    planned = installing.plan(tmp_path, "own", contents)
    assert not planned.is_current and not planned.obstacle


@pytest.mark.parametrize(
    "spoil",
    [
        lambda root: (root / "own").mkdir(),
        lambda root: (root / "b").write_bytes(b"not ours"),
        lambda root: (root / "own").symlink_to(root),
    ],
)
def test_what_stands_in_the_way_is_said_before_and_is_what_installing_says(
    spoil: Callable[[Path], object], tmp_path: Path
) -> None:
    spoil(tmp_path)
    contents = {"own/a": b"1", "b": b"2"}
    planned = installing.plan(tmp_path, "own", contents)
    assert str(tmp_path) in planned.obstacle
    with pytest.raises(BadRequest) as refused:
        installing.install(tmp_path, "own", contents)
    assert str(refused.value) == planned.obstacle


def test_a_folder_that_the_host_does_not_read_is_doubted(tmp_path: Path, settings: Settings) -> None:
    def doubt(host: Host, folder: Path) -> str:
        return scripts.plan(host, folder, settings).doubt

    library = tmp_path / "User Library"
    assert "Remote Scripts" in doubt(LIVE, tmp_path)
    assert "There is no User Library" in doubt(LIVE, library / "Remote Scripts")
    library.mkdir()
    assert doubt(LIVE, library / "Remote Scripts") == ""
    assert "reaper.ini" in doubt(REAPER, tmp_path)
    (tmp_path / "reaper.ini").touch()
    assert doubt(REAPER, tmp_path) == ""
    assert "ardour7" in doubt(ARDOUR, tmp_path) and doubt(ARDOUR, tmp_path / "ardour8") == ""


def test_where_a_host_is_not_there_is_no_usual_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for host in (LIVE, REAPER, ARDOUR):
        with pytest.raises(BadRequest, match="--to DIR"):
            scripts.usual_folder(host)
    (tmp_path / "REAPER").mkdir()
    (tmp_path / "ardour8").mkdir()
    assert scripts.usual_folder(REAPER) == tmp_path / "REAPER"
    assert scripts.usual_folder(ARDOUR) == tmp_path / "ardour8"


def test_a_host_without_a_script_has_none_to_install(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(BadRequest, match="needs no script"):
        scripts.plan(BITWIG, tmp_path, settings)

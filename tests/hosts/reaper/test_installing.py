"""What is written into REAPER's folders, and that it and nothing else is taken away."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

from bridge import __version__
from bridge.cli import main
from bridge.errors import BadRequest
from bridge.hosts.mailbox.notes import parse_note
from bridge.hosts.reaper.installing import OWN, SOURCES, install, uninstall
from bridge.settings import Settings
from tests.hosts.reaper.program import LUA, Reaper

WRITTEN = {
    *(f"{OWN}/{path.name}" for path in SOURCES.glob("*.lua")),
    f"{OWN}/places.note",
    f"{OWN}/index.xml",
    f"{OWN}/riffbridge-manifest.json",
    "OSC/Riffbridge.ReaperOSC",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        library_file=str(tmp_path / "data" / "library.sqlite"), export_folder=str(tmp_path / "clips")
    )


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_installed_is_what_is_said_and_nothing_else(tmp_path: Path, settings: Settings) -> None:
    resources = tmp_path / "REAPER"
    written = install(resources, settings)
    mailbox = tmp_path / "data" / "reaper"
    assert {*written} == {resources / name for name in WRITTEN} | {mailbox}
    assert files(resources) == WRITTEN and mailbox.is_dir()
    places = parse_note((resources / OWN / "places.note").read_text(encoding="utf-8"))
    assert places == {
        "mailbox": str(mailbox), "library": str(tmp_path / "clips"), "version": __version__,
    }  # fmt: skip


def test_installed_again_and_taken_away(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "OSC").mkdir()
    (tmp_path / "OSC" / "Mine.ReaperOSC").write_text("mine")
    install(tmp_path, settings)
    install(tmp_path, settings)
    (tmp_path / OWN / "notes of mine.txt").write_text("mine")
    removed = uninstall(tmp_path)
    assert {*removed.files} == WRITTEN and removed.left == (f"{OWN}/notes of mine.txt",)
    assert files(tmp_path) == {"OSC/Mine.ReaperOSC", f"{OWN}/notes of mine.txt"}
    with pytest.raises(BadRequest, match="nothing of Riffbridge's"):
        uninstall(tmp_path)


@pytest.mark.parametrize("strange", [f"{OWN}/mail.lua", "OSC/Riffbridge.ReaperOSC"])
def test_strangers_files_are_not_written_over(tmp_path: Path, settings: Settings, strange: str) -> None:
    (tmp_path / strange).parent.mkdir(parents=True)
    (tmp_path / strange).write_text("mine")
    with pytest.raises(BadRequest, match="move it away"):
        install(tmp_path, settings)
    assert files(tmp_path) == {strange}


def test_a_changed_script_is_neither_overwritten_nor_removed(tmp_path: Path, settings: Settings) -> None:
    install(tmp_path, settings)
    script = tmp_path / OWN / "place.lua"
    script.write_text("mine")
    with pytest.raises(BadRequest, match=r"place\.lua is not as Riffbridge wrote it"):
        install(tmp_path, settings)
    assert uninstall(tmp_path).left == (f"{OWN}/place.lua",)
    assert files(tmp_path) == {f"{OWN}/place.lua"}


@pytest.mark.skipif(LUA is None, reason="there is no Lua")
def test_what_is_installed_runs(tmp_path: Path, settings: Settings) -> None:
    install(tmp_path, settings)
    reaper = Reaper(tmp_path / OWN)
    try:
        reaper.run()
        reaper.tick()
    finally:
        reaper.close()
    state = parse_note((tmp_path / "data" / "reaper" / "state.note").read_text())
    assert state is not None and state["version"] == __version__


def test_the_index_names_all_scripts_and_where_they_are(tmp_path: Path, settings: Settings) -> None:
    install(tmp_path, settings)
    [pack] = ElementTree.parse(tmp_path / OWN / "index.xml").iter("reapack")
    [version] = pack.iter("version")
    assert (pack.get("type"), version.get("name")) == ("script", __version__)
    sources = {str(each.get("file")): url2pathname(urlparse(str(each.text)).path) for each in version}
    assert sources == {path.name: str(path) for path in SOURCES.resolve().glob("*.lua")}
    main_ones = {each.get("file") for each in version if each.get("main")}
    assert main_ones == {"riffbridge.lua", "riffbridge-request.lua"}


def test_the_patterns_have_what_is_heard_and_asked(tmp_path: Path) -> None:
    lines = (SOURCES / "Riffbridge.ReaperOSC").read_text().splitlines()
    patterns = dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    said = " ".join(patterns.values()).split()
    addresses = {each[each.index("/") :] for each in said if "/" in each}
    assert addresses == {
        "/tempo/raw", "/time", "/beat/str", "/play", "/stop", "/pause", "/action", "/action/str", "/action/@",
    }  # fmt: skip


def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    monkeypatch.setattr("bridge.commands.install.read_settings", lambda: settings)
    main(["install", "reaper", "--to", str(tmp_path / "REAPER")])
    assert files(tmp_path / "REAPER") == WRITTEN
    said = capsys.readouterr().out
    assert all(str(tmp_path / "REAPER" / name) in said for name in WRITTEN) and "Load ReaScript" in said
    main(["uninstall", "reaper", "--to", str(tmp_path / "REAPER")])
    assert files(tmp_path / "REAPER") == set() and "Removed from" in capsys.readouterr().out

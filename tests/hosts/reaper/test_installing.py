"""What is written into REAPER's folders, and that it and nothing else is taken away."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.request import urlopen

import pytest

from bridge import __version__
from bridge.cli import main
from bridge.errors import BadRequest
from bridge.hosts.mailbox.note_format import parse_note
from bridge.hosts.reaper.description import REAPER
from bridge.hosts.reaper.installing import OWN, SOURCES, index
from bridge.hosts.scripts import install, uninstall
from bridge.settings import Settings
from tests.support.reaper.program import LUA, Reaper

pytestmark = pytest.mark.slow

WRITTEN = {
    *(f"{OWN}/{path.name}" for path in SOURCES.glob("*.lua")),
    f"{OWN}/places.note",
    f"{OWN}/index.xml",
    f"{OWN}/riffbridge-manifest.json",
    "OSC/Riffbridge.ReaperOSC",
}
ORDER_IN_INDEX = (
    "riffbridge.lua", "riffbridge-request.lua", "mail.lua", "memory.lua", "place.lua", "watch.lua",
)  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        library_file=str(tmp_path / "data" / "library.sqlite"), export_folder=str(tmp_path / "clips")
    )


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_installed_is_what_is_said_and_nothing_else(tmp_path: Path, settings: Settings) -> None:
    resources = tmp_path / "REAPER"
    written = install(REAPER, resources, settings)
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
    install(REAPER, tmp_path, settings)
    install(REAPER, tmp_path, settings)
    (tmp_path / OWN / "notes of mine.txt").write_text("mine")
    removed = uninstall(REAPER, tmp_path)
    assert {*removed.files} == WRITTEN and removed.left == (f"{OWN}/notes of mine.txt",)
    assert files(tmp_path) == {"OSC/Mine.ReaperOSC", f"{OWN}/notes of mine.txt"}
    with pytest.raises(BadRequest, match="nothing of Riffbridge's"):
        uninstall(REAPER, tmp_path)


@pytest.mark.parametrize("strange", [f"{OWN}/mail.lua", "OSC/Riffbridge.ReaperOSC"])
def test_strangers_files_are_not_written_over(tmp_path: Path, settings: Settings, strange: str) -> None:
    (tmp_path / strange).parent.mkdir(parents=True)
    (tmp_path / strange).write_text("mine")
    with pytest.raises(BadRequest, match="Move it away"):
        install(REAPER, tmp_path, settings)
    assert files(tmp_path) == {strange}


def test_a_changed_script_is_neither_overwritten_nor_removed(tmp_path: Path, settings: Settings) -> None:
    install(REAPER, tmp_path, settings)
    script = tmp_path / OWN / "place.lua"
    script.write_text("mine")
    with pytest.raises(BadRequest, match=r"place\.lua is not as Riffbridge wrote it"):
        install(REAPER, tmp_path, settings)
    assert uninstall(REAPER, tmp_path).left == (f"{OWN}/place.lua",)
    assert files(tmp_path) == {f"{OWN}/place.lua"}


@pytest.mark.skipif(LUA is None, reason="there is no Lua")
def test_what_is_installed_runs(tmp_path: Path, settings: Settings) -> None:
    install(REAPER, tmp_path, settings)
    reaper = Reaper(tmp_path / OWN)
    try:
        reaper.run()
        reaper.tick()
    finally:
        reaper.close()
    state = parse_note((tmp_path / "data" / "reaper" / "state.note").read_text())
    assert state is not None and state["version"] == __version__


# What ReaPack takes for a URL (`validateUrl` in its `src/remote.cpp`, after RFC 3986).
A_URL = re.compile(r"(?:[a-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[a-f0-9]{2})+", re.IGNORECASE)


def reapack(resources: Path, address: str) -> list[Path]:
    """Imports the index at `address` and installs its one package, as ReaPack would; the actions."""
    assert A_URL.fullmatch(address)
    with urlopen(address) as answer:
        index = ElementTree.fromstring(answer.read())
    [category] = index.iter("category")
    [pack] = category.iter("reapack")
    [version] = pack.iter("version")
    assert (index.get("version"), pack.get("type"), version.get("name")) == ("1", "script", __version__)
    folder = resources / "Scripts" / str(index.get("name")) / str(category.get("name"))
    folder.mkdir(parents=True)
    actions = []
    for source in version.iter("source"):
        with urlopen(str(source.text)) as answer:
            (folder / str(source.get("file"))).write_bytes(answer.read())
        if source.get("main") == "main":
            actions.append(folder / str(source.get("file")))
    return actions


@pytest.mark.skipif(LUA is None, reason="there is no Lua")
def test_what_reapack_installs_by_the_index_runs(tmp_path: Path, settings: Settings) -> None:
    resources = tmp_path / "Müller & Söhne/REAPER (portable)"
    install(REAPER, resources, settings)
    actions = reapack(resources, (resources / OWN / "index.xml").as_uri())
    assert [each.name for each in actions] == ["riffbridge.lua", "riffbridge-request.lua"]
    assert {each.name for each in actions[0].parent.iterdir()} == {
        each.name for each in SOURCES.glob("*.lua")
    }
    reaper = Reaper(actions[0].parent)
    try:
        reaper.do(f"RESOURCES = {str(resources)!r}")
        reaper.run()
        reaper.tick()
    finally:
        reaper.close()
    state = parse_note((tmp_path / "data" / "reaper" / "state.note").read_text())
    assert state is not None and state["version"] == __version__


def test_an_index_for_a_server_names_that_server() -> None:
    urls = [
        str(each.text) for each in ElementTree.fromstring(index("https://example.org/a&b")).iter("source")
    ]
    assert urls == [f"https://example.org/a&b/{name}" for name in ORDER_IN_INDEX]
    assert {*ORDER_IN_INDEX} == {path.name for path in SOURCES.glob("*.lua")}


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

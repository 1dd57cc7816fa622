"""The hosts in the window: how each stands, and our scripts in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.hosts.live.description import LIVE
from bridge.hosts.scripts import install
from bridge.messages.host_views import HostsView, HostView
from bridge.settings import Settings
from bridge.vocabulary.music import Key
from tests.support.window.gestures import click, write
from tests.support.window.hub import FakeHub
from ui.common import theme
from ui.common.background import Background
from ui.common.host_words import Script, host_status
from ui.common.link import Link
from ui.common.state import WindowState
from ui.settings.hosts_card import HostCard
from ui.settings.hosts_panel import HostsPanel
from ui.settings.hosts_script import HostScript
from ui.settings.page import SettingsPage
from ui.transport.hosts_button import HostsButton

CONNECTED = HostView(
    name="live", takes_clips=True, version="12.1.5", tempo_bpm=97.25, key=Key(9, "minor"),
    track=2, track_name="Bass", slot=5,
)  # fmt: skip


class Bench(NamedTuple):
    page: SettingsPage
    part: HostsPanel
    hub: FakeHub
    link: Link
    state: WindowState
    scripts: Path
    given: list[Any]

    @property
    def live(self) -> HostCard:
        return self.part.cards["live"]

    @property
    def script(self) -> HostScript:
        assert self.live.script is not None
        return self.live.script


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    theme.apply(qapp, "dark")
    settings = Settings(
        library_file=str(tmp_path / "library.sqlite"),
        export_folder=str(tmp_path / "clips"),
        models_folder=str(tmp_path / "models"),
    )
    link, state, background = Link(), WindowState(tmp_path / "window.ini"), Background()
    scripts = tmp_path / "User Library" / "Remote Scripts"
    scripts.mkdir(parents=True)
    part = HostsPanel(link, settings, background, state)
    page = SettingsPage(settings, "dark", background, hosts=part)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    given: list[Any] = []
    page.changed.connect(given.append)
    looks = [each.script for each in part.cards.values() if each.script is not None]
    try:
        # Where they are found on this machine is nothing to these tests.
        qtbot.waitUntil(lambda: all(each.check.problem or each.check.plan is not None for each in looks))
        yield Bench(page, part, FakeHub(link), link, state, scripts, given)
    finally:
        page.close_down()
        background.close()


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize(
    ("host", "script", "word", "said", "tone"),
    [
        (CONNECTED, "unknown", "connected", "", "good"),
        (HostView(name="live", is_listened_to=False), "unknown", "off", "Sync tempo", ""),
        (
            HostView(name="live", tempo_bpm=97.0, why_absent="Why."),
            False,
            "tempo only",
            "Why.",
            "",
        ),
        (HostView(name="live", why_absent="Start it."), "current", "script not running", "Start it.", ""),
        (HostView(name="live", why_absent="Start it."), "absent", "script not installed", "Install the", ""),
        (CONNECTED, "outdated", "script is outdated", "The script is of another version", "bad"),
        (HostView(name="bitwig", why_absent="Start it."), "unknown", "not connected", "Start it.", ""),
        (
            HostView(name="reaper", takes_clips=True, trouble="Old."),
            "current",
            "needs attention",
            "Old.",
            "bad",
        ),
    ],
)
def test_how_a_host_stands_is_a_word_and_what_to_do(
    host: HostView, script: Script, word: str, said: str, tone: str
) -> None:
    status = host_status(host, script)
    assert (status.word, status.tone) == (word, tone) and status.sentence.startswith(said)


def test_what_a_host_tells_is_shown_as_it_changes_and_nothing_without_a_bridge(bench: Bench) -> None:
    assert bench.live.state.text() == "the engine is not running"
    bench.hub.show_hosts(HostsView((CONNECTED,)))
    assert bench.live.state.text() == "connected" and bench.live.state.property("role") == "good"
    assert bench.live.figures.text() == "version 12.1.5 · 97.25 BPM · A minor · track 2 “Bass” · slot 5"
    assert "connected" in bench.live.accessibleName()
    bench.link.detach()
    bench.link.update_hosts()
    assert bench.live.state.text() == "the engine is not running"


def test_listening_is_a_setting(bench: Bench) -> None:
    cards = bench.part.cards
    assert [cards[name].listens.isChecked() for name in ("live", "reaper", "bitwig")] == [True, False, False]
    click(cards["bitwig"].listens)
    click(cards["live"].listens)
    assert [each.hosts for each in bench.given] == [("live", "jack", "bitwig"), ("jack", "bitwig")]
    assert "hosts" not in bench.page.rows
    bench.page.go_to("hosts")
    assert bench.page.focusWidget() is cards["live"].listens


def test_installing_says_what_where_writes_just_that_and_can_be_taken_back(
    bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    live, script = bench.live, bench.script
    click(live.more)
    script.set_folder(str(bench.scripts))
    qtbot.waitUntil(lambda: script.install.isEnabled())
    assert not files_in(bench.scripts) and not script.remove.isVisible()
    announced = script.plan.text()
    assert announced.startswith(f"Files to write:\n{bench.scripts / 'Riffbridge'}: ")
    click(script.install)
    qtbot.waitUntil(lambda: script.remove.isVisible())
    assert "Restart Live." in script.result.text() and "2. In Live's settings" in script.result.text()
    install(LIVE, tmp_path / "other", Settings())
    assert files_in(bench.scripts) == files_in(tmp_path / "other")
    assert set(announced.partition("Riffbridge: ")[2].split(", ")) == {
        Path(name).name for name in files_in(bench.scripts)
    }
    assert not script.install.isEnabled() and "is installed" in script.plan.text()
    assert bench.state.text("hosts/live/folder") == str(bench.scripts)
    bench.hub.show_hosts(HostsView((HostView(name="live", why_absent="Start it."),)))
    assert live.state.text() == "script not running"
    click(script.remove)
    qtbot.waitUntil(lambda: not script.remove.isVisible())
    assert script.result.text() == f"Removed {len(files_in(tmp_path / 'other'))} files."
    assert not files_in(bench.scripts) and live.state.text() == "script not installed"


def test_an_older_script_of_ours_is_written_over(bench: Bench, qtbot: QtBot) -> None:
    install(LIVE, bench.scripts, Settings())
    (bench.scripts / "Riffbridge" / "server.py").unlink()
    bench.script.set_folder(str(bench.scripts))
    qtbot.waitUntil(lambda: bench.script.install.isEnabled())
    assert "is installed. Files to replace it with" in bench.script.plan.text()
    bench.hub.show_hosts(HostsView((CONNECTED,)))
    assert bench.live.state.text() == "script is outdated"


def test_a_stranger_s_folder_and_what_was_changed_are_left_alone(bench: Bench, qtbot: QtBot) -> None:
    script, own = bench.script, bench.scripts / "Riffbridge"
    own.mkdir()
    script.set_folder(str(bench.scripts))
    qtbot.waitUntil(lambda: "isn't Riffbridge's own" in script.message.text())
    assert not script.install.isEnabled() and script.message.property("role") == "failure"
    own.rmdir()
    install(LIVE, bench.scripts, Settings())
    (own / "server.py").write_text("mine")
    script.set_folder(str(bench.scripts))
    qtbot.waitUntil(lambda: "not as Riffbridge wrote it" in script.message.text())
    script._remove()
    qtbot.waitUntil(lambda: "Not removed" in script.result.text())
    assert (own / "server.py").read_text() == "mine"


def test_a_wrong_folder_is_said_while_it_is_written(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    click(bench.live.more)
    script = bench.script
    write(script.folder, "not/whole")
    qtbot.waitUntil(lambda: "full folder path" in script.message.text())
    assert script.folder.property("wrong") == "true" and not script.install.isEnabled()
    (tmp_path / "file").touch()
    script.set_folder(str(tmp_path / "file"))
    qtbot.waitUntil(lambda: script.message.text() == "This is a file. Choose a folder.")
    script.set_folder(str(tmp_path))
    qtbot.waitUntil(lambda: script.install.isEnabled())
    assert "Remote Scripts of its User Library" in script.message.text()
    assert script.folder.property("wrong") == "false"


def test_a_disk_that_refuses_is_a_sentence(bench: Bench, qtbot: QtBot) -> None:
    script = bench.script
    script.set_folder(str(bench.scripts))
    qtbot.waitUntil(lambda: script.install.isEnabled())
    (bench.scripts / "Riffbridge").touch()  # since it was looked at
    click(bench.live.more)
    click(script.install)
    qtbot.waitUntil(lambda: script.result.property("role") == "failure")
    assert "isn't Riffbridge's own" in script.result.text()


def test_reaper_s_script_tells_of_the_folder_that_it_makes(
    bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    script = bench.part.cards["reaper"].script
    assert script is not None
    resources = tmp_path / "REAPER"
    resources.mkdir()
    script.set_folder(str(resources))
    qtbot.waitUntil(lambda: script.install.isEnabled())
    assert "reaper.ini" in script.message.text()
    assert f"Folder to create: {tmp_path / 'reaper'}" in script.plan.text()
    script._install()
    qtbot.waitUntil(lambda: script.remove.isEnabled() and script.check.script == "current")
    assert (tmp_path / "reaper").is_dir() and "Load ReaScript" in script.result.text()


def test_the_button_in_the_host_line_sums_them_up(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    button = HostsButton()
    qtbot.addWidget(button)
    button.show()
    plain = button.grab().toImage()
    assert button.accessibleName() == "Hosts: No host is connected"
    button.show_hosts(HostsView((CONNECTED, HostView(name="reaper", why_absent="Start it."))))
    assert button.tone == "good" and button.accessibleName() == "Hosts: Ableton Live: connected"
    assert button.grab().toImage() != plain
    button.show_hosts(HostsView((CONNECTED, HostView(name="ardour", trouble="Port taken."))))
    assert button.tone == "bad" and "Ardour: needs attention" in button.toolTip()

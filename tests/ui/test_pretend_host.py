"""A host that there is not, described in this file alone, is a host everywhere."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.cli import main
from bridge.errors import BadRequest
from bridge.hosts import register
from bridge.hosts.connection import HostConnection, Placement, Wiring
from bridge.hosts.description import Host, Offer, Option, Patience
from bridge.hosts.reference import hosts_table, places_table
from bridge.messages.events import PlacementEnded
from bridge.messages.host_views import HostsView, HostView
from bridge.osc.client import OscClient
from bridge.osc.codec import Message
from bridge.osc.conversation import converse
from bridge.settings import Settings, format_settings, parse_settings
from bridge.stage.events import Heard
from bridge.vocabulary.music import Meter, Transport
from bridge.vocabulary.places import Place
from tests.support.bridge_process import settings_in
from tests.support.bridge_thread import running
from ui.common.background import Background
from ui.common.link import Link
from ui.placing.words import offers_of, place_words
from ui.settings.hosts_panel import HostsPanel

PRETEND = Host(
    id="pretend",
    aliases=("feigned",),
    title="Pretend Studio",
    short="Pretend",
    patience=Patience(60.0, 60.0),
    options=(Option("pretend_port", 7_777),),
    connect=f"{__name__}:connect",
    unit="slot",
    places=(
        Offer("selected", "selected slot", "the slot that is shown"),
        Offer("selected+fire", "and launched"),
    ),
    steps=("Start Pretend Studio.",),
)


class Pretend(HostConnection):
    """Says its time once, and takes every clip."""

    is_there = True

    def __init__(self, wiring: Wiring) -> None:
        super().__init__(PRETEND.id)
        self._wiring = wiring

    def start(self) -> None:
        assert self._wiring.settings.port("pretend_port") == 8_888
        now = Transport(tempo_bpm=97.25, meter=Meter(3, 4), read_at_s=time.monotonic(), source=self.name)
        self._wiring.post(Heard(now))

    def place(self, placement: Placement) -> None:
        self._wiring.on_end(PlacementEnded(placement.id, where="pretend:track:1/slot:1"))


def connect(wiring: Wiring) -> list[HostConnection]:
    return [Pretend(wiring)]


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "SOURCES", (*register.SOURCES, PRETEND))


SETTINGS = 'hosts = ["feigned"]\nsources = ["pretend", "link"]\npretend_port = 8888\n'


def test_its_settings_are_read_written_and_checked() -> None:
    read = parse_settings(SETTINGS, "settings.toml")
    assert (read.hosts, read.sources, read.port("pretend_port")) == (("pretend",), ("pretend", "link"), 8_888)
    assert parse_settings(format_settings(read), "settings.toml") == read
    assert "pretend" in Settings().sources and "pretend" not in Settings().hosts
    assert str(Place.parse("pretend:selected")) == "pretend:selected"


def test_without_it_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "SOURCES", register.SOURCES[:-1])
    with pytest.raises(BadRequest, match="live: or reaper:"):
        Place.parse("pretend:selected")


def test_it_leads_takes_a_clip_and_is_told_by_osc(tmp_path: Path) -> None:
    read = parse_settings(SETTINGS, "settings.toml")
    settings = msgspec.structs.replace(
        settings_in(tmp_path), hosts=read.hosts, host_options=read.host_options, sources=read.sources
    )
    with running(settings) as made, OscClient(*made.bridge.osc.address) as client:
        asked = Message("/riffbridge/render", ("a", "dub techno", "bars", 1, "place", "selected"))
        done, placed = [*converse(client, asked, 60)][-2:]
        assert done.arguments[5] == pytest.approx(97.25)
        assert placed == Message("/riffbridge/placed", ("a", done.arguments[1], "pretend:track:1/slot:1"))
        again = Message("/riffbridge/place", ("b", done.arguments[1], "pretend:selected"))
        assert [*converse(client, again, 60)] == [Message(placed.address, ("b", *placed.arguments[1:]))]
        [*_, last] = converse(client, Message("/riffbridge/hosts", ()), 60)
        pairs = dict(zip(last.arguments[3::2], last.arguments[4::2], strict=True))
        assert (last.arguments[2], pairs["takes_clips"], pairs["bpm"]) == ("pretend", 1, 97.25)
        [first, *_] = converse(client, Message("/riffbridge/sources", ("feigned link",)), 60)
        assert first.arguments[2:4] == ("pretend", 97.25)


def test_the_window_lists_it(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    background = Background()
    panel = HostsPanel(Link(), Settings(library_file=str(tmp_path / "library.sqlite")), background)
    qtbot.addWidget(panel)
    try:
        card = panel.cards["pretend"]
        assert card.title.text() == "Pretend Studio" and not card.listens.isChecked()
        panel.show_hosts(HostsView((HostView(name="pretend", takes_clips=True, tempo_bpm=97.25),)))
        assert (card.state.text(), card.figures.text()) == ("connected", "97.25 BPM")
    finally:
        background.close()
    [offered] = [
        each
        for each in offers_of(HostsView((HostView(name="pretend", takes_clips=True),)))
        if each.host == "pretend"
    ]
    assert [(each.words, str(each.place)) for each in offered.offers] == [
        ("Selected slot", "pretend:selected"), ("And launched", "pretend:selected+fire"),
    ]  # fmt: skip
    assert place_words(Place.parse("pretend:selected")) == "Pretend: selected slot"


def test_the_command_line_hears_it_and_the_page_has_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = parse_settings(SETTINGS, "settings.toml")
    monkeypatch.setattr("bridge.commands.hosts.read_settings", lambda: settings)
    main(["hosts", "feigned", "--seconds", "0"])
    assert capsys.readouterr().out == "pretend: 97.25 BPM, 3/4, standing still, bar 1 beat 1\n"
    assert "[Pretend Studio](#pretend-studio)" not in hosts_table()  # it names no road
    assert "| the slot that is shown |" in places_table()

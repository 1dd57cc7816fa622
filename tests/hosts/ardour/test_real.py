"""Ardour itself, without a window: its time, as its OSC, its WebSocket and its MIDI clock tell it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.sync.client import connect

from bridge.hosts.ardour import connection
from bridge.hosts.ardour.tempo_socket import PORT
from bridge.hosts.ardour.translator import ArdourTranslator
from bridge.hosts.connection import Wiring
from bridge.hosts.osc_connection import OscConnection
from bridge.midi.driver import make_jack_driver
from bridge.midi.router import MidiEvent
from bridge.midi.thread import MidiThread
from bridge.settings import Settings
from bridge.stage.events import Heard, Left
from bridge.stage.table import Table
from bridge.timing import beat_at
from bridge.vocabulary.music import Meter, Transport
from tests.support import waiting
from tests.support.ardour.obeying import command, until_at, until_playing
from tests.support.ardour.program import ardour, installed
from tests.support.hosts.listening import Ear
from tests.support.jack import RATE_HZ

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(200),
    pytest.mark.skipif(installed() is None, reason="Ardour or jackd is not installed"),
]

TEMPO_BPM, LATER_BPM = 97.5, 126.0
# Where the third bar of 3/4 begins.
LATER_AT = round(6 * 60 / TEMPO_BPM * RATE_HZ)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    work: Path = tmp_path_factory.mktemp("ardour")
    with ardour(
        work, tempo_bpm=TEMPO_BPM, beats=3, unit=4, later_bpm=LATER_BPM, later_at=LATER_AT
    ) as surface:
        yield surface


def test_tempo_meter_position_and_play_are_followed(port: int) -> None:
    ear = Ear()
    peer = OscConnection(ear.post, ArdourTranslator(), port=0, to_port=port)
    peer.start()
    try:
        first = until_playing(port, ear)
        # So exactly it can be known after a quarter of a second.
        assert first.tempo_bpm == pytest.approx(TEMPO_BPM, abs=0.13)
        counted = ear.until(lambda told: told.meter == Meter(3, 4))
        assert counted.tempo_bpm == pytest.approx(TEMPO_BPM, abs=0.05)
        later = ear.until(lambda told: abs(told.tempo_bpm - LATER_BPM) < 0.05)
        # The change lies at the sixth quarter.
        assert later.beat > 6.0
        after = ear.until(lambda told: told.beat > later.beat + 2)
        # One grid: where the later reading is, the earlier one has been heading.
        assert beat_at(later, after.read_at_s) == pytest.approx(after.beat, abs=0.5)
        command(port, "/transport_stop", 1.0)
        stopped = ear.until(lambda told: not told.playing)
        assert stopped.beat >= after.beat
        until_at(port, ear, LATER_AT, 6)
    finally:
        peer.stop()
    assert ear.until_left().source == "ardour"


@pytest.fixture
def still(port: int, tmp_path: Path) -> Iterator[Ear]:
    """What is posted of an Ardour that stands still at its start, with its WebSocket listened to."""
    ear = Ear()
    settings = Settings(host_options={"ardour_port": port}, library_file=str(tmp_path / "library.sqlite"))
    [peer] = connection.connect(Wiring(settings, ear.post))
    peer.start()
    try:
        until_at(port, ear, 0, 0)
        yield ear
    finally:
        peer.stop()
    assert ear.until_left().source == "ardour"


def test_its_midi_clock_is_followed(port: int, still: Ear) -> None:
    ear = Ear()

    def post(event: MidiEvent) -> None:
        if isinstance(event, Heard | Left):
            ear.post(event)

    desk = MidiThread(post, Table(), inputs=["MIDI Clock"], make_driver=make_jack_driver)
    desk.start()
    try:
        waiting.until(lambda: any("MIDI Clock" in each for each in desk.view().inputs))
        until_playing(port, still)
        # Past a change of tempo the clock of Ardour 7.3 goes on by the first one.
        clocked = ear.until(lambda told: told.playing and abs(told.tempo_bpm - TEMPO_BPM) < 0.5, 60.0)
        assert clocked.source == "midi"
        command(port, "/transport_stop", 1.0)
        ear.until(lambda told: not told.playing)
    finally:
        desk.stop()


def changed(ear: Ear, before_bpm: float, tempo_bpm: float) -> Transport:
    """The tempo at the session's start, as if it were typed in Ardour's window; the first other one heard.

    While it is busy a message whose sender has gone may be passed over.
    """
    for _ in range(5):
        with connect(f"ws://127.0.0.1:{PORT}", proxy=None) as remote:
            remote.send(json.dumps({"node": "transport_tempo", "val": [tempo_bpm]}))
        with suppress(AssertionError):
            return ear.until(lambda told: told.tempo_bpm != before_bpm, within_s=3.0)
    raise AssertionError(f"Ardour passes over a tempo of {tempo_bpm}")


def test_a_tempo_is_read_and_followed_while_it_stands_still(still: Ear) -> None:
    assert still.until(lambda told: True).tempo_bpm == TEMPO_BPM
    there = changed(still, TEMPO_BPM, 140.25)
    assert (there.tempo_bpm, there.playing) == (140.25, False)
    back = changed(still, 140.25, TEMPO_BPM)
    assert (back.tempo_bpm, back.playing) == (TEMPO_BPM, False)

"""The desk over a real JACK server with a dummy driver: what others send comes, what is lit is read back."""

from __future__ import annotations

import os
import queue
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from benchmarks.midi_latency import note_latencies, rows
from bridge.errors import RiffbridgeError
from bridge.jack_client import LIBJACK
from bridge.midi.driver import PortLost, make_jack_driver, rtmidi
from bridge.midi.ports import OWN
from bridge.midi.router import MidiEvent
from bridge.midi.thread import MidiThread
from bridge.stage.events import Heard, Learnt, Left, PadHit
from bridge.stage.table import Table
from bridge.stage.views import PadState, PadView
from tests.support.jack import jack_server
from tests.support.waiting import until

# Where it must run it fails without jackd, rather than to be passed over.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("jackd") or os.environ.get("CI")), reason="jackd is not installed"),
]


class Peer:
    """Another program's port: of what is sent by `out` the desk hears, and `inlet` hears of the desk."""

    def __init__(self, name: str, *, listens: bool = False) -> None:
        jack = rtmidi().RtMidiAPI.UNIX_JACK
        kind: Callable[..., Any] = rtmidi().MidiIn if listens else rtmidi().MidiOut
        with LIBJACK:  # which this process shares with the desk
            self._client = kind(jack, name)
        if listens:
            self._client.ignore_types(sysex=False, timing=False, active_sense=False)
        self._client.open_virtual_port("port")

    def send(self, *message: int) -> None:
        self._client.send_message(message)

    def received(self) -> list[bytes]:
        found = []
        while (message := self._client.get_message()) is not None:
            found.append(bytes(message[0]))
        return found

    def close(self) -> None:
        with LIBJACK:
            self._client.delete()


class Booth:
    """A desk on JACK, and the peers that a test plugs in."""

    def __init__(self) -> None:
        self._came: queue.SimpleQueue[MidiEvent] = queue.SimpleQueue()
        self.desk = MidiThread(self._came.put, Table(), make_driver=make_jack_driver)
        self._peers: list[Peer] = []

    def plug(self, name: str, *, listens: bool = False) -> Peer:
        peer = Peer(name, listens=listens)
        self._peers.append(peer)
        until(lambda: self.has(name, self.desk.view().outputs if listens else self.desk.view().inputs))
        return peer

    def pull(self, peer: Peer) -> None:
        self._peers.remove(peer)
        peer.close()

    def has(self, name: str, names: tuple[str, ...]) -> bool:
        return any(each.startswith(f"{name}:") for each in names)

    def next(self) -> MidiEvent:
        return self._came.get(timeout=20)

    def hit(self) -> tuple[int, int]:
        event = self.next()
        assert isinstance(event, PadHit), event
        return event.pad, event.velocity

    def heard(self) -> Heard:
        event = self.next()
        assert isinstance(event, Heard), event
        return event

    def close(self) -> None:
        for peer in self._peers:
            peer.close()
        self.desk.stop()


@pytest.fixture
def server() -> Iterator[str]:
    with jack_server() as name:
        yield name


@pytest.fixture
def booth(server: str) -> Iterator[Booth]:
    booth = Booth()
    booth.desk.start()
    try:
        until(lambda: OWN in booth.desk.view().inputs)
        yield booth
    finally:
        booth.close()


def test_notes_from_several_ports_strike_pads(booth: Booth) -> None:
    first, second = booth.plug("MPD218"), booth.plug("Launchpad Mini MK3 LPMiniMK3 MIDI")
    sent_s = time.monotonic()
    first.send(0x90, 38, 77)
    event = booth.next()
    assert isinstance(event, PadHit)
    assert (event.pad, event.velocity) == (3, 77)
    assert sent_s <= event.at_s <= time.monotonic()
    first.send(0x80, 38, 0)
    first.send(0x90, 38, 0)
    second.send(0x90, 21, 127)
    assert booth.hit() == (5, 100)


def test_others_connect_to_a_port_of_our_own(booth: Booth) -> None:
    with LIBJACK:
        sender = rtmidi().MidiOut(rtmidi().RtMidiAPI.UNIX_JACK, "Host")
    try:
        names = sender.get_ports()
        sender.open_port(next(index for index, name in enumerate(names) if name.startswith("Riffbridge")))
        sender.send_message([0x90, 36, 1])
        assert booth.hit() == (1, 1)
    finally:
        with LIBJACK:
            sender.delete()


def test_a_port_appears_vanishes_and_comes_again(booth: Booth) -> None:
    for velocity in (1, 2):
        peer = booth.plug("Keys")
        peer.send(0x90, 36, velocity)
        assert booth.hit() == (1, velocity)
        booth.pull(peer)
        until(lambda: not booth.has("Keys", booth.desk.view().inputs))


def test_a_clock_is_followed_with_start_song_position_and_stop(booth: Booth) -> None:
    sequencer = booth.plug("Sequencer")
    sequencer.send(0xF2, 32, 0)
    sequencer.send(0xFB)
    began_s, tick_s = time.monotonic(), 60 / 120 / 24
    for tick in range(72):
        time.sleep(max(0.0, began_s + tick * tick_s - time.monotonic()))  # a clock has its own time
        sequencer.send(0xF8)
    sequencer.send(0xFC)
    heard = booth.heard()
    assert heard.transport.source == "midi"
    while heard.transport.playing is False or heard.transport.beat < 10:
        heard = booth.heard()
    assert heard.transport.tempo_bpm == pytest.approx(120, rel=0.1)
    while heard.transport.playing:
        heard = booth.heard()
    assert heard.transport.beat == pytest.approx(8 + 72 / 24, abs=0.05)
    booth.pull(sequencer)
    assert booth.next() == Left("midi")


def test_a_note_is_learnt(booth: Booth) -> None:
    peer = booth.plug("Keys")
    booth.desk.learn(9)
    peer.send(0x94, 100, 1)
    assert booth.next() == Learnt(9, 100, 5)
    peer.send(0x94, 100, 2)
    assert booth.hit() == (9, 2)


def test_lights_are_read_back(booth: Booth) -> None:
    booth.desk.show([PadView(pad=2, state=PadState.PLAYING)])
    launchpad = booth.plug("Launchpad X LPX MIDI", listens=True)
    seen: list[bytes] = []

    def sees(message: bytes) -> bool:
        seen.extend(launchpad.received())
        return message in seen

    until(lambda: sees(b"\x92\x0c\x15"))
    booth.desk.show([PadView(pad=2, state=PadState.FAILED)])
    until(lambda: sees(b"\x90\x0c\x05"))
    booth.desk.stop()
    until(lambda: sees(bytes.fromhex("F0 00 20 29 02 0C 0E 00 F7")))
    assert seen == [
        bytes.fromhex("F0 00 20 29 02 0C 0E 01 F7"),
        b"\x92\x0c\x15",
        b"\x90\x0c\x05",
        b"\x90\x0c\x00",
        bytes.fromhex("F0 00 20 29 02 0C 0E 00 F7"),
    ]


def test_ports_close_while_messages_come(server: str) -> None:
    flood, stopping = Peer("Flood"), threading.Event()

    def send() -> None:
        while not stopping.wait(0.0005):
            for note in range(8):
                flood.send(0x90, note, 1)

    sender = threading.Thread(target=send)
    sender.start()
    driver = make_jack_driver()
    try:
        for _ in range(5):
            port = driver.listen("Flood:port")
            until(lambda port=port: port.receive() is not None)  # type: ignore[misc]
            port.close()
            port.close()
    finally:
        stopping.set()
        sender.join()
        flood.close()
        driver.close()


def test_a_port_that_is_not_there_is_lost(server: str) -> None:
    driver = make_jack_driver()
    try:
        with pytest.raises(PortLost, match="unplugged"):
            driver.listen("Nobody:port")
    finally:
        driver.close()


def test_it_takes_a_server_that_ends_and_comes_back() -> None:
    booth = Booth()
    try:
        with jack_server():
            booth.desk.start()
            peer = booth.plug("Keys")
            peer.send(0x90, 36, 1)
            assert booth.hit() == (1, 1)
            booth.pull(peer)  # in this process it must not outlive its server: see `jack_server`
        until(lambda: "MIDI" in booth.desk.trouble)
        with pytest.raises(RiffbridgeError, match="No JACK server is running"):
            make_jack_driver()
        with jack_server():
            peer = booth.plug("Keys")
            peer.send(0x90, 36, 2)
            assert booth.hit() == (1, 2)
            booth.close()
    finally:
        booth.desk.stop()


def test_latency_is_measured() -> None:
    measured = note_latencies(20)
    assert len(measured) == 20
    assert all(0 < each.stamped_s <= each.posted_s <= each.called_s for each in measured)
    assert [name for name, *_ in rows(measured)] == [
        "note sent to its stamp",
        "note sent to event posted",
        "note sent to the player's call",
    ]

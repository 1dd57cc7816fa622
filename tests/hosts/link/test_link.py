"""Our side of Link where Link itself is not needed; `test_plan` has it with another program."""

from __future__ import annotations

import logging
import socket
import sys

import pytest

from bridge.hosts.connection import MeterAndKey
from bridge.hosts.link import session
from bridge.hosts.link.discovery import ALIVE, GROUP, PORT, Discovery, SessionAge
from bridge.hosts.link.session import NOT_INSTALLED, LinkReader, LinkSource
from bridge.vocabulary.music import Key, Meter
from tests.support.hosts.listening import Ear

pytestmark = pytest.mark.slow


class FakeLink:
    """Link's state as its library shows it; 120 BPM, a beat each half second of its clock."""

    def __init__(self) -> None:
        self.peers, self.bpm, self.plays, self.quanta = 1, 120.0, False, list[float]()

    def numPeers(self) -> int:  # noqa: N802
        return self.peers

    def captureAppSessionState(self) -> FakeLink:  # noqa: N802
        return self

    def clock(self) -> FakeLink:
        return self

    def micros(self) -> int:
        return 7_250_000

    def tempo(self) -> float:
        return self.bpm

    def isPlaying(self) -> bool:  # noqa: N802
        return self.plays

    def beatAtTime(self, micros: int, quantum: float) -> float:  # noqa: N802
        self.quanta.append(quantum)
        return micros / 500_000


def test_a_reading_is_of_the_instant_at_which_links_clock_was_read() -> None:
    instants = iter([10.0, 10.5])
    told = LinkReader(FakeLink(), MeterAndKey, lambda: next(instants)).read()
    assert told is not None
    assert (told.beat, told.read_at_s, told.source) == (14.5, 10.25, "link")


def test_the_quantum_is_a_bar_of_the_meter_of_the_moment() -> None:
    minor = Key(9, "minor")
    link, frames = FakeLink(), iter([MeterAndKey(Meter(7, 8), minor), MeterAndKey(Meter(3, 4))])
    reader = LinkReader(link, lambda: next(frames), lambda: 0.0)
    told = [reader.read(), reader.read()]
    assert link.quanta == [3.5, 3.0]
    assert [each and (each.meter, each.key) for each in told] == [(Meter(7, 8), minor), (Meter(3, 4), None)]


@pytest.mark.parametrize(("bpm", "told"), [(101.24993, 101.25), (999.001, 999.0), (19.9999, 20.0)])
def test_microseconds_a_beat_are_no_odd_tempo(bpm: float, told: float) -> None:
    link = FakeLink()
    link.bpm = bpm
    reading = LinkReader(link, MeterAndKey, lambda: 0.0).read()
    assert reading is not None and reading.tempo_bpm == told


def test_play_and_stop_count_from_when_they_are_used_to_the_end_of_the_session() -> None:
    link = FakeLink()
    reader = LinkReader(link, MeterAndKey, lambda: 0.0)

    def plays() -> bool:
        reading = reader.read()
        assert reading is not None
        return reading.playing

    assert plays()
    link.plays = True
    assert plays()
    link.plays = False
    assert not plays()
    link.peers = 0
    assert reader.read() is None
    link.peers = 1
    assert plays()


def test_without_the_package_a_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "link", None)
    ear = Ear()
    source = LinkSource(ear.post)
    with caplog.at_level(logging.WARNING):
        source.start()
    assert source.trouble == NOT_INSTALLED
    assert [record.message for record in caplog.records] == [NOT_INSTALLED]
    source.set_tempo(100.0)
    source.set_playing(True)
    assert source.peers == 0
    source.stop()
    assert ear.rest() == []


def test_without_multicast_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Discovery:
        raise OSError("Operation not permitted")

    monkeypatch.setattr(session, "Discovery", refuse)
    source = LinkSource(Ear().post)
    source.start()
    assert source.trouble == "Ableton Link can't start: Operation not permitted."
    source.stop()


def test_who_has_been_there_for_long_enough_is_joined() -> None:
    company = SessionAge()
    told = [company.is_older(True, at_s) for at_s in (0.0, 0.25, 0.5, 0.8)]
    assert told == [False, False, False, True]


def test_a_single_announcement_or_one_of_long_ago_is_no_company() -> None:
    company = SessionAge()
    assert not company.is_older(True, 0.0)
    assert not company.is_older(False, 1.0)
    assert not company.is_older(True, 5.0)
    assert not company.is_older(False, 5.9)
    assert company.is_older(True, 6.0)


def test_announcements_are_heard_and_nothing_else_is_taken_for_one() -> None:
    try:
        discovery = Discovery()
    except OSError as error:
        pytest.skip(f"no multicast here: {error}")
    try:
        discovery.forget()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
            # An end that says goodbye, and what is not of this protocol at all.
            other.sendto(b"_asdp_v\x01\x03", (GROUP, PORT))
            other.sendto(b"\xff" * 100, (GROUP, PORT))
            other.sendto(b"", (GROUP, PORT))
            assert not discovery.hears()
            other.sendto(ALIVE + bytes(20), (GROUP, PORT))
            assert discovery.hears()
            assert not discovery.hears()
    finally:
        discovery.close()

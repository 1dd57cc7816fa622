"""Ardour itself, without a window: its tempo, meter and position, as its OSC surface lets them be known."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bridge.hosts.ardour.translator import ArdourTranslator
from bridge.hosts.osc.codec import Argument, Message, encode
from bridge.hosts.peer import OscPeer
from bridge.timing import beat_at
from bridge.vocabulary import Meter, Transport
from tests.hosts.ardour.program import ardour, installed
from tests.hosts.listening import Ear
from tests.jack import RATE_HZ

pytestmark = pytest.mark.skipif(installed() is None, reason="Ardour or jackd is not installed")

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


def command(port: int, address: str, *arguments: Argument) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as remote:
        remote.sendto(encode(Message(address, arguments)), ("127.0.0.1", port))


def until_playing(port: int, ear: Ear) -> Transport:
    """Have it play. It answers before it can, and then passes over what it is told to do."""
    for _ in range(20):
        command(port, "/transport_play", 1.0)
        with suppress(AssertionError):
            return ear.until(lambda told: told.playing, within_s=1.5)
    raise AssertionError("Ardour does not play")


def test_tempo_meter_position_and_play_are_followed(port: int) -> None:
    ear = Ear()
    peer = OscPeer(ear.post, ArdourTranslator(), port=0, to_port=port)
    peer.start()
    try:
        first = until_playing(port, ear)
        assert first.tempo_bpm == pytest.approx(TEMPO_BPM, abs=0.05)
        counted = ear.until(lambda told: told.meter == Meter(3, 4))
        assert counted.tempo_bpm == pytest.approx(TEMPO_BPM, abs=0.05)
        later = ear.until(lambda told: abs(told.tempo_bpm - LATER_BPM) < 0.05)
        # The change lies at the sixth quarter; it is known within a second of it.
        assert 6.0 < later.beat < 8.5
        after = ear.until(lambda told: told.beat > later.beat + 2)
        # One grid: where the later reading is, the earlier one has been heading.
        assert beat_at(later, after.read_at_s) == pytest.approx(after.beat, abs=0.5)
        command(port, "/transport_stop", 1.0)
        stopped = ear.until(lambda told: not told.playing)
        assert stopped.beat >= after.beat
        command(port, "/locate", LATER_AT, 0)
        ear.until(lambda told: not told.playing and abs(told.beat - 6) < 0.01)
    finally:
        peer.stop()
    assert ear.until_left().source == "ardour"

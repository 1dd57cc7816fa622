"""Meter and key of the hosts that are there, for sources that do not tell."""

from __future__ import annotations

from bridge.hosts.connection import MeterAndKey
from bridge.hosts.meter_context import MeterContext
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Key, Meter, Transport

WALTZ, SEVEN = Meter(3, 4), Meter(7, 8)
USUAL = MeterAndKey(Meter(2, 4))


class Room:
    """Hosts that are listened to, and what was passed on."""

    def __init__(self, *order: str) -> None:
        self.meters = MeterContext(order, USUAL.meter)
        self.passed: list[Heard | Left] = []
        self.post = self.meters.hearing(self.passed.append)

    def says(self, source: str, meter: Meter, key: str | None = None) -> None:
        named = None if key is None else Key.parse(key)
        self.post(Heard(Transport(tempo_bpm=120.0, source=source, meter=meter, key=named)))


def test_what_a_host_says_counts_while_it_is_there() -> None:
    room = Room()
    assert room.meters.meter_and_key() == USUAL
    room.says("live", WALTZ, "Em")
    assert room.meters.meter_and_key() == (WALTZ, Key(4, "minor"))
    room.says("live", SEVEN)
    assert room.meters.meter_and_key() == (SEVEN, None)
    room.post(Left("live"))
    room.post(Left("live"))
    assert room.meters.meter_and_key() == USUAL
    assert len(room.passed) == 4


def test_of_two_hosts_the_first_in_the_order_is_believed() -> None:
    room = Room("link", "bitwig", "live")
    room.says("live", SEVEN, "C")
    room.says("ardour", Meter(5, 4))
    assert room.meters.meter_and_key().meter == SEVEN
    room.says("bitwig", WALTZ)
    assert room.meters.meter_and_key() == (WALTZ, Key(0, "major"))
    room.post(Left("bitwig"))
    room.post(Left("live"))
    assert room.meters.meter_and_key() == (Meter(5, 4), None)


def test_who_is_no_host_says_nothing_of_the_meter() -> None:
    room = Room("link", "midi", "tap")
    for source in ("link", "midi", "osc", "tap", "typed"):
        room.says(source, WALTZ, "A")
    assert room.meters.meter_and_key() == USUAL

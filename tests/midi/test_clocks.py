"""Clocks from several ports."""

from __future__ import annotations

import pytest

from bridge.midi.clocks import Clocks
from bridge.stage.events import Heard, Left
from bridge.timing import beat_at

CLOCK, START, STOP, SONG_POSITION = (0xF8,), (0xFA,), (0xFC,), (0xF2, 16, 0)


class Booth:
    """Clocks that are sent to, and what they posted."""

    def __init__(self, delays_ms: dict[str, float] | None = None) -> None:
        self.posted: list[Heard | Left] = []
        self.clocks = Clocks(self.posted.append, delays_ms)
        self.now_s = 10.0

    def run(self, port: str, tempo_bpm: float, seconds: float) -> None:
        until_s, tick_s = self.now_s + seconds, 60 / tempo_bpm / 24
        while self.now_s < until_s:
            self.clocks.feed(port, CLOCK, self.now_s)
            self.now_s += tick_s

    @property
    def tempo_bpm(self) -> float:
        last = self.posted[-1]
        assert isinstance(last, Heard)
        return last.transport.tempo_bpm


def test_a_clock_is_reported_ten_times_a_second_and_not_at_each_tick() -> None:
    booth = Booth()
    booth.run("a", 120, 10)
    assert 70 <= len(booth.posted) <= 110
    assert booth.tempo_bpm == pytest.approx(120, abs=0.01)
    assert all(isinstance(each, Heard) and each.transport.source == "midi" for each in booth.posted)


@pytest.mark.parametrize(
    ("delays_ms", "late_ms"),
    [({}, 0.0), ({"mpc": 12.5}, 12.5), ({"": -40.0}, -40.0), ({"": 5.0, "MPC": -100.0, "one": 1.0}, -100.0),
     ({"Live": 30.0}, 0.0)],
)  # fmt: skip
def test_a_clock_that_is_late_by_so_much_is_put_right(delays_ms: dict[str, float], late_ms: float) -> None:
    """The sequencer starts at 10 s and its messages take `late_ms`: what is told is its own time."""
    booth = Booth(delays_ms)
    booth.now_s = 8.0 + late_ms / 1000
    booth.run("MPC One 20:0", 120, 2.0 - 0.001)
    booth.clocks.feed("MPC One 20:0", START, booth.now_s)
    booth.run("MPC One 20:0", 120, 2.0)
    last = booth.posted[-1]
    assert isinstance(last, Heard) and last.transport.playing
    assert beat_at(last.transport, 14.0) == pytest.approx(8.0, abs=1e-3)


def test_each_port_has_its_own_delay() -> None:
    booth = Booth({"a": 20.0})
    booth.run("a", 120, 4)
    booth.now_s += 2.0
    booth.run("b", 120, 4)
    last = booth.posted[-1]
    assert isinstance(last, Heard) and booth.clocks.port == "b"
    assert booth.now_s - last.transport.read_at_s < 0.15


def test_start_and_stop_are_reported_at_once() -> None:
    booth = Booth()
    booth.run("a", 120, 4)
    booth.clocks.feed("a", SONG_POSITION, booth.now_s)
    booth.clocks.feed("a", (0xFB,), booth.now_s)
    before = len(booth.posted)
    booth.clocks.feed("a", CLOCK, booth.now_s)
    last = booth.posted[-1]
    assert isinstance(last, Heard)
    assert len(booth.posted) == before + 1
    assert last.transport.playing
    assert last.transport.beat == pytest.approx(4.0, abs=0.01)
    booth.clocks.feed("a", STOP, booth.now_s + 0.001)
    last = booth.posted[-1]
    assert isinstance(last, Heard)
    assert not last.transport.playing


def test_the_first_of_two_is_followed_until_it_goes_quiet() -> None:
    booth = Booth()
    booth.run("a", 120, 4)
    for _ in range(80):
        booth.run("a", 120, 0.05)
        booth.clocks.feed("b", CLOCK, booth.now_s)
    assert (booth.clocks.port, round(booth.tempo_bpm)) == ("a", 120)
    booth.run("b", 90, 6)
    assert (booth.clocks.port, round(booth.tempo_bpm)) == ("b", 90)


def test_a_port_that_vanishes_says_goodbye_and_another_may_lead_at_once() -> None:
    booth = Booth()
    booth.run("a", 120, 4)
    booth.clocks.gone("b")
    assert Left("midi") not in booth.posted
    booth.clocks.gone("a")
    assert booth.posted[-1] == Left("midi")
    assert booth.clocks.port is None
    booth.run("b", 90, 4)
    assert booth.clocks.port == "b"

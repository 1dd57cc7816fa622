"""Clocks from several ports."""

from __future__ import annotations

import pytest

from bridge.hosts.midi.clocks import Clocks
from bridge.stage.events import Heard, Left

CLOCK, START, STOP, SONG_POSITION = (0xF8,), (0xFA,), (0xFC,), (0xF2, 16, 0)


class Booth:
    """Clocks that are sent to, and what they posted."""

    def __init__(self) -> None:
        self.posted: list[Heard | Left] = []
        self.clocks = Clocks(self.posted.append)
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

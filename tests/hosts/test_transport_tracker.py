"""A host's time, put together from readings that come late."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.hosts.transport_tracker import (
    JUMP_S,
    POSITIONS_EVERY_S,
    REPEAT_EVERY_S,
    TransportTracker,
    number,
    text,
)
from bridge.stage.events import Left
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.music import Meter, Transport


def playing(tempo_bpm: float = 120.0, at_s: float = 0.0) -> TransportTracker:
    keeper = TransportTracker("host")
    keeper.set_tempo(tempo_bpm, at_s)
    keeper.set_playing(True, at_s)
    return keeper


def told(keeper: TransportTracker, at_s: float) -> Transport:
    [heard] = keeper.news(at_s)
    return heard.transport


def test_nothing_is_told_before_a_tempo_is() -> None:
    keeper = TransportTracker("host")
    keeper.set_playing(True, 0.0)
    keeper.set_beat(3.0, 0.0)
    assert keeper.news(0.0) == []
    keeper.set_tempo(97.5, 0.1)
    assert told(keeper, 0.1).tempo_bpm == 97.5


def test_of_late_readings_the_least_late_counts() -> None:
    keeper, chance = playing(), random.Random(1)
    for step in range(40):
        sent_s = step * 0.05
        keeper.set_beat(sent_s * 2, sent_s + chance.uniform(0.001, 0.1))
    assert keeper.beat(2.1) == pytest.approx(4.2, abs=0.02)


def test_a_jump_back_is_followed_at_once_and_one_ahead_too() -> None:
    keeper = playing()
    keeper.set_beat(8.0, 1.0)
    keeper.set_beat(4.0, 1.1)
    assert keeper.beat(1.1) == 4.0
    keeper.set_beat(20.0, 1.2)
    assert keeper.beat(1.2) == 20.0


def test_a_reading_that_is_only_late_moves_nothing() -> None:
    keeper = playing()
    keeper.set_beat(8.0, 1.0)
    keeper.set_beat(8.2, 1.1 + JUMP_S / 2)
    assert keeper.beat(1.0) == 8.0


def test_the_beat_goes_on_from_where_it_is_when_the_tempo_changes() -> None:
    keeper = playing()
    keeper.set_beat(8.0, 1.0)
    keeper.set_tempo(60.0, 2.0)
    assert keeper.beat(2.0) == pytest.approx(10.0)
    assert keeper.beat(3.0) == pytest.approx(11.0)
    keeper.set_beat(10.9, 3.0)  # the change came a little earlier than it was told
    assert keeper.beat(3.0) == pytest.approx(10.9)


def test_a_host_that_stands_still_does_not_move() -> None:
    keeper = playing()
    keeper.set_beat(8.0, 1.0)
    keeper.set_playing(False, 1.5)
    assert keeper.beat(1.5) == keeper.beat(9.0) == pytest.approx(9.0)
    keeper.set_beat(4.0, 9.0)
    assert keeper.beat(9.0) == 4.0
    keeper.set_playing(True, 10.0)
    assert keeper.beat(10.5) == pytest.approx(5.0)


def test_changes_are_told_at_once_and_positions_not_too_often() -> None:
    keeper = playing()
    assert told(keeper, 0.0).playing
    keeper.set_beat(0.1, 0.01)
    assert keeper.news(0.01) == []
    assert told(keeper, POSITIONS_EVERY_S).beat == pytest.approx(0.1 + 2 * (POSITIONS_EVERY_S - 0.01))
    keeper.set_meter(3, 4)
    assert told(keeper, 0.05).meter == Meter(3, 4)
    assert keeper.news(0.06) == []


def test_a_host_that_stands_still_is_told_again_each_second_one_that_falls_silent_is_not() -> None:
    keeper = playing()
    keeper.set_beat(0.1, 0.01)
    assert told(keeper, 0.01).playing
    assert keeper.news(0.1 + REPEAT_EVERY_S) == []
    keeper.set_playing(False, 2.0)
    assert not told(keeper, 2.0).playing
    assert keeper.news(1.9 + REPEAT_EVERY_S) == []
    assert told(keeper, 2.0 + REPEAT_EVERY_S).beat == told(keeper, 2.0 + 2 * REPEAT_EVERY_S).beat


def test_a_tempo_as_float32_is_no_other_tempo() -> None:
    keeper = TransportTracker("host")
    keeper.set_tempo(123.45600128173828, 0.0)
    assert told(keeper, 0.0).tempo_bpm == 123.456
    keeper.set_tempo(123.456, 0.1)
    assert keeper.news(0.1) == []


def test_goodbye_is_said_once_and_only_by_who_was_heard() -> None:
    keeper = TransportTracker("host")
    assert keeper.leave() == []
    keeper.set_tempo(100.0, 0.0)
    keeper.news(0.0)
    assert keeper.leave() == [Left("host")]
    assert keeper.leave() == []
    assert keeper.tempo_bpm is None


def test_what_is_not_forgotten_is_told_when_the_host_is_back() -> None:
    keeper = TransportTracker("host")
    keeper.set_tempo(100.0, 0.0)
    keeper.news(0.0)
    assert keeper.leave(forget=False) == [Left("host")]
    assert keeper.news(5.0) == []
    keeper.set_beat(1.0, 6.0)
    assert told(keeper, 6.0).tempo_bpm == 100.0


anything = st.floats() | st.floats(-1e6, 1e6)
instants = st.floats(0, 1e7)
steps = st.one_of(
    st.tuples(st.just("tempo"), anything, instants),
    st.tuples(st.just("beat"), anything, instants),
    st.tuples(st.just("meter"), anything, anything),
    st.tuples(st.just("playing"), st.booleans(), instants),
    st.tuples(st.just("leave"), st.booleans(), instants),
)


@given(st.lists(steps, max_size=40))
def test_whatever_is_said_what_is_told_can_be_true(said: list[tuple[str, float, float]]) -> None:
    keeper = TransportTracker("host")
    for what, value, at_s in said:
        match what:
            case "tempo":
                keeper.set_tempo(value, at_s)
            case "beat":
                keeper.set_beat(value, at_s)
            case "meter":
                keeper.set_meter(value, at_s)
                continue
            case "playing":
                keeper.set_playing(bool(value), at_s)
            case _:
                keeper.leave(forget=bool(value))
        for heard in keeper.news(at_s):
            assert MIN_TEMPO_BPM <= heard.transport.tempo_bpm <= MAX_TEMPO_BPM
            assert abs(heard.transport.beat) < 1e10
            assert heard.transport.source == "host"


def test_arguments_that_are_no_single_number_or_text_are_none() -> None:
    assert number((1,)) == number((True,)) == number((1.0,)) == 1.0
    assert number(("1",)) is number(()) is number((1, 2)) is number((None,)) is None
    assert number((float("nan"),)) is number((10**400,)) is None
    assert text(("a",)) == "a"
    assert text((1,)) == text(()) == text(("a", "b")) == ""

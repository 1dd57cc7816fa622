"""MIDI clock through bad wires, as `benchmarks.timing` simulates them, and the grammar of its messages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.timing import (
    Wire,
    beats_to_arrive,
    beats_to_find,
    due,
    in_bursts,
    in_frames,
    jittery,
    steady,
)
from bridge.midi.clock import CLOCK, CONTINUE, SONG_POSITION, START, STOP, ClockFollower
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM, beat_at, next_boundary
from bridge.vocabulary.music import Meter

PERIOD_S = 60 / 120 / 24


def clocks(follower: ClockFollower, from_s: float, count: int, period_s: float = PERIOD_S) -> float:
    """Feed `count` clocks, the first at `from_s`; return when the next is due."""
    for number in range(count):
        follower.feed([CLOCK], from_s + number * period_s)
    return from_s + count * period_s


# ---- figures ----


@pytest.mark.parametrize("wire", [jittery, in_frames, in_bursts])
@pytest.mark.parametrize("tempo_bpm", [120.0, 93.57, 174.0])
def test_tempo_and_bars_are_told_through_jitter(wire: Wire, tempo_bpm: float) -> None:
    readings = [reading for seed in range(2) for reading in steady(wire, tempo_bpm, seed, beats=24)]
    assert np.percentile([abs(reading.tempo_error_bpm) for reading in readings], 90) <= 0.06
    assert np.percentile([abs(reading.bar_error_ms) for reading in readings], 99) < 3


@pytest.mark.parametrize(("before_bpm", "after_bpm"), [(120, 126), (120, 119), (90, 174), (174, 87)])
def test_a_change_of_tempo_is_followed_within_two_beats(before_bpm: float, after_bpm: float) -> None:
    assert np.median([beats_to_arrive(jittery, before_bpm, after_bpm, seed) for seed in range(3)]) <= 1.75


@pytest.mark.parametrize("times", [0, 2, 3])
def test_clocks_lost_or_doubled_are_counted_anew(times: int) -> None:
    assert np.median([beats_to_find(jittery, 120.0, times, seed) for seed in range(3)]) <= 1.75


def test_a_tempo_that_is_round_is_told_round_and_stays() -> None:
    due_s = due([(128.0, 64)])
    follower, told = ClockFollower(), set[float]()
    for number, stamp_s in enumerate(jittery(due_s, np.random.default_rng(3)).tolist()):
        follower.feed([CLOCK], stamp_s)
        if number > 96 and follower.transport is not None:
            told.add(follower.transport.tempo_bpm)
    assert told == {128.0}


# ---- grammar ----


def test_nothing_is_told_before_a_beat_of_clock() -> None:
    follower = ClockFollower(Meter(7, 8))
    clocks(follower, 5.0, 24)
    assert follower.transport is None
    clocks(follower, 5.0 + 24 * PERIOD_S, 1)
    told = follower.transport
    assert told is not None
    assert (told.tempo_bpm, told.meter, told.playing, told.source) == (120.0, Meter(7, 8), False, "midi")
    assert told.read_at_s == 5.0 + 24 * PERIOD_S


def test_the_first_clock_after_start_is_the_first_beat() -> None:
    follower = ClockFollower()
    due_s = clocks(follower, 0.0, 48)
    assert not follower.feed([START], due_s - 0.005)
    assert not (follower.transport and follower.transport.playing)
    assert follower.feed([CLOCK], due_s)
    told = follower.transport
    assert told is not None
    assert told.playing
    assert told.beat == pytest.approx(0.0, abs=1e-6)
    assert beat_at(told, due_s + 1.0) == pytest.approx(2.0, abs=1e-5)


def test_a_clock_that_begins_anew_at_start_is_followed_at_once() -> None:
    follower = ClockFollower()
    due_s = clocks(follower, 0.0, 100) + PERIOD_S / 2
    follower.feed([START], due_s)
    for number in range(24):
        follower.feed([CLOCK], due_s + number * PERIOD_S)
        told = follower.transport
        assert told is not None
        assert told.tempo_bpm == 120.0
        assert told.beat == pytest.approx(number / 24, abs=1e-4)


def test_stop_stands_and_continue_goes_on_from_there() -> None:
    follower = ClockFollower()
    due_s = clocks(follower, 0.0, 25)
    follower.feed([START], due_s)
    due_s = clocks(follower, due_s, 24 * 5 + 12)
    assert follower.feed([STOP], due_s - 0.01)
    assert not follower.feed([STOP], due_s - 0.01)
    due_s = clocks(follower, due_s, 30)  # clocks go on, the song does not
    stands = follower.transport
    assert stands is not None
    assert (stands.playing, stands.beat) == (False, 5.5)
    follower.feed([CONTINUE], due_s + 7.0)  # after a pause in which no clock came
    clocks(follower, due_s + 7.0, 13)
    goes_on = follower.transport
    assert goes_on is not None
    assert goes_on.playing
    assert goes_on.tempo_bpm == 120.0
    assert goes_on.beat == pytest.approx(6.0, abs=1e-4)


@pytest.mark.parametrize("sixteenths", [0, 1, 130, 16_383])
def test_a_song_position_is_in_sixteenths(sixteenths: int) -> None:
    follower = ClockFollower()
    due_s = clocks(follower, 0.0, 25)
    assert follower.feed([SONG_POSITION, sixteenths & 127, sixteenths >> 7], due_s - 0.01)
    assert follower.transport is not None
    assert follower.transport.beat == sixteenths / 4
    follower.feed([CONTINUE], due_s - 0.005)
    due_s = clocks(follower, due_s, 7)
    assert follower.transport.beat == pytest.approx(sixteenths / 4 + 0.25, abs=1e-4)
    assert follower.feed([SONG_POSITION, 16, 0], due_s - 0.01)  # while it plays
    clocks(follower, due_s, 1)
    assert follower.transport.beat == pytest.approx(4.0, abs=1e-4)


def test_a_pause_without_a_stop_keeps_tempo_and_count() -> None:
    follower = ClockFollower()
    follower.feed([START], 0.0)
    due_s = clocks(follower, 0.0, 240)
    clocks(follower, due_s + 3.3, 25)
    told = follower.transport
    assert told is not None
    assert told.tempo_bpm == 120.0
    assert told.beat == pytest.approx(11.0, abs=1e-4)


def test_news_is_told_as_such() -> None:
    follower = ClockFollower()
    news = [follower.feed([CLOCK], number * PERIOD_S) for number in range(240)]
    assert news.count(True) == 1  # the tempo, once
    news = [follower.feed([CLOCK], 240 * PERIOD_S + number * 0.025) for number in range(240)]
    assert 1 <= news.count(True) <= 3
    assert follower.transport is not None
    assert follower.transport.tempo_bpm == 100.0


def test_clocks_too_fast_or_too_slow_for_music_are_no_tempo() -> None:
    for period_s in (60 / 24 / 2000, 60 / 24 / 15):
        follower = ClockFollower()
        clocks(follower, 0.0, 200, period_s)
        assert follower.transport is None


messages = st.one_of(
    st.sampled_from(
        [[CLOCK]] * 6 + [[START], [CONTINUE], [STOP], [SONG_POSITION, 5, 1], [SONG_POSITION, 5], []]
    ),
    st.lists(st.integers(0, 255), max_size=4),
)
stamps = st.one_of(st.floats(0, 0.2), st.floats(-10, 10), st.floats())


@given(st.lists(st.tuples(messages, stamps), max_size=100), st.integers(0, 60))
@settings(max_examples=40)
def test_whatever_comes_what_is_told_can_be(
    happenings: list[tuple[list[int], float]], clocks_first: int
) -> None:
    follower = ClockFollower()
    at_s = clocks(follower, 0.0, clocks_first)
    last_s = 0.0
    for message, wait_s in happenings:
        follower.feed(message, at_s + wait_s)
        at_s += wait_s if 0 <= wait_s <= 10 else 0.0
        if (told := follower.transport) is None:
            continue
        assert MIN_TEMPO_BPM <= told.tempo_bpm <= MAX_TEMPO_BPM
        assert np.isfinite(told.beat) and np.isfinite(next_boundary(told, told.read_at_s, 4.0))
        assert told.read_at_s >= last_s
        last_s = told.read_at_s

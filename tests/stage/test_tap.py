"""Tapping: the tempo and the beat of hands that are off by a little, and sometimes by a lot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.stage.tap import FORGET_S, Tap
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.music import Meter, Transport


def tapped(instants_s: list[float], tap: Tap | None = None) -> Transport | None:
    tap = tap or Tap()
    told = None
    for at_s in instants_s:
        told = tap.hit(at_s) or told
    return told


def test_three_taps_are_a_tempo_and_two_are_none() -> None:
    tap = Tap(Meter(3, 4))
    assert tap.hit(100.0) is None
    assert tap.hit(100.5) is None
    assert tap.hit(101.0) == Transport(
        tempo_bpm=120.0, meter=Meter(3, 4), playing=True, beat=2.0, read_at_s=101.0, source="tap"
    )


@given(
    st.floats(40, 240),
    st.lists(st.floats(-0.01, 0.01), min_size=8, max_size=24),
    st.floats(-1e5, 1e5),
)
def test_a_hand_that_trembles_is_on_the_beat(tempo_bpm: float, off_s: list[float], start_s: float) -> None:
    told = tapped([start_s + beat * 60 / tempo_bpm + off for beat, off in enumerate(off_s)])
    assert told is not None
    period_s = 60 / tempo_bpm
    assert 60 / told.tempo_bpm == pytest.approx(period_s, abs=0.021 + 0.002 * period_s)
    assert told.beat == pytest.approx((told.read_at_s - start_s) / period_s, abs=0.35)


def test_one_rushed_tap_moves_nothing() -> None:
    instants_s = [beat * 0.5 for beat in range(8)]
    instants_s[5] -= 0.12
    told = tapped(instants_s)
    assert told is not None
    assert told.tempo_bpm == 120.0
    assert told.beat == pytest.approx(7.0)


@pytest.mark.parametrize("left_out", [1, 2, 3, 5, 6])
def test_a_beat_left_out_is_counted(left_out: int) -> None:
    told = tapped([beat * 0.5 for beat in range(8) if beat != left_out])
    assert told is not None
    assert told.tempo_bpm == 120.0
    assert told.beat == pytest.approx(7.0)


@pytest.mark.parametrize("bounce_s", [0.01, 0.1])
@pytest.mark.parametrize("beat", [0, 1, 4])
def test_a_tap_that_bounces_is_one(beat: int, bounce_s: float) -> None:
    told = tapped(sorted([0.5 * number for number in range(8)] + [0.5 * beat + bounce_s]))
    assert told is not None
    assert told.tempo_bpm == 120.0
    assert told.beat == pytest.approx(7.0)


def test_two_beats_left_out_are_counted_too() -> None:
    told = tapped([0.5 * beat for beat in (0, 1, 2, 4, 6)])
    assert told is not None and (told.tempo_bpm, told.beat) == (120.0, 6.0)


def test_a_tempo_is_told_to_a_tenth() -> None:
    told = tapped([0.0, 0.487, 0.974])
    assert told is not None and told.tempo_bpm == 123.2  # of 123.2033


def test_the_slowest_taps_are_two_seconds_apart() -> None:
    told = tapped([0.0, FORGET_S, 2 * FORGET_S])
    assert told is not None and told.tempo_bpm == 30.0


def test_a_tap_at_the_same_instant_is_none_and_begins_nothing_anew() -> None:
    told = tapped([0.0, 0.5, 0.5, 1.0])
    assert told is not None and (told.tempo_bpm, told.beat) == (120.0, 2.0)


def test_two_seconds_are_forgotten() -> None:
    tap = Tap()
    assert tapped([0.0, 0.5, 1.0], tap) is not None
    again_s = 1.0 + FORGET_S + 0.01
    assert tap.hit(again_s) is None
    assert tap.hit(again_s + 1.0) is None
    told = tap.hit(again_s + 2.0)
    assert told is not None
    assert told.tempo_bpm == 60.0
    assert told.beat == pytest.approx(2.0)


def test_a_change_is_followed_once_most_taps_are_new() -> None:
    tap = Tap()
    tapped([beat * 0.5 for beat in range(8)], tap)
    told = tapped([3.5 + beat * 0.45 for beat in range(1, 8)], tap)
    assert told is not None
    assert told.tempo_bpm == pytest.approx(60 / 0.45, abs=0.1)


@given(st.lists(st.floats(0, 3), max_size=40))
def test_whatever_is_tapped_can_be_played(waits_s: list[float]) -> None:
    tap, at_s = Tap(), 0.0
    for wait_s in waits_s:
        at_s += wait_s
        if (transport := tap.hit(at_s)) is not None:
            assert MIN_TEMPO_BPM <= transport.tempo_bpm <= MAX_TEMPO_BPM
            assert transport.read_at_s == at_s


@pytest.mark.parametrize("at_s", [float("nan"), float("inf"), -5.0])
def test_an_instant_that_cannot_be_begins_anew(at_s: float) -> None:
    tap = Tap()
    tapped([0.0, 0.5, 1.0], tap)
    assert tap.hit(at_s) is None
    assert tapped([10.0, 10.5, 11.0], tap) is not None

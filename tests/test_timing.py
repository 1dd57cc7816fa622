"""Exact lengths: rational arithmetic against the formula, and every bound said in one sentence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.timing import (
    MAX_LOOP_SECONDS,
    beat_at,
    check_bars,
    check_tempo,
    fold_tempo,
    instant_of,
    loop_frames,
    loop_quarters,
    next_boundary,
    running,
)
from bridge.vocabulary.music import Meter, Transport

FOUR = Meter()
meters = st.builds(Meter, st.integers(1, 16), st.sampled_from([2, 4, 8, 16]))


@pytest.mark.parametrize(
    ("bars", "meter", "tempo_bpm", "rate_hz", "frames"),
    [
        (2, Meter(), 124, 44_100, 170_710),
        (1, Meter(), 120, 48_000, 96_000),
        (4, Meter(6, 8), 120, 44_100, 264_600),
        (1, Meter(7, 8), 100, 44_100, 92_610),
        (2, Meter(), 93.75, 44_100, 225_792),
    ],
)
def test_known_lengths(bars: int, meter: Meter, tempo_bpm: float, rate_hz: int, frames: int) -> None:
    assert loop_frames(bars, meter, tempo_bpm, rate_hz) == frames


@given(
    st.integers(1, 16), meters, st.floats(20, 999), st.sampled_from([22_050, 44_100, 48_000, 96_000, 192_000])
)
def test_within_half_a_frame_of_the_truth(bars: int, meter: Meter, tempo_bpm: float, rate_hz: int) -> None:
    exact = bars * meter.quarters_per_bar * 60 * rate_hz / Fraction(tempo_bpm)
    if exact > MAX_LOOP_SECONDS * rate_hz:
        with pytest.raises(BadRequest, match="last"):
            loop_frames(bars, meter, tempo_bpm, rate_hz)
    else:
        assert abs(loop_frames(bars, meter, tempo_bpm, rate_hz) - exact) <= Fraction(1, 2)


@pytest.mark.parametrize("tempo_bpm", [3_159_345, 0, -120, 19.99, 1000, float("nan"), float("inf"), 1e300])
def test_tempo_is_bounded(tempo_bpm: float) -> None:
    with pytest.raises(BadRequest, match="Use 20 to 999"):
        loop_frames(1, Meter(), tempo_bpm, 44_100)


@pytest.mark.parametrize("bars", [0, -1, 65, 10**9])
def test_bars_are_bounded(bars: int) -> None:
    with pytest.raises(BadRequest, match="Use 1 to 64"):
        loop_quarters(bars, Meter())


def test_what_is_just_within_bounds_is_taken() -> None:
    assert (check_tempo(20.0), check_tempo(999.0)) == (20.0, 999.0)
    assert (check_bars(1), check_bars(64)) == (1, 64)
    assert loop_frames(45, Meter(), 120, 44_100) == MAX_LOOP_SECONDS * 44_100
    with pytest.raises(BadRequest, match=r"92 s\. Ask for at most 90 s"):
        loop_frames(46, Meter(), 120, 44_100)


@given(st.floats(20, 999))
def test_folding_stays_within_octaves(tempo_bpm: float) -> None:
    folded, doublings = fold_tempo(tempo_bpm, 60, 180)
    assert 60 <= folded <= 180
    assert folded == pytest.approx(tempo_bpm * 2.0**doublings)
    if 60 <= tempo_bpm <= 180:
        assert doublings == 0


def test_folding_needs_an_octave() -> None:
    with pytest.raises(ValueError, match="octave"):
        fold_tempo(100, 60, 119)
    assert [fold_tempo(each, 60, 120) for each in (30, 60, 120, 240)] == [
        (60, 1),
        (60, 0),
        (120, 0),
        (120, -1),
    ]


# ---- beats that go on ----


def transport(
    tempo_bpm: float, beat: float, read_at_s: float, *, playing: bool, meter: Meter = FOUR
) -> Transport:
    return Transport(tempo_bpm=tempo_bpm, meter=meter, playing=playing, beat=beat, read_at_s=read_at_s)


def test_a_host_that_stands_still_does_not_move() -> None:
    assert beat_at(transport(120, 7.5, 3.0, playing=False), 99.0) == 7.5
    assert beat_at(transport(120, 7.5, 3.0, playing=True), 4.0) == 9.5


@given(st.floats(20, 999), st.floats(-1e4, 1e4), st.floats(0, 1e4), st.floats(0, 100))
def test_an_instant_and_its_beat_are_each_others(
    tempo_bpm: float, beat: float, read_at_s: float, later_s: float
) -> None:
    now = transport(tempo_bpm, beat, read_at_s, playing=True)
    assert instant_of(now, beat_at(now, read_at_s + later_s)) == pytest.approx(read_at_s + later_s, abs=1e-6)


@given(st.floats(20, 999), st.floats(-1e4, 1e4), st.sampled_from([0.5, 1.0, 3.0, 4.0, 16.0]))
def test_the_next_boundary_is_the_first_not_passed(tempo_bpm: float, beat: float, quantum: float) -> None:
    boundary = next_boundary(transport(tempo_bpm, beat, 5.0, playing=True), 5.0, quantum)
    assert boundary / quantum == round(boundary / quantum)
    assert -2e-6 * quantum <= boundary - beat <= quantum


def test_a_boundary_that_rounding_has_just_passed_is_not_lost() -> None:
    assert next_boundary(transport(120, 8.0000000001, 5.0, playing=True), 5.0, 4.0) == 8.0


def test_beats_go_on_while_the_host_stands() -> None:
    standing = transport(120, 6.0, 1.0, playing=False)
    first = running(standing, 10.0)
    assert (beat_at(first, 10.0), beat_at(first, 11.0)) == (6.0, 8.0)
    assert running(standing, 500.0, first) == first  # to the bit: nothing adds up
    slower = running(transport(60, 6.0, 12.0, playing=False), 12.0, first)
    assert (beat_at(slower, 12.0), beat_at(slower, 13.0)) == (10.0, 11.0)
    waltz = running(transport(60, 6.0, 14.0, playing=False, meter=Meter(3, 4)), 14.0, slower)
    assert (beat_at(waltz, 14.0), waltz.meter) == (12.0, Meter(3, 4))


def test_a_host_that_starts_moves_beats_to_its_bar_lines_and_no_farther() -> None:
    before = transport(120, 17.3, 10.0, playing=True)
    started = running(transport(120, 0.0, 10.0, playing=True), 10.0, before)
    assert beat_at(started, 10.0) == 16.0
    assert running(transport(120, 2.0, 11.0, playing=True), 11.0, started).beat == 18.0
    assert running(transport(120, 0.0, 10.0, playing=True), 10.0).beat == 0.0


def test_a_song_that_goes_round_moves_nothing() -> None:
    before = running(transport(100, 31.0, 0.0, playing=True), 0.0)
    assert running(transport(100, 0.0, 0.6, playing=True), 0.6, before).beat == pytest.approx(32.0)


@given(
    st.floats(20, 999), st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.booleans(), meters, st.floats(0, 60)
)
def test_running_moves_by_half_a_bar_at_most(
    tempo_bpm: float, beat: float, was_beat: float, playing: bool, meter: Meter, now_s: float
) -> None:
    before = running(transport(110, was_beat, 0.0, playing=True), 0.0)
    after = running(transport(tempo_bpm, beat, 0.0, playing=playing, meter=meter), now_s, before)
    moved = abs(beat_at(after, now_s) - beat_at(before, now_s))
    assert after.playing
    assert moved <= (float(meter.quarters_per_bar) / 2 if playing else 0) + 1e-6

"""Exact lengths: rational arithmetic against the formula, and every bound said in one sentence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.timing import MAX_LOOP_SECONDS, fold_tempo, loop_frames, loop_quarters
from bridge.vocabulary import Meter

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
    with pytest.raises(BadRequest, match="give 20 to 999"):
        loop_frames(1, Meter(), tempo_bpm, 44_100)


@pytest.mark.parametrize("bars", [0, -1, 65, 10**9])
def test_bars_are_bounded(bars: int) -> None:
    with pytest.raises(BadRequest, match="give 1 to 64"):
        loop_quarters(bars, Meter())


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

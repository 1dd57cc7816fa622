"""Where a clip comes in: on the meter's beat, its bar, the clip's own round, or at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.stage.quantum import boundary
from bridge.timing import beat_at
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter, Transport
from tests.support.factories import job

QUANTA = ("none", "beat", "bar", "clip")


def clip(meter: Meter, bars: int = 2) -> Clip:
    return Clip(
        job=job(meter=meter, bars=bars), path=Path("/a.wav"), frames=1, rate_hz=44_100, peak_dbfs=-1.0,
        seam=0.1, grid="exact",
    )  # fmt: skip


def told(meter: Meter, beat: float = 0.0) -> Transport:
    """A quarter a second, at `beat` when the clock is at 0."""
    return Transport(tempo_bpm=60.0, meter=meter, playing=True, beat=beat, read_at_s=0.0, source="link")


@pytest.mark.parametrize(
    ("meter", "quantum", "expected"),
    [
        ("4/4", "beat", 7.0),
        ("4/4", "bar", 8.0),
        ("4/4", "clip", 8.0),
        ("6/8", "beat", 6.5),  # the beat is an eighth: half a quarter
        ("6/8", "bar", 9.0),
        ("6/8", "clip", 12.0),
        ("7/8", "bar", 7.0),
        ("3/2", "beat", 8.0),
        ("3/4", "bar", 9.0),
        ("4/4", "none", 6.2),
    ],
)
def test_the_next_boundary_after_6_2_quarters(meter: str, quantum: str, expected: float) -> None:
    of = Meter.parse(meter)
    assert boundary(told(of), 6.2, quantum, clip(of)) == pytest.approx(expected)


def test_the_beat_is_the_host_s_and_not_the_clip_s() -> None:
    assert boundary(told(Meter(6, 8)), 6.2, "beat", clip(Meter())) == pytest.approx(6.5)
    assert boundary(told(Meter()), 6.2, "beat", clip(Meter(6, 8))) == pytest.approx(7.0)
    assert boundary(told(Meter()), 6.2, "clip", clip(Meter(6, 8))) == pytest.approx(12.0)


def test_a_boundary_that_is_there_now_is_not_yet_past() -> None:
    assert boundary(told(Meter()), 8.0 + 1e-9, "bar", clip(Meter())) == 8.0
    assert boundary(told(Meter()), 8.0 + 1e-3, "bar", clip(Meter())) == 12.0


def test_rounds_are_counted_from_where_the_clip_began() -> None:
    assert boundary(told(Meter()), 6.2, "clip", clip(Meter()), since=1.0) == 9.0
    assert boundary(told(Meter()), 6.2, "bar", clip(Meter()), since=1.0) == 8.0


def test_a_clip_that_begins_within_a_beat_has_its_first_sample_on_the_boundary() -> None:
    assert boundary(told(Meter()), 6.2, "beat", clip(Meter()), offset=0.5) == 6.5
    assert boundary(told(Meter()), 6.2, "clip", clip(Meter()), since=1.0, offset=0.5) == 9.5


def test_at_once_is_as_soon_as_it_can_sound() -> None:
    assert boundary(told(Meter()), 6.2, "none", clip(Meter()), lead_s=0.1) == pytest.approx(6.3)
    assert boundary(told(Meter()), 6.2, "bar", clip(Meter()), lead_s=0.1) == 8.0


@given(
    st.sampled_from([Meter(), Meter(6, 8), Meter(5, 4), Meter(3, 2), Meter(7, 16)]),
    st.sampled_from(QUANTA),
    st.floats(0, 600),
)
def test_a_boundary_is_never_past_and_never_a_whole_quantum_away(
    meter: Meter, quantum: str, at_s: float
) -> None:
    of = clip(meter)
    bar = float(meter.quarters_per_bar)
    most = {"none": 0.0, "beat": 4 / meter.denominator, "bar": bar, "clip": 2 * bar}[quantum]
    beats = told(meter, beat=3.3)
    away = boundary(beats, at_s, quantum, of) - beat_at(beats, at_s)
    assert -1e-5 <= away <= most + 1e-5

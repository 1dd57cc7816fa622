"""How large a picture is, in musical time and in clock time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.engine.canvas import canvas_for
from bridge.errors import BadRequest
from bridge.models.info import ModelInfo, plain_stable_diffusion
from bridge.sound.format import STARTER
from bridge.vocabulary.music import Meter
from tests.support.factories import job

MUSICAL = ModelInfo(
    id="m", title="M", licence="x", format=STARTER, native_columns=256, default_steps=1,
    default_guidance=1.0, hints=True, tempo_range_bpm=(60.0, 180.0),
)  # fmt: skip
CLOCKED = plain_stable_diffusion("c")


@pytest.mark.parametrize(
    "bars, meter, tempo_bpm, columns, felt_bpm, quarters_per_bar",
    [
        (2, "4/4", 124, 256, 124, 4),
        (2, "4/4", 200, 128, 100, 4),  # felt at half the tempo, so half as many beats
        (1, "4/4", 200, 64, 100, 2),  # half a felt bar is no bar: its own length is
        (2, "4/4", 40, 512, 80, 4),
        (1, "3/4", 120, 96, 120, 3),
        (1, "7/8", 120, 112, 120, Fraction(7, 2)),
        (1, "7/8", 240, 112, 240, Fraction(7, 2)),  # 3.5 quarters halve to no whole step
    ],
)
def test_musical_time(
    bars: int, meter: str, tempo_bpm: float, columns: int, felt_bpm: float, quarters_per_bar: Fraction
) -> None:
    order = job(bars=bars, meter=Meter.parse(meter), tempo_bpm=tempo_bpm)
    canvas = canvas_for(order, MUSICAL, 16)
    assert (canvas.columns, canvas.tempo_bpm, canvas.rounds) == (columns, felt_bpm, 1)
    assert canvas.quarters_per_bar == quarters_per_bar
    assert canvas.quarters * 32 == columns


def test_what_is_no_whole_step_is_refused_with_what_would_be() -> None:
    with pytest.raises(BadRequest, match="whole multiples of 1/2"):
        canvas_for(job(bars=1, meter=Meter(5, 16)), MUSICAL, 16)


@pytest.mark.parametrize(
    "tempo_bpm, bars, columns, rounds", [(93.75, 2, 512, 1), (124, 2, 384, 1), (174, 1, 576, 4)]
)
def test_clock_time(tempo_bpm: float, bars: int, columns: int, rounds: int) -> None:
    canvas = canvas_for(job(bars=bars, tempo_bpm=tempo_bpm, meter=Meter()), CLOCKED, 64)
    assert (canvas.columns, canvas.rounds) == (columns, rounds)


@given(st.integers(1, 12), st.floats(40, 300))
def test_clock_time_bends_by_less_than_half_a_step(bars: int, tempo_bpm: float) -> None:
    canvas = canvas_for(job(bars=bars, tempo_bpm=tempo_bpm, meter=Meter()), CLOCKED, 64)
    seconds = canvas.rounds * bars * 240 / tempo_bpm
    assert abs(canvas.columns - 100 * seconds) <= max(32.1, 64 - 100 * seconds)

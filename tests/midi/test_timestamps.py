"""Messages' instants, restored from what a driver says of the time between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.midi.timestamps import Timestamps

WAITS = st.lists(st.floats(0, 0.004), min_size=50, max_size=200)


@given(WAITS)
def test_waiting_in_the_queue_moves_no_stamp_but_by_the_least_wait(waits: list[float]) -> None:
    stamps, tick_s = Timestamps(), 60 / 120 / 24
    errors = []
    for index, wait_s in enumerate(waits):
        came_s = 100 + index * tick_s
        since_s = 0.0 if index == 0 else tick_s
        errors.append(stamps.stamp(since_s, came_s + wait_s) - came_s)
    least_s = min(waits[:50])
    assert all(-1e-9 <= error <= wait + 1e-9 for error, wait in zip(errors, waits, strict=True))
    # From then on the jitter of looking is gone, but for what is forgotten for the sake of drift.
    assert all(abs(error) <= least_s + 1e-3 for error in errors[50:])


def test_a_clock_that_runs_at_another_pace_is_followed() -> None:
    stamps, pace = Timestamps(), 1 + 1e-4
    for index in range(60 * 50):
        now_s = index * 0.02
        at_s = stamps.stamp(0.02 / pace if index else 0.0, now_s)
        assert abs(at_s - now_s) < 1e-3


def test_time_that_a_driver_has_lost_is_found_again() -> None:
    stamps = Timestamps()
    stamps.stamp(0.0, 10.0)
    assert stamps.stamp(0.1, 15.0) == 15.0
    assert abs(stamps.stamp(0.02, 15.021) - 15.02) < 1e-4


def test_a_stamp_never_lies_in_the_future() -> None:
    stamps = Timestamps()
    stamps.stamp(0.0, 10.0)
    assert stamps.stamp(5.0, 10.1) <= 10.1

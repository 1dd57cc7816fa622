"""A worker is taken to hang when it should, and not when it was the watcher who slept."""

from __future__ import annotations

import pytest

from bridge.messages.orders import QueuedJob, Sender
from bridge.worker.heartbeat import IDLE, LOADING, Heartbeat, Limits, size_of
from tests.support.factories import job


def silence(pulse: Heartbeat, *, beating: bool = False, for_s: float = 10_000.0) -> float:
    """Watch every second until the pulse gives the worker up; after how many seconds it did."""
    stage, signs = pulse._came[1:]
    pulse.watch(0.0)
    for second in range(1, int(for_s)):
        if beating:
            pulse.beat(stage, signs)
        if pulse.watch(float(second)):
            return float(second)
    return for_s


def at(stage: str, size: int = 1) -> Heartbeat:
    pulse = Heartbeat(Limits())
    pulse.size = size
    pulse.beat(stage, 1)
    return pulse


@pytest.mark.parametrize(("stage", "limit_s"), [(IDLE, 11), ("drawing", 11), (LOADING, 61)])
def test_without_beats_it_is_given_up(stage: str, limit_s: float) -> None:
    assert silence(at(stage)) == limit_s


@pytest.mark.parametrize(
    ("stage", "size", "limit_s"), [("drawing", 1, 121), ("drawing", 3, 361), (LOADING, 3, 301)]
)
def test_with_beats_but_no_signs_it_is_given_up_later(stage: str, size: int, limit_s: float) -> None:
    assert silence(at(stage, size), beating=True) == limit_s


def test_idle_it_may_beat_for_ever() -> None:
    assert silence(at(IDLE), beating=True) == 10_000


def test_signs_keep_it_alive() -> None:
    pulse = at("drawing")
    for second in range(1000):
        pulse.beat("drawing", second // 100)
        assert pulse.watch(float(second)) is None


def test_the_reason_says_what_it_was_about() -> None:
    pulse = Heartbeat(Limits(step_s=1.0))
    pulse.watch(0.0)
    for second in range(4):
        pulse.beat("drawing", 1)
        reason = pulse.watch(second * 0.9)
    assert reason == "it was stuck while drawing for 3 s"


def test_a_watcher_that_slept_for_hours_gives_it_a_chance() -> None:
    pulse = at("drawing")
    assert pulse.watch(0.0) is None
    assert pulse.watch(30_000.0) is None


def test_patience_grows_with_the_batch_and_the_loop() -> None:
    def size(**changes: object) -> int:
        return size_of(
            QueuedJob(ticket=1, sender=Sender("osc", "", "a"), jobs=(job(**changes),), paths=("a.wav",))
        )

    assert size(bars=2, tempo_bpm=120.0) == 1
    assert size(bars=8, tempo_bpm=120.0, count=4) == 8

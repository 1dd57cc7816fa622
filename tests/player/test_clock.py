"""When frames are heard, out of blocks that say so with jitter."""

from __future__ import annotations

import numpy as np
import pytest

from bridge.player.clock import DeviceClock
from bridge.player.grid import grid_of
from bridge.vocabulary.music import Transport


def observed(clock: DeviceClock, *, blocks: int, rate_hz: float, jitter_s: float, seed: int = 0) -> int:
    late = np.random.default_rng(seed).uniform(0, jitter_s, blocks)
    for block in range(blocks):
        clock.observe(block * 512, 100.0 + block * 512 / rate_hz + late[block])
    return (blocks - 1) * 512


@pytest.mark.parametrize("rate_hz", [48_000.0, 48_004.8, 47_995.2])
def test_jitter_is_smoothed_and_the_true_rate_found(rate_hz: float) -> None:
    clock = DeviceClock(48_000)
    last = observed(clock, blocks=6000, rate_hz=rate_hz, jitter_s=0.002)
    # The lateness has a mean, which nobody can tell from latency.
    assert clock.instant_of(last) == pytest.approx(100.0 + last / rate_hz + 0.001, abs=2e-4)
    assert 1 / clock.seconds_per_frame == pytest.approx(rate_hz, abs=0.5)


def test_frames_and_instants_are_each_others_inverse() -> None:
    clock = DeviceClock(44_100)
    observed(clock, blocks=50, rate_hz=44_100, jitter_s=0.0)
    assert clock.frame_at(clock.instant_of(12_345.0)) == pytest.approx(12_345.0, abs=1e-4)
    assert clock.instant_of(44_100) == pytest.approx(101.0, abs=1e-9)


def test_a_gap_in_the_devices_time_is_taken_over_at_once() -> None:
    clock = DeviceClock(48_000)
    last = observed(clock, blocks=500, rate_hz=48_000, jitter_s=0.001)
    clock.observe(last + 512, 130.0)
    assert clock.instant_of(last + 512) == 130.0


def test_a_small_step_is_believed_when_blocks_agree_on_it() -> None:
    clock = DeviceClock(48_000)
    last = observed(clock, blocks=500, rate_hz=48_000, jitter_s=0.001)
    rate = clock.seconds_per_frame
    clock.observe(last + 512, clock.instant_of(last + 512) + 0.01)  # one block alone: late, no step
    assert clock.instant_of(last + 512) == pytest.approx(100.0 + (last + 512) / 48_000, abs=2e-3)
    for block in range(2, 12):
        clock.observe(last + block * 512, 100.01 + (last + block * 512) / 48_000)
    assert clock.instant_of(last) == pytest.approx(100.01 + last / 48_000, abs=1e-3)
    assert clock.seconds_per_frame == pytest.approx(rate, rel=1e-3)


def test_beats_are_laid_on_the_frames_that_sound_at_their_instants() -> None:
    clock = DeviceClock(48_000)
    observed(clock, blocks=50, rate_hz=48_000, jitter_s=0.0)
    on = grid_of(Transport(tempo_bpm=90.0, beat=7.0, read_at_s=100.5), clock)
    assert on.frame_of(7.0) == pytest.approx(24_000, abs=1e-3)
    assert on.frame_of(8.0) == pytest.approx(24_000 + 32_000, abs=1e-3)
    assert on.beat_at(on.frame_of(9.25)) == pytest.approx(9.25)

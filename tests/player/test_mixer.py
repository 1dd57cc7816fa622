"""Launches to the frame, loops to the bit, and no click anywhere."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bridge.player.meter import Levels
from bridge.player.mixer import SetGain, SetGrid, Stop
from tests.player.mixing import (
    BEAT_FRAMES,
    FADE,
    RATE_HZ,
    constant,
    cut,
    grid,
    launch,
    mixer,
    noise,
    render,
    samples_of,
    sine,
)

QUIET = settings(max_examples=25)
# The steepest step of the fade's curve, for a sound of 1.
STEEPEST = np.pi / 2 / FADE * 1.01


@QUIET
@given(
    start=st.integers(0, 6000),
    frames=st.integers(1, 3000),
    sizes=st.lists(st.integers(1, 2500), min_size=1, max_size=12),
)
def test_a_loop_starts_on_its_frame_and_is_copied_bit_by_bit(
    start: int, frames: int, sizes: list[int]
) -> None:
    loop = noise(frames, frames / BEAT_FRAMES)
    on = mixer()
    launch(on, loop, beat=start / BEAT_FRAMES)
    out = render(on, [*sizes, 3000, 3000])
    opens = max(0, start - FADE)
    assert not out[:, :opens].any()
    whole = start if start >= FADE else FADE
    expected = samples_of(loop)[:, (np.arange(whole, out.shape[1]) - start) % frames]
    assert np.array_equal(out[:, whole:], expected)


@QUIET
@given(sizes=st.lists(st.integers(1, 700), min_size=3, max_size=30))
def test_the_cut_into_blocks_is_not_heard(sizes: list[int]) -> None:
    def play(blocks: list[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        on = mixer()
        launch(on, noise(1777, 1777 / BEAT_FRAMES), beat=300 / BEAT_FRAMES)
        launch(on, noise(501, 501 / BEAT_FRAMES, seed=1), beat=0.0, slot="b", gain=0.5)
        return render(on, blocks)

    assert np.array_equal(play(sizes), play([sum(sizes)]))


def test_the_fade_in_is_over_when_the_beat_comes() -> None:
    """The attack on the beat is whole; what is faded is the end of the circle before it."""
    loop = constant(1000, 1000 / BEAT_FRAMES, 1.0)
    on = mixer()
    launch(on, loop, beat=500 / BEAT_FRAMES)
    left = render(on, cut(2000, 256))[0]
    assert not left[: 500 - FADE].any() and (left[500:] == 1.0).all()
    assert (np.diff(left[500 - FADE - 1 : 501]) > 0).all()


@QUIET
@given(
    beats=st.lists(st.floats(0.0, 0.4), min_size=1, max_size=5),
    stop=st.floats(0.05, 0.4),
    size=st.integers(16, 1024),
)
@example(beats=[0.0, 0.0, 0.25390625], stop=0.375, size=16)  # stopped while one loop becomes another
def test_nothing_clicks(beats: list[float], stop: float, size: int) -> None:
    """With constant sounds every jump would be one that the mixer makes."""
    on = mixer()
    for number, beat in enumerate(beats):
        launch(on, constant(700, 700 / BEAT_FRAMES, 0.2), beat=beat, slot="ab"[number % 2])
    on.commands.append(Stop("a", stop))
    out = render(on, cut(6000, size))
    on.commands.append(Stop(None))
    out = np.concatenate([out, render(on, cut(1000, size))], axis=1)
    # Two slots, and a loop that becomes another as all is stopped: its own fade and that of the end.
    assert np.abs(np.diff(out, prepend=0.0)).max() <= 0.2 * STEEPEST * 3
    assert not out[:, -500:].any() and not on.voices


def test_a_new_loop_replaces_the_old_one_on_its_frame() -> None:
    first, second = noise(1000, 1000 / BEAT_FRAMES), noise(1200, 1200 / BEAT_FRAMES, seed=1)
    on = mixer()
    launch(on, first, beat=0.0)
    launch(on, second, beat=4000 / BEAT_FRAMES)
    out = render(on, cut(8000, 333))
    assert np.array_equal(out[:, 1000:2000], samples_of(first))
    assert np.array_equal(out[:, 4000:5200], samples_of(second))
    assert len(on.voices) == 1


def test_what_waits_in_a_slot_is_replaced_too_and_the_loop_before_it_plays_on() -> None:
    on = mixer()
    launch(on, constant(100, 100 / BEAT_FRAMES, 0.1), beat=0.0)
    render(on, [1000])
    launch(on, constant(100, 100 / BEAT_FRAMES, 0.2), beat=0.5)
    launch(on, constant(100, 100 / BEAT_FRAMES, 0.3), beat=0.4)
    left = render(on, cut(20_000, 512))[0]
    assert set(np.unique(left[:8000])) == {np.float32(0.1)}
    assert set(np.unique(left[-8000:])) == {np.float32(0.3)}


def test_a_stop_on_a_beat_lets_nothing_of_the_beat_through() -> None:
    on = mixer()
    loop = noise(1000, 1000 / BEAT_FRAMES)
    launch(on, loop, beat=0.0)
    on.commands.append(Stop("a", 3000 / BEAT_FRAMES))
    out = render(on, cut(4000, 100))
    assert np.array_equal(out[:, 1000:2000], samples_of(loop))
    assert out[:, 3000 - FADE : 3000 - FADE // 2].any() and not out[:, 3000:].any()


def test_a_stop_before_the_beat_of_a_loop_that_waits_takes_it_back() -> None:
    on = mixer()
    launch(on, noise(1000, 1000 / BEAT_FRAMES), beat=0.5)
    on.commands.append(Stop("a", 0.4))
    assert not render(on, cut(20_000, 512)).any() and not on.voices


@QUIET
@given(late=st.integers(0, 50_000))
def test_who_comes_late_comes_in_where_it_would_have_been(late: int) -> None:
    loop = noise(7000, 7000 / BEAT_FRAMES)
    on = mixer()
    render(on, cut(late, 2048))
    voice = launch(on, loop, beat=0.0)
    out = render(on, [1024])
    expected = samples_of(loop)[:, (late + np.arange(FADE, 1024)) % 7000]
    assert np.array_equal(out[:, FADE:], expected)
    assert voice.late_frames == late


def test_gains_move_without_a_jump_and_arrive() -> None:
    on = mixer()
    launch(on, constant(100, 100 / BEAT_FRAMES, 0.5), beat=0.0, gain=0.5)
    render(on, [512])
    on.commands.extend([SetGain("a", 1.0), SetGain(None, 0.5)])
    left = render(on, cut(2048, 64))[0]
    assert np.abs(np.diff(left)).max() < 0.002
    assert left[0] == pytest.approx(0.25, abs=0.002) and left[-1] == 0.25
    on.commands.append(SetGain(None, 1.0))
    assert render(on, cut(2048, 64))[0, -1] == 0.5


def test_a_level_that_is_set_before_the_beat_holds_from_the_beat_on() -> None:
    on = mixer()
    launch(on, constant(100, 100 / BEAT_FRAMES, 0.5), beat=1000 / BEAT_FRAMES)
    render(on, [512])
    on.commands.append(SetGain("a", 0.5))
    left = render(on, [1024])[0]
    assert (left[1000 - 512 :] == 0.25).all()


def test_a_jump_keeps_the_level() -> None:
    on = mixer()
    launch(on, constant(4 * BEAT_FRAMES, 4.0), beat=0.0, gain=0.5)
    render(on, [1024])
    on.commands.append(SetGrid(grid(beat=3.0, frame=on.frame)))
    assert np.abs(render(on, [1024, 1024]) - 0.25).max() < 1e-6


def test_nothing_leaves_above_full_scale_and_what_is_below_leaves_untouched() -> None:
    on = mixer()
    loop = sine(480, 480 / BEAT_FRAMES, 4, 0.7)
    launch(on, loop, beat=0.0)
    alone = render(on, cut(4800, 512))
    assert np.array_equal(alone[:, 480:960], samples_of(loop))
    for slot in "bc":
        launch(on, loop, beat=4800 / BEAT_FRAMES, slot=slot)
    loud = render(on, cut(9600, 512))
    assert np.abs(loud).max() <= 1.0
    # It is turned down, not cut off: a sine stays one.
    wave = loud[0, 4800:9600]
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave)))) ** 2
    assert spectrum[35:46].sum() / spectrum.sum() > 0.999
    on.commands.extend([Stop("b"), Stop("c")])
    after = render(on, cut(3 * RATE_HZ, 512))
    assert np.array_equal(after[:, -480:], samples_of(loop))


def test_what_leaves_is_measured_while_somebody_looks() -> None:
    on = mixer()
    launch(on, sine(480, 480 / BEAT_FRAMES, 4, 0.5), beat=0.0)
    render(on, cut(4800, 512))
    assert on.meter.read() == Levels()
    on.meter.is_on = True
    render(on, cut(4800, 512))
    levels = on.meter.read()
    assert levels.peak == pytest.approx((0.5, 0.5)) and levels.rms == pytest.approx((0.5**1.5, 0.5**1.5))
    assert on.meter.read() == Levels()


def test_a_block_makes_no_arrays() -> None:
    on = mixer()
    on.meter.is_on = True
    for slot in "ab":
        launch(on, noise(24_000, 1.0, level=0.05), beat=0.0, slot=slot)
    out = np.empty((2, 2048), np.float32)
    for _ in range(4):
        on.render(out, on.frame)
    beat = on.frame / BEAT_FRAMES
    tracemalloc.start()
    try:
        for turn in range(30):
            tempo_bpm = 126.0 if turn > 15 else 120.0
            on.commands.append(SetGrid(grid(beat=beat, frame=on.frame, tempo_bpm=tempo_bpm)))
            beat += 2048 * tempo_bpm / 60 / RATE_HZ
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            on.render(out, on.frame)
            _, peak = tracemalloc.get_traced_memory()
            # Objects of Python's come and go; the block of one channel alone would be 8 kB.
            assert peak - before < 8_000
    finally:
        tracemalloc.stop()

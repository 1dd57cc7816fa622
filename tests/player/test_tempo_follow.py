"""Loops stay on the host's beats, whatever the host does and however the clocks differ."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.player.mixer import Mixer, SetGrid
from bridge.player.tempo_follow import (
    JUMP_S,
    MAX_CORRECTION,
    TOLERATED_S,
    Following,
    due_position,
    phase_error,
)
from bridge.player.voice import Voice
from tests.player.mixing import (
    BEAT_FRAMES,
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

# By then a loop that came in at once is whole.
FIRST = 480


def error_s(on: Mixer, voice: Voice, frame: int) -> float:
    """How late it is, by the grid that the mixer was last given."""
    assert on._grid is not None
    due = due_position(voice.loop, on._grid, voice.beat, frame)
    return phase_error(voice.loop, due, voice.position_at(frame)) / voice.speed / RATE_HZ


def test_an_hour_at_its_own_tempo_drifts_by_no_sample() -> None:
    loop = noise(4 * BEAT_FRAMES, 4.0)
    on = mixer()
    voice = launch(on, loop, beat=0.0)
    out = np.empty((2, 512), np.float32)
    for frame in range(0, 3600 * RATE_HZ, RATE_HZ // 4):
        on.commands.append(SetGrid(grid(beat=frame / BEAT_FRAMES, frame=frame)))
        on.render(out, frame)
        assert voice.speed == 1.0 and on.voices == (voice,)
    expected = samples_of(loop)[:, (frame + np.arange(512)) % loop.frames]
    assert np.array_equal(out, expected)


@settings(max_examples=5)
@given(drift=st.floats(-5e-4, 5e-4), tempo=st.sampled_from([120.0, 97.5]))
def test_a_device_whose_clock_is_off_is_followed_unheard(drift: float, tempo: float) -> None:
    on = mixer(grid(tempo_bpm=tempo, drift=drift))
    voice = launch(on, noise(4 * BEAT_FRAMES, 4.0), beat=0.0)
    out = np.empty((2, 1024), np.float32)
    for frame in range(0, 30 * RATE_HZ, 1024):
        on.render(out, frame)
        own = tempo / 120.0
        assert on.voices == (voice,)
        assert abs(voice.speed / own - 1) <= MAX_CORRECTION * 1.001
        assert abs(error_s(on, voice, frame + 1024)) < TOLERATED_S * 1.1


@pytest.mark.parametrize("tempo_bpm", [60.0, 90.0, 126.0, 240.0])
def test_a_loop_at_another_tempo_runs_so_much_faster(tempo_bpm: float) -> None:
    """A sine comes out at the frequency that the ratio says, and clean."""
    turns = 400
    on = mixer(grid(tempo_bpm=tempo_bpm))
    launch(on, sine(2 * BEAT_FRAMES, 2.0, turns), beat=0.0)
    left = render(on, cut(RATE_HZ, 480))[0, FIRST:]
    hz = turns * tempo_bpm / 120.0
    time = np.arange(len(left)) / RATE_HZ
    basis = np.stack([np.sin(2 * np.pi * hz * time), np.cos(2 * np.pi * hz * time)], axis=1)
    weights, *_ = np.linalg.lstsq(basis, left.astype(np.float64), rcond=None)
    rest = left - basis @ weights
    assert np.hypot(*weights) == pytest.approx(0.5, rel=1e-3)
    assert np.sqrt((rest**2).mean()) < 0.5 * 10 ** (-70 / 20)


def test_a_change_of_tempo_makes_no_jump_in_the_sound() -> None:
    on = mixer()
    launch(on, sine(2 * BEAT_FRAMES, 2.0, 200), beat=0.0)
    parts = [render(on, cut(9600, 512))]
    for tempo_bpm in (124.0, 118.0, 140.0, 120.0):
        beat = on._grid.beat_at(on.frame) if on._grid else 0.0
        on.commands.append(SetGrid(grid(beat=beat, frame=on.frame, tempo_bpm=tempo_bpm)))
        parts.append(render(on, cut(9600, 512)))
    left = np.concatenate(parts, axis=1)[0, FIRST:]
    steepest = 0.5 * 2 * np.pi * 200 * 140 / 120 / RATE_HZ
    assert np.abs(np.diff(left)).max() < 1.05 * steepest


@settings(max_examples=12)
@given(jump=st.floats(-1.9, 1.9), size=st.sampled_from([64, 512, 1000]))
def test_a_host_that_jumps_is_followed_at_once_and_without_a_click(jump: float, size: int) -> None:
    on = mixer()
    launch(on, constant(4 * BEAT_FRAMES, 4.0), beat=0.0)
    before = render(on, cut(RATE_HZ, size))
    on.commands.append(SetGrid(grid(beat=2.0 + jump, frame=on.frame)))
    after = render(on, cut(RATE_HZ // 4, size))
    out = np.concatenate([before, after], axis=1)[:, 200:]
    # Over into itself: as loud as before, all the time.
    assert np.abs(out - 0.5).max() < 1e-6
    (voice,) = on.voices
    error = abs(error_s(on, voice, on.frame))
    assert error < (1e-4 if abs(jump / 2) > JUMP_S else JUMP_S)
    assert voice.beat == 0.0


def test_a_jump_by_a_whole_loop_is_none() -> None:
    on = mixer()
    loop = noise(4 * BEAT_FRAMES, 4.0)
    voice = launch(on, loop, beat=0.0)
    render(on, cut(RATE_HZ, 512))
    on.commands.append(SetGrid(grid(beat=2.0 + 8.0, frame=on.frame)))
    out = render(on, cut(BEAT_FRAMES, 512))
    assert on.voices == (voice,)
    assert np.array_equal(out, samples_of(loop)[:, RATE_HZ : RATE_HZ + BEAT_FRAMES])


def test_after_a_correction_it_is_copied_bit_by_bit_again() -> None:
    on = mixer()
    loop = noise(BEAT_FRAMES, 1.0)
    voice = launch(on, loop, beat=0.0)
    render(on, cut(RATE_HZ, 512))
    on.commands.append(SetGrid(grid(beat=2.0 + 0.01, frame=on.frame)))
    render(on, cut(8 * RATE_HZ, 512))
    assert voice.speed == 1.0 and abs(error_s(on, voice, on.frame)) < TOLERATED_S
    at = int(voice.position_at(on.frame))
    out = render(on, [512])
    assert np.array_equal(out, samples_of(loop)[:, (at + np.arange(512)) % BEAT_FRAMES])


def test_what_is_to_be_rendered_again_keeps_its_own_speed_meanwhile() -> None:
    on = mixer(grid(tempo_bpm=126.0))
    on.following = Following.RERENDER
    loop = noise(BEAT_FRAMES, 1.0)
    voice = launch(on, loop, beat=0.0)
    out = render(on, cut(10 * BEAT_FRAMES, 512))
    assert on.voices == (voice,)
    assert np.array_equal(out[:, BEAT_FRAMES : 2 * BEAT_FRAMES], samples_of(loop))

"""Pointing at a place in what sounds: it goes on there, to the frame, on the host's beats, with no click."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.player.mixer import Mixer, Move, SetGrid, Stop
from bridge.player.seeking import beat_quarters, shift_by, shift_to
from bridge.player.tempo_follow import Following, due_position, phase_error
from bridge.player.voice import Voice
from bridge.vocabulary.music import Loop, Meter
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
)

QUIET = settings(max_examples=40)
METERS = st.sampled_from([Meter(4, 4), Meter(3, 4), Meter(6, 8), Meter(7, 8), Meter(5, 16), Meter(2, 2)])
TEMPI = st.sampled_from([61.3, 93.5, 120.0, 124.0, 174.0])
BLOCKS = st.sampled_from([64, 441, 512, 2048])


def loop_of(bars: int, meter: Meter) -> Loop:
    return Loop(tempo_bpm=120.0, bars=bars, meter=meter)


# ---- by how much ----


@given(
    loop=st.builds(loop_of, st.integers(1, 8), METERS),
    host=METERS,
    through=st.floats(0, 1, exclude_max=True),
    quarter=st.floats(-4, 40),
)
def test_it_moves_into_the_beat_that_is_pointed_at_by_whole_beats(
    loop: Loop, host: Meter, through: float, quarter: float
) -> None:
    quarters = float(loop.quarters)
    position = through * quarters
    shift = shift_to(loop, host, position, quarter)
    beat = beat_quarters(loop, host)
    assert 0 <= shift < quarters
    # A whole number of beats, but for whole rounds.
    assert any((beats * beat - shift) % quarters == 0 for beats in range(round(8 * quarters / beat) + 1))
    into = (position + shift - (quarter - beat / 8)) % quarters
    assert min(into, quarters - into) < 1e-9 or into < beat + 1e-9


@given(loop=st.builds(loop_of, st.integers(1, 8), METERS), host=METERS)
def test_a_beat_is_a_whole_number_of_the_hosts_and_of_its_own(loop: Loop, host: Meter) -> None:
    beat = beat_quarters(loop, host)
    assert beat % (4 / host.denominator) == 0 and beat % (4 / loop.meter.denominator) == 0


@pytest.mark.parametrize(
    ("position", "quarter", "shift"),
    [
        (0.3, 2.0, 2.0),
        (2.3, 2.0, 0.0),
        (2.9, 2.0, 7.0),  # a little early for beat 3: on 2 it is when 3 comes
        (7.95, 0.0, 0.0),
        (7.5, 0.0, 1.0),
        (6.5, 1.0, 3.0),
    ],
)
def test_who_is_a_little_early_means_the_beat_that_comes(
    position: float, quarter: float, shift: float
) -> None:
    assert shift_to(loop_of(2, Meter()), Meter(), position, quarter) == shift


def test_by_so_much_is_by_whole_beats_and_one_at_the_least() -> None:
    loop = loop_of(2, Meter())
    assert [shift_by(loop, Meter(), quarters) for quarters in (0.0, 0.1, 1.0, 2.6, -1.0, -0.2, 8.0)] == [
        0.0, 1.0, 1.0, 3.0, 7.0, 7.0, 0.0
    ]  # fmt: skip
    assert shift_by(loop_of(2, Meter(6, 8)), Meter(4, 4), 0.5) == 1.0


# ---- in the mixer ----


def move(on: Mixer, voice: Voice, offset: float) -> None:
    on.commands.append(Move(voice.number, offset))


def off_the_beat(on: Mixer, voice: Voice) -> float:
    """By how many frames the loop is not where the host's beat is."""
    assert on._grid is not None
    due = due_position(voice.loop, on._grid, voice.beat - voice.offset, on.frame)
    return phase_error(voice.loop, due, voice.position_at(on.frame))


@QUIET
@given(
    meter=METERS,
    tempo=TEMPI,
    ratio=st.sampled_from([1.0, 0.75, 1.1]),
    bars=st.integers(1, 2),
    frames=st.integers(200, 60_000),
    beats=st.integers(1, 40),
    size=BLOCKS,
)
def test_it_is_where_it_is_due_and_its_beats_are_the_hosts(
    meter: Meter, tempo: float, ratio: float, bars: int, frames: int, beats: int, size: int
) -> None:
    loop = loop_of(bars, meter)
    quarters, beat = float(loop.quarters), beat_quarters(loop, meter)
    sound = noise(round(quarters * 60 / tempo * RATE_HZ), quarters)
    on = mixer(grid(tempo_bpm=tempo * ratio))
    voice = launch(on, sound, beat=0.0)
    render(on, cut(frames, size))
    move(on, voice, beats * beat % quarters)
    at = on.frame
    render(on, cut(4 * size, size))
    heir = on.voices[-1]
    assert heir.number == voice.number and heir.offset == beats * beat % quarters
    assert abs(off_the_beat(on, heir)) <= 1.0
    # Where the host has a beat, the loop has one.
    assert on._grid is not None
    host_frame = on._grid.frame_of(np.ceil(on._grid.beat_at(at) / beat) * beat)
    place = (heir.position_at(at) + (host_frame - at) * heir.speed) % sound.frames
    from_a_beat = place / sound.frames * quarters / beat
    assert abs(from_a_beat - round(from_a_beat)) * beat / quarters * sound.frames <= 1.0


@QUIET
@given(start=st.integers(200, 3000), at=st.integers(4000, 30_000), beats=st.integers(1, 7), size=BLOCKS)
def test_it_is_copied_bit_by_bit_from_there(start: int, at: int, beats: int, size: int) -> None:
    loop = noise(8 * 6000, 2.0)
    on = mixer()
    voice = launch(on, loop, beat=start / BEAT_FRAMES)
    render(on, cut(at, size))
    move(on, voice, beats * 0.25)
    begin = on.frame
    out = render(on, cut(9000, size))
    due = (np.arange(begin, begin + out.shape[1]) - start + beats * 6000) % loop.frames
    assert np.array_equal(out[:, FADE:], samples_of(loop)[:, due[FADE:]])


@QUIET
@given(
    seeks=st.lists(st.tuples(st.integers(0, 7), st.integers(1, 900)), min_size=1, max_size=12),
    size=st.sampled_from([96, 128, 512, 2048]),
)
def test_however_often_it_is_moved_nothing_clicks(seeks: list[tuple[int, int]], size: int) -> None:
    """Over into itself it stays as loud as it was: a constant stays one."""
    on = mixer()
    voice = launch(on, constant(2 * BEAT_FRAMES, 2.0), beat=0.0)
    render(on, cut(1000, size))
    parts = []
    for beats, frames in seeks:
        move(on, voice, beats * 0.25)
        parts.append(render(on, cut(max(frames, 2 * FADE), size)))
    parts.append(render(on, cut(2000, size)))
    assert np.abs(np.concatenate(parts, axis=1) - 0.5).max() < 1e-6
    assert len(on.voices) == 1


def test_what_waits_for_its_beat_begins_there() -> None:
    loop = noise(4 * BEAT_FRAMES, 4.0)
    on = mixer()
    voice = launch(on, loop, beat=0.5)
    render(on, [512])
    move(on, voice, 2.0)
    out = render(on, cut(BEAT_FRAMES, 512))
    first = BEAT_FRAMES // 2 - 512
    assert not out[:, : first - FADE].any()
    two = 2 * BEAT_FRAMES
    assert np.array_equal(out[:, first : first + 1000], samples_of(loop)[:, two : two + 1000])
    assert on.voices == (voice,)


def test_its_level_and_its_stop_stay() -> None:
    on = mixer()
    voice = launch(on, constant(4 * BEAT_FRAMES, 4.0), beat=0.0, gain=0.5)
    on.commands.append(Stop("a", 0.5))
    render(on, cut(1024, 512))
    move(on, voice, 3.0)
    left = render(on, cut(BEAT_FRAMES, 512))[0]
    stops = BEAT_FRAMES // 2 - 1024
    assert np.abs(left[: stops - FADE] - 0.25).max() < 1e-6
    assert not left[stops:].any() and not on.voices


def test_a_host_that_jumps_afterwards_takes_it_along_from_there() -> None:
    on = mixer()
    voice = launch(on, noise(8 * 6000, 2.0), beat=0.0)
    render(on, cut(5000, 512))
    move(on, voice, 0.5)
    render(on, cut(5000, 512))
    on.commands.append(SetGrid(grid(beat=10.25, frame=on.frame)))
    render(on, cut(2048, 512))
    (heir,) = on.voices
    assert heir.offset == 0.5 and abs(off_the_beat(on, heir)) <= 1.0


@settings(max_examples=15)
@given(beats=st.integers(1, 7), at=st.integers(1000, 40_000))
def test_what_keeps_its_own_speed_moves_from_where_it_is(beats: int, at: int) -> None:
    """What waits to be drawn anew at another tempo is not on the host's beat, and need not be put there."""
    loop = noise(2 * BEAT_FRAMES, 2.0)
    on = mixer(grid(tempo_bpm=97.0))
    on.following = Following.RERENDER
    voice = launch(on, loop, beat=0.0)
    render(on, cut(at, 512))
    move(on, voice, beats * 0.25)
    begin = on.frame
    out = render(on, [1024])
    due = (np.arange(begin, begin + 1024) + beats * 6000) % loop.frames
    assert np.array_equal(out[:, FADE:], samples_of(loop)[:, due[FADE:]])


def test_who_is_not_there_any_more_cannot_be_moved() -> None:
    on = mixer()
    voice = launch(on, constant(BEAT_FRAMES, 1.0), beat=0.0)
    render(on, [512])
    on.commands.append(Stop("a"))
    move(on, voice, 0.5)
    render(on, [512])
    assert not on.voices

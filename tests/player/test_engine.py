"""What is launched sounds on its beat at the ear, also when its file or its device comes late."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bridge.player import protocol as wire
from bridge.player.sounds import Source
from bridge.vocabulary.music import Transport
from tests.player.scripted import LATENCY_S, Device, Stage

NUMBERS = iter(range(1, 1000))


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    made.engine.handle(wire.Follow(Transport(tempo_bpm=120.0, beat=0.0, read_at_s=1000.0)))
    yield made
    made.engine.close()


@pytest.fixture
def clip(tmp_path: Path) -> Source:
    """A bar of noise at 120 BPM; its first sample is the loudest."""
    samples = np.random.default_rng(0).uniform(-0.25, 0.25, 96_000).astype(np.float32)
    samples[0] = 0.75
    soundfile.write(tmp_path / "bar.wav", samples, 48_000, subtype="FLOAT")
    return Source("bar", os.fsencode(tmp_path / "bar.wav"), 4.0)


def launch(clip: Source, *, beat: float, slot: str = "a") -> wire.Launch:
    return wire.Launch(number=next(NUMBERS), slot=slot, source=clip, beat=beat, gain=1.0)


def voices(stage: Stage) -> tuple[wire.VoiceState, ...]:
    return stage.engine.state().voices


def test_the_first_sample_is_at_the_ear_on_the_beat(stage: Stage, clip: Source) -> None:
    stage.play(0.5)
    stage.engine.handle(wire.Preload(clip))
    stage.load()
    stage.engine.handle(launch(clip, beat=2.0))
    out = stage.play(1.0)
    # Beat 2 is heard at 1001.0; the first frame of `out` is heard at 1000.5 and the latency.
    assert int(out[0].argmax()) == round((0.5 - LATENCY_S) * 48_000)
    (voice,) = voices(stage)
    assert voice.starts_at_s == pytest.approx(1001.0, abs=1e-4) and voice.late_s == 0.0
    # What is heard now went to the device before: position is of the ear's now.
    assert voice.sounds and voice.position == pytest.approx(0.25, abs=1e-3)


def test_a_launch_waits_for_its_file_and_comes_in_where_it_would_have_been(
    stage: Stage, clip: Source
) -> None:
    stage.play(0.5)
    stage.engine.handle(launch(clip, beat=1.0))
    assert not stage.play(1.0).any()
    assert voices(stage)[0].loading
    stage.load()
    out = stage.play(1.5)
    (voice,) = voices(stage)
    assert voice.late_s == pytest.approx(1.0, abs=0.1) and not voice.loading
    # The next time round it is on the beat: beat 5 is heard at 1002.5.
    assert int(out[0].argmax()) == round((1.0 - LATENCY_S) * 48_000)


def test_a_file_that_cannot_be_read_is_said_and_forgotten(stage: Stage) -> None:
    stage.play(0.2)
    stage.engine.handle(launch(Source("none", b"/nowhere/none.wav", 4.0), beat=1.0))
    stage.load()
    state = stage.engine.state()
    assert state.voices == () and "doesn't exist" in state.failure


def test_the_output_is_measured_on_each_device(stage: Stage, clip: Source) -> None:
    stage.play(0.5)
    assert stage.engine.state().levels is None
    stage.engine.handle(wire.Metered(True))
    stage.engine.handle(launch(clip, beat=1.0))
    stage.load()
    stage.play(1.0)
    assert (levels := stage.engine.state().levels) is not None and levels.peak[0] > levels.rms[0] > 0.1
    assert stage.device is not None
    stage.device.plugged = False
    stage.waiting.append(Device("Another", 48_000))
    stage.play(2.0)
    assert (levels := stage.engine.state().levels) is not None and levels.peak[0] > 0.1
    stage.engine.handle(wire.Metered(False))
    assert stage.engine.state().levels is None


def test_what_was_stopped_while_its_file_was_read_does_not_come_in(stage: Stage, clip: Source) -> None:
    stage.play(0.2)
    stage.engine.handle(launch(clip, beat=1.0))
    stage.engine.handle(wire.Stop("a", None))
    stage.load()
    assert not stage.play(1.0).any() and voices(stage) == ()


@pytest.mark.parametrize("rate_hz", [48_000, 44_100])
def test_a_device_that_goes_is_found_again_and_the_loop_is_where_it_would_be(
    stage: Stage, clip: Source, rate_hz: int
) -> None:
    stage.play(0.2)
    stage.engine.handle(launch(clip, beat=1.0))
    stage.engine.handle(launch(clip, beat=100.0, slot="b"))
    stage.load()
    assert stage.play(0.8).any()
    first = stage.device
    assert first is not None
    first.plugged = False
    stage.play(2.5)
    state = stage.engine.state()
    assert first.closed and state.device is None and "Scripted" in state.trouble
    assert [voice.sounds for voice in state.voices] == [False, False]
    assert len(stage.tries) == 3 or len(stage.tries) == 4
    stage.waiting = [Device("Another", rate_hz)]
    stage.play(1.0)  # looked for each second
    if rate_hz != 48_000:
        stage.load()
        stage.play(0.5)
    state = stage.engine.state()
    assert state.device == "Another" and state.trouble == "" and stage.tries[-1]
    assert [voice.sounds for voice in state.voices] == [True, False]
    at_s, device = stage.now_s, stage.device
    assert device is not None
    out = stage.play(2.0)
    # It is heard from `at_s` and the latency on; beats 1, 5, 9 … are the bar's first.
    since = (at_s + LATENCY_S - 1000.5) % 2.0
    assert abs(int(out[0].argmax()) - (2.0 - since) * rate_hz % (2 * rate_hz)) <= 1


@pytest.mark.parametrize("rate_hz", [48_000, 44_100])
def test_on_another_device_the_loop_goes_on_at_once(stage: Stage, clip: Source, rate_hz: int) -> None:
    stage.play(0.2)
    stage.engine.handle(launch(clip, beat=1.0))
    stage.load()
    stage.play(0.8)
    first, tries = stage.device, len(stage.tries)
    stage.waiting = [Device("Another", rate_hz)]
    stage.engine.handle(wire.UseDevice("Another"))
    assert first is not None and first.closed and stage.engine.state().device is None
    stage.play(0.1)
    if rate_hz != 48_000:
        stage.load()
        stage.play(0.1)
    state = stage.engine.state()
    assert (state.device, state.trouble) == ("Another", "")
    assert [voice.sounds for voice in state.voices] == [True]
    assert len(stage.tries) == tries + 1 and stage.tries[-1], "what was plugged in meanwhile counts"
    stage.engine.handle(wire.UseDevice("Nowhere"))
    stage.play(0.1)
    state = stage.engine.state()
    assert state.device is None and "being changed" not in state.trouble and len(state.voices) == 1


def test_with_no_device_at_all_it_says_why_and_keeps_what_was_launched(clip: Source) -> None:
    stage = Stage()
    stage.waiting = []
    stage.play(0.5)
    stage.engine.handle(launch(clip, beat=0.0))
    stage.engine.handle(wire.SetGain(None, 0.5))
    stage.engine.handle(wire.Preload(Source("other", clip.path, 4.0)))
    state = stage.engine.state()
    assert state.device is None and state.trouble == "There is no sound device."
    assert len(state.voices) == 1
    stage.waiting = [Device("Late", 48_000)]
    stage.play(1.0)
    assert stage.load() == "bar" and stage.load() == "other"
    assert 0.3 < np.abs(stage.play(3.0)).max() <= 0.5
    stage.engine.close()


def test_with_no_device_what_is_replaced_or_stopped_ends_on_its_beat(stage: Stage, clip: Source) -> None:
    stage.waiting = []
    stage.play(0.5)
    first, second = launch(clip, beat=2.0), launch(clip, beat=4.0)
    for message in (first, second, launch(clip, beat=2.0, slot="b"), wire.Stop("b", 4.0)):
        stage.engine.handle(message)
    stage.play(1.0)
    assert len(voices(stage)) == 3
    stage.play(1.0)
    assert [voice.number for voice in voices(stage)] == [second.number]


def test_a_replaced_voice_is_forgotten(stage: Stage, clip: Source) -> None:
    stage.play(0.2)
    stage.engine.handle(launch(clip, beat=1.0))
    stage.load()
    stage.play(0.8)
    stage.engine.handle(launch(clip, beat=3.0))
    assert len(voices(stage)) == 2
    stage.play(1.0)
    assert len(voices(stage)) == 1
    stage.engine.handle(wire.Stop("a", 6.0))
    stage.play(0.5)
    assert len(voices(stage)) == 1
    stage.play(1.5)
    assert voices(stage) == ()


def test_a_host_that_starts_again_takes_the_loops_along(stage: Stage, clip: Source) -> None:
    stage.play(0.2)
    stage.engine.handle(launch(clip, beat=1.0))
    stage.load()
    stage.play(1.13)
    stage.engine.handle(wire.Follow(Transport(tempo_bpm=120.0, beat=0.0, read_at_s=stage.now_s)))
    stage.play(0.2)
    (voice,) = voices(stage)
    # At beat 0.4 a bar that begins on 1, 5, 9 … is at 3.4.
    assert voice.position == pytest.approx(3.4 / 4, abs=1e-3)


def test_what_is_moved_sounds_from_there_and_says_so(stage: Stage, clip: Source) -> None:
    stage.play(0.2)
    order = launch(clip, beat=1.0)
    stage.engine.handle(order)
    stage.load()
    stage.play(0.8)
    stage.engine.handle(wire.Move(order.number, 3.0))
    out = stage.play(0.5)
    (voice,) = voices(stage)
    # At beat 3 of the host it would be at 2: moved by 3 it is at its second beat, 5 of 4.
    assert voice.offset == 3.0 and voice.position == pytest.approx(0.25, abs=1e-3)
    assert voice.starts_at_s == pytest.approx(1000.5, abs=1e-4)
    assert np.abs(out).max() <= 0.25  # its first sample is not in it
    stage.engine.handle(wire.Move(999, 1.0))  # nobody has that number


def test_what_was_moved_is_there_on_the_next_device_too(stage: Stage, clip: Source) -> None:
    stage.play(0.2)
    order = launch(clip, beat=1.0)
    stage.engine.handle(order)
    stage.load()
    stage.play(0.8)
    first = stage.device
    assert first is not None
    first.plugged = False
    stage.play(0.5)
    stage.engine.handle(wire.Move(order.number, 3.0))  # while there is none
    stage.waiting = [Device("Another", 48_000)]
    stage.play(2.0)
    (voice,) = voices(stage)
    assert voice.sounds and voice.offset == 3.0
    due = ((stage.now_s - 1000.0) * 2 - 1.0 + 3.0) / 4 % 1.0
    assert voice.position == pytest.approx(due, abs=1e-3)


def test_a_stop_that_was_said_holds_for_what_is_moved(stage: Stage, clip: Source) -> None:
    stage.play(0.2)
    order = launch(clip, beat=1.0)
    stage.engine.handle(order)
    stage.load()
    stage.play(0.8)
    stage.engine.handle(wire.Stop("a", 3.0))
    stage.engine.handle(wire.Move(order.number, 2.0))
    assert stage.play(0.3).any()
    assert not stage.play(1.0)[:, -4800:].any() and voices(stage) == ()


def test_what_is_moved_while_its_file_is_read_comes_in_there(stage: Stage, clip: Source) -> None:
    stage.play(0.2)
    order = launch(clip, beat=2.0)
    stage.engine.handle(order)
    stage.engine.handle(wire.Move(order.number, 1.0))
    (waiting,) = voices(stage)
    assert waiting.loading and (waiting.offset, waiting.position) == (1.0, 0.25)
    stage.load()
    stage.play(0.8)
    out = stage.play(2.0)
    # At beat 2 it is at its second beat: its first sample sounds at beat 5, which is heard at 1002.5.
    assert int(out[0].argmax()) == round((1.5 - LATENCY_S) * 48_000)

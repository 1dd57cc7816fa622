"""On a real JACK server, as another process hears it: frames exact, and gone and found again."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bridge.player import protocol as wire
from bridge.player.player import Player, source_of
from bridge.player.port import PlayerView
from bridge.player.tempo_follow import JUMP_S
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport
from tests.support.factories import job
from tests.support.jack import RATE_HZ, jack_server
from tests.support.jack_engine import BLOCK, running
from tests.support.recorder import Recorder

pytest.importorskip("sounddevice", reason="PortAudio is not here", exc_type=ImportError)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("jackd"), reason="jackd is not here")]

BAR = 96_000


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    """A bar of noise at 120 BPM that begins with its loudest sample."""
    samples = np.random.default_rng(0).uniform(-0.25, 0.25, BAR).astype(np.float32)
    samples[0] = 0.75
    path = tmp_path / "bar.wav"
    soundfile.write(path, samples, RATE_HZ, subtype="FLOAT")
    order = job(tempo_bpm=120.0, bars=1, rate_hz=RATE_HZ)
    return Clip(job=order, path=path, frames=BAR, rate_hz=RATE_HZ, peak_dbfs=-2.5, seam=0.5, grid="exact")


def test_a_bar_begins_on_its_frame_and_goes_round_bit_by_bit(clip: Clip, tmp_path: Path) -> None:
    with jack_server(frames=BLOCK), running("jack") as player:
        began_s = time.monotonic()
        player.say(wire.Follow(Transport(tempo_bpm=120.0, playing=True, read_at_s=began_s)))
        source = source_of(clip)
        player.wait(lambda state: state.device == "JACK")
        player.say(wire.Preload(source))
        recorder = Recorder(tmp_path)
        recorder.connect()
        beat = float(int((time.monotonic() - began_s) * 2) + 3)
        player.say(wire.Launch(number=1, slot="a", source=source, beat=beat, gain=1.0))
        state = player.wait(lambda state: bool(state.voices) and state.voices[0].position > 0.95)
        state = player.wait(lambda state: state.voices[0].position < 0.9)
        heard = recorder.finish()
    start = state.voices[0].start_frame
    assert start is not None and state.voices[0].late_s == 0.0
    at = start - heard.first
    assert int(heard.sound.argmax()) % BAR == at % BAR
    # The end of the circle fades in before; before that nothing sounds.
    assert not heard.sound[: at - 96].any()
    samples, _ = soundfile.read(clip.path, dtype="float32")
    played = heard.sound[at:]
    whole = heard.whole[at:] & (played != 0)
    assert whole.mean() > 0.5
    assert np.array_equal(played[whole], samples[np.arange(len(played)) % BAR][whole])
    # And that frame is the beat's instant at the ear, as another process's clock has it.
    due_s = began_s + beat / 2
    sounded_s = heard.instant_of(start, RATE_HZ) + state.latency_s
    assert sounded_s == pytest.approx(due_s, abs=0.005)


class Watched:
    """A player whose changes wake whoever waits for them."""

    def __init__(self, device: str) -> None:
        self._changed = threading.Event()
        self.port = Player(device=device, block_frames=BLOCK, on_change=self._changed.set)

    def wait(self, until: Callable[[PlayerView], bool], seconds: float = 40) -> PlayerView:
        end_s = time.monotonic() + seconds
        while not until(view := self.port.view()):
            assert time.monotonic() < end_s, view
            self._changed.wait(0.05)
            self._changed.clear()
        return view

    def wait_for_a_turn(self) -> None:
        """While the first voice goes round once more, half a turn at least."""
        for half in (0, 1, 0):
            self.wait(lambda view, half=half: int(2 * view.voices[0].position) == half)  # type: ignore[misc]


@contextmanager
def watched(device: str) -> Iterator[Watched]:
    made = Watched(device)
    try:
        yield made
    finally:
        made.port.close()


def test_through_portaudio_it_plays_on_jack_too(clip: Clip) -> None:
    with jack_server(frames=BLOCK), watched("system") as player:
        player.port.follow(Transport(tempo_bpm=120.0, read_at_s=time.monotonic()))
        view = player.wait(lambda view: view.device is not None)
        assert view.device == "system" and view.rate_hz == RATE_HZ
        player.port.launch("a", clip, beat=0.0)
        player.wait(lambda view: bool(view.voices) and view.voices[0].late_s > 0)
        player.port.stop_all()
        assert player.port.view().voices == ()


def test_a_server_that_dies_is_found_again_and_the_loop_goes_on(clip: Clip, tmp_path: Path) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(ExitStack())
        name = first.enter_context(jack_server(frames=BLOCK))
        player = stack.enter_context(watched("jack"))
        player.port.follow(Transport(tempo_bpm=120.0, playing=True, read_at_s=time.monotonic()))
        player.port.launch("a", clip, beat=0.0, gain=0.5)
        view = player.wait(lambda view: any(voice.late_s > 0 for voice in view.voices))
        assert view.device == "JACK" and view.voices[0].clip == clip
        first.close()
        view = player.wait(lambda view: view.device is None)
        assert "JACK" in view.trouble and len(view.voices) == 1
        stack.enter_context(jack_server(name, frames=BLOCK))
        view = player.wait(lambda view: view.device == "JACK")
        assert view.trouble == "" and [voice.slot for voice in view.voices] == ["a"]
        recorder = Recorder(tmp_path)
        recorder.connect()
        player.wait_for_a_turn()
        heard = recorder.finish()
        # At its gain still: 0.375 of the clip's 0.75. While it catches up with the beat it runs at another
        # speed, and a peak that lay between two samples may be heard.
        assert 0.01 < np.abs(heard.sound).max() < 0.5


def test_what_is_moved_goes_on_there_and_its_beats_stay_on_the_hosts(clip: Clip, tmp_path: Path) -> None:
    with jack_server(frames=BLOCK), running("jack") as player:
        began_s = time.monotonic()
        player.say(wire.Follow(Transport(tempo_bpm=120.0, playing=True, read_at_s=began_s)))
        source = source_of(clip)
        player.wait(lambda state: state.device == "JACK")
        player.say(wire.Preload(source))
        recorder = Recorder(tmp_path)
        recorder.connect()
        beat = float(int((time.monotonic() - began_s) * 2) + 3)
        player.say(wire.Launch(number=1, slot="a", source=source, beat=beat, gain=1.0))
        player.wait(lambda state: bool(state.voices) and 0.25 < state.voices[0].position < 0.5)
        player.say(wire.Move(1, 3.0))
        player.wait(lambda state: state.voices[0].offset == 3.0 and state.voices[0].position < 0.2)
        state = player.wait(lambda state: state.voices[0].position > 0.9)
        heard = recorder.finish()
    start = state.voices[0].start_frame
    assert start is not None and len(state.voices) == 1
    samples, _ = soundfile.read(clip.path, dtype="float32")
    # Its last quarter second, found in the clip by correlation round its circle: where clocks waver, it may
    # be catching up with the beat, at another speed.
    end = int(np.flatnonzero(heard.whole & (heard.sound != 0))[-1]) - 500
    part = heard.sound[end - BAR // 8 : end]
    likeness = np.fft.irfft(np.fft.rfft(samples) * np.fft.rfft(part, BAR).conj(), BAR)
    place = int(likeness.argmax())
    assert likeness[place] > 0.3 * (part**2).sum()
    due = heard.first + end - BAR // 8 - start + 3 * BAR // 4
    assert abs((place - due + BAR // 2) % BAR - BAR // 2) <= JUMP_S * RATE_HZ


def test_a_server_that_runs_is_the_first_of_the_devices() -> None:
    with jack_server(frames=BLOCK), watched("jack") as player:
        assert player.port.view().devices is None
        player.port.look_for_devices()
        assert (player.wait(lambda view: view.devices is not None).devices or ())[0] == "JACK"

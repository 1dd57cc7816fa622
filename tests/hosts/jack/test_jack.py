"""JACK transport on a real server: its master followed, its absence borne, and sound in time with it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import numpy as np
import pytest
import soundfile

from bridge.hosts.jack.connection import NO_MASTER, JackTransport
from bridge.hosts.jack.description import JACK
from bridge.player import protocol as wire
from bridge.player.player import source_of
from bridge.settings import Settings
from bridge.stage.events import Heard, Left
from bridge.timing import beat_at
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter, Transport
from tests.hosts.jack.master import Part, Song, master
from tests.support.ardour import obeying
from tests.support.ardour.program import ardour, installed
from tests.support.factories import job
from tests.support.hosts.listening import Ear
from tests.support.jack import RATE_HZ, jack_server
from tests.support.jack_engine import BLOCK, running
from tests.support.recorder import Recorder
from tests.support.waiting import until

pytest.importorskip("jack", reason="there is no JACK", exc_type=(ImportError, OSError))  # type: ignore[arg-type]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(200),
    pytest.mark.skipif(not shutil.which("jackd"), reason="jackd is not here"),
]
BAR = 96_000
ODD = Part(0, 97.53, 7, 8)


@contextmanager
def following(ear: Ear) -> Iterator[JackTransport]:
    transport = JackTransport(ear.post)
    transport.start()
    try:
        yield transport
    finally:
        transport.stop()


def test_without_a_server_it_is_quiet_and_starts_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # What libjack would start a server with.
    (tmp_path / ".jackdrc").write_text(f"/usr/bin/touch {tmp_path / 'started'}\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "riffbridge-none")
    monkeypatch.delenv("JACK_NO_START_SERVER", raising=False)
    ear = Ear()
    with following(ear) as transport:
        until(lambda: transport.why_absent == "No JACK server is running.")
    assert ear.rest() == [] and not (tmp_path / "started").exists()
    assert transport.trouble == "" and capfd.readouterr().err == ""


def test_it_is_listened_to_unless_said_otherwise() -> None:
    assert JACK.id in Settings().hosts


def test_a_master_is_followed_and_its_end_and_the_servers() -> None:
    ear = Ear()
    with following(ear) as transport:
        with jack_server(frames=BLOCK) as name:
            until(lambda: transport.why_absent == NO_MASTER)
            later = Part(30 * RATE_HZ, 140.25, 3, 4)
            with master(Song(ODD, later, counts_quarters=True)) as client:
                still = ear.until(lambda told: True)
                assert (still.tempo_bpm, still.meter, still.playing, still.beat) == (
                    97.53,
                    Meter(7, 8),
                    False,
                    0,
                )
                assert (still.source, transport.why_absent) == ("jack", "")
                client.transport_start()
                ear.until(lambda told: told.playing and told.beat > 1)
                client.transport_frame = 40 * RATE_HZ
                there = ear.until(lambda told: told.meter == Meter(3, 4))
                assert there.tempo_bpm == 140.25 and there.beat >= 10 * 140.25 / 60
                client.transport_stop()
                client.transport_frame = 0
                ear.until(lambda told: not told.playing and told.beat == 0)
            assert ear.until_left() == Left("jack")
            until(lambda: transport.why_absent == NO_MASTER)
            with master(Song(ODD)):
                ear.until(lambda told: True)
        assert ear.until_left() == Left("jack")
        with jack_server(name, frames=BLOCK), master(Song(Part(0, 88.0))):
            assert ear.until(lambda told: True).tempo_bpm == 88.0
    assert ear.until_left() == Left("jack")


def test_its_beats_are_known_to_the_frame_at_the_instant_of_their_cycle() -> None:
    ear, cycles = Ear(), list[float]()

    def on_cycle(frame: int, at: int) -> None:
        if frame:
            now_s = time.monotonic() - client.frames_since_cycle_start / RATE_HZ
            cycles.append(now_s - frame / RATE_HZ)

    with jack_server(frames=BLOCK), following(ear), ExitStack() as stack:
        client = stack.enter_context(master(Song(ODD), on_cycle))
        ear.until(lambda told: True)
        client.transport_start()
        ear.until(lambda told: told.playing and told.beat > 4)
        heard = [each.transport for each in ear_rest(ear, lambda told: told.beat > 8)]
    # When frame 0 was, by each reading; and what came of it between the ear and the player's device.
    begun_s = [told.read_at_s - told.beat * 60 / told.tempo_bpm for told in heard]
    middle_s = median(begun_s)
    assert median(abs(each - middle_s) for each in begun_s) * RATE_HZ <= 1
    assert 0 <= middle_s - median(cycles) <= 3 * BLOCK / RATE_HZ


def ear_rest(ear: Ear, is_so: Callable[[Transport], bool]) -> list[Heard]:
    """What is heard until `is_so`."""
    heard: list[Heard] = []

    def keep(told: Transport) -> bool:
        heard.append(Heard(told))
        return is_so(told)

    ear.until(keep)
    return heard


def test_what_plays_here_sounds_on_the_beat_of_the_others(tmp_path: Path) -> None:
    samples = np.zeros(BAR, np.float32)
    samples[0] = 0.75
    path = tmp_path / "bar.wav"
    soundfile.write(path, samples, RATE_HZ, subtype="FLOAT")
    order = job(tempo_bpm=120.0, bars=1, rate_hz=RATE_HZ)
    clip = Clip(job=order, path=path, frames=BAR, rate_hz=RATE_HZ, peak_dbfs=-2.5, seam=0.5, grid="exact")
    ahead: list[int] = []
    with jack_server(frames=BLOCK), ExitStack() as stack:
        cycles = stack.enter_context(
            master(Song(), lambda frame, at: ahead.append(at - frame) if frame else None)
        )
        player = stack.enter_context(running("jack"))
        told: list[Transport] = []

        def post(event: Heard | Left) -> None:
            if isinstance(event, Heard):
                told.append(event.transport)
                player.say(wire.Follow(event.transport))

        transport = JackTransport(post)
        stack.callback(transport.stop)
        transport.start()
        player.wait(lambda state: state.device == "JACK")
        source = source_of(clip)
        player.say(wire.Preload(source))
        recorder = Recorder(tmp_path)
        recorder.connect()
        cycles.transport_start()
        until(lambda: bool(told) and told[-1].playing)
        beat = 4.0 * (beat_at(told[-1], time.monotonic()) // 4 + 2)
        player.say(wire.Launch(number=1, slot="a", source=source, beat=beat, gain=1.0))
        player.wait(lambda state: bool(state.voices) and state.voices[0].position > 0.5)
        heard = recorder.finish()
    # The dummy device loses time on a busy machine: what it was at the end counts.
    frame = heard.first + int(heard.sound.argmax()) - ahead[-1]
    assert abs(frame - beat * BAR / 4) <= 0.003 * RATE_HZ


@pytest.mark.skipif(installed() is None, reason="Ardour is not installed")
def test_ardour_leads_by_jack(tmp_path: Path) -> None:
    ear = Ear()
    with (
        ardour(
            tmp_path, tempo_bpm=97.5, beats=6, unit=8, later_bpm=126.0, later_at=8 * RATE_HZ, leads_jack=True
        ) as port,
        following(ear),
    ):
        obeying.until(port, ear, lambda told: told.playing, "/transport_play", 1.0)
        first = ear.until(lambda told: told.playing and told.beat > 2)
        assert (first.tempo_bpm, first.meter) == (97.5, Meter(6, 8))
        # It tells JACK its first tempo past any change; its ticks tell the true one.
        later = ear.until(lambda told: abs(told.tempo_bpm - 126) < 0.2, within_s=40)
        assert later.beat > 13
        assert ear.until(lambda told: told.beat > later.beat + 4).tempo_bpm == pytest.approx(126, abs=0.05)
        obeying.until(port, ear, lambda told: not told.playing, "/transport_stop", 1.0)
        obeying.until(port, ear, lambda told: not told.playing and told.beat == 0, "/locate", 0, 0)

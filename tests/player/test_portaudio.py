"""The way out through PortAudio, on a stand-in for its Python package."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from bridge.player import portaudio_backend as through_portaudio
from bridge.player.audio_backend import NoAudioDevice
from bridge.player.loop_buffer import Planar
from bridge.player.portaudio_backend import MustRestart, PortAudioBackend, look_again

STREAM_EPOCH_S = 5000.0  # by how much the stream's clock is ahead of ours


class Stream:
    def __init__(self, **settings: Any) -> None:
        self.settings, self.samplerate, self.latency = settings, settings["samplerate"], 0.03
        self.active = False

    @property
    def time(self) -> float:
        return time.monotonic() + STREAM_EPOCH_S

    def start(self) -> None:
        self.active = True

    def close(self, ignore_errors: bool) -> None:
        self.active = False


class Library:
    """The part of `sounddevice` that is used."""

    PortAudioError = type("PortAudioError", (Exception,), {})

    def __init__(self, *channels: int) -> None:
        self.devices = [
            {
                "name": f"Box {number}",
                "index": number,
                "max_output_channels": count,
                "default_samplerate": 48e3,
            }
            for number, count in enumerate(channels)
        ]
        self.default = SimpleNamespace(device=(-1, 1))
        self.apis = [{"name": "ALSA"}]
        self.restarts = 0
        self.OutputStream = Stream

    def query_devices(self) -> list[dict[str, Any]]:
        return self.devices

    def query_hostapis(self) -> list[dict[str, str]]:
        return self.apis

    def _terminate(self) -> None:
        self.restarts += 1

    def _initialize(self) -> None: ...


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    made = Library(2, 1, 0)
    monkeypatch.setattr(through_portaudio, "portaudio", lambda: made)
    monkeypatch.setattr(through_portaudio, "raise_priority", lambda: None)
    return made


class Playing:
    """An output that was started, and what it asked for."""

    def __init__(self, wanted: str | None) -> None:
        self.output = PortAudioBackend(wanted, 512)
        self.asked: list[tuple[int, float]] = []
        self.output.start(self._fill)

    def _fill(self, out: Planar, frame: int, heard_s: float) -> None:
        self.asked.append((frame, heard_s))
        out[0], out[1] = 0.25, 0.75

    def call(self, *, channels: int = 2, dac_s: float | None = None, underflow: bool = False) -> Planar:
        out = np.zeros((512, channels), np.float32)
        times = SimpleNamespace(outputBufferDacTime=dac_s)
        self.output._call(out, 512, times, SimpleNamespace(output_underflow=underflow))
        return out


def in_stream_time(after_s: float) -> float:
    return time.monotonic() + STREAM_EPOCH_S + after_s


def test_a_device_is_found_by_a_part_of_its_name_or_is_the_systems_choice(library: Library) -> None:
    assert PortAudioBackend("BOX 0", 512).name == "Box 0"
    assert PortAudioBackend(None, 512).name == "Box 1"
    library.default.device = (-1, -1)
    assert PortAudioBackend(None, 512).name == "Box 0"
    with pytest.raises(NoAudioDevice, match=r"“Box 2” now\. There are Box 0, Box 1"):
        PortAudioBackend("Box 2", 512)  # it only records
    library.devices.clear()
    with pytest.raises(NoAudioDevice, match="No audio device"):
        PortAudioBackend(None, 512)


def test_stereo_goes_out_side_by_side_and_to_one_channel_as_its_mean(library: Library) -> None:
    stereo = Playing("Box 0").call(dac_s=in_stream_time(0.03))
    assert (stereo[:, 0] == 0.25).all() and (stereo[:, 1] == 0.75).all()
    assert (Playing("Box 1").call(channels=1, dac_s=in_stream_time(0.03)) == 0.5).all()


def test_blocks_are_counted_and_said_to_be_heard_when_the_stream_says(library: Library) -> None:
    playing = Playing("Box 0")
    before_s = time.monotonic()
    for _ in range(3):
        playing.call(dac_s=in_stream_time(0.5))
    assert [frame for frame, _ in playing.asked] == [0, 512, 1024]
    assert all(0.499 < heard_s - before_s < 5 for _, heard_s in playing.asked)


@pytest.mark.parametrize("nonsense_s", [0.0, 1.0])
def test_where_the_driver_does_not_say_its_latency_is_taken(library: Library, nonsense_s: float) -> None:
    playing = Playing("Box 0")
    before_s = time.monotonic()
    playing.call(dac_s=nonsense_s)
    assert before_s + 0.03 <= playing.asked[0][1] <= time.monotonic() + 0.03


def test_frames_that_the_device_lost_are_counted_as_played(library: Library) -> None:
    playing = Playing("Box 0")
    playing.call(dac_s=in_stream_time(0.0))
    playing.call(dac_s=in_stream_time(0.5), underflow=True)
    (_, first_s), (frame, second_s) = playing.asked
    assert playing.output.underruns == 1
    assert frame == pytest.approx((second_s - first_s) * 48_000, abs=1)


def test_looking_again_starts_portaudio_again_unless_it_knows_a_jack_server(library: Library) -> None:
    look_again()
    assert library.restarts == 1
    library.apis.append({"name": "JACK Audio Connection Kit"})
    with pytest.raises(MustRestart):
        look_again()
    assert library.restarts == 1


def test_a_stream_that_ended_or_asks_for_nothing_is_gone(library: Library) -> None:
    playing = Playing("Box 0")
    now_s = time.monotonic()
    assert playing.output.alive(now_s) and not playing.output.alive(now_s + 10)
    playing.output.close()
    assert not playing.output.alive(now_s)

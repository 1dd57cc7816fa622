"""Plays through PortAudio: whatever the system calls an audio device."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import numpy as np

from bridge import system_libraries
from bridge.player.audio_backend import SILENT_S, Fill, NoAudioDevice
from bridge.player.loop_buffer import CHANNELS, Planar
from bridge.player.raise_priority import raise_priority
from bridge.player.troubles import NO_DEVICE

# More than any device asks for at once.
_ROOM = 1 << 14
# An underflow shorter than this is jitter of the device's own account.
_LEAST_GAP_S = 0.001


def portaudio() -> Any:
    """PortAudio's Python package, which starts it. Raises `NoAudioDevice`."""
    try:
        import sounddevice
    except ImportError:
        raise NoAudioDevice("Playing needs the package sounddevice. Install it with pip.") from None
    except OSError:
        raise NoAudioDevice(system_libraries.advice("Playing", system_libraries.SOUND)) from None
    return sounddevice


class MustRestart(Exception):
    """PortAudio can look again at what there is only in a fresh process."""


def look_again() -> None:
    """Have PortAudio find what was plugged in since: it looks once, when it starts.

    Raises `MustRestart` where it met a JACK server: if that has died since, PortAudio's ending ends the
    process (an assertion in `pa_jack.c`, `Terminate`).
    """
    library = portaudio()
    if any(api["name"].startswith("JACK") for api in library.query_hostapis()):
        raise MustRestart
    with suppress(library.PortAudioError):
        library._terminate()
    library._initialize()


def _plays(device: Any) -> bool:
    return bool(device["max_output_channels"])


class PortAudioBackend:
    """A stream to the device whose name holds `wanted` (case aside), or to the system's own choice."""

    def __init__(self, wanted: str | None, block_frames: int) -> None:
        """Raises `NoAudioDevice`."""
        library = portaudio()
        found = _find(library, wanted)
        self.name = str(found["name"])
        self._channels = min(CHANNELS, int(found["max_output_channels"]))
        self._room: Planar = np.empty((CHANNELS, _ROOM), np.float32)
        self._fill: Fill | None = None
        self._frame, self._due_s = 0, 0.0
        self._asked_s = time.monotonic()
        self.underruns = 0
        try:
            self._stream = library.OutputStream(
                device=found["index"], samplerate=found["default_samplerate"], blocksize=block_frames,
                channels=self._channels, dtype="float32", latency="low", callback=self._call,
            )  # fmt: skip
        except (library.PortAudioError, ValueError) as error:
            raise NoAudioDevice(f"“{self.name}” can't be opened: {_reason(error)}.") from None
        self.rate_hz = round(self._stream.samplerate)
        self.latency_s = float(self._stream.latency)

    def start(self, fill: Fill) -> None:
        """Ask for blocks from now on. Raises `NoAudioDevice`."""
        library = portaudio()
        self._fill, self._asked_s = fill, time.monotonic()
        try:
            self._stream.start()
        except library.PortAudioError as error:
            raise NoAudioDevice(f"“{self.name}” doesn't start: {_reason(error)}.") from None
        self.latency_s = float(self._stream.latency)  # some drivers know only now

    def alive(self, now_s: float) -> bool:
        return bool(self._stream.active) and now_s - self._asked_s < SILENT_S

    def close(self) -> None:
        with suppress(Exception):
            self._stream.close(ignore_errors=True)

    def _call(self, outdata: Planar, frames: int, times: Any, status: Any) -> None:
        now_s = time.monotonic()
        heard_s = self._heard(now_s, times)
        if status.output_underflow:
            self.underruns += 1
            self._skip(heard_s)
        if not self._due_s:
            raise_priority()
        self._asked_s = now_s
        assert self._fill is not None
        for begin in range(0, frames, _ROOM):
            part = outdata[begin : begin + _ROOM]
            room = self._room[:, : len(part)]
            self._fill(room, self._frame, heard_s + begin / self.rate_hz)
            if self._channels == 1:
                np.add(room[0], room[1], out=part[:, 0])
                np.multiply(part, 0.5, out=part)
            else:
                np.copyto(part, room.T)
            self._frame += len(part)
        self._due_s = heard_s + frames / self.rate_hz

    def _heard(self, now_s: float, times: Any) -> float:
        """When the block's first frame is heard. The stream has a clock of its own, read beside ours here:
        that we may have waited for the interpreter before does not matter."""
        sounds_s = float(times.outputBufferDacTime)
        if sounds_s <= 0:  # some drivers do not say
            return now_s + self.latency_s
        heard_s = sounds_s + now_s - float(self._stream.time)
        return heard_s if abs(heard_s - now_s) < 1 else now_s + self.latency_s

    def _skip(self, heard_s: float) -> None:
        """Count the frames of a gap that the device made."""
        lost_s = heard_s - self._due_s
        if self._due_s and _LEAST_GAP_S < lost_s < 10:
            self._frame += round(lost_s * self.rate_hz)


def _find(library: Any, wanted: str | None) -> Any:
    devices = [device for device in library.query_devices() if _plays(device)]
    if not devices:
        raise NoAudioDevice(NO_DEVICE)
    if wanted is not None:
        named = [each for each in devices if wanted.casefold() in each["name"].casefold()]
        if not named:
            there = ", ".join(sorted({each["name"] for each in devices}))
            raise NoAudioDevice(f"There is no audio device “{wanted}” now. There are {there}.")
        return named[0]
    chosen = library.default.device[1]
    return next((each for each in devices if each["index"] == chosen), devices[0])


def _reason(error: Exception) -> str:
    return str(error.args[0] if error.args else error).rstrip(".")

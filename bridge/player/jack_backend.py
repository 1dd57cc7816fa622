"""Plays through a JACK server, whose frames are exact: each block says which it is and when it began."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import numpy as np

from bridge.jack_client import NoJack, close_client, open_client, playback_latency
from bridge.player.audio_backend import SILENT_S, Fill, NoAudioDevice
from bridge.player.loop_buffer import CHANNELS
from bridge.player.raise_priority import raise_priority

# JACK counts frames in 32 bits: a day at 48 kHz.
_WRAP = 1 << 32


class JackBackend:
    """A client of the running server, wired to the first two playback ports of its device."""

    def __init__(self) -> None:
        """Raises `NoAudioDevice` if there is no JACK library, or no server runs."""
        try:
            self._client = open_client("Riffbridge")
        except NoJack as error:
            raise NoAudioDevice(f"{error} Start a server, or choose another device.") from None
        self.name = "JACK"
        self.rate_hz = int(self._client.samplerate)
        self.latency_s = 0.0
        self.underruns = 0
        self._ports = [self._client.outports.register(f"out_{side}") for side in ("left", "right")]
        self._room = np.empty((CHANNELS, 1 << 13), np.float32)
        self._frame, self._last = 0, -1
        self._asked_s = time.monotonic()
        self._shut = False

    def start(self, fill: Fill) -> None:
        """Become active, and connect."""
        client = self._client

        def process(frames: int) -> None:
            # From the cycle's own wake-up, in whole frames of twenty microseconds. JACK's filtered time
            # (`frame_time`) swings by milliseconds where the server runs late; ours does not.
            now_s, counted = time.monotonic(), int(client.last_frame_time)
            begun_s = now_s - client.frames_since_cycle_start / self.rate_hz
            if self._last < 0:
                raise_priority()
                self._frame = self._last = counted
            self._frame += (counted - self._last) % _WRAP
            self._last, self._asked_s = counted, now_s
            room = self._room[:, :frames]
            fill(room, self._frame, begun_s + self.latency_s)
            for port, side in zip(self._ports, room, strict=True):
                port.get_array()[:] = side

        client.set_process_callback(process)
        client.set_shutdown_callback(self._on_shutdown)
        client.set_xrun_callback(self._on_xrun)
        client.activate()
        speakers = client.get_ports(is_physical=True, is_input=True, is_audio=True)
        for port, speaker in zip(self._ports, speakers, strict=False):
            client.connect(port, speaker)
        self.latency_s = (playback_latency(self._ports) or client.blocksize) / self.rate_hz

    def alive(self, now_s: float) -> bool:
        return not self._shut and now_s - self._asked_s < SILENT_S

    def close(self) -> None:
        with suppress(Exception):
            if not self._shut:
                self._client.deactivate()
        close_client(self._client)

    def _on_shutdown(self, _status: Any, _reason: str) -> None:
        self._shut = True

    def _on_xrun(self, _delayed_us: float) -> None:
        self.underruns += 1

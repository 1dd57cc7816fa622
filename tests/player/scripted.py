"""A device that plays when it is told to, on a clock that is wound by hand."""

from __future__ import annotations

import queue

import numpy as np

from bridge.player import protocol as wire
from bridge.player.audio_backend import Fill, NoAudioDevice
from bridge.player.engine import Engine
from bridge.player.loop_buffer import Planar
from bridge.player.sounds import Loaded
from bridge.player.tempo_follow import Following

BLOCK = 480
LATENCY_S = 0.02


class Device:
    """An `AudioBackend` that asks for a block when `Stage.play` says so."""

    def __init__(self, name: str, rate_hz: int) -> None:
        self.name, self.rate_hz, self.latency_s, self.underruns = name, rate_hz, LATENCY_S, 0
        self.fill: Fill | None = None
        self.plugged, self.closed = True, False
        self.frame = 0

    def start(self, fill: Fill) -> None:
        self.fill = fill

    def alive(self, now_s: float) -> bool:
        return self.plugged

    def close(self) -> None:
        self.closed = True


class Stage:
    """An engine, the devices that it is given one after the other, and the time."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.waiting: list[Device] = [Device("Scripted", 48_000)]
        self.device: Device | None = None
        self.tries: list[bool] = []
        self.posted: queue.SimpleQueue[Loaded] = queue.SimpleQueue()
        begin = wire.Begin(None, Following.VARISPEED, BLOCK)
        self.engine = Engine(begin, self.posted.put, opened=self._open, clock=lambda: self.now_s)

    def _open(self, wanted: str | None, block_frames: int, afresh: bool) -> Device:
        self.tries.append(afresh)
        if not self.waiting:
            raise NoAudioDevice("There is no sound device.")
        self.device = self.waiting.pop(0)
        return self.device

    def load(self) -> str:
        """Wait for one file to be read; its key."""
        loaded = self.posted.get(timeout=20)
        self.engine.loaded(loaded)
        return loaded.key

    def play(self, seconds: float) -> Planar:
        """Let time go by, block for block; what came out of the device, or nothing where there is none."""
        blocks = [np.empty((2, 0), np.float32)]
        for _ in range(round(seconds * 100)):
            self.engine.tick()
            if (device := self.device) is not None and device.plugged and device.fill is not None:
                block = np.empty((2, device.rate_hz // 100), np.float32)
                device.fill(block, device.frame, self.now_s + LATENCY_S)
                device.frame += block.shape[1]
                blocks.append(block)
            self.now_s += 0.01
        self.engine.tick()
        return np.concatenate(blocks, axis=1)

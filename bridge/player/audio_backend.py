"""What the player needs of an audio backend: it asks for blocks, and says when they sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bridge.player.loop_buffer import Planar

# Fill `[2, n]`: its first frame is the device's frame of that number, heard at that instant (monotonic).
Fill = Callable[[Planar, int, float], None]
# A device that has not asked for so long is gone, whatever it says of itself.
SILENT_S = 1.5


class AudioBackend(Protocol):
    """An open device. Frames that it lost are counted as if they had been played."""

    name: str
    rate_hz: int
    latency_s: float
    underruns: int

    def start(self, fill: Fill) -> None:
        """Ask `fill` for blocks from now on, in the device's own thread."""

    def alive(self, now_s: float) -> bool:
        """Whether it still asks."""

    def close(self) -> None:
        """Let go of it; whatever that says."""


class NoAudioDevice(Exception):
    """There is no such device now; the sentence says why, for people."""

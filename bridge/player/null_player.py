"""A player that makes no sound: it keeps account of what would play, by the clock alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from bridge.player.devices import Devices
from bridge.player.port import PlayerView, VoiceView
from bridge.player.seeking import shift_by, shift_to
from bridge.timing import beat_at, instant_of
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport


class _Entry(NamedTuple):
    clip: Clip
    beat: float
    gain: float
    offset: float

    def position(self, beat: float) -> float:
        """How many quarters it is into its loop, or will be when it begins."""
        return (max(0.0, beat - self.beat) + self.offset) % float(self.clip.job.loop.quarters)


class NullPlayer:
    """A `PlayerPort` for machines and moments without sound. May be called from any thread.

    `why` is what its view says in `trouble`; `devices` finds what there would be to play on. A clip that
    takes over is seen in its slot at once, though it is only from its beat on that it would sound.
    """

    def __init__(
        self,
        why: str = "",
        clock: Callable[[], float] = time.monotonic,
        *,
        devices: Devices | None = None,
    ) -> None:
        self._why, self._clock, self._devices = why, clock, devices
        self._lock = threading.Lock()
        self._transport: Transport | None = None
        self._gain = 1.0
        self._entries: dict[str, _Entry] = {}
        self._stops: dict[str, float] = {}

    def preload(self, clip: Clip) -> None:
        """There is nothing to be got ready."""

    def launch(self, slot: str, clip: Clip, *, beat: float, gain: float = 1.0, offset: float = 0.0) -> None:
        with self._lock:
            self._entries[slot] = _Entry(clip, beat, gain, offset)
            self._stops.pop(slot, None)

    def seek(self, slot: str, quarter: float, *, relative: bool = False) -> float:
        with self._lock:
            if (entry := self._entries.get(slot)) is None or self._transport is None:
                return 0.0
            loop, meter = entry.clip.job.loop, self._transport.meter
            if relative:
                shift = shift_by(loop, meter, quarter)
            else:
                position = entry.position(beat_at(self._transport, self._clock()))
                shift = shift_to(loop, meter, position, quarter)
            offset = (entry.offset + shift) % float(loop.quarters)
            self._entries[slot] = entry._replace(offset=offset)
            return shift

    def stop(self, slot: str, *, beat: float | None = None) -> None:
        with self._lock:
            if beat is None:
                self._entries.pop(slot, None)
            elif slot in self._entries:
                self._stops[slot] = beat

    def stop_all(self) -> None:
        with self._lock:
            self._entries.clear()
            self._stops.clear()

    def follow(self, transport: Transport) -> None:
        with self._lock:
            self._transport = transport

    def set_gain(self, gain: float, *, slot: str | None = None) -> None:
        with self._lock:
            if slot is None:
                self._gain = gain
            elif slot in self._entries:
                self._entries[slot] = self._entries[slot]._replace(gain=gain)

    def look_for_devices(self) -> None:
        if self._devices is not None:
            self._devices.look()

    def meter(self, on: bool) -> None:
        """There is nothing to be heard."""

    def view(self) -> PlayerView:
        """What would play now."""
        devices = self._devices.names if self._devices is not None else None
        with self._lock:
            transport = self._transport
            if transport is None:
                return PlayerView(trouble=self._why, gain=self._gain, devices=devices)
            beat = beat_at(transport, self._clock())
            for slot in [slot for slot, stop in self._stops.items() if beat >= stop]:
                del self._stops[slot]
                self._entries.pop(slot, None)
            voices = tuple(
                VoiceView(
                    slot=slot,
                    clip=entry.clip,
                    starts_at_s=instant_of(transport, entry.beat),
                    position=entry.position(beat) / float(entry.clip.job.loop.quarters),
                    gain=entry.gain,
                    offset=entry.offset,
                )
                for slot, entry in self._entries.items()
            )
            return PlayerView(trouble=self._why, gain=self._gain, voices=voices, devices=devices)

    def close(self) -> None:
        """There is nothing to let go of but what looks for devices."""
        if self._devices is not None:
            self._devices.close()

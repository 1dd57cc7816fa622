"""A timebase master for tests: a song of tempos and meters, told to JACK as real ones tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

TICKS = 1920


class Part(NamedTuple):
    """From `frame` on this tempo (quarters a minute) and meter."""

    frame: int = 0
    tempo_bpm: float = 120.0
    beats: int = 4
    unit: int = 4


class Song:
    """Parts one after the other. `counts_quarters`: ticks and tempo are those of quarter notes, as Ardour has
    them, not of beats. `tells_first` tells the first part's tempo throughout, as Ardour 7.3 does."""

    def __init__(
        self, *parts: Part, rate_hz: int = 48_000, counts_quarters: bool = False, tells_first: bool = False
    ) -> None:
        self.parts, self.rate_hz = parts or (Part(),), rate_hz
        self._counts_quarters, self._tells_first = counts_quarters, tells_first

    def part_at(self, frame: int) -> Part:
        return [each for each in self.parts if each.frame <= frame][-1]

    def quarters(self, frame: float) -> float:
        """How far into its part `frame` is."""
        part = self.part_at(int(frame))
        return (frame - part.frame) * part.tempo_bpm / 60 / self.rate_hz

    def tell(self, frame: int) -> dict[str, float]:
        """What JACK is told of `frame`; each part begins with the first bar, and ticks are cut off."""
        part = self.part_at(frame)
        told = self.parts[0] if self._tells_first else part
        beat, fraction = divmod(self.quarters(frame) * part.unit / 4 + 1e-9, 1)
        bar, beat = divmod(beat, part.beats)
        per_beat = 4 / part.unit if self._counts_quarters else 1.0
        return {
            "bar": int(bar) + 1,
            "beat": int(beat) + 1,
            "tick": int(fraction * TICKS * per_beat),
            "beats_per_bar": part.beats,
            "beat_type": part.unit,
            "ticks_per_beat": TICKS,
            "beats_per_minute": told.tempo_bpm * (1.0 if self._counts_quarters else part.unit / 4),
        }


@contextmanager
def master(song: Song, on_cycle: Callable[[int, int], object] = lambda frame, at: None) -> Iterator[Any]:
    """Be timebase master of the running server; the client, which starts, stops and moves the transport.

    `on_cycle` hears at which frame of the transport, and of JACK's own count, a cycle begins.
    """
    import jack

    client = jack.Client("master", no_start_server=True)

    def process(frames: int) -> None:
        on_cycle(client.transport_query_struct()[1].frame, client.last_frame_time)

    def tell(state: int, frames: int, position: Any, is_new: bool) -> None:
        for name, value in song.tell(position.frame).items():
            setattr(position, name, value)
        position.valid = jack._lib.JackPositionBBT

    client.set_process_callback(process)
    client.set_timebase_callback(tell)
    client.activate()
    try:
        yield client
    finally:
        client.deactivate()
        client.close()

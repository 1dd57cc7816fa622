"""Beats on the device's frames: a straight line, made anew whenever host or device says more."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.player.clock import DeviceClock
from bridge.vocabulary.music import Transport


@dataclass(frozen=True, slots=True)
class Grid:
    """The beat `beat` (quarters) is heard at `frame`, and each frame after it is a little later.

    `tempo_bpm` is the host's own word, which the line's slope gives but for the device's clock, and that is
    never quite right.
    """

    beat: float
    frame: float
    quarters_per_frame: float
    tempo_bpm: float

    def beat_at(self, frame: float) -> float:
        return self.beat + (frame - self.frame) * self.quarters_per_frame

    def frame_of(self, beat: float) -> float:
        return self.frame + (beat - self.beat) / self.quarters_per_frame


def grid_of(transport: Transport, clock: DeviceClock) -> Grid:
    """Where a transport's beats fall on the device's frames, latency included.

    Beats go on at the tempo from `read_at_s` on, whether the host plays or stands.
    """
    return Grid(
        beat=transport.beat,
        frame=clock.frame_at(transport.read_at_s),
        quarters_per_frame=transport.tempo_bpm / 60 * clock.seconds_per_frame,
        tempo_bpm=transport.tempo_bpm,
    )

"""What the stage needs of a player. Nothing here blocks: files are read in the player's own thread."""

from __future__ import annotations

from typing import Protocol

import msgspec

from bridge.player.meter import Levels
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport


class VoiceView(msgspec.Struct, frozen=True, kw_only=True):
    """A clip that sounds, or will at `starts_at_s` (monotonic). `position` is its share in 0..1.

    `loading` while its file is read; `late_s` is how long after its beat it came in, at the place where it
    would have been. It is `offset` quarters into its loop at the beat where it comes in.
    """

    slot: str
    clip: Clip
    starts_at_s: float
    position: float
    gain: float
    late_s: float = 0.0
    loading: bool = False
    offset: float = 0.0


class PlayerView(msgspec.Struct, frozen=True, kw_only=True):
    """The audio device: its name, or none and why in `trouble`. `latency_s` is from call to ear.
    `failure` is the last clip that could not be read, in a sentence. `devices` are the names there are to
    choose from, or none while nobody has looked. `levels` are those of the output, while it is metered."""

    device: str | None = None
    trouble: str = ""
    rate_hz: int = 0
    latency_s: float = 0.0
    underruns: int = 0
    gain: float = 1.0
    voices: tuple[VoiceView, ...] = ()
    failure: str = ""
    devices: tuple[str, ...] | None = None
    levels: Levels | None = None


class PlayerPort(Protocol):
    """Many loops at once, each in a slot, on the beats of a transport."""

    def preload(self, clip: Clip) -> None:
        """Have `clip` in memory, so that a launch need not wait for the disk."""

    def launch(self, slot: str, clip: Clip, *, beat: float, gain: float = 1.0, offset: float = 0.0) -> None:
        """Loop `clip` in `slot` from `beat` (quarters of the transport followed) on, instead of what
        played there until then. The sample `offset` quarters into it sounds at that beat's instant, latency
        included; if that is past, it comes in at once, at the place where it would have been."""

    def seek(self, slot: str, quarter: float, *, relative: bool = False) -> float:
        """Have what plays in `slot` go on within the beat that begins at `quarter` of its loop, or by
        `quarter` from where it is, if `relative`; what has not begun begins there.

        What sounds moves by whole beats (see `bridge.player.seeking`), at once and within a fade of 2 ms.
        Returns by how many quarters it moved, in 0 up to its loop's length: 0 if nothing is there.
        """

    def stop(self, slot: str, *, beat: float | None = None) -> None:
        """Silence `slot` from `beat` on; none: at once, within a fade of 2 ms."""

    def stop_all(self) -> None:
        """Silence everything at once."""

    def follow(self, transport: Transport) -> None:
        """From now on this is where the beats are. While the host stands still, `read_at_s` is beat's
        instant and beats go on from there at `tempo_bpm`: pass on a host's standing once, not each time
        that it is read."""

    def set_gain(self, gain: float, *, slot: str | None = None) -> None:
        """The level of all, or of what is in `slot`; 0..2."""

    def look_for_devices(self) -> None:
        """Find out, in a while, which devices there are; the view has them then."""

    def meter(self, on: bool) -> None:
        """Measure the output, for the view, until told otherwise."""

    def view(self) -> PlayerView:
        """How it stands; from any thread."""

    def close(self) -> None:
        """Let go of the device."""

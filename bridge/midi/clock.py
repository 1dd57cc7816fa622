"""Turns MIDI clock into a transport. Pure: messages come with their instants, nothing is read or waited for.

A clock (F8) comes 24 times a quarter note; start (FA), continue (FB) and stop (FC) say what the host
does; a song position (F2) is in sixteenths, of six clocks each. The first clock after start or continue
is the position itself (MIDI 1.0, “System Real Time Messages”). Of the meter nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from bridge.midi.clock_line import CLOCKS_PER_QUARTER, ClockLine
from bridge.vocabulary.music import Meter, Transport

CLOCK, START, CONTINUE, STOP, SONG_POSITION = 0xF8, 0xFA, 0xFB, 0xFC, 0xF2
_CLOCKS_PER_SIXTEENTH = CLOCKS_PER_QUARTER // 4


class ClockFollower:
    """Follows one sender of MIDI clock; for one thread."""

    def __init__(self, meter: Meter | None = None) -> None:
        self._meter = meter or Meter()
        self._line = ClockLine()
        self._last_s = -math.inf
        self._playing = self._starting = False
        self._position = 0  # in clocks: where the song stands, or goes on with the next clock
        self._origin = 0  # while it plays: the number of the clock at the song's beginning

    def feed(self, message: Sequence[int], stamp_s: float) -> bool:
        """Take in a message that came at `stamp_s` (monotonic); any but the clock's are passed over.

        True if `transport` has news that should not wait: the host started, stopped or jumped, or its tempo
        is another than the one told.
        """
        if not message or not math.isfinite(stamp_s):
            return False
        stamp_s = max(stamp_s, self._last_s)
        kind = message[0]
        if kind == CLOCK:
            return self._clock(stamp_s)
        if kind in (START, CONTINUE):
            self._position = 0 if kind == START else self._stands_at()
            self._playing, self._starting = False, True
            return False  # it plays from the next clock on
        if kind == STOP:
            return self._stop(stamp_s)
        if kind == SONG_POSITION and len(message) >= 3:
            return self._jump((message[1] & 0x7F | (message[2] & 0x7F) << 7) * _CLOCKS_PER_SIXTEENTH, stamp_s)
        return False

    @property
    def transport(self) -> Transport | None:
        """Where the host was at its last message; none until a quarter of clocks has been heard."""
        tempo_bpm = self._line.tempo_bpm
        if tempo_bpm is None:
            return None
        beat = self._position / CLOCKS_PER_QUARTER
        if self._playing:
            since_s = self._last_s - self._line.instant_s()
            beat = (self._line.number - self._origin) / CLOCKS_PER_QUARTER + since_s * tempo_bpm / 60
        return Transport(
            tempo_bpm=tempo_bpm,
            meter=self._meter,
            playing=self._playing,
            beat=beat,
            read_at_s=self._last_s,
            source="midi",
        )

    def _clock(self, stamp_s: float) -> bool:
        self._last_s = stamp_s
        started, before_bpm = self._starting, self._line.tempo_bpm
        if started and not self._line.expects(stamp_s):
            self._line.forget()  # many hosts begin their clock anew as they start
        self._line.hear(stamp_s)
        if started:
            self._playing, self._starting = True, False
            self._origin = self._line.number - self._position
        return started or self._line.tempo_bpm != before_bpm

    def _stands_at(self) -> int:
        """The position, in clocks, of the next clock if the host were to go on."""
        return self._line.number + 1 - self._origin if self._playing else self._position

    def _stop(self, stamp_s: float) -> bool:
        told = self._playing
        self._position = self._stands_at()
        self._playing = self._starting = False
        self._last_s = stamp_s
        return told

    def _jump(self, clocks: int, stamp_s: float) -> bool:
        self._position = clocks
        if self._playing:  # not as the specification has it, but some do: from the next clock on
            self._origin = self._line.number + 1 - clocks
        else:
            self._last_s = stamp_s
        return True

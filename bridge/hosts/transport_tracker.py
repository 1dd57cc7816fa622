"""Combines a host's messages into its time, and decides when to pass it on. Pure.

A position arrives late, after the host's next turn, a full block or the socket, and cut-off digits make it
later still; it is never early. So the true position is at least what each reading says. Of the last two
seconds' readings the least late one is taken, as a network clock trusts its fastest packet:

    beat(t) = t · tempo / 60 + max over readings of (beat − read at · tempo / 60)
"""

from __future__ import annotations

import math
from collections import deque

from bridge.errors import BadRequest
from bridge.hosts.connection import COMMON_TIME
from bridge.stage.events import Heard, Left
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.music import Meter, Transport

# Long enough for some of twenty readings to be on time, short enough to forget a tempo that was not exact.
WINDOW_S = 2.0
# A reading that is later than any delay says that the host has jumped back, as a looping one does.
JUMP_S = 0.25
# Tempo, meter and play state are passed on at once, positions so often, and all again where nothing moves.
POSITIONS_EVERY_S, REPEAT_EVERY_S = 0.045, 1.0
# A week of music at 999; what lies beyond is no position.
MAX_BEAT = 1e7
# A tempo sent as float32 is the same tempo.
TEMPO_STEP_BPM = 1e-4


class TransportTracker:
    """One host's time. Impossible values are ignored; instants are monotonic, in seconds."""

    def __init__(self, source: str, meter: Meter = COMMON_TIME) -> None:
        self.source, self._usual_meter = source, meter
        self._forget()

    def _forget(self) -> None:
        self.tempo_bpm: float | None = None
        self.meter = self._usual_meter
        self.playing = False
        self._beat, self._beat_at_s = 0.0, 0.0
        self._readings: deque[tuple[float, float]] = deque(maxlen=64)
        self._told: Transport | None = None
        self._has_news = self._has_moved = False

    # ---- what the host says ----

    def set_tempo(self, tempo_bpm: float, at_s: float) -> None:
        """The tempo from `at_s` on, in quarter notes a minute."""
        if not (math.isfinite(tempo_bpm) and MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM):
            return
        # Live's 123.456 comes as 123.45600128: what nobody can hear need not look odd.
        tempo_bpm = round(tempo_bpm, 4)
        if self.tempo_bpm is None or abs(tempo_bpm - self.tempo_bpm) > TEMPO_STEP_BPM:
            self._anchor(at_s)
            self.tempo_bpm = tempo_bpm
            self._has_news = True

    def set_meter(self, numerator: float, denominator: float) -> None:
        """The meter in which the host counts."""
        try:
            meter = Meter(int(numerator), int(denominator))
        except (BadRequest, ValueError, OverflowError):
            return
        self._has_news |= meter != self.meter
        self.meter = meter

    def set_playing(self, playing: bool, at_s: float) -> None:
        """Whether the host's position moves from `at_s` on."""
        if playing != self.playing:
            self._anchor(at_s)
            self.playing = playing
            self._has_news = True

    def set_beat(self, beat: float, at_s: float) -> None:
        """The host reported at `at_s` that it is at `beat`, in quarter notes."""
        if not (math.isfinite(beat) and abs(beat) <= MAX_BEAT):
            return
        self._has_moved = True
        if not self.playing or self.tempo_bpm is None:
            self._beat, self._beat_at_s = beat, at_s
            return
        # An offset is the beat at instant 0 of a host that had always run.
        offset = beat - at_s * self.tempo_bpm / 60
        while self._readings and self._readings[0][0] < at_s - WINDOW_S:
            self._readings.popleft()
        if self._readings and offset < self._best() - JUMP_S * self.tempo_bpm / 60:
            self._readings.clear()
        self._readings.append((at_s, offset))

    # ---- what follows from it ----

    def beat(self, at_s: float) -> float:
        """Where the host is at `at_s`, in quarter notes."""
        if not self.playing or self.tempo_bpm is None:
            return self._beat
        if self._readings:
            return self._best() + at_s * self.tempo_bpm / 60
        return self._beat + (at_s - self._beat_at_s) * self.tempo_bpm / 60

    def news(self, at_s: float) -> list[Heard]:
        """What to pass on at `at_s`: at most one reading."""
        if self.tempo_bpm is None:
            return []
        since_s = math.inf if self._told is None else at_s - self._told.read_at_s
        moved = self._has_moved and since_s >= POSITIONS_EVERY_S
        # A host that moves and says nothing may hang: that is not to be hidden.
        still = not self.playing or not self._readings
        repeated = self._told is not None and still and since_s >= REPEAT_EVERY_S
        if not (self._has_news or moved or repeated):
            return []
        self._has_news = self._has_moved = False
        self._told = Transport(
            tempo_bpm=self.tempo_bpm,
            meter=self.meter,
            playing=self.playing,
            beat=self.beat(at_s),
            read_at_s=at_s,
            source=self.source,
        )
        return [Heard(self._told)]

    def leave(self, *, forget: bool = True) -> list[Left]:
        """The host is gone; says so if anything was passed on.

        Do not `forget` a host that will not repeat its tempo when it returns.
        """
        told = self._told
        if forget:
            self._forget()
        self._told = None
        self._has_news = self._has_moved = False
        return [] if told is None else [Left(self.source)]

    def _best(self) -> float:
        return max(offset for _, offset in self._readings)

    def _anchor(self, at_s: float) -> None:
        """Continue from where the host is now, without earlier readings."""
        self._beat, self._beat_at_s = self.beat(at_s), at_s
        self._readings.clear()


def number(arguments: tuple[object, ...]) -> float | None:
    """The only argument of a message, if it is a finite number; true and false are 1 and 0."""
    if len(arguments) != 1 or not isinstance(arguments[0], int | float):
        return None
    value = arguments[0]
    try:
        value = float(value)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def text(arguments: tuple[object, ...]) -> str:
    """The only argument of a message, if it is text; else empty."""
    return arguments[0] if len(arguments) == 1 and isinstance(arguments[0], str) else ""

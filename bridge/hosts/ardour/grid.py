"""Works out meter and tempo from Ardour's position in bars, beats and ticks and in samples. Pure.

Ardour's OSC sends neither. But both positions are of the same sample, and a tick is 1/1920 of a quarter note
in any meter. So within a beat, ticks over seconds are the tempo (`TickTempo`). At the turn of a beat, the
missing ticks show its length; at the turn of a bar, the number of its beats.
"""

from __future__ import annotations

import msgspec

from bridge.errors import BadRequest
from bridge.hosts.tick_tempo import TICKS_PER_QUARTER, TickTempo
from bridge.vocabulary.music import Meter

# Readings come each 100 ms; what is further apart has nothing to do with each other.
MAX_STEP_S = 0.5
# How far a beat or a bar may be from whole to be believed: one in which the tempo changes is not.
TOLERANCE = 0.1


class Reading(msgspec.Struct, frozen=True):
    """A position: `bar` and `beat` count from one, `tick` within the beat from zero."""

    bar: int
    beat: int
    tick: int
    seconds: float


class Grid:
    """Fed with positions while the host plays, knows the tempo after a quarter of a second and the meter
    after a bar."""

    def __init__(self) -> None:
        self.meter = Meter()
        self._tempo = TickTempo()
        self._last: Reading | None = None

    @property
    def tempo_bpm(self) -> float | None:
        """The tempo, once it is known."""
        return self._tempo.tempo_bpm

    def set_tempo(self, tempo_bpm: float) -> None:
        """The tempo is known from elsewhere; earlier positions followed another."""
        self.stop()
        self._tempo.tempo_bpm = tempo_bpm

    def stop(self) -> None:
        """The host stands still or has jumped: forget earlier positions."""
        self._last = None
        self._tempo.stop()

    def feed(self, reading: Reading) -> None:
        """Take in the next reading of a host that plays."""
        last, self._last = self._last, reading
        if last is None or not _follows(reading, last):
            self._tempo.begin(reading.seconds)
            return
        expected = self._tempo.rate * (reading.seconds - last.seconds)
        self._tempo.feed(reading.seconds, self._ticks_between(last, reading, expected))

    def quarters(self, reading: Reading) -> float:
        """Where `reading` is, in quarter notes."""
        in_bar = (reading.beat - 1) * 4 / self.meter.denominator + reading.tick / TICKS_PER_QUARTER
        return (reading.bar - 1) * float(self.meter.quarters_per_bar) + in_bar

    def _ticks_between(self, last: Reading, reading: Reading, expected: float) -> float:
        """Ticks from `last` to `reading` by the meter, which is corrected first if `expected` says so."""
        beats, ticks = reading.beat - last.beat, reading.tick - last.tick
        if reading.bar == last.bar:
            if beats == 1 and expected > 0:
                self._learn_beat((expected - ticks) / TICKS_PER_QUARTER)
        else:
            if expected > 0:
                self._learn_bar((expected - ticks) / self._beat_ticks - beats)
            beats += self.meter.numerator
        return beats * self._beat_ticks + ticks

    @property
    def _beat_ticks(self) -> float:
        return TICKS_PER_QUARTER * 4 / self.meter.denominator

    def _learn_beat(self, quarters: float) -> None:
        """A beat was as long as `quarters` quarter notes: so it is a half, a quarter, an eighth …"""
        for denominator in (1, 2, 4, 8, 16, 32):
            if abs(quarters * denominator / 4 - 1) < TOLERANCE:
                self.meter = Meter(self.meter.numerator, denominator)

    def _learn_bar(self, beats: float) -> None:
        """A bar had so many `beats`."""
        if abs(beats - round(beats)) < TOLERANCE:
            try:
                self.meter = Meter(round(beats), self.meter.denominator)
            except BadRequest:
                return


def _follows(reading: Reading, last: Reading) -> bool:
    """Whether the host may have played on from `last` to `reading`, and not jumped."""
    return 0 < reading.seconds - last.seconds <= MAX_STEP_S and 0 <= reading.bar - last.bar <= 1

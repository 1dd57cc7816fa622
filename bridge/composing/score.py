"""Scores: what the composer writes and players play. Frozen values, times in quarter notes."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from bridge.composing.instruments import Instrument
from bridge.composing.roles import Role
from bridge.vocabulary.music import Key, Meter


class Note(msgspec.Struct, frozen=True):
    """One sounding note: when and how long in quarters, MIDI pitch, velocity 1–127.

    On drums and percussion the pitch is General MIDI's number for the piece. A note may start
    slightly before its beat, even before 0: the score is a circle.
    """

    start_quarter: float
    length_quarters: float
    pitch: int
    velocity: int


class Stem(msgspec.Struct, frozen=True):
    """What one player plays all the way round; `gain_db` is against its role's usual loudness."""

    role: Role
    instrument: Instrument
    notes: tuple[Note, ...]
    gain_db: float = 0.0


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """A loop as written. `swing` is where the off-beat falls in its pair: .5 straight, .667 triplets.

    `edition` is the composer's; players tune their drums and mix by it, too.
    """

    seed: int
    genre: str
    tempo_bpm: float
    meter: Meter
    bars: int
    key: Key
    stems: tuple[Stem, ...]
    moods: tuple[str, ...]
    swing: float = 0.5
    pump: float = 0.0
    edition: int = 0

    @property
    def quarters(self) -> Fraction:
        """Length of the loop in quarter notes."""
        return self.bars * self.meter.quarters_per_bar

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(stem.role for stem in self.stems)

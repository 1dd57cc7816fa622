"""Chord symbols to pitches, and voicings that move little from chord to chord."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from bridge.vocabulary.music import SCALES

MAJOR_PENTATONIC = (0, 2, 4, 7, 9)
MINOR_PENTATONIC = (0, 3, 5, 7, 10)

# Semitones above the root, root first; from five tones on, voicings leave out the fifth or the ninth.
QUALITIES = {
    "": (0, 4, 7), "m": (0, 3, 7), "5": (0, 7), "sus2": (0, 2, 7), "sus4": (0, 5, 7), "dim": (0, 3, 6),
    "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "7": (0, 4, 7, 10), "m7": (0, 3, 7, 10),
    "maj7": (0, 4, 7, 11), "m7b5": (0, 3, 6, 10), "dim7": (0, 3, 6, 9), "7sus4": (0, 5, 7, 10),
    "add9": (0, 4, 7, 14), "madd9": (0, 3, 7, 14), "9": (0, 4, 7, 10, 14), "m9": (0, 3, 7, 10, 14),
    "maj9": (0, 4, 7, 11, 14), "13": (0, 4, 9, 10, 14), "7b9": (0, 4, 7, 10, 13), "69": (0, 4, 7, 9, 14),
}  # fmt: skip
_SYMBOL = re.compile(r"([b#]?)([1-7])(.*)")


class Chord(msgspec.Struct, frozen=True):
    """A chord: `root` in semitones above C (0–11), and its `tones` above the root."""

    root: int
    tones: tuple[int, ...]

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        return tuple((self.root + tone) % 12 for tone in self.tones)

    def tone(self, degree: int) -> int:
        """The chord's third, fifth … in semitones above the root; the fifth where it has none."""
        wanted = {3: (3, 4, 5, 2), 5: (7, 6, 8), 6: (9, 8), 7: (10, 11, 9)}[degree]
        return next((tone for tone in wanted if tone in self.tones), 7)


def parse_chord(symbol: str, tonic: int) -> Chord:
    """Read `2m7`, `b7maj7`, `5` … : a degree of the *major* scale on `tonic`, and a quality.

    Raises `ValueError` for a symbol that is none.
    """
    found = _SYMBOL.fullmatch(symbol)
    if found is None or found[3] not in QUALITIES:
        raise ValueError(f"{symbol!r} isn't a chord symbol")
    shift = {"": 0, "b": -1, "#": 1}[found[1]]
    return Chord((tonic + SCALES["major"][int(found[2]) - 1] + shift) % 12, QUALITIES[found[3]])


def _close_position(classes: Sequence[int], lowest: int) -> tuple[int, ...]:
    """The classes stacked upwards in their order, the first of them at or just above `lowest`."""
    pitches = [lowest + (classes[0] - lowest) % 12]
    for pitch_class in classes[1:]:
        pitches.append(pitches[-1] + ((pitch_class - pitches[-1]) % 12 or 12))
    return tuple(pitches)


def _voiced(chord: Chord) -> tuple[int, ...]:
    """At most four tones. The root stays: without it a minor ninth is its relative major's chord."""
    if len(chord.tones) <= 4:
        return chord.tones
    spare = 7 if 7 in chord.tones else chord.tones[-1]
    return tuple(tone for tone in chord.tones if tone != spare)


def voice(chord: Chord, previous: Sequence[int] | None, centre: int) -> tuple[int, ...]:
    """Pitches of `chord` in close position round `centre`: the inversion nearest to `previous`.

    Power chords stay as they are: root, fifth and octave, low.
    """
    if len(chord.tones) == 2:
        root = centre - 12 + (chord.root - (centre - 12)) % 12
        return (root, root + 7, root + 12)
    ordered = sorted((chord.root + tone) % 12 for tone in _voiced(chord))
    candidates = [
        _close_position(ordered[turn:] + ordered[:turn], lowest)
        for turn in range(len(ordered))
        for lowest in range(centre - 11, centre + 1, 4)
    ]

    def effort(pitches: tuple[int, ...]) -> float:
        drift = abs(sum(pitches) / len(pitches) - centre)
        if previous is None:
            return drift
        moves = sum(min(abs(pitch - old) for old in previous) for pitch in pitches)
        return moves + 0.5 * drift

    return min(candidates, key=lambda pitches: (effort(pitches), pitches))


def place_bass(root: int, lowest: int) -> int:
    """The pitch of class `root` in the octave from `lowest` up."""
    return lowest + (root - lowest) % 12

"""Music's frame: meter, key, a loop's place on the grid, and the host's time. Units stand in the names."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, get_args

import msgspec

from bridge.errors import BadRequest

TONICS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


Mode = Literal["major", "minor"]
# Semitones of a key's own scale above its tonic; in minor the natural one.
SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}


_LETTER = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}

# The spelling with the fewer accidentals.
_WRITTEN = {
    "major": ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"),
    "minor": ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"),
}

_KEY = re.compile(r"\s*([A-Ga-g])\s*([#b♯♭]|\s?sharp|\s?flat)?\s*(maj(?:or)?|min(?:or)?|m)?\s*", re.ASCII)


_METER = re.compile(r"\s*(\d{1,2})\s*/\s*(\d{1,2})\s*", re.ASCII)


def bar_count(bars: float) -> str:
    """Such as “1 bar” or “2.5 bars”."""
    return f"{bars:g} bar" + "s" * (bars != 1)


class Meter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time signature: `numerator` beats, each a `denominator`-th note, in a bar."""

    numerator: int = 4
    denominator: int = 4

    def __post_init__(self) -> None:
        if not 1 <= self.numerator <= 32 or self.denominator not in (1, 2, 4, 8, 16, 32):
            raise BadRequest(f"{self} isn't a meter. Use 1–32 beats over 1, 2, 4, 8, 16 or 32, such as 4/4.")

    @property
    def quarters_per_bar(self) -> Fraction:
        """Length of a bar in quarter notes, the unit in which every host counts tempo."""
        return Fraction(4 * self.numerator, self.denominator)

    @classmethod
    def parse(cls, text: str) -> Meter:
        """Read `4/4`. Raises `BadRequest` for anything else."""
        if (found := _METER.fullmatch(text)) is None:
            raise BadRequest(f"“{text[:40]}” isn't a meter. Use 4/4, 3/4, 7/8 or the like.")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A musical key: `tonic` in semitones above C (0–11), and its mode."""

    tonic: int
    mode: Mode

    def __post_init__(self) -> None:
        if not 0 <= self.tonic <= 11:
            raise BadRequest(f"A tonic of {self.tonic} isn't a note. Use 0 (C) to 11 (B).")

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read `Am`, `F#`, `Bb minor`, `C major`. Raises `BadRequest` for anything else."""
        if (found := _KEY.fullmatch(text.replace("♯", "#").replace("♭", "b"))) is None:
            raise BadRequest(f"“{text[:40]}” isn't a key. Use C, Am, F# or Bb minor.")
        letter, accidental, mode = found[1], (found[2] or "").strip(), found[3] or ""
        shift = {"#": 1, "sharp": 1, "b": -1, "flat": -1}.get(accidental, 0)
        minor = mode == "m" or mode.startswith("min")
        return cls((_LETTER[letter.upper()] + shift) % 12, "minor" if minor else "major")

    def __str__(self) -> str:
        return TONICS[self.tonic] + ("m" if self.mode == "minor" else "")

    @property
    def note(self) -> str:
        """The tonic as musicians write it in this mode: Eb major, C# minor."""
        return _WRITTEN[self.mode][self.tonic]

    @property
    def short(self) -> str:
        """Such as `Ebm`, for people; `str` is the stored form, which knows sharps only."""
        return self.note + ("m" if self.mode == "minor" else "")

    @property
    def words(self) -> str:
        return f"{self.note} {self.mode}"


KEYS = tuple(Key(tonic, mode) for mode in get_args(Mode) for tonic in range(12))


class Loop(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The music's frame of a sound: what a host must know to lay it on its grid."""

    tempo_bpm: float
    bars: int
    meter: Meter = Meter()
    key: Key | None = None

    @property
    def quarters(self) -> Fraction:
        """Length in quarter notes."""
        return self.bars * self.meter.quarters_per_bar


class Transport(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The host's time as last read: `read_at_s` is the monotonic clock's instant of the reading.

    `key` is that of the host's scale, where one is chosen.
    """

    tempo_bpm: float
    meter: Meter = Meter()
    playing: bool = False
    beat: float = 0.0
    read_at_s: float = 0.0
    source: str = "typed"
    key: Key | None = None

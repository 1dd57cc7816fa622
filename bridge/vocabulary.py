"""The words that every part of Riffbridge speaks: frozen, typed, with their units in their names.

Nothing here does any work beyond reading and writing its own notation. `ClipRequest` is what
somebody asked, gaps and all; `RenderJob` is the one complete order, in which every default has
been decided; `Clip` is what came of it.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Literal

import msgspec

from bridge.errors import BadRequest

TONICS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
# Semitones of a key's own scale above its tonic; in minor the natural one.
SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
_LETTER = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_KEY = re.compile(r"\s*([A-Ga-g])\s*([#b♯♭]|\s?sharp|\s?flat)?\s*(maj(?:or)?|min(?:or)?|m)?\s*", re.ASCII)
_METER = re.compile(r"\s*(\d{1,2})\s*/\s*(\d{1,2})\s*", re.ASCII)


class Meter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A time signature: `numerator` beats, each a `denominator`-th note, in a bar."""

    numerator: int = 4
    denominator: int = 4

    def __post_init__(self) -> None:
        if not 1 <= self.numerator <= 32 or self.denominator not in (1, 2, 4, 8, 16, 32):
            raise BadRequest(
                f"The meter {self} cannot be counted; give 1–32 beats over 1, 2, 4, 8, 16 or 32, such as 4/4."
            )

    @property
    def quarters_per_bar(self) -> Fraction:
        """Length of a bar in quarter notes, the unit in which every host counts tempo."""
        return Fraction(4 * self.numerator, self.denominator)

    @classmethod
    def parse(cls, text: str) -> Meter:
        """Read `4/4`. Raises `BadRequest` for anything else."""
        if (found := _METER.fullmatch(text)) is None:
            raise BadRequest(f"“{text[:40]}” is no meter; write it as beats/unit, such as 4/4 or 6/8.")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A musical key: `tonic` in semitones above C (0–11), and its mode."""

    tonic: int
    mode: Literal["major", "minor"]

    def __post_init__(self) -> None:
        if not 0 <= self.tonic <= 11:
            raise BadRequest(f"A tonic of {self.tonic} is no note; give 0 (C) to 11 (B).")

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read `Am`, `F#`, `Bb minor`, `C major`. Raises `BadRequest` for anything else."""
        if (found := _KEY.fullmatch(text.replace("♯", "#").replace("♭", "b"))) is None:
            raise BadRequest(f"“{text[:40]}” is no key; write it as C, Am, F# or Bb minor.")
        letter, accidental, mode = found[1], (found[2] or "").strip(), found[3] or ""
        shift = {"#": 1, "sharp": 1, "b": -1, "flat": -1}.get(accidental, 0)
        minor = mode == "m" or mode.startswith("min")
        return cls((_LETTER[letter.upper()] + shift) % 12, "minor" if minor else "major")

    def __str__(self) -> str:
        return TONICS[self.tonic] + ("m" if self.mode == "minor" else "")

    @property
    def words(self) -> str:
        return f"{TONICS[self.tonic]} {self.mode}"


class FileFormat(StrEnum):
    """What a clip is written as; a WAV's samples may be 16 or 24 bits or 32-bit float."""

    WAV16 = "wav16"
    WAV24 = "wav24"
    WAV_FLOAT = "wavf"
    FLAC = "flac"
    OGG = "ogg"

    @property
    def suffix(self) -> str:
        return ".wav" if self.name.startswith("WAV") else f".{self.value}"


class PhaseMethod(StrEnum):
    """How phases are found for magnitudes; see `bridge.sound.phase` for what each measures."""

    GRIFFIN_LIM = "griffin-lim"
    BEST = "best"


# Where more iterations stop being heard; `bridge.sound.phase` has the figures.
PHASE_ITERATIONS = {PhaseMethod.GRIFFIN_LIM: 32, PhaseMethod.BEST: 16}


class SourceAudio(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sound that a job starts from: where it lies, and what it holds, so that a change is noticed."""

    path: str
    sha256: str


class ClipRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody asked for. `None` means that they did not say: `resolve` decides.

    `tempo_bpm` counts quarter notes a minute; `strength` is how much of the source is redrawn (0–1);
    `guidance` is the scale of classifier-free guidance (1 = none); `origin` says whence it came.
    """

    prompt: str | None = None
    negative: str | None = None
    preset: str | None = None
    model: str | None = None
    tempo_bpm: float | None = None
    bars: int | None = None
    meter: Meter | None = None
    key: Key | None = None
    seed: int | None = None
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None
    count: int | None = None
    source: Path | None = None
    strength: float | None = None
    rate_hz: int | None = None
    file_format: FileFormat | None = None
    origin: str = "command line"


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
    """The host's time as last read: `read_at_s` is the monotonic clock's instant of the reading."""

    tempo_bpm: float
    meter: Meter = Meter()
    playing: bool = False
    beat: float = 0.0
    read_at_s: float = 0.0
    source: str = "typed"


class RenderJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The one complete order for a batch of `count` clips, of which this is number `take` (from 0).

    Whatever changes the sound is in it, and nothing else: equal digests are equal bytes on one
    machine. A batch is sampled as one, and arithmetic in a batch may round otherwise than alone,
    so the batch's size is part of the order.
    """

    prompt: str
    negative: str
    model: str
    model_sha256: str
    tempo_bpm: float
    bars: int
    meter: Meter
    key: Key | None
    seed: int
    count: int
    take: int
    steps: int
    guidance: float
    scheduler: str
    source: SourceAudio | None
    strength: float
    rate_hz: int
    file_format: FileFormat
    phase_method: PhaseMethod = PhaseMethod.BEST
    phase_iterations: int

    @property
    def loop(self) -> Loop:
        return Loop(tempo_bpm=self.tempo_bpm, bars=self.bars, meter=self.meter, key=self.key)

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that name the clip: SHA-256 of the job, canonically written.

        The source counts by its content, not by where it lies.
        """
        order = msgspec.to_builtins(self)
        if self.source is not None:
            order["source"] = self.source.sha256
        return hashlib.sha256(msgspec.json.encode(order, order="sorted")).hexdigest()


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What travels inside every file: the order it was made from, by what, and under which licence.

    `grid` says how the clip came onto the host's: `exact` where it was drawn on it, else what was
    found. `in_key` says whether the model is known to keep to the job's key; if not, hosts are not
    told of it. `parent` is the digest of the clip that it starts from, if there is one.
    """

    job: RenderJob
    licence: str
    program: str
    grid: str = "exact"
    in_key: bool = True
    parent: str | None = None


class Clip(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A finished sound on disk. `seam` is the jump from last to first sample over the 99.5th
    percentile of the jumps inside (at most 1 is inaudible)."""

    job: RenderJob
    path: Path
    frames: int
    rate_hz: int
    peak_dbfs: float
    seam: float
    grid: str


class Progress(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How far a job is: `fraction` in 0..1, `seconds_left` once it can be told."""

    stage: str
    fraction: float
    seconds_left: float | None = None

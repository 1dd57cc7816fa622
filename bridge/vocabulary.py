"""The words that every part of Riffbridge speaks: frozen, typed, with their units in their names.

Nothing here does any work beyond reading and writing its own notation. `ClipRequest` is what
somebody asked, gaps and all; `RenderJob` is the one complete order, in which every default has
been decided; `Clip` is what came of it.
"""

from __future__ import annotations

import hashlib
import math
import re
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import msgspec

from bridge.errors import BadRequest

TONICS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
# Semitones of a key's own scale above its tonic; in minor the natural one.
SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
_LETTER = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_KEY = re.compile(r"\s*([A-Ga-g])\s*([#b♯♭]|\s?sharp|\s?flat)?\s*(maj(?:or)?|min(?:or)?|m)?\s*", re.ASCII)
_PLACE = re.compile(
    r"(?:(live|reaper|bitwig|ardour):)?"
    r"(?:(selected|next-free)|track:(\d{1,4})/(slot|bar):(\d{1,4})|(?:arrangement:)?(cursor))(\+fire)?"
)
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
    """How phases are found for magnitudes; see `bridge.sound.dsp.phase` for what each measures."""

    GRIFFIN_LIM = "griffin-lim"
    BEST = "best"


# Where more iterations stop being heard; `bridge.sound.dsp.phase` has the figures.
PHASE_ITERATIONS = {PhaseMethod.GRIFFIN_LIM: 32, PhaseMethod.BEST: 16}


class SourceAudio(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The sound that a job starts from: where it lies, and what it holds, so that a change is noticed."""

    path: str
    sha256: str


class InpaintSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part of a loop that is drawn anew between what stays: from and to, in quarter notes."""

    from_quarter: float
    to_quarter: float

    def __post_init__(self) -> None:
        if not 0 <= self.from_quarter < self.to_quarter < math.inf:
            raise BadRequest(
                f"A gap from {self.from_quarter:g} to {self.to_quarter:g} quarter notes is none; "
                "count from 0 at the downbeat, and give the earlier first."
            )


class MorphTarget(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a clip is blended with: another prompt and the seed of its noise; `blend` 0 is all the
    first, 1 all this."""

    prompt: str
    seed: int
    blend: float

    def __post_init__(self) -> None:
        if not 0 <= self.blend <= 1:
            raise BadRequest(f"A blend of {self.blend} is out of range; give 0 (all the first) to 1.")


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a clip is to go in a host's session: the `selected` slot, the `next-free` one, `track` and
    `slot`, `track` and `bar` of the arrangement, or its `cursor`. Tracks, slots and bars count from 1.
    `fire` has what is in a slot launched there."""

    host: Literal["live", "reaper", "bitwig", "ardour"] | None = None
    where: Literal["selected", "next-free", "slot", "bar", "cursor"]
    track: int = 0
    slot: int = 0
    bar: int = 0
    fire: bool = False

    def __post_init__(self) -> None:
        if self.where == "slot" and not (1 <= self.track <= 9999 and 1 <= self.slot <= 9999):
            raise BadRequest("Tracks and slots are counted from 1; give track:1/slot:1 for the first.")
        if self.where == "bar" and not (1 <= self.track <= 9999 and 1 <= self.bar <= 9999):
            raise BadRequest("Tracks and bars are counted from 1; give track:1/bar:1 for the first.")
        if self.where in ("bar", "cursor") and self.fire:
            raise BadRequest("A clip in the arrangement sounds when the cursor comes by; leave +fire out.")

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read `selected`, `live:next-free`, `track:2/slot:5+fire`, `reaper:track:2/bar:5`,
        `arrangement:cursor`.

        Raises `BadRequest` for anything else.
        """
        if (found := _PLACE.fullmatch(text.strip().lower())) is None:
            raise BadRequest(
                f"“{text[:40]}” is no place; give selected, next-free, track:1/slot:2, track:1/bar:5 or "
                "arrangement:cursor, after live:, reaper:, bitwig: or ardour: if you like."
            )
        groups: tuple[Any, ...] = found.groups()
        host, plain, track, unit, number, cursor, fire = groups
        return cls(
            host=host,
            where=plain or unit or cursor,
            track=int(track or 0),
            slot=int(number) if unit == "slot" else 0,
            bar=int(number) if unit == "bar" else 0,
            fire=bool(fire),
        )

    @property
    def within(self) -> str:
        """The place without its host, and without firing."""
        match self.where:
            case "slot":
                return f"track:{self.track}/slot:{self.slot}"
            case "bar":
                return f"track:{self.track}/bar:{self.bar}"
            case "cursor":
                return "arrangement:cursor"
            case _:
                return self.where

    def __str__(self) -> str:
        return (f"{self.host}:" if self.host else "") + self.within + ("+fire" if self.fire else "")


class Operation(StrEnum):
    """What a request makes of the clip or sound that it starts from."""

    VARY = "vary"  # drawn anew as far as the strength says
    MORPH = "morph"  # blended with another; of a clip this needs its order, not its sound
    EXTEND = "extend"  # gone on with, to more bars
    FILL = "fill"  # kept but for a part of it, which is drawn anew


class ClipRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody asked for. `None` means that they did not say: `resolve` decides.

    `tempo_bpm` counts quarter notes a minute; `strength` is how much of the source is redrawn (0–1);
    `guidance` is the scale of classifier-free guidance (1 = none); `origin` says whence it came.
    `use` says what becomes of the source, where the other fields do not tell: `goal_prompt`, `goal_seed`,
    `goal_key` and `blend` (0–1) are of a morph; `from_quarter` and `to_quarter` of a part to be filled
    anew; `source_bars` is how many bars the source fills, where the loop goes on after it.
    `drawn_tempo_bpm` has a loop drawn as for this tempo and only played at `tempo_bpm`. `place` is where
    in a host's session the clip is to go once it is there.
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
    use: Operation | None = None
    goal_prompt: str | None = None
    goal_seed: int | None = None
    goal_key: Key | None = None
    blend: float | None = None
    from_quarter: float | None = None
    to_quarter: float | None = None
    source_bars: int | None = None
    drawn_tempo_bpm: float | None = None
    place: Place | None = None
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


class RenderJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The one complete order for a batch of `count` clips, of which this is number `take` (from 0).

    Whatever changes the sound is in it, and nothing else: equal digests are equal bytes on one
    machine. A batch is sampled as one, and arithmetic in a batch may round otherwise than alone,
    so the batch's size is part of the order. What came later than version 0.1 (`goal`, `gap`,
    `source_bars`, `drawn_tempo_bpm`) counts in the digest only where it is said, so that older clips
    keep their names.
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
    goal: MorphTarget | None = None
    gap: InpaintSpan | None = None
    source_bars: int | None = None
    drawn_tempo_bpm: float | None = None

    @property
    def drawn_at_bpm(self) -> float:
        """The tempo that the model is told."""
        return self.tempo_bpm if self.drawn_tempo_bpm is None else self.drawn_tempo_bpm

    @property
    def drawn_gap(self) -> InpaintSpan | None:
        """What is drawn anew where the rest of the source stays: the gap, or all after the source's bars."""
        if self.source is None or self.source_bars is None:
            return self.gap if self.source is not None else None
        quarters_per_bar = self.meter.quarters_per_bar
        return InpaintSpan(float(self.source_bars * quarters_per_bar), float(self.bars * quarters_per_bar))

    @property
    def loop(self) -> Loop:
        return Loop(tempo_bpm=self.tempo_bpm, bars=self.bars, meter=self.meter, key=self.key)

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that name the clip: SHA-256 of the job, canonically written.

        The source counts by its content, not by where it lies.
        """
        order = msgspec.to_builtins(self)
        for later in ("goal", "gap", "source_bars", "drawn_tempo_bpm"):
            if order[later] is None:
                del order[later]
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

"""The complete order for a clip, in which every default is decided, and how far it is."""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Callable
from enum import StrEnum
from typing import Literal

import msgspec

from bridge.errors import BadRequest
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key, Loop, Meter
from bridge.vocabulary.prompts import ParsedPrompt


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


class SourceLoop(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The loop in a sound: its tempo, how many quarter notes it lasts, and where in the sound it lies.

    `tempo_bpm` is `None` where only listening can tell, and `quarters` where the sound isn't a whole number
    of beats. `end_s` is `None` where the loop goes on to the sound's end.
    """

    tempo_bpm: float | None = None
    quarters: float | None = None
    begin_s: float = 0.0
    end_s: float | None = None


class InpaintSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part of a loop that is drawn anew between what stays: from and to, in quarter notes."""

    from_quarter: float
    to_quarter: float

    def __post_init__(self) -> None:
        if not 0 <= self.from_quarter < self.to_quarter < math.inf:
            raise BadRequest(
                f"There is nothing to fill from {self.from_quarter:g} to {self.to_quarter:g} quarter notes. "
                "Count from 0 at the downbeat, and give the earlier first."
            )


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a stretch of a loop was composed, in quarter notes.

    It is taken from a score of `bars` bars that goes round and round from `begins_at` on. `seed` is that
    score's, and `take` that of a new take of it, which keeps cast, harmony and groove; `None` for the first.
    `tempo_bpm` is what it was composed for.
    """

    from_quarter: float
    to_quarter: float
    parsed: ParsedPrompt
    key: Key | None
    tempo_bpm: float
    bars: int
    seed: int
    take: int | None = None
    begins_at: float = 0.0


class MorphTarget(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a clip is blended with: another prompt and the seed of its noise; `blend` 0 is all the
    first, 1 all this."""

    prompt: str
    seed: int
    blend: float

    def __post_init__(self) -> None:
        if not 0 <= self.blend <= 1:
            raise BadRequest(f"A blend of {self.blend} is out of range. Use 0 to 1.")


class RenderJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The one complete order for a batch of `count` clips, of which this is number `take` (from 0).

    Whatever changes the sound is in it, and nothing else: equal digests are equal bytes on one
    machine. A batch is sampled as one, and arithmetic in a batch may round otherwise than alone,
    so the batch's size is part of the order. What came later than version 0.1 is `None` by default, and
    counts in the digest only where it is said, so that older clips keep their names.

    `parsed` is what each of `prompts` was understood as, so that nobody parses them again. It counts in
    the digest only with a `guide`, which is composed of it, and with `other_words`: where the model's own
    lexicon, by which they were parsed before, says otherwise. Unset in jobs from before, and where nothing is
    composed.

    `decoding`: "relative" applies what the model changed to the source or guide itself
    (`bridge.sound.dsp.relative`); unset, as in jobs from before, all sound is made from the picture alone.

    `guide`: "played" composes and plays the loop, and has the model redraw that by `strength`; unset where
    there is a source without a score, or the model renders from noise. A player or a sample bank that sounds
    different gets another name than "played". `loudness_lufs` is what the loop is mastered to; unset, as in
    jobs from before, it keeps its source's loudness, or its loudest sample is at −1 dBFS.

    `source_loop` is what the source is known to be; unset where it is a clip of ours, or in jobs from before.

    `source_licence` and `source_author` are what the request or the source's file says of them. They change
    no sample, but are in the clip's file, so they count.

    `source_score` is how a source was composed that is to be filled or extended from its score; then `guide`
    is "played", too. Unset where a gap is filled without a score, as in jobs from before.

    `loras` are applied to the model, where they are on. They count by what they hold, not by their names.
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
    parsed: tuple[ParsedPrompt, ...] | msgspec.UnsetType = msgspec.UNSET
    other_words: bool | msgspec.UnsetType = msgspec.UNSET
    decoding: Literal["relative"] | msgspec.UnsetType = msgspec.UNSET
    guide: Literal["played"] | msgspec.UnsetType = msgspec.UNSET
    loudness_lufs: float | msgspec.UnsetType = msgspec.UNSET
    source_loop: SourceLoop | msgspec.UnsetType = msgspec.UNSET
    source_licence: str | msgspec.UnsetType = msgspec.UNSET
    source_author: str | msgspec.UnsetType = msgspec.UNSET
    source_score: tuple[Passage, ...] | msgspec.UnsetType = msgspec.UNSET
    loras: tuple[Lora, ...] | msgspec.UnsetType = msgspec.UNSET

    @property
    def prompts(self) -> tuple[str, ...]:
        """The prompt, and that of the goal if there is one."""
        return (self.prompt,) if self.goal is None else (self.prompt, self.goal.prompt)

    @property
    def applied_loras(self) -> tuple[Lora, ...]:
        """Those that its prompts turn on."""
        return tuple(lora for lora in self.loras or () if lora.is_on(self.prompts))

    @property
    def needs_model(self) -> bool:
        """Whether a model has anything to do: at strength 0 the loop is as it was played."""
        return not self.guide or self.strength > 0

    @property
    def has_notes(self) -> bool:
        """Whether its clip is made from a score."""
        return bool(self.parsed) and (self.source is None or bool(self.source_score))

    @property
    def has_parts(self) -> bool:
        """Whether its clip was played from a score, part by part."""
        return self.has_notes and bool(self.guide)

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
    def batch(self) -> tuple[RenderJob, ...]:
        """The jobs of all takes that were asked for together, this one among them."""
        return tuple(msgspec.structs.replace(self, take=take) for take in range(self.count))

    def is_beside(self, other: RenderJob) -> bool:
        """Whether `other` is another take of the same batch."""
        is_other = self.count > 1 and self.take != other.take
        return is_other and self == msgspec.structs.replace(other, take=self.take)

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that name the clip: SHA-256 of the job, canonically written.

        The source counts by its content, not by where it lies.
        """
        order = msgspec.to_builtins(self)
        for name in _later_fields(type(self)):
            if order[name] is None:
                del order[name]
        if not order.pop("other_words", False) and not self.guide:
            order.pop("parsed", None)
        if self.source is not None:
            order["source"] = self.source.sha256
        if self.loras:
            order["loras"] = [(each.sha256, each.weight) for each in self.loras]
        return hashlib.sha256(msgspec.json.encode(order, order="sorted")).hexdigest()


@functools.cache
def _later_fields(kind: type[RenderJob]) -> tuple[str, ...]:
    """What came after version 0.1. Cached: looking it up takes ten times as long as the rest of a digest."""
    return tuple(field.name for field in msgspec.structs.fields(kind) if field.default is None)


class Progress(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How far a job is: `fraction` in 0..1, `seconds_left` once it can be told."""

    stage: str
    fraction: float
    seconds_left: float | None = None


OnProgress = Callable[[Progress], None]
# Hears a sentence that a user should know.
Tell = Callable[[str], None]
# Hears how much of a stage is done, 0..1. May raise `Cancelled`.
OnShare = Callable[[float], None]

"""The register of what a request may say: one row a field, from which every door is made.

From these rows come the options of `riffbridge render`, the pairs of OSC and OSCQuery, the names in TOML
and JSON, what is sent on to a running bridge, what `--like` refuses, the window's advanced fields and a
clip's details, `docs/osc.md` and `docs/requests.md`.

To add a field, touch three files: `bridge/vocabulary/requests.py` (and `jobs.py`, if it changes the sound:
in the digest only where it is said), this one, and `bridge/requests/resolve.py`, which decides its default.
Then write the pages and the translations anew (`python -m bridge.requests.reference > docs/requests.md`,
`python -m bridge.osc.reference > docs/osc.md`, `python -m tests.ui.translating`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from bridge.requests import kinds
from bridge.requests.bounds import (
    MAX_COUNT,
    MAX_GUIDANCE,
    MAX_LUFS,
    MAX_QUARTER,
    MAX_SEED,
    MAX_STEPS,
    MIN_LUFS,
    RATES_HZ,
)
from bridge.requests.kinds import Kind, Span
from bridge.timing import MAX_BARS, MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.licences import MAX_RIGHTS
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest, Operation


class Field(msgspec.Struct, frozen=True):
    """A thing that a request may say.

    `name` is what people write, `attribute` what it is in a `ClipRequest`, `label` a word or two that the
    window translates, `help` a phrase for people, `default` what counts where nothing is said. `operations`
    are those that it belongs to: none means all, and words alone; where it is one, saying it asks for that.
    `aliases` are earlier names. `changes` are the attributes that a value stands for, if not `attribute`
    alone; `in_request` and `in_job` find the value again, `None` where it is not said.
    """

    name: str
    attribute: str
    kind: Kind
    label: str
    help: str
    default: str = ""
    operations: tuple[Operation, ...] = ()
    aliases: tuple[str, ...] = ()
    changes: Callable[[Any], Mapping[str, Any]] | None = None
    in_request: Callable[[ClipRequest], Any] | None = None
    in_job: Callable[[RenderJob], Any] | None = None

    def read(self, value: object, kind: Kind | None = None) -> Any:
        """What `value` says, read as `kind` if that is given. Raises `BadRequest` that names the field."""
        return (kind or self.kind).read_for(self.name, value)


def _words(value: str) -> dict[str, Any]:
    """A prompt without words says nothing."""
    return {"prompt": value} if value else {}


def _extension(value: bool) -> dict[str, Any]:
    return {"operation": Operation.EXTEND} if value else {}


def _part(value: Span | None) -> dict[str, Any]:
    if value is None:
        return {}
    said = {"operation": Operation.FILL, "from_quarter": value.begin, "to_quarter": value.end}
    return {name: each for name, each in said.items() if each is not None}


# `oga` is what some call OGG; a plain `wav` has 24 bits.
FORMATS = {"wav": FileFormat.WAV24, **{form.value: form for form in FileFormat}, "oga": FileFormat.OGG}
WORDS, NAME = kinds.text(), kinds.name()
_CREDIT = kinds.text(MAX_RIGHTS)
_CLIP, _BPM, _BARS = kinds.bare_path(), kinds.number(MIN_TEMPO_BPM, MAX_TEMPO_BPM), kinds.whole(1, MAX_BARS)
_METER = kinds.notation("a meter", Meter.parse, "4/4, 3/4, 7/8 or the like")
_KEY = kinds.notation("a key", Key.parse, "C, Am, F# or Bb minor")
_PLACE = kinds.notation(
    "a place",
    Place.parse,
    "selected, next-free, track:1/slot:2, track:1/bar:5 or arrangement:cursor, perhaps as live:selected+fire",
)
# Typed with its value, since either is asked for.
_TYPED_SWITCH = msgspec.structs.replace(kinds.switch(), is_switch=False)
_SEED, _QUARTER, _SHARE = kinds.whole(0, MAX_SEED), kinds.number(0.0, MAX_QUARTER), kinds.number(0.0, 1.0)
_EXTEND, _FILL, _MORPH = (Operation.EXTEND,), (Operation.FILL,), (Operation.MORPH,)
_REDRAWN = (Operation.VARY, *_EXTEND, *_FILL)

MUSIC, RENDERING, SOURCE, MORPH, FILE = (
    "the music", "how it is rendered", "start from a sound", "morph to another loop", "the file",
)  # fmt: skip
GROUPS: dict[str, tuple[Field, ...]] = {
    MUSIC: (
        Field("prompt", "prompt", WORDS, "prompt", "the loop in words", changes=_words),
        Field("preset", "preset", NAME, "preset", "a starting point; riffbridge presets lists them"),
        Field("negative", "negative", WORDS, "without", "what should not be heard, in words"),
        Field("bpm", "tempo_bpm", _BPM, "BPM", "tempo in quarter notes a minute",
              "the host's, or what the words say"),
        Field("bars", "bars", _BARS, "bars", "length in bars", "what the words say, or 2"),
        Field("meter", "meter", _METER, "meter", "time signature", "the host's, or what the words say"),
        Field("key", "key", _KEY, "key", "musical key", "what the words say, or the host's scale"),
    ),
    RENDERING: (
        Field("seed", "seed", _SEED, "seed", "the same seed gives the same loop", "random"),
        Field("count", "count", kinds.whole(1, MAX_COUNT), "count", "number of takes", "1"),
        Field("model", "model", NAME, "model", "the model; riffbridge models lists them", "the settings'"),
        Field("lora", "loras", kinds.loras(), "LoRAs",
              "LoRAs to apply to the model; riffbridge models lists them", "none",
              in_job=lambda job: job.loras or None),
        Field("strength", "strength", _SHARE, "strength",
              "how much the model redraws of the source, or of the loop as played: 0 nothing, 1 all",
              "0 with the starter (0.4 with a LoRA, steps, guidance or scheduler), 0.6 with other models; "
              "0.6 for vary, 1 to extend or fill what has no score"),
        Field("guide", "guide", _TYPED_SWITCH, "guide",
              "compose and play the loop, for the model to redraw by strength; off renders from noise",
              "on if the words name a genre or an instrument, always with the starter",
              in_job=lambda job: bool(job.guide) if job.source is None or job.source_score else None),
        Field("steps", "steps", kinds.whole(1, MAX_STEPS), "steps",
              "sampling steps; more take longer", "the model's"),
        Field("guidance", "guidance", kinds.number(0.0, MAX_GUIDANCE), "guidance",
              "prompt strength (1 = off)", "the model's"),
        Field("scheduler", "scheduler", NAME, "sampler", "the sampler", "the model's"),
        Field("drawn_bpm", "drawn_tempo_bpm", _BPM, "rendered at BPM",
              "render as for this tempo, play at bpm; for models in musical time, such as the starter"),
    ),
    SOURCE: (
        Field("source", "source", _CLIP, "source", "the clip or sound to start from",
              operations=tuple(Operation), in_job=lambda job: Path(job.source.path) if job.source else None),
        Field("extend", "operation", kinds.switch(), "extend",
              "continue the source, to as many bars as asked for or twice its own", "", _EXTEND,
              changes=_extension, in_request=lambda it: it.operation is Operation.EXTEND or None),
        Field("source_bpm", "source_tempo_bpm", _BPM, "source BPM",
              "the source's own tempo", "what its file says, or what is heard", _REDRAWN,
              in_job=lambda job: job.source_loop.tempo_bpm if job.source_loop else None),
        Field("source_bars", "source_bars", _BARS, "source bars",
              "how many bars the source has", "what its file says, or what is heard", _REDRAWN),
        Field("source_licence", "source_licence", _CREDIT, "source licence",
              "the source's licence, such as CC-BY-4.0; kept for the credits", "what its file says", _REDRAWN,
              ("source_license",), in_job=lambda job: job.source_licence or None),
        Field("source_author", "source_author", _CREDIT, "source author",
              "who made the source; kept for the credits", "what its file says", _REDRAWN,
              in_job=lambda job: job.source_author or None),
        Field("fill", "operation", kinds.span(), "fill",
              "redraw a part of the source and keep the rest; on is its last bar", "", _FILL,
              changes=_part, in_request=lambda it: Span() if it.operation is Operation.FILL else None),
        Field("from_quarter", "from_quarter", _QUARTER, "from quarter",
              "where the part to fill begins, in quarter notes", "a bar before its end", _FILL,
              ("from_beat",), in_job=lambda job: job.gap.from_quarter if job.gap else None),
        Field("to_quarter", "to_quarter", _QUARTER, "to quarter",
              "where the part to fill ends", "the loop's end", _FILL,
              ("to_beat",), in_job=lambda job: job.gap.to_quarter if job.gap else None),
    ),
    MORPH: (
        Field("to", "goal_prompt", WORDS, "morph into", "the other loop in words", "", _MORPH,
              in_job=lambda job: job.goal.prompt if job.goal else None),
        Field("to_clip", "goal_source", _CLIP, "morph into clip", "the other loop, a clip", "", _MORPH),
        Field("blend", "blend", _SHARE, "morph amount", "how far to morph: 0 is the first loop, 1 the other",
              "0.5", _MORPH, in_job=lambda job: job.goal.blend if job.goal else None),
        Field("seed_to", "goal_seed", _SEED, "target seed", "the other loop's seed",
              "its clip's, or the first's", _MORPH, in_job=lambda job: job.goal.seed if job.goal else None),
        Field("key_to", "goal_key", _KEY, "target key",
              "the other loop's key; the nearer loop's key is used", "its clip's", _MORPH),
    ),
    FILE: (
        Field("rate", "rate_hz", kinds.whole_of(RATES_HZ), "sample rate",
              "sample rate in Hz", "the settings'"),
        Field("format", "file_format", kinds.choice(FORMATS), "format",
              "file format; wav is wav24", "the settings'"),
        Field("loudness", "loudness", kinds.number_or("off", MIN_LUFS, MAX_LUFS), "loudness",
              "loudness in LUFS; off leaves out the master", "-14, or the source's",
              in_job=lambda job: job.loudness_lufs or "off"),
        Field("place", "place", _PLACE, "place",
              "where in the host's session the clip goes; tracks, slots and bars count from 1"),
        Field("midi", "midi", kinds.switch(), "MIDI",
              "also write the notes, as a MIDI file beside the clip", "off"),
        Field("stems", "stems", kinds.switch(), "stems",
              "also write each part as a WAV of its own beside the clip", "off"),
    ),
}  # fmt: skip
FIELDS = tuple(field for fields in GROUPS.values() for field in fields)
BY_NAME = {field.name: field for field in FIELDS}


def said(request: ClipRequest) -> Iterator[tuple[Field, Any]]:
    """The fields that `request` says something about, with their values."""
    for field in FIELDS:
        found = field.in_request(request) if field.in_request else getattr(request, field.attribute)
        if found is not None:
            yield field, found


def decided(job: RenderJob) -> Iterator[tuple[Field, Any]]:
    """The fields that `job` has decided, with their values: said in a request, they give that job again."""
    for field in FIELDS:
        found = field.in_job(job) if field.in_job else getattr(job, field.attribute, None)
        if found is not None:
            yield field, found


def checked(name: str, value: object) -> Any:
    """`value`, if the field called `name` may have it. Raises `BadRequest` that names it."""
    return BY_NAME[name].read(value)

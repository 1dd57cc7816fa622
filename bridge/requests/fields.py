"""The register of what a request may say: one row a field, from which every door is made.

From these rows come the options of `riffbridge render`, the pairs of OSC and OSCQuery, the names in TOML
and JSON, what is sent on to a running bridge, what `--like` refuses, the window's advanced fields and a
clip's details, `docs/osc.md` and `docs/requests.md`.

To add a field, touch three files: `bridge/vocabulary/requests.py` (and `jobs.py`, if it changes the sound:
in the digest only where it is said), this one, and `bridge/requests/resolve.py`, which decides its default.
Then write the pages and the translations anew (`python -m bridge.requests.reference > docs/requests.md`,
`python -m bridge.osc.reference > docs/osc.md`, `python -m tests.support.ui.translating`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from bridge.requests import kinds
from bridge.requests.bounds import MAX_COUNT, MAX_GUIDANCE, MAX_QUARTER, MAX_SEED, MAX_STEPS, RATES_HZ
from bridge.requests.kinds import Kind, Span
from bridge.timing import MAX_BARS, MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest, Operation


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that a request may say.

    `attribute` is what it is in a `ClipRequest`, `name` what people write, and `aliases` what they wrote
    before. `help` is a phrase for people, `default` what counts where nothing is said, `label` a word or two
    that the window translates. `operations` are those that
    it belongs to; where that is one alone, saying it asks for that; none means all, and words alone.
    `changes` are the attributes that a value stands for, if not `attribute` alone; `in_request` and `in_job`
    find the value again, `None` where it is not said.
    """

    name: str
    attribute: str
    kind: Kind
    group: str
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


MUSIC, RENDERING, SOURCE, MORPH, RESULT = (
    "the music", "how it is rendered", "start from a sound", "morph to another loop", "the file",
)  # fmt: skip
# `oga` is what some call OGG; a plain `wav` has 24 bits.
FORMATS = {"wav": FileFormat.WAV24, **{form.value: form for form in FileFormat}, "oga": FileFormat.OGG}

_WORDS, _NAME, _CLIP = kinds.text(), kinds.name(), kinds.bare_path()
_BPM, _BARS = kinds.number(MIN_TEMPO_BPM, MAX_TEMPO_BPM), kinds.whole(1, MAX_BARS)
_KEY = kinds.notation("a key", Key.parse, "C, Am, F# or Bb minor")
_METER = kinds.notation("a meter", Meter.parse, "4/4, 3/4 or 6/8")
_PLACE = kinds.notation(
    "a place",
    Place.parse,
    "selected, next-free, track:1/slot:2, track:1/bar:5 or arrangement:cursor, perhaps as live:selected+fire",
)
_SEED, _QUARTER = kinds.whole(0, MAX_SEED), kinds.number(0.0, MAX_QUARTER)
_EXTEND, _FILL, _MORPH = (Operation.EXTEND,), (Operation.FILL,), (Operation.MORPH,)
_SOUND = (Operation.VARY, *_EXTEND, *_FILL)


def _part(value: Span | None) -> dict[str, Any]:
    """What asking for a part to be filled says."""
    if value is None:
        return {}
    said = {"operation": Operation.FILL, "from_quarter": value.begin, "to_quarter": value.end}
    return {name: each for name, each in said.items() if each is not None}


FIELDS = (
    Field(
        name="prompt", attribute="prompt", kind=_WORDS, group=MUSIC,
        label="prompt", help="the loop in words",
    ),
    Field(
        name="preset", attribute="preset", kind=_NAME, group=MUSIC,
        label="preset", help="a starting point; riffbridge presets lists them",
    ),
    Field(
        name="negative", attribute="negative", kind=_WORDS, group=MUSIC,
        label="without", help="what should not be heard, in words",
    ),
    Field(
        name="bpm", attribute="tempo_bpm", kind=_BPM, group=MUSIC,
        label="BPM", help="tempo in quarter notes a minute",
        default="the host's",
    ),
    Field(
        name="bars", attribute="bars", kind=_BARS, group=MUSIC,
        label="bars", help="length in bars", default="2",
    ),
    Field(
        name="meter", attribute="meter", kind=_METER, group=MUSIC,
        label="meter", help="time signature", default="the host's",
    ),
    Field(
        name="key", attribute="key", kind=_KEY, group=MUSIC,
        label="key", help="musical key",
    ),
    Field(
        name="seed", attribute="seed", kind=_SEED, group=RENDERING,
        label="seed", help="the same seed gives the same loop", default="random",
    ),
    Field(
        name="count", attribute="count", kind=kinds.whole(1, MAX_COUNT), group=RENDERING,
        label="count", help="number of takes", default="1",
    ),
    Field(
        name="model", attribute="model", kind=_NAME, group=RENDERING,
        label="model", help="the model; riffbridge models lists them",
        default="the settings'",
    ),
    Field(
        name="steps", attribute="steps", kind=kinds.whole(1, MAX_STEPS), group=RENDERING,
        label="steps", help="sampling steps; more take longer",
        default="the model's",
    ),
    Field(
        name="guidance", attribute="guidance", kind=kinds.number(0.0, MAX_GUIDANCE), group=RENDERING,
        label="guidance", help="prompt strength (1 = off)", default="the model's",
    ),
    Field(
        name="scheduler", attribute="scheduler", kind=_NAME, group=RENDERING,
        label="scheduler", help="the sampler", default="the model's",
    ),
    Field(
        name="drawn_bpm", attribute="drawn_tempo_bpm", kind=_BPM, group=RENDERING,
        label="drawn at BPM",
        help="render as for this tempo, play at bpm; for models in musical time, such as the starter",
    ),
    Field(
        name="source", attribute="source", kind=_CLIP, group=SOURCE,
        label="source", help="the clip or sound to start from",
        operations=tuple(Operation), in_job=lambda job: Path(job.source.path) if job.source else None,
    ),
    Field(
        name="strength", attribute="strength", kind=kinds.number(0.0, 1.0), group=SOURCE,
        label="strength", operations=_SOUND,
        help="how much of the source to redraw", default="0.6; 1 for extend and fill",
        in_job=lambda job: job.strength if job.source else None,
    ),
    Field(
        name="extend", attribute="operation", kind=kinds.switch(), group=SOURCE,
        label="extend", operations=_EXTEND,
        help="continue the source, to as many bars as asked for or twice its own",
        changes=lambda on: {"operation": Operation.EXTEND} if on else {},
        in_request=lambda request: True if request.operation is Operation.EXTEND else None,
    ),
    Field(
        name="source_bars", attribute="source_bars", kind=_BARS, group=SOURCE,
        label="bars of the source", operations=_EXTEND,
        help="how many bars the source has, where its file doesn't say",
    ),
    Field(
        name="fill", attribute="operation", kind=kinds.span(), group=SOURCE,
        label="fill", operations=_FILL,
        help="redraw a part of the source and keep the rest; on is its last bar",
        changes=_part,
        in_request=lambda request: Span() if request.operation is Operation.FILL else None,
    ),
    Field(
        name="from_quarter", attribute="from_quarter", kind=_QUARTER, group=SOURCE,
        label="from quarter", operations=_FILL, aliases=("from_beat",),
        help="where the part to fill begins, in quarter notes", default="a bar before its end",
        in_job=lambda job: job.gap.from_quarter if job.gap else None,
    ),
    Field(
        name="to_quarter", attribute="to_quarter", kind=_QUARTER, group=SOURCE,
        label="to quarter", operations=_FILL, aliases=("to_beat",),
        help="where the part to fill ends", default="the loop's end",
        in_job=lambda job: job.gap.to_quarter if job.gap else None,
    ),
    Field(
        name="to", attribute="goal_prompt", kind=_WORDS, group=MORPH,
        label="towards", operations=_MORPH, help="the other loop in words",
        in_job=lambda job: job.goal.prompt if job.goal else None,
    ),
    Field(
        name="to_clip", attribute="goal_source", kind=_CLIP, group=MORPH,
        label="towards clip", operations=_MORPH, help="the other loop, a clip",
    ),
    Field(
        name="blend", attribute="blend", kind=kinds.number(0.0, 1.0), group=MORPH,
        label="blend", operations=_MORPH,
        help="how far to morph: 0 is the first loop, 1 the other", default="0.5",
        in_job=lambda job: job.goal.blend if job.goal else None,
    ),
    Field(
        name="seed_to", attribute="goal_seed", kind=_SEED, group=MORPH,
        label="its seed", operations=_MORPH,
        help="the other loop's seed", default="its clip's, or the first's",
        in_job=lambda job: job.goal.seed if job.goal else None,
    ),
    Field(
        name="key_to", attribute="goal_key", kind=_KEY, group=MORPH,
        label="its key", operations=_MORPH,
        help="the other loop's key; the nearer loop's key is used", default="its clip's",
    ),
    Field(
        name="rate", attribute="rate_hz", kind=kinds.whole_of(RATES_HZ), group=RESULT,
        label="rate in Hz", help="sample rate in Hz",
        default="the settings'",
    ),
    Field(
        name="format", attribute="file_format", kind=kinds.choice(FORMATS), group=RESULT,
        label="format", help="file format; wav is wav24", default="the settings'",
    ),
    Field(
        name="place", attribute="place", kind=_PLACE, group=RESULT,
        label="place",
        help="where in the host's session the clip goes; tracks, slots and bars count from 1",
    ),
)  # fmt: skip

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

"""What can be sent to the bridge: one table, which reads messages, writes `docs/osc.md` and answers
OSCQuery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bridge.errors import BadRequest
from bridge.messages import events as ev
from bridge.messages.orders import Priority
from bridge.osc.answer_forms import ROOT
from bridge.osc.codec import Argument
from bridge.osc.forms import Field, Method, Where
from bridge.osc.stage_table import STAGE
from bridge.osc.values import Choice, Id, Name, Notation, Number, Switch, Text, Whole
from bridge.requests.bounds import (
    MAX_COUNT,
    MAX_GUIDANCE,
    MAX_PROMPT_CHARACTERS,
    MAX_SEED,
    MAX_STEPS,
    RATES_HZ,
)
from bridge.timing import MAX_BARS, MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest, Operation

# More takes than these are for somebody who does not wait for them.
MOST_AT_ONCE = 4
DEFAULT_SUBSCRIPTION_S, MAX_SUBSCRIPTION_S = 60.0, 3600.0
MAX_CLIPS_LISTED = 100
MAX_BEAT = 1e7

# ---- what each address makes ----


def _request(values: dict[str, Any], operation: Operation | None) -> ClipRequest:
    form = values.get("format")
    return ClipRequest(
        prompt=values.get("prompt"),
        negative=values.get("negative"),
        preset=values.get("preset"),
        model=values.get("model"),
        tempo_bpm=values.get("bpm"),
        bars=values.get("bars"),
        meter=values.get("meter"),
        key=values.get("key"),
        seed=values.get("seed"),
        steps=values.get("steps"),
        guidance=values.get("guidance"),
        scheduler=values.get("scheduler"),
        count=values.get("count"),
        strength=values.get("strength"),
        rate_hz=values.get("rate"),
        file_format=None if form is None else _FORMATS[form],
        operation=operation,
        goal_prompt=values.get("to"),
        goal_seed=values.get("seed_to"),
        blend=values.get("blend"),
        from_quarter=values.get("from_beat"),
        to_quarter=values.get("to_beat"),
        drawn_tempo_bpm=values.get("drawn_bpm"),
        place=values.get("place"),
        origin="osc",
    )


def _came(where: Where, values: dict[str, Any], operation: Operation | None = None) -> ev.RequestCame:
    if "to" in values and "to_clip" in values:
        raise BadRequest("“to” and “to_clip” are two goals; give one")
    place = values.get("place")
    if place is not None and place.where != "next-free" and values.get("count", 1) > 1:
        raise BadRequest(f"“place”: several clips do not fit into {place.within}; give next-free, or count 1")
    priority = Priority.BATCH if values.get("count", 1) > MOST_AT_ONCE else Priority.NORMAL
    return ev.RequestCame(
        sender=where.sender(values["id"]),
        request=_request(values, operation),
        source_clip=values.get("clip"),
        goal_clip=values.get("to_clip"),
        priority=Priority.LIVE if values.get("live") else priority,
        slot=values.get("slot"),
    )


def _coming(operation: Operation) -> Callable[[Where, dict[str, Any]], ev.RequestCame]:
    return lambda where, values: _came(where, values, operation)


def _slot(text: str) -> Place:
    """A slot by its numbers. Raises `BadRequest`."""
    place = Place.parse(text)
    if place.where != "slot" or place.host not in (None, "live") or place.fire:
        raise BadRequest(f"“{place}” names no slot of Live's; give track:2/slot:5")
    return place


def _place_asked(where: Where, values: dict[str, Any]) -> ev.PlaceAsked:
    return ev.PlaceAsked(where.sender(values["id"]), values["clip"], values["where"])


def _subscribed(where: Where, values: dict[str, Any]) -> ev.Subscribed:
    until_s = where.at_s + values.get("seconds", DEFAULT_SUBSCRIPTION_S)
    return ev.Subscribed(where.sender(port=values.get("port")), until_s, where.sender().address)


def _clips_asked(where: Where, values: dict[str, Any]) -> ev.ClipsAsked:
    return ev.ClipsAsked(where.sender(), values.get("words", ""), values.get("limit", 20))


# ---- the table ----

_FORMATS = {"wav": FileFormat.WAV24, **{form.value: form for form in FileFormat}}
_RATES = tuple(map(str, RATES_HZ))


class _Rate(Whole, frozen=True):
    """One of the rates that files are written at."""

    @property
    def words(self) -> str:
        return f"one of {', '.join(_RATES)}"

    @property
    def bounds(self) -> dict[str, object]:
        return {"VALS": list(RATES_HZ)}

    def read(self, value: Argument) -> int:
        if (rate_hz := super().read(value)) not in RATES_HZ:
            raise BadRequest(f"{rate_hz} is not {self.words}")
        return rate_hz


_ID = Field("id", Id(), "your name for the request; each of its answers carries it, in the type it came in")
_PLACE = Notation(
    Place.parse,
    "selected, next-free, track:1/slot:2, track:1/bar:5 or arrangement:cursor, perhaps as live:selected+fire",
)
_PROMPT = Text(MAX_PROMPT_CHARACTERS)
_MUSIC = (
    Field("bars", Whole(1, MAX_BARS), "length in bars"),
    Field("bpm", Number(MIN_TEMPO_BPM, MAX_TEMPO_BPM), "tempo in quarter notes a minute; else the host's"),
    Field("meter", Notation(Meter.parse, "4/4, 3/4 or 6/8"), "time signature; else the host's"),
    Field("key", Notation(Key.parse, "Am, C or F#"), "musical key"),
    Field("seed", Whole(0, MAX_SEED), "the same seed gives the same loop"),
    Field("preset", Name(), "a starting point, one of those of `/riffbridge/presets`"),
    Field("negative", _PROMPT, "what should not be heard"),
    Field("model", Name(), "the model's id"),
    Field("steps", Whole(1, MAX_STEPS), "steps of drawing: more take longer"),
    Field("guidance", Number(0.0, MAX_GUIDANCE), "how closely to follow the words; 1 leaves them be"),
    Field("scheduler", Name(), "the sampler's name, instead of the model's own"),
    Field(
        "count",
        Whole(1, MAX_COUNT),
        f"so many takes; more than {MOST_AT_ONCE} are done after what others wait for",
    ),
    Field("slot", Text(100), "where the clip is to go; a newer request for a slot replaces a waiting one"),
    Field("live", Switch(), "done before all that is not"),
    Field(
        "place", _PLACE, "where in the host's session the clip is to go; then `placed` or `failed` follows"
    ),
    Field(
        "drawn_bpm",
        Number(MIN_TEMPO_BPM, MAX_TEMPO_BPM),
        "draw the loop as for this tempo, to be played at `bpm`; for models in musical time, as the starter",
    ),
    Field("rate", _Rate(min(RATES_HZ), max(RATES_HZ)), "frames a second of the file"),
    Field("format", Choice(tuple(_FORMATS)), "of the file; `wav` is `wav24`"),
)
_MORPH = (
    Field("to", _PROMPT, "what to blend with, in words"),
    Field("blend", Number(0.0, 1.0), "how far to go: 0 is all the first, 1 all the other (0.5)"),
    Field("seed_to", Whole(0, MAX_SEED), "the other's seed; else that of its clip, or the first's"),
)
_CLIP = Field("clip", Name(), "the clip's id or file name, as `/riffbridge/done` gave it")
_WORDS = Field("prompt", _PROMPT, "the loop in words; else the clip's")
_REDRAWN = Field("strength", Number(0.01, 1.0), "how much to draw anew of what is not kept (1)")
_LIKE_IT = " What is not said is as in the clip, but tempo and meter are the host's where there is one."
_PORT = Field("port", Whole(1, 65535), "a port of your own machine for the answers", "the one you send from")
_ORDERED = ("accepted", "progress", "note", "done", "placed", "failed")

_TABLE = (
    Method(
        address=ROOT + "render",
        help="Draw a loop from words.",
        fields=(_ID, Field("prompt", _PROMPT, "the loop in words; may be empty beside a preset")),
        pairs=(*_MUSIC, *_MORPH),
        answers=_ORDERED,
        event=_came,
    ),
    Method(
        address=ROOT + "vary",
        help="Draw a clip of the library anew, as far as `strength` says." + _LIKE_IT,
        fields=(_ID, _CLIP),
        pairs=(Field("strength", Number(0.01, 1.0), "how much of the clip to redraw (0.6)"), _WORDS, *_MUSIC),
        answers=_ORDERED,
        event=_coming(Operation.VARY),
    ),
    Method(
        address=ROOT + "morph",
        help="Draw what lies between a clip of the library and another, or words." + _LIKE_IT + " At 0 and "
        "at 1 nothing of the other is left. Of two keys the nearer end's is taken.",
        fields=(_ID, _CLIP),
        pairs=(*_MORPH, Field("to_clip", Name(), "what to blend with, a clip"), _WORDS, *_MUSIC),
        answers=_ORDERED,
        event=_coming(Operation.MORPH),
    ),
    Method(
        address=ROOT + "extend",
        help="Go on with a clip of the library to more bars, by default to twice as many; it stays as it is, "
        "and what is not said is as in it.",
        fields=(_ID, _CLIP),
        pairs=(_WORDS, _REDRAWN, *_MUSIC),
        answers=_ORDERED,
        event=_coming(Operation.EXTEND),
    ),
    Method(
        address=ROOT + "fill",
        help="Draw a part of a clip of the library anew, by default its last bar; the rest stays as it is, "
        "and what is not said is as in it.",
        fields=(_ID, _CLIP),
        pairs=(
            Field("from_beat", Number(0.0, MAX_BEAT), "where the part begins, in quarter notes from 0"),
            Field(
                "to_beat", Number(0.0, MAX_BEAT), "where it ends, in quarter notes; else at the loop's end"
            ),
            _WORDS,
            _REDRAWN,
            *_MUSIC,
        ),
        answers=_ORDERED,
        event=_coming(Operation.FILL),
    ),
    Method(
        address=ROOT + "place",
        help="Put a clip of the library into the host's session: `live:`, `reaper:`, `bitwig:` or `ardour:` "
        "before the place names the host, else it is the first of these that is there; `+fire` after it has "
        "a slot launched at the host's own quantisation.",
        fields=(_ID, _CLIP, Field("where", _PLACE, "tracks, slots and bars are counted from 1")),
        answers=("placed", "failed"),
        event=_place_asked,
    ),
    Method(
        address=ROOT + "fire",
        help="Launch a slot of Live's session at Live's own quantisation: by our script, else by AbletonOSC.",
        fields=(Field("slot", Notation(_slot, "track:2/slot:5"), "which, both counted from 1"),),
        answers=("fired", "failed"),
        event=lambda where, values: ev.FireAsked(where.sender(), values["slot"]),
    ),
    Method(
        address=ROOT + "cancel",
        help="Take back a request of your own, waiting or running; that is then answered `failed`.",
        fields=(_ID,),
        answers=("failed",),
        event=lambda where, values: ev.CancelAsked(where.sender(values["id"])),
    ),
    *STAGE,
    Method(
        address=ROOT + "subscribe",
        help="Hear of everybody's clips for a while; send it again to go on.",
        fields=(
            _PORT,
            Field(
                "seconds",
                Number(1.0, MAX_SUBSCRIPTION_S),
                "for how long",
                f"{DEFAULT_SUBSCRIPTION_S:g}",
            ),
        ),
        answers=("accepted", "progress", "done", "failed"),
        event=_subscribed,
    ),
    Method(
        address=ROOT + "unsubscribe",
        help="Hear no more of them.",
        fields=(_PORT,),
        answers=("accepted",),
        event=lambda where, values: ev.Unsubscribed(where.sender(port=values.get("port"))),
    ),
    Method(
        address=ROOT + "status",
        help="Ask how things stand.",
        answers=("state",),
        event=lambda where, values: ev.StatusAsked(where.sender()),
    ),
    Method(
        address=ROOT + "hosts",
        help="Ask how the hosts stand.",
        answers=("host",),
        event=lambda where, values: ev.HostsAsked(where.sender()),
    ),
    Method(
        address=ROOT + "presets",
        help="Ask list presets.",
        answers=("preset",),
        event=lambda where, values: ev.PresetsAsked(where.sender()),
    ),
    Method(
        address=ROOT + "clips",
        help="Look for clips in the library, newest first.",
        fields=(Field("words", Text(200), "words of the prompt or the name", "any"),),
        pairs=(Field("limit", Whole(1, MAX_CLIPS_LISTED), "so many at most (20)"),),
        answers=("clip", "failed"),
        event=_clips_asked,
    ),
)
METHODS = {method.address: method for method in _TABLE}

"""What the bridge takes by OSC: the table that reads messages, writes `docs/osc.md` and answers OSCQuery."""

from __future__ import annotations

from typing import Any

import msgspec

from bridge.errors import BadRequest
from bridge.hosts import register
from bridge.messages import events as ev
from bridge.messages.orders import Priority
from bridge.osc.answer_forms import ROOT
from bridge.osc.forms import ID, KEY, Field, Method, Where
from bridge.osc.ids import write_id
from bridge.osc.stage_table import STAGE
from bridge.osc.training_table import TRAINING
from bridge.pieces.arrangement import MAX_CROSSFADE_BEATS, MAX_TEXT
from bridge.requests import kinds
from bridge.requests.bounds import MAX_TITLE_CHARACTERS
from bridge.requests.fields import BY_NAME, FIELDS
from bridge.requests.reading import assembled
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import Operation

# More takes than these are for somebody who does not wait for them.
MOST_AT_ONCE = 4
DEFAULT_SUBSCRIPTION_S, MAX_SUBSCRIPTION_S = 60.0, 3600.0
MAX_CLIPS_LISTED = 100

# ---- what each address makes ----


def _came(where: Where, values: dict[str, Any], operation: Operation | None = None) -> ev.RequestCame:
    said = [(BY_NAME[name], value) for name, value in values.items() if name in BY_NAME]
    request = assembled(said, origin="osc", operation=operation)
    source, goal = request.source, request.goal_source
    priority = Priority.BATCH if (request.count or 1) > MOST_AT_ONCE else Priority.NORMAL
    return ev.RequestCame(
        sender=where.sender(values["id"]),
        request=msgspec.structs.replace(request, source=None, goal_source=None),
        source_clip=values.get("clip", source.name if source else None),
        goal_clip=goal.name if goal else None,
        priority=Priority.LIVE if values.get("live") else priority,
        slot=values.get("slot"),
    )


def _slot(text: str) -> Place:
    """A slot by its numbers. Raises `BadRequest`."""
    place = Place.parse(text)
    is_launched = place.host is None or register.launches(place.host)
    if place.where != "slot" or not is_launched or place.fire:
        raise BadRequest(f"“{place}” isn't a slot in Live. Use track:2/slot:5.")
    return place


def _place_asked(where: Where, values: dict[str, Any]) -> ev.PlaceAsked:
    return ev.PlaceAsked(where.sender(values["id"]), values["clip"], values["where"])


def _join_asked(where: Where, values: dict[str, Any]) -> ev.JoinAsked:
    return ev.JoinAsked(
        sender=where.sender(values["id"]),
        parts=tuple(values["clips"].split()),
        tempo_bpm=values.get("bpm"),
        meter=values.get("meter"),
        crossfade_beats=values.get("crossfade", 0.0),
        title=values.get("title", ""),
        rate_hz=values.get("rate"),
        file_format=values.get("format"),
    )


def _subscribed(where: Where, values: dict[str, Any]) -> ev.Subscribed:
    until_s = where.at_s + values.get("seconds", DEFAULT_SUBSCRIPTION_S)
    return ev.Subscribed(where.sender(port=values.get("port")), until_s, where.sender().address)


def _clips_asked(where: Where, values: dict[str, Any]) -> ev.ClipsAsked:
    return ev.ClipsAsked(where.sender(), values.get("words", ""), values.get("limit", 20))


# ---- the table ----

# What a request may say, by its name.
PAIRS = {
    each.name: Field(each.name, each.kind, each.help, each.default or "—", each.aliases) for each in FIELDS
}
QUEUE = (
    Field(
        "slot", kinds.text(100), "where you want the clip; a newer request for a slot replaces a waiting one"
    ),
    Field("live", kinds.switch(), "render before everything that isn't live"),
)
_CLIP = Field("clip", kinds.name(), "the clip's id or file name, as `/riffbridge/done` gave it")


def _pairs(operation: Operation | None) -> tuple[Field, ...]:
    """What a request for `operation` may say beside its arguments; all, where that is up to the pairs."""
    taken = [each for each in FIELDS if operation is None or operation in (each.operations or Operation)]
    own = ("prompt",) if operation is None else ("source", "extend", "fill")
    return (*(PAIRS[each.name] for each in taken if each.name not in own), *QUEUE)


_LIKE_IT = " What you leave out is as in the clip, but tempo and meter are the host's if it tells them."
_AS_IT_IS = " What you leave out is as in the clip."


def _request(address: str, help: str, operation: Operation | None = None) -> Method:
    prompt = Field("prompt", PAIRS["prompt"].kind, "the loop in words; may be empty")
    return Method(
        address=ROOT + address,
        help=help,
        fields=(ID, _CLIP if operation else prompt),
        pairs=_pairs(operation),
        answers=("accepted", "progress", "note", "done", "placed", "failed"),
        event=lambda where, values: _came(where, values, operation),
    )


_PORT = Field(
    "port", kinds.whole(1, 65535), "a port of your own machine for the answers", "the one you send from"
)

_TABLE = (
    _request("render", "Render a loop from words, or whatever the pairs ask for."),
    _request("vary", "Redraw as much of a clip as `strength` says." + _LIKE_IT, Operation.VARY),
    _request(
        "morph",
        "Render what lies between a clip and another loop, in words or a clip." + _LIKE_IT + " At 0 and at 1 "
        "nothing of the other is left.",
        Operation.MORPH,
    ),
    _request(
        "extend", "Continue a clip to more bars, by default to twice as many." + _AS_IT_IS, Operation.EXTEND
    ),
    _request(
        "fill",
        "Redraw a part of a clip, by default its last bar, and keep the rest." + _AS_IT_IS,
        Operation.FILL,
    ),
    Method(
        address=ROOT + "join",
        help="Join clips into a piece on the bar line, exact to the sample ([pieces.md](pieces.md)). It "
        "isn't in the journal: if the bridge ends before it is done, ask again.",
        fields=(
            ID,
            Field(
                "clips",
                kinds.text(),
                "clips in order, with spaces between: `A`, `A*2` for two "
                "rounds, `~2` for two bars rendered between",
            ),
        ),
        pairs=(
            Field("bpm", PAIRS["bpm"].kind, PAIRS["bpm"].help, "the first clip's"),
            Field("meter", PAIRS["meter"].kind, PAIRS["meter"].help, "the first clip's"),
            Field("crossfade", kinds.number(0, MAX_CROSSFADE_BEATS), "cross-fade over this many beats", "0"),
            Field("title", kinds.text(MAX_TEXT), "the piece's title", "none"),
            Field("rate", PAIRS["rate"].kind, PAIRS["rate"].help, "the first clip's"),
            Field("format", PAIRS["format"].kind, "the piece's file format", "the settings'"),
        ),
        answers=("progress", "note", "joined", "failed"),
        event=_join_asked,
    ),
    Method(
        address=ROOT + "place",
        help="Put a clip of the library into the host's session. `live:`, `reaper:`, `bitwig:` or `ardour:` "
        "before the place names the host; otherwise the first of these that is running takes it. `+fire` "
        "after it launches the slot at the host's own quantisation.",
        fields=(ID, _CLIP, Field("where", PAIRS["place"].kind, "tracks, slots and bars count from 1")),
        answers=("placed", "failed"),
        event=_place_asked,
    ),
    Method(
        address=ROOT + "fire",
        help="Launch a slot in Live at Live's own quantisation, by our script or AbletonOSC.",
        fields=(
            Field("slot", kinds.notation("a slot", _slot, "track:2/slot:5"), "track and slot, both from 1"),
        ),
        answers=("fired", "failed"),
        event=lambda where, values: ev.FireAsked(where.sender(), values["slot"]),
    ),
    Method(
        address=ROOT + "cancel",
        help="Cancel a request of yours, waiting or running; it is then answered `failed`. A training stops "
        "after the current step.",
        fields=(ID,),
        answers=("failed",),
        event=lambda where, values: ev.CancelAsked(where.sender(values["id"])),
    ),
    Method(
        address=ROOT + "queue",
        help="List what is running and waiting, whoever asked for it.",
        answers=("queued",),
        event=lambda where, values: ev.QueueAsked(where.sender()),
    ),
    Method(
        address=ROOT + "cancel_job",
        help="Cancel anybody's job, as `riffbridge cancel` does; whoever asked for it is answered `failed`.",
        fields=(
            Field("job", kinds.whole(1, 2**31 - 1), "its number, as `/riffbridge/queued` gave it"),
            KEY,
        ),
        answers=("accepted", "failed"),
        event=lambda where, values: ev.CancelJobAsked(
            where.sender(write_id(values["job"])), values["job"], values["key"]
        ),
    ),
    *TRAINING,
    *STAGE,
    Method(
        address=ROOT + "subscribe",
        help="Hear for a while about everybody's clips, and when pads change. Send it again to go on.",
        fields=(
            _PORT,
            Field(
                "seconds",
                kinds.number(1.0, MAX_SUBSCRIPTION_S),
                "for how long",
                f"{DEFAULT_SUBSCRIPTION_S:g}",
            ),
        ),
        answers=("accepted", "progress", "done", "failed", "pad_state"),
        event=_subscribed,
    ),
    Method(
        address=ROOT + "unsubscribe",
        help="Stop hearing about them.",
        fields=(_PORT,),
        answers=("accepted",),
        event=lambda where, values: ev.Unsubscribed(where.sender(port=values.get("port"))),
    ),
    Method(
        address=ROOT + "status",
        help="Ask for the bridge's state.",
        answers=("state",),
        event=lambda where, values: ev.StatusAsked(where.sender()),
    ),
    Method(
        address=ROOT + "hosts",
        help="Ask for the hosts' state.",
        answers=("host",),
        event=lambda where, values: ev.HostsAsked(where.sender()),
    ),
    Method(
        address=ROOT + "presets",
        help="List the presets.",
        answers=("preset",),
        event=lambda where, values: ev.PresetsAsked(where.sender()),
    ),
    Method(
        address=ROOT + "clips",
        help="Find clips in the library, newest first.",
        fields=(
            Field(
                "words",
                kinds.text(200),
                "words of the prompt, title, tags or name, and terms such as `key:Am tempo:120-130 bars:4 "
                "tag:drums date:today model:starter is:favourite`",
                "any",
            ),
        ),
        pairs=(Field("limit", kinds.whole(1, MAX_CLIPS_LISTED), "how many at most (20)"),),
        answers=("clip", "failed"),
        event=_clips_asked,
    ),
    Method(
        address=ROOT + "delete",
        help="Put a clip into the trash, which keeps it for 30 days.",
        fields=(_CLIP,),
        answers=("clip", "failed"),
        event=lambda where, values: ev.DeleteAsked(where.sender(), values["clip"]),
    ),
    Method(
        address=ROOT + "restore",
        help="Bring a deleted clip back from the trash.",
        fields=(_CLIP,),
        answers=("clip", "failed"),
        event=lambda where, values: ev.RestoreAsked(where.sender(), values["clip"]),
    ),
    Method(
        address=ROOT + "rename",
        help="Give a clip a title, and name its file after it. An empty title removes it.",
        fields=(_CLIP, Field("title", kinds.text(MAX_TITLE_CHARACTERS), "such as “Friday bass”")),
        answers=("clip", "failed"),
        event=lambda where, values: ev.RenameAsked(where.sender(), values["clip"], values["title"]),
    ),
    Method(
        address=ROOT + "tag",
        help="Replace a clip's tags; `/riffbridge/clips` finds it by them.",
        fields=(_CLIP, Field("tags", kinds.text(1000), "separated by commas; an empty text removes all")),
        answers=("clip", "failed"),
        event=lambda where, values: ev.TagAsked(where.sender(), values["clip"], values["tags"]),
    ),
)
METHODS = {method.address: method for method in _TABLE}

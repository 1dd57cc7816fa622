"""The notes exchanged with REAPER, typed and checked. Pure."""

from __future__ import annotations

import math
import re

import msgspec

from bridge.errors import BadRequest
from bridge.hosts.mailbox.note_format import ID, MAX_CHARACTERS, format_note, parse_note
from bridge.messages.host_views import HostView
from bridge.requests.reading import request_from
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest

_GUID = re.compile(r"\{[0-9A-Fa-f-]{36}\}")
# A week of music at 999; what lies beyond is no position.
_MAX_QUARTER = 1e7


class Spot(msgspec.Struct, frozen=True):
    """Where a clip goes. `track`: `selected`, `new`, a number from 1, or REAPER's own id of a track; `at`:
    `cursor`, `bar 5`, or `quarter 16.5`, counted from the project's start."""

    track: str = "selected"
    at: str = "cursor"


class PlaceOrder(msgspec.Struct, frozen=True):
    """Place `clip` at `spot`. The same `id` is never carried out twice."""

    id: str
    clip: Clip
    spot: Spot

    @property
    def note(self) -> str:
        job = self.clip.job
        return format_note(
            {
                "what": "place",
                "id": self.id,
                "path": str(self.clip.path.resolve()),
                "name": self.clip.path.stem,
                "quarters": float(job.loop.quarters),
                "tempo": job.tempo_bpm,
                "track": self.spot.track,
                "at": self.spot.at,
            }
        )


class TellOrder(msgspec.Struct, frozen=True):
    """Show the user a sentence."""

    id: str
    text: str

    @property
    def note(self) -> str:
        return format_note({"what": "tell", "id": self.id, "text": self.text[:MAX_CHARACTERS]})


class LoopRequest(msgspec.Struct, frozen=True):
    """A loop requested in REAPER, and where it goes."""

    id: str
    request: ClipRequest
    spot: Spot


class State(msgspec.Struct, frozen=True, kw_only=True):
    """REAPER's report of itself; positions in quarter notes, `track` from 1 (0: none is selected).

    `gone`: it was closed. `turn` counts up, so that no two are alike.
    """

    turn: int
    gone: bool = False
    tempo_bpm: float = 120.0
    meter: Meter = Meter()
    playing: bool = False
    quarter: float = 0.0
    cursor: float = 0.0
    track: int = 0
    track_name: str = ""
    project: str = ""
    folder: str = ""
    version: str = ""


def read_request(text: str) -> LoopRequest | None:
    """A request; `None` for any other note. Raises `BadRequest` for one that cannot be rendered."""
    fields = parse_note(text)
    if fields is None or not ID.fullmatch(fields.get("id", "")):
        return None
    asked: dict[str, object] = {name: fields.get(name) for name in ("prompt", "bars")}
    asked |= {"bpm": fields.get("tempo"), "meter": str(_meter(fields))}
    request = request_from(asked, origin="REAPER")
    if request.prompt is None:
        raise BadRequest("Describe the loop in words.")
    track = fields.get("track", "new")
    quarter = _number(fields, "quarter", 0.0, _MAX_QUARTER)
    spot = Spot(track if _GUID.fullmatch(track) else "new", f"quarter {quarter!r}")
    return LoopRequest(fields["id"], request, spot)


def read_state(text: str) -> State | None:
    """REAPER's report, if it makes sense."""
    fields = parse_note(text)
    if fields is None:
        return None
    try:
        turn = int(_number(fields, "turn", 0, 2**53))
        if "gone" in fields:
            return State(turn=turn, gone=True)
        return State(
            turn=turn,
            tempo_bpm=_number(fields, "tempo", 0, 1e6),
            meter=_meter(fields),
            playing=fields.get("playing") == "1",
            quarter=_number(fields, "quarter", -_MAX_QUARTER, _MAX_QUARTER),
            cursor=_number(fields, "cursor", -_MAX_QUARTER, _MAX_QUARTER),
            track=int(_number({"track": "0"} | fields, "track", -1, 1e6)),
            track_name=fields.get("track_name", "")[:MAX_CHARACTERS],
            project=fields.get("project", ""),
            folder=fields.get("folder", ""),
            version=fields.get("version", "")[:40],
        )
    except BadRequest:
        return None


def spot_of(place: Place) -> Spot:
    """Where `place` is in REAPER, which has no slots: a slot's number counts as a bar.

    Raises `BadRequest` for what cannot be done there.
    """
    if place.fire:
        raise BadRequest("REAPER doesn't launch clips. Leave out +fire.")
    if place.where in ("bar", "slot"):
        return Spot(str(place.track), f"bar {place.bar or place.slot}")
    return Spot("new" if place.where == "next-free" else "selected", "cursor")


def view_of(state: State | None) -> HostView:
    """`state` for whoever shows it."""
    if state is None:
        return HostView(name="reaper")
    return HostView(
        name="reaper",
        script=state.version,
        tempo_bpm=state.tempo_bpm,
        track=max(0, state.track),
        track_name=state.track_name,
        project=state.project,
        # Of a project that was never saved it is a folder for all of them.
        folder=state.folder if state.project else "",
    )


def _meter(fields: dict[str, str]) -> Meter:
    return Meter(int(_number(fields, "numerator", 1, 32)), int(_number(fields, "denominator", 1, 32)))


def _number(fields: dict[str, str], name: str, low: float, high: float) -> float:
    try:
        number = float(fields.get(name, ""))
    except ValueError:
        number = math.nan
    if not low <= number <= high:
        raise BadRequest(f"REAPER's “{name}” is not a number from {low:g} to {high:g}.")
    return number

"""Reads and writes arrangements as TOML (docs/pieces.md). Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.pieces.arrangement import (
    Arrangement,
    Bars,
    CrossfadeBeats,
    Gain,
    Lane,
    Part,
    Rounds,
    StartBar,
    Text,
    TransitionBars,
)
from bridge.timing import check_tempo
from bridge.typed_toml import join_mistakes, mistakes, parse_toml
from bridge.vocabulary.music import Meter

# The length of a source in bars of a meter. May raise `RiffbridgeError`.
OwnBars = Callable[[str, Meter], int]


class _Part(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    source: Text | None = None
    transition: TransitionBars | None = None
    start_bar: StartBar | None = None
    bars: Bars | None = None
    rounds: Rounds = 1
    gain_db: Gain = 0.0
    muted: bool = False

    def __post_init__(self) -> None:
        if (self.source is None) == (self.transition is None):
            raise BadRequest("needs a source or a transition, and not both")
        if self.transition is not None and self.bars is not None:
            raise BadRequest("a transition's length is its value, as in transition = 2. Leave out bars")
        if self.source == "":
            raise BadRequest("source is empty. Name a clip or a sound file")


class _Lane(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    name: Text = ""
    gain_db: Gain = 0.0
    muted: bool = False
    part: tuple[_Part, ...]


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    bpm: float
    meter: str = "4/4"
    title: Text = ""
    artist: Text = ""
    crossfade_beats: CrossfadeBeats = 0.0
    lane: tuple[_Lane, ...]


def source_names(text: str, file: str) -> tuple[str, ...]:
    """The sources that the arrangement in the `text` of `file` names, each once. Raises `BadFile`."""
    lanes = _read(text, file).lane
    return tuple(dict.fromkeys(part.source for lane in lanes for part in lane.part if part.source))


def parse_arrangement(text: str, file: str, own_bars: OwnBars) -> Arrangement:
    """The arrangement in the `text` of `file`; `own_bars` gives the length of sources without bars.

    A part without `start_bar` begins where the one before it ends. Raises `BadFile`, with a sentence for each
    thing that is wrong.
    """
    read = _read(text, file)
    try:
        tempo_bpm, meter = check_tempo(read.bpm), Meter.parse(read.meter)
        return Arrangement(
            tempo_bpm=tempo_bpm,
            meter=meter,
            title=read.title,
            artist=read.artist,
            crossfade_beats=read.crossfade_beats,
            lanes=tuple(
                Lane(
                    name=lane.name,
                    gain_db=lane.gain_db,
                    muted=lane.muted,
                    parts=_placed(f"lane {number}", lane, meter, own_bars),
                )
                for number, lane in enumerate(read.lane, 1)
            ),
        )
    except BadRequest as error:
        raise BadFile(f"{file}: {error}") from error


def _read(text: str, file: str) -> _File:
    values = parse_toml(text, file)
    if wrong := mistakes(values, _File):
        raise BadFile(join_mistakes(file, wrong))
    return msgspec.convert(values, _File)


def _placed(where: str, lane: _Lane, meter: Meter, own_bars: OwnBars) -> tuple[Part, ...]:
    parts: list[Part] = []
    for place, each in enumerate(lane.part, 1):
        bars = each.transition or each.bars
        if bars is None:
            assert each.source is not None  # else it is a transition, which has bars
            try:
                bars = own_bars(each.source, meter)
            except RiffbridgeError as error:
                raise BadRequest(f"{where}, part {place}: {error}") from error
        parts.append(
            Part(
                source=each.source,
                start_bar=each.start_bar or (parts[-1].end_bar if parts else 1),
                bars=bars,
                rounds=each.rounds,
                gain_db=each.gain_db,
                muted=each.muted,
            )
        )
    return tuple(parts)


def format_arrangement(piece: Arrangement) -> str:
    """`piece` as TOML, which reads back equal without asking for any bars."""
    head = {
        "title": piece.title,
        "artist": piece.artist,
        "bpm": piece.tempo_bpm,
        "meter": str(piece.meter),
        "crossfade_beats": piece.crossfade_beats,
    }
    lanes = [_lane_values(lane) for lane in piece.lanes]
    values = {name: value for name, value in head.items() if value not in ("", 0.0)}
    return msgspec.toml.encode({**values, "lane": lanes}).decode()


def _lane_values(lane: Lane) -> dict[str, Any]:
    own = {"name": lane.name, "gain_db": lane.gain_db, "muted": lane.muted}
    parts = []
    for part in lane.parts:
        what = {"transition": part.bars} if part.is_transition else {"source": part.source, "bars": part.bars}
        rest = {
            "gain_db": part.gain_db,
            "muted": part.muted,
            "rounds": 0 if part.rounds == 1 else part.rounds,
        }
        parts.append(
            {**what, "start_bar": part.start_bar} | {key: value for key, value in rest.items() if value}
        )
    return {key: value for key, value in own.items() if value} | {"part": parts}

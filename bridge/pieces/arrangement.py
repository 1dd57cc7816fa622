"""Describes a piece: lanes that sound together, and parts on them. Pure.

Bars count from 1, in the piece's meter. A part plays a loop of `bars` bars `rounds` times, or is a
transition: bars that are rendered between the part before it and the part after it. Parts on one lane don't
overlap.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Annotated

import msgspec

from bridge.errors import BadRequest
from bridge.timing import MAX_BARS, check_tempo
from bridge.vocabulary.music import Meter

MAX_LANES, MAX_PARTS, MAX_ROUNDS = 64, 2_000, 999
MAX_PIECE_BARS, MAX_PIECE_MINUTES = 9_999, 60
MAX_TRANSITION_BARS = 8
MAX_CROSSFADE_BEATS = 16.0
# A fader's range. To silence a lane or part, mute it.
MIN_GAIN_DB, MAX_GAIN_DB = -60.0, 12.0
MAX_TEXT = 200

Gain = Annotated[float, msgspec.Meta(ge=MIN_GAIN_DB, le=MAX_GAIN_DB)]
Bars = Annotated[int, msgspec.Meta(ge=1, le=MAX_BARS)]
TransitionBars = Annotated[int, msgspec.Meta(ge=1, le=MAX_TRANSITION_BARS)]
Rounds = Annotated[int, msgspec.Meta(ge=1, le=MAX_ROUNDS)]
StartBar = Annotated[int, msgspec.Meta(ge=1, le=MAX_PIECE_BARS)]
CrossfadeBeats = Annotated[float, msgspec.Meta(ge=0, le=MAX_CROSSFADE_BEATS)]
# Which part: the number of its lane, and its number on that lane, both from 0.
Place = tuple[int, int]
Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A loop on a lane. `source` is a clip's id or file name in the library, or a sound file's path, relative
    to the arrangement's file; `None` makes it a transition, which has one round."""

    source: str | None
    start_bar: StartBar
    bars: Bars
    rounds: Rounds = 1
    gain_db: Gain = 0.0
    muted: bool = False

    @property
    def is_transition(self) -> bool:
        return self.source is None

    @property
    def end_bar(self) -> int:
        """The first bar after the part."""
        return self.start_bar + self.bars * self.rounds


class Lane(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Parts that play one after the other, in order."""

    name: Text = ""
    gain_db: Gain = 0.0
    muted: bool = False
    parts: tuple[Part, ...] = ()


class Arrangement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole piece at one tempo (quarter notes a minute) and in one meter. Where parts meet on a lane, they
    cross-fade over `crossfade_beats`, in beats of the meter, around the bar line.

    Raises `BadRequest` for what can't be rendered, with a sentence that names lane and part.
    """

    tempo_bpm: float
    meter: Meter = Meter()
    title: Text = ""
    artist: Text = ""
    crossfade_beats: CrossfadeBeats = 0.0
    lanes: tuple[Lane, ...]

    def __post_init__(self) -> None:
        check_tempo(self.tempo_bpm)
        parts = sum(len(lane.parts) for lane in self.lanes)
        if len(self.lanes) > MAX_LANES or parts > MAX_PARTS:
            raise BadRequest(
                f"A piece of {len(self.lanes)} lanes and {parts:,} parts is too large. "
                f"Use at most {MAX_LANES} lanes and {MAX_PARTS:,} parts."
            )
        if not parts:
            raise BadRequest("The piece has no parts. Give at least one.")
        for number, lane in enumerate(self.lanes, 1):
            _check_lane(f"lane {number}", lane.parts)
        seconds = self.seconds_at(self.bars)
        if self.bars > MAX_PIECE_BARS or seconds > 60 * MAX_PIECE_MINUTES:
            raise BadRequest(
                f"The piece has {self.bars:,} bars and lasts {float(seconds) / 60:.0f} minutes. "
                f"Use at most {MAX_PIECE_BARS:,} bars and {MAX_PIECE_MINUTES} minutes."
            )

    @property
    def bars(self) -> int:
        """Length in bars: up to the end of the last part, muted or not."""
        return max(part.end_bar for lane in self.lanes for part in lane.parts) - 1

    @property
    def quarters_per_bar(self) -> Fraction:
        return self.meter.quarters_per_bar

    def seconds_at(self, bars: int) -> Fraction:
        """How long `bars` bars last, exactly."""
        return bars * self.quarters_per_bar * 60 / Fraction(self.tempo_bpm)

    def frame_at(self, bar: int, rate_hz: int) -> int:
        """The frame at which `bar` begins, rounded once from the piece's beginning, so that errors don't add
        up over hundreds of bars."""
        return round(self.seconds_at(bar - 1) * rate_hz)

    def frames(self, rate_hz: int) -> int:
        """Length of the piece in frames."""
        return self.frame_at(self.bars + 1, rate_hz)


def _check_lane(where: str, parts: tuple[Part, ...]) -> None:
    for number, part in enumerate(parts, 1):
        if part.is_transition and part.bars > MAX_TRANSITION_BARS:
            raise BadRequest(f"{where}, part {number}: a transition has at most {MAX_TRANSITION_BARS} bars.")
        if part.is_transition and part.rounds != 1:
            raise BadRequest(f"{where}, part {number}: a transition has one round. Leave out rounds.")
    for number, (one, other) in enumerate(pairwise(parts), 1):
        if other.start_bar < one.end_bar:
            raise BadRequest(
                f"{where}: part {number + 1} begins at bar {other.start_bar}, before part {number} ends. "
                f"Start it at bar {one.end_bar} or later, or use another lane."
            )
    around = zip((None, *parts), parts, (*parts[1:], None), strict=False)
    for number, (before, part, after) in enumerate(around, 1):
        if not part.is_transition:
            continue
        if before is None or after is None or before.is_transition or after.is_transition:
            raise BadRequest(f"{where}, part {number}: a transition needs a clip before and after it.")
        if before.end_bar != part.start_bar or after.start_bar != part.end_bar:
            raise BadRequest(
                f"{where}, part {number}: a transition begins where one clip ends, and ends where the next "
                "begins."
            )

"""Lays a lane's loops along the piece: which frames of which loop sound when, and how they fade. Pure.

A loop is a circle, so before its first frame lies its end, and after its last its beginning. Joints are made
of that:

    start     out of silence: it fades in over its first 2 ms
    go on     the same loop again, which may begin a frame earlier or later than the loop is long: the two
              readings, which are alike, fade into one another before the bar line
    lead in   another loop: its end fades in before the bar line, so that its first stroke is whole, and what
              sounded before rings on (`bridge.pieces.ringing`)
    blend     another loop with a cross-fade: equal powers around the bar line, each read round its circle
    arrive    what a transition leads to: the transition ends as that loop does, so nothing is left to do
    stop      into silence: it rings on; at the piece's end there is no room for that: it fades out in 5 ms
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

import msgspec

from bridge.pieces.arrangement import Arrangement, Lane, Part

LEAD_S = 0.01
# Against clicks, out of silence and into it.
FADE_IN_S, FADE_OUT_S = 0.002, 0.005


class Curve(Enum):
    """How a fade runs: `LINEAR` where both sides are alike, `POWER` where they aren't."""

    LINEAR = "linear"
    POWER = "power"


class Fade(NamedTuple):
    """From frame `begin` of the piece to before `end`."""

    begin: int
    end: int
    curve: Curve


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A part, number `number` of its lane from 0, read from `begin` to before `end`, frames of the piece;
    `origin` is where its loop's first frame would be. With `rings` it rings on after `end`."""

    part: Part
    number: int
    origin: int
    begin: int
    end: int
    gain: float
    fade_in: Fade | None = None
    fade_out: Fade | None = None
    rings: bool = False


class _Round(NamedTuple):
    """One round of a part, by the bar lines around it."""

    part: Part
    number: int
    begin: int
    end: int


class _Joint(NamedTuple):
    """What happens at a bar line: the fades of what ends and of what begins there, and whether it rings."""

    fade_out: Fade | None = None
    fade_in: Fade | None = None
    rings: bool = False


def stretches(piece: Arrangement, lane: Lane, rate_hz: int) -> Iterator[Stretch]:
    """What sounds of `lane`, in order of its bar lines."""
    rounds = [] if lane.muted else list(_rounds(piece, lane, rate_hz))
    if not rounds:
        return
    frames = piece.frames(rate_hz)
    before = _joint(piece, None, rounds[0], rate_hz, frames)
    for one, other in zip(rounds, [*rounds[1:], None], strict=True):
        after = _joint(piece, one, other, rate_hz, frames)
        fade_in, fade_out = before.fade_in, after.fade_out
        yield Stretch(
            part=one.part,
            number=one.number,
            origin=one.begin,
            begin=min(one.begin, fade_in.begin) if fade_in else one.begin,
            end=max(one.end, fade_out.end) if fade_out else one.end,
            gain=10 ** ((one.part.gain_db + lane.gain_db) / 20),
            fade_in=fade_in,
            fade_out=fade_out,
            rings=after.rings,
        )
        if other is not None and other.begin != one.end:
            after = _joint(piece, None, other, rate_hz, frames)
        before = after


def _rounds(piece: Arrangement, lane: Lane, rate_hz: int) -> Iterator[_Round]:
    for number, part in enumerate(lane.parts):
        bars = range(part.start_bar, part.end_bar, part.bars)
        for bar in () if part.muted else bars:
            yield _Round(part, number, piece.frame_at(bar, rate_hz), piece.frame_at(bar + part.bars, rate_hz))


def _joint(piece: Arrangement, one: _Round | None, other: _Round | None, rate_hz: int, frames: int) -> _Joint:
    """What happens where `one` ends or `other` begins, or both."""
    if one is None:
        assert other is not None
        return _Joint(fade_in=Fade(other.begin, other.begin + round(FADE_IN_S * rate_hz), Curve.LINEAR))
    line, length = one.end, one.end - one.begin
    if other is None or other.begin != line:
        if line == frames:
            return _Joint(fade_out=Fade(line - round(FADE_OUT_S * rate_hz), line, Curve.LINEAR))
        return _Joint(rings=True)
    if one.part.is_transition:
        return _Joint()
    before = Fade(line - min(round(LEAD_S * rate_hz), length // 2), line, Curve.LINEAR)
    if (one.part.source, one.part.bars) == (other.part.source, other.part.bars):
        return _Joint(before, before)
    if piece.crossfade_beats and not other.part.is_transition:
        beat = piece.seconds_at(1) / piece.meter.numerator
        half = int(beat * Fraction(piece.crossfade_beats) / 2 * rate_hz)
        half = min(half, length // 2, (other.end - other.begin) // 2)
        around = Fade(line - half, line + half, Curve.POWER)
        return _Joint(around, around) if half else _Joint(fade_in=before, rings=True)
    return _Joint(fade_in=before, rings=True)

"""Reads a list of parts as it is typed or sent: `A`, `A*2` for two rounds, `~2` for two bars between.

Spaces around `*` and after `~` change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bridge.errors import BadRequest
from bridge.pieces.arrangement import MAX_ROUNDS, MAX_TRANSITION_BARS, Arrangement, Lane, Part
from bridge.pieces.sources import Sources
from bridge.vocabulary.music import Meter

_ROUNDS = re.compile(r"(.+)\*\s*(\d{1,9})", re.DOTALL)
_TRANSITION = re.compile(r"~\s*(\d{1,9})")


class ListedPart(NamedTuple):
    """A source that plays `times` rounds; without a source, a transition of `times` bars."""

    source: str | None
    times: int


def read_part(text: str) -> ListedPart:
    """The part that `text` describes. Raises `BadRequest` for more rounds or bars than a part may have."""
    if found := _TRANSITION.fullmatch(text):
        return ListedPart(None, _count(text, int(found[1]), MAX_TRANSITION_BARS, "bars"))
    if found := _ROUNDS.fullmatch(text):
        return ListedPart(found[1].rstrip(), _count(text, int(found[2]), MAX_ROUNDS, "rounds"))
    return ListedPart(text, 1)


def _count(text: str, count: int, most: int, what: str) -> int:
    if not 1 <= count <= most:
        raise BadRequest(f"“{text[-40:]}” has {count:,} {what}. Use 1 to {most}.")
    return count


def arrange(
    listed: Sequence[ListedPart],
    sources: Sources,
    *,
    tempo_bpm: float | None = None,
    meter: Meter | None = None,
    title: str = "",
    artist: str = "",
    crossfade_beats: float = 0.0,
) -> Arrangement:
    """A piece of one lane, on which the parts follow one another, each at its source's own bars.

    Tempo (quarter notes a minute) and meter are the first source's unless given. Raises `BadRequest` if there
    is no source, and what `Sources` and `Arrangement` raise.
    """
    first = next((each.source for each in listed if each.source is not None), None)
    if first is None:
        raise BadRequest("There is nothing to join. Name clips, sounds or words.")
    tempo_bpm = sources.tempo_bpm(first) if tempo_bpm is None else tempo_bpm
    job = sources[first].job
    meter = meter or (job.meter if job else Meter())
    parts: list[Part] = []
    for each in listed:
        start_bar = parts[-1].end_bar if parts else 1
        if each.source is None:
            parts.append(Part(source=None, start_bar=start_bar, bars=each.times))
        else:
            bars = sources.bars(each.source, meter)
            parts.append(Part(source=each.source, start_bar=start_bar, bars=bars, rounds=each.times))
    return Arrangement(
        tempo_bpm=tempo_bpm,
        meter=meter,
        title=title,
        artist=artist,
        crossfade_beats=crossfade_beats,
        lanes=(Lane(parts=tuple(parts)),),
    )

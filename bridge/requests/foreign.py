"""What is known of the sound that a request starts from, where somebody else made it. Pure."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from bridge.requests.bounds import coalesce
from bridge.requests.kinds import one_line
from bridge.sound.files.loops import Evidence, LoopReading, read_loop, whole_bars
from bridge.vocabulary.jobs import RenderJob, SourceLoop
from bridge.vocabulary.music import Loop, Meter
from bridge.vocabulary.requests import ClipRequest


def own_loop(
    request: ClipRequest, evidence: Evidence | None, parent: RenderJob | None, meter: Meter
) -> Loop | None:
    """The source's loop: its job's if it is a clip of ours, `parent`, else what its file says, if that is
    whole bars of `meter`.

    Raises `BadRequest` if what the request says of it can't be true.
    """
    if parent is not None:
        return parent.loop
    if evidence is None:
        return None
    reading = _claim(request, evidence, meter)
    bars = None if reading is None else whole_bars(reading.loop, meter)
    if reading is None or bars is None or reading.loop.tempo_bpm is None:
        return None
    return Loop(tempo_bpm=reading.loop.tempo_bpm, bars=bars, meter=meter)


def source_loop(
    request: ClipRequest, evidence: Evidence, parent: RenderJob | None, meter: Meter, bars: int
) -> SourceLoop | msgspec.UnsetType:
    """What the source is known to be, which is to fill `bars` bars of `meter`; all open where nothing says.

    A clip of ours is known by its certificate; it needs saying only where the lengths differ.
    """
    if parent is not None and request.source_tempo_bpm is None:
        if bars * meter.quarters_per_bar == parent.loop.quarters:
            return msgspec.UNSET
        request = msgspec.structs.replace(request, source_bars=None)
    reading = _claim(request, evidence, meter)
    return SourceLoop() if reading is None else reading.loop


def rights(
    request: ClipRequest, evidence: Evidence | None, parent: RenderJob | None, own_licence: str
) -> dict[str, Any]:
    """The source's licence and author as a job has them: as the request says, else as its file does.

    A clip of ours that is under `own_licence`, the model's, needs none. Of a morph they are its clip's.
    """
    if evidence is None:
        return {name: getattr(parent, name, UNSET) for name in ("source_licence", "source_author")}
    stated = "" if parent is not None and evidence.licence == own_licence else evidence.licence
    found = {
        "source_licence": coalesce(request.source_licence, one_line(stated)),
        "source_author": coalesce(request.source_author, one_line(evidence.author)),
    }
    return {name: text for name, text in found.items() if text}


def _claim(request: ClipRequest, evidence: Evidence, meter: Meter) -> LoopReading | None:
    said_bpm, said_bars = request.source_tempo_bpm, request.source_bars
    reading = read_loop(evidence, meter, tempo_bpm=said_bpm, bars=said_bars)
    return reading if reading is not None and reading.is_claimed else None

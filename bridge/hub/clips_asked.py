"""Answers what is asked of the library: which clips there are, one by name or as it is, or a change to it."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec

from bridge.errors import BadRequest
from bridge.library import Library
from bridge.library.query_text import parse
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.models.catalogue import draws_in_musical_time
from bridge.requests import derive
from bridge.settings import Settings
from bridge.sound.files import extras
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob

Asked = (
    ev.ClipsAsked | ev.ClipAsked | ev.FavouriteAsked | ev.DeleteAsked | ev.RestoreAsked | ev.RenameAsked
    | ev.TagAsked
)  # fmt: skip


def answer_to(asked: Asked, library: Library) -> an.FoundClips:
    """The clips that are asked for, newest first, or the one that is changed, as it is then.

    Raises `BadRequest` for a name that no clip has, or a search that can't be read, and `StorageFailed`.
    """
    match asked:
        case ev.ClipsAsked():
            clips = _search(asked, library)
        case ev.ClipAsked(_, name):
            clips = (named_clip(name, library),)
        case ev.FavouriteAsked(_, name, favourite):
            clips = (library.favourite(name, favourite).clip,)
        case ev.DeleteAsked(_, name):
            clips = (library.delete(name).clip,)
        case ev.RestoreAsked(_, name):
            clips = (library.restore(name).clip,)
        case ev.RenameAsked(_, name, title):
            clips = (library.rename(name, title).clip,)
        case ev.TagAsked(_, name, tags):
            clips = (library.tag(name, [tags]).clip,)
    return an.FoundClips(asked.sender, clips)


def named_clip(name: str, library: Library) -> Clip:
    """The clip that somebody calls `name`. Raises `BadRequest` if there is none, or its file is gone."""
    found = library.clip(name)
    if found is None or found.missing:
        raise BadRequest(f"No clip is called “{name[:60]}”. /riffbridge/clips lists all.")
    return found.clip


def _search(asked: ev.ClipsAsked, library: Library) -> tuple[Clip, ...]:
    query = parse(asked.words, datetime.date.today())
    query = msgspec.structs.replace(query, missing=bool(query.missing), limit=asked.limit)
    return tuple(found.clip for found in library.search(query))


def as_it_is(
    asked: ev.RequestCame, clip: Clip, settings: Settings
) -> tuple[ev.RequestCame, RenderJob | None] | None:
    """What to do so that `clip` has the tempo and the extras that are asked for; `None` if it has them.

    Returns the request for it, and its job if that is known: the clip's own, for extras alone, or the clip
    decoded for another tempo. Otherwise the request stretches the clip's file.
    """
    job, request = clip.job, asked.request
    is_same = request.tempo_bpm in (None, job.tempo_bpm)
    if is_same and not extras.missing(clip.path, request.extras):
        return None
    tempo_bpm = job.tempo_bpm if request.tempo_bpm is None else request.tempo_bpm
    fit = derive.fitted(clip.path, job, tempo_bpm, request.origin)
    fit = msgspec.structs.replace(fit, midi=request.midi, stems=request.stems)
    is_musical = draws_in_musical_time(job.model, Path(settings.models_folder))
    again = job if is_same else derive.retimed(job, tempo_bpm) if is_musical else None
    return msgspec.structs.replace(asked, request=fit, source_clip=None), again

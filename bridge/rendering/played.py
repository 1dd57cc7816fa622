"""Renders loops at strength 0: composed and played, or played on from, untouched by any model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bridge.models.info import ModelInfo
from bridge.playing.jobs import play_job
from bridge.rendering.filled import play_on
from bridge.rendering.finishing import finish, write_parts
from bridge.rendering.notes import tell_notes
from bridge.rendering.progress import COMPOSING, DONE, ProgressBar
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import OnProgress, RenderJob, Tell


def render_played(
    takes: Sequence[tuple[RenderJob, Path]],
    info: ModelInfo,
    on_progress: OnProgress,
    tell: Tell,
    *,
    stems: bool = False,
) -> list[Clip]:
    """Render takes of one batch that need no model, each to its path, and return what came of them, in order.

    `info` describes the model that the jobs name. As `bridge.engine.render.render`, which gives the same
    bytes: `on_progress` may raise `Cancelled` and `tell` hears of words that nothing was made of. Raises
    `BadRequest`, `BadFile` for a damaged sample bank or a source that has changed, and `StorageFailed`.
    """
    job = takes[0][0]
    progress = ProgressBar(on_progress, {COMPOSING: 1.0})
    tell_notes(job, job.parsed or (), tell)
    clips = []
    for number, (take, path) in enumerate(takes):
        progress(COMPOSING, number / len(takes))
        sound = play_job(take, take.rate_hz) if take.source is None else play_on(take, take.rate_hz, tell)
        clips.append(finish(take, path, sound, info))
        if stems:
            write_parts(take, path, sound, info, tell)
    progress(DONE, 1.0)
    return clips

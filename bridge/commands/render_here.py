"""Renders in this process, with the model where the jobs need one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bridge.commands.output import ProgressLine, say
from bridge.engine.fast_imports import fast_imports
from bridge.models.catalogue import find
from bridge.playing.extras import telling, write_extras
from bridge.rendering.fitted_stems import can_have_stems
from bridge.rendering.played import render_played
from bridge.scratch import scratch_folder
from bridge.settings import Settings
from bridge.sound.files import extras
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import OnProgress, RenderJob


def render_here(
    takes: Sequence[tuple[RenderJob, Path]],
    settings: Settings,
    on_progress: OnProgress,
    device: str | None = None,
    *,
    stems: bool = False,
    threads: int | None = None,
) -> list[Clip]:
    """Render takes of one batch, each to its path; see `bridge.engine.render.render`. With `threads`, a model
    computes with so many."""
    job = takes[0][0]
    entry = find(job.model, Path(settings.models_folder))
    if not job.needs_model:
        entry.require_same(job.model_sha256)
        return render_played(takes, entry.info, on_progress, say, stems=stems)
    folder = entry.require()
    with fast_imports():
        import torch

        from bridge.engine.device import choose_placement
        from bridge.engine.loading import load, with_loras
        from bridge.engine.render import render
    if threads is not None:
        torch.set_num_threads(threads)
    model = load(folder, choose_placement(device or settings.device), entry.info, say)
    model = with_loras(model, job, Path(settings.models_folder))
    return render(takes, model, on_progress, say, stems=stems)


def add_extras(clip: Clip, wanted: Sequence[Extra], settings: Settings) -> None:
    """Write what is `wanted` beside a clip that is there already, which is left as it is."""
    if Extra.STEMS in wanted and can_have_stems(clip.job):
        with telling(say), scratch_folder() as folder:
            path = folder / clip.path.name
            render_here([(clip.job, path)], settings, ProgressLine(), stems=True)
            extras.copy(path, clip.path, (Extra.STEMS,))
    write_extras(clip.job, clip.path, wanted, say)

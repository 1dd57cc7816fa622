"""`riffbridge render`: from words, a preset, a source or a finished clip to files."""

from __future__ import annotations

import argparse
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bridge.commands.output import ProgressLine, clip_paths, file_format, print_result, say
from bridge.engine.catalogue import Entry, find
from bridge.engine.folder import folder_sha256
from bridge.errors import BadRequest
from bridge.presets import find_preset
from bridge.resolve import MAX_SEED, Surroundings, resolve
from bridge.settings import Settings, read_settings
from bridge.sound.files import audio_sha256, read_audio, read_certificate
from bridge.sound.names import clip_name
from bridge.vocabulary import ClipRequest, RenderJob, SourceAudio

if TYPE_CHECKING:
    from bridge.engine.models import LoadedModel

# What --like takes from the certificate, and so may not be given beside it.
_DECIDED = (
    "prompt", "bpm", "bars", "meter", "key", "seed", "preset", "model", "negative", "steps", "guidance",
    "scheduler", "count", "source", "strength", "rate", "format",
)  # fmt: skip


def run(options: argparse.Namespace) -> None:
    """Render what `options` ask for; paths go to stdout, one a line."""
    settings = read_settings()
    jobs = _jobs_like(options) if options.like else _jobs_asked(options, settings)
    entry = find(jobs[0].model, Path(settings.models_folder))
    folder = entry.require()
    if jobs[0].source is not None:
        read_audio(Path(jobs[0].source.path))
    names = [clip_name(job, in_key=entry.info.follows_key) for job in jobs]
    paths = clip_paths(options.output, names, Path(settings.export_folder))
    progress = ProgressLine()
    model = _load(folder, entry, options.device or settings.device)
    from bridge.engine.render import render

    takes = list(zip(jobs, paths, strict=True))
    for clip in render(takes, model, progress, say):
        facts = msgspec.to_builtins(clip, enc_hook=str)
        del facts["path"]
        print_result(clip.path, facts, as_json=options.json)


def _load(folder: Path, entry: Entry, device: str) -> LoadedModel:
    # Before torch comes: threads that spin while they wait for each other cost little alone, and
    # everything where a core is busy with something else, as beside a host it is.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from bridge.engine.device import choose_placement
    from bridge.engine.models import load

    return load(folder, choose_placement(device), entry.info, say)


def _jobs_asked(options: argparse.Namespace, settings: Settings) -> list[RenderJob]:
    request = ClipRequest(
        prompt=options.prompt,
        negative=options.negative,
        preset=options.preset,
        model=options.model,
        tempo_bpm=options.bpm,
        bars=options.bars,
        meter=options.meter,
        key=options.key,
        seed=options.seed,
        steps=options.steps,
        guidance=options.guidance,
        scheduler=options.scheduler,
        count=options.count,
        source=options.source,
        strength=options.strength,
        rate_hz=options.rate,
        file_format=file_format(options.format, options.output, settings.file_format),
    )
    entry = find(request.model or settings.model, Path(settings.models_folder))
    source = None
    if request.source is not None:
        source = SourceAudio(path=str(request.source.absolute()), sha256=audio_sha256(request.source))
    around = Surroundings(
        settings=settings,
        # By its name in the catalogue, or its path, it is found again from a certificate.
        model=msgspec.structs.replace(entry.info, id=entry.name),
        model_sha256=folder_sha256(entry.require()),
        fresh_seed=secrets.randbelow(MAX_SEED + 1),
        preset=find_preset(request.preset, Path(settings.presets_folder)) if request.preset else None,
        source=source,
    )
    return resolve(request, around)


def _jobs_like(options: argparse.Namespace) -> list[RenderJob]:
    """The one take that a clip's certificate describes."""
    if given := [name for name in _DECIDED if getattr(options, name) is not None]:
        raise BadRequest(
            f"--like makes the same clip again, so --{given[0]} cannot be given beside it; leave it out."
        )
    job = read_certificate(options.like).job
    file_format(None, options.output, job.file_format)
    return [job]

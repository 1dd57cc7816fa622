"""`riffbridge render`: from words, a preset, a source or a finished clip to files."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NamedTuple

import msgspec

from bridge.commands.output import ProgressLine, clip_paths, file_format, print_result, say
from bridge.commands.render_via_bridge import render_via_bridge
from bridge.engine.fast_imports import fast_imports
from bridge.errors import BadRequest
from bridge.models.catalogue import find
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.requests.stored import read_job, with_source
from bridge.settings import Settings, read_settings
from bridge.sound.files.names import clip_name
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest, Operation

# What --like takes from the certificate, and so may not be given beside it.
_DECIDED = (
    "prompt", "bpm", "bars", "meter", "key", "seed", "preset", "model", "negative", "steps", "guidance",
    "scheduler", "count", "source", "strength", "rate", "format", "to", "seed_to", "blend", "extend",
    "source_bars", "fill", "drawn_bpm",
)  # fmt: skip
_SPAN = re.compile(r"(\d{1,4}(?:\.\d{1,9})?)?:(\d{1,4}(?:\.\d{1,9})?)?", re.ASCII)


def run(options: argparse.Namespace) -> None:
    """Render what `options` ask for; paths go to stdout, one a line."""
    settings = read_settings()
    if options.cluster is not None:
        _run_on_cluster(options, settings)
        return
    jobs = _jobs_like(options) if options.like else _jobs_asked(options, settings)
    entry = find(jobs[0].model, Path(settings.models_folder))
    folder = entry.require()
    if jobs[0].source is not None:
        read_audio(Path(jobs[0].source.path))
    names = [clip_name(job, in_key=entry.info.follows_key) for job in jobs]
    paths = clip_paths(options.output, names, Path(settings.export_folder))
    progress = ProgressLine()
    if _may_borrow(options):
        made = render_via_bridge(jobs, paths if options.output else None, settings, progress, say)
        if made is not None:
            print(*made, sep="\n", flush=True)
            return
    with fast_imports():
        from bridge.engine.device import choose_placement
        from bridge.engine.loading import load
        from bridge.engine.render import render
    model = load(folder, choose_placement(options.device or settings.device), entry.info, say)
    takes = list(zip(jobs, paths, strict=True))
    for clip in render(takes, model, progress, say):
        _print(clip, options)


def _print(clip: Clip, options: argparse.Namespace) -> None:
    facts = msgspec.to_builtins(clip, enc_hook=str)
    del facts["path"]
    print_result(clip.path, facts, as_json=options.json)


def _run_on_cluster(options: argparse.Namespace, settings: Settings) -> None:
    """As `run`, with every clip a job of its own, and what is there already passed over."""
    from bridge.cluster.cluster import spread
    from bridge.cluster.plan import at_places, in_folder, one_by_one
    from bridge.cluster.ray_workers import join

    if options.like:
        jobs = _jobs_like(options)
    else:
        request = _request(options, settings)
        jobs = one_by_one(request, Reader(settings).read(request))
    in_key = find(jobs[0].model, Path(settings.models_folder)).info.follows_key
    names = [clip_name(job, in_key=in_key) for job in jobs]
    output, export = options.output, Path(settings.export_folder)
    with fast_imports():
        if output is not None and output.suffix and not output.is_dir():
            there, takes = at_places(jobs, clip_paths(output, names, export))
        else:
            there, takes = in_folder(jobs, clip_paths(output, names[:1], export)[0].parent, names)
    for clip in there:
        _print(clip, options)
    if takes:
        with join(options.cluster, jobs[0], device=options.device, tell=say) as pool:
            for clip in spread(takes, pool, ProgressLine(), say):
                _print(clip, options)


def _may_borrow(options: argparse.Namespace) -> bool:
    """Whether a running bridge can stand in: not on a device asked for, nor where all figures are wanted."""
    return not (options.alone or options.device or options.like or options.json)


def _jobs_asked(options: argparse.Namespace, settings: Settings) -> list[RenderJob]:
    request = _request(options, settings)
    return resolve(request, Reader(settings).read(request))


def _request(options: argparse.Namespace, settings: Settings) -> ClipRequest:
    part = Span.parse(options.fill or ":")
    return ClipRequest(
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
        operation=_operation(options),
        goal_prompt=options.to,
        goal_seed=options.seed_to,
        blend=options.blend,
        from_quarter=part.begin,
        to_quarter=part.end,
        source_bars=options.source_bars,
        drawn_tempo_bpm=options.drawn_bpm,
        rate_hz=options.rate,
        file_format=file_format(options.format, options.output, settings.file_format),
    )


def _operation(options: argparse.Namespace) -> Operation | None:
    if options.extend and options.fill:
        raise BadRequest("--extend and --fill cannot be done at once; do one, then the other to its clip.")
    return Operation.EXTEND if options.extend else Operation.FILL if options.fill else None


class Span(NamedTuple):
    """A part of a loop in quarter notes from its beginning; what is not given is for `resolve` to say."""

    begin: float | None
    end: float | None

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read `4:8`, `4:`, `:8` or `:`. Raises `BadRequest` for anything else."""
        if (found := _SPAN.fullmatch(text)) is None:
            raise BadRequest(
                f"“{text[:40]}” is no part of a loop; write it as FROM:TO in beats, such as 4:8."
            )
        begin, end = (float(each) if each else None for each in found.groups())
        return cls(begin, end)


def _jobs_like(options: argparse.Namespace) -> list[RenderJob]:
    """The one take that a clip's certificate describes."""
    if given := [name for name in _DECIDED if getattr(options, name) is not None]:
        raise BadRequest(
            f"--like makes the same clip again, so --{given[0].replace('_', '-')} cannot be given beside it; "
            "leave it out."
        )
    job = with_source(read_job(options.like), options.like, read_settings())
    file_format(None, options.output, job.file_format)
    return [job]

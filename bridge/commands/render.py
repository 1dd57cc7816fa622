"""`riffbridge render`: from words, a preset, a source or a finished clip to files."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from bridge.commands.named_sounds import sound_path
from bridge.commands.options import given, option, request_of, wanted_extras
from bridge.commands.output import (
    ProgressLine,
    check_not_input,
    clip_paths,
    file_format,
    numbered,
    print_result,
    say,
)
from bridge.commands.render_here import render_here
from bridge.commands.render_via_bridge import render_into_host, render_via_bridge
from bridge.engine.fast_imports import fast_imports
from bridge.errors import BadRequest, RiffbridgeError
from bridge.library import Library
from bridge.models.catalogue import find
from bridge.playing.extras import write_extras
from bridge.requests.context import Reader
from bridge.requests.kinds import Kind
from bridge.requests.resolve import resolve
from bridge.requests.stored import read_job, with_source
from bridge.settings import Settings, read_settings
from bridge.sound.files import extras
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.names import clip_name
from bridge.sound.files.reading import Sound, read_audio
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest


def run(options: argparse.Namespace) -> None:
    """Render what `options` ask for; paths go to stdout, one a line."""
    settings = read_settings()
    if options.cluster is not None:
        _run_on_cluster(options, settings)
        return
    if options.like:
        jobs = _jobs_like(options, settings)
    else:
        request = _request(options, settings)
        if request.place is not None:
            _render_into_host(request, options, settings)
            return
        jobs = resolve(request, Reader(settings).read(request))
    entry = find(jobs[0].model, Path(settings.models_folder))
    entry.require()
    if jobs[0].source is not None:
        read_audio(Path(jobs[0].source.path))
    names = [clip_name(job, in_key=entry.info.follows_key) for job in jobs]
    paths = clip_paths(options.output, names, Path(settings.export_folder))
    progress, wanted = ProgressLine(), wanted_extras(options)
    if _may_borrow(options):
        made = render_via_bridge(jobs, paths if options.output else None, settings, progress, say, wanted)
        if made is not None:
            print(*made, sep="\n", flush=True)
            return
    takes = list(zip(jobs, paths, strict=True))
    original = sound_path(options.like, settings) if options.like else None
    before = None if original is None else read_audio(original)[0]
    threads = None if original is None else read_certificate(original).threads or None
    clips = render_here(
        takes, settings, progress, options.device, stems=Extra.STEMS in wanted, threads=threads
    )
    for clip in clips:
        write_extras(clip.job, clip.path, wanted, say)
        _print(clip, options)
    if before is not None:
        _tell_of_difference(before, clips[0])
    _enter(clips, options, settings)


def _tell_of_difference(before: Sound, again: Clip) -> None:
    """Tell the user if `again` differs from the sound `before` `[C, N]` by a single bit, and why it may."""
    after, _ = read_audio(again.path)
    if np.array_equal(before, after):
        return
    level = ""
    if before.shape == after.shape:
        level = f" by up to {20 * math.log10(float(np.abs(before - after).max())):.0f} dBFS"
    say(
        f"The sound differs from the original{level}: it was rendered on another kind of processor, or with "
        "another number of threads (OMP_NUM_THREADS sets it)."
    )


def _enter(made: Sequence[Clip], options: argparse.Namespace, settings: Settings) -> None:
    """Let the library know of clips that were rendered into its folder, unless it has them from before."""
    if options.output is not None:
        return
    try:
        with Library.open(Path(settings.library_file), Path(settings.export_folder), mend=False) as library:
            library.add([clip for clip in made if library.find([clip.job]) is None])
    except RiffbridgeError as error:
        say(f"The loop is done, but isn't in the library: {error}")


def _print(clip: Clip, options: argparse.Namespace) -> None:
    facts = msgspec.to_builtins(clip, enc_hook=str)
    del facts["path"]
    if wanted := wanted_extras(options):
        paths = [extras.path_of(extra, clip.path) for extra in wanted]
        facts["extras"] = [str(path) for path in paths if path.exists()]
    print_result(clip.path, facts, as_json=options.json)


def _run_on_cluster(options: argparse.Namespace, settings: Settings) -> None:
    """As `run`, with every clip a job of its own, and what is there already passed over."""
    from bridge.cluster.cluster import spread
    from bridge.cluster.plan import COUNT, at_places, in_folder, one_by_one
    from bridge.cluster.ray_workers import join

    if options.like:
        jobs = _jobs_like(options, settings)
    else:
        request = _request(options, settings, count=COUNT)
        _refuse_place(request, options, "cluster")
        jobs = one_by_one(request, Reader(settings).read(request))
    in_key = find(jobs[0].model, Path(settings.models_folder)).info.follows_key
    names = [clip_name(job, in_key=in_key) for job in jobs]
    output, export = options.output, Path(settings.export_folder)
    with fast_imports():
        if output is not None and output.suffix and not output.is_dir():
            there, takes = at_places(jobs, clip_paths(output, names, export))
        else:
            there, takes = in_folder(jobs, clip_paths(output, names[:1], export)[0].parent, names)
    if Extra.STEMS in (wanted := wanted_extras(options)):
        again = "riffbridge render --like CLIP --stems"
        raise BadRequest(f"Stems can't be rendered on a cluster. Leave out --stems, then use {again}.")
    for clip in there:
        write_extras(clip.job, clip.path, extras.missing(clip.path, wanted), say)
        _print(clip, options)
    if takes:
        made = []
        with join(options.cluster, jobs[0], device=options.device, tell=say) as pool:
            for clip in spread(takes, pool, ProgressLine(), say):
                write_extras(clip.job, clip.path, wanted, say)
                _print(clip, options)
                made.append(clip)
        _enter(made, options, settings)


def _may_borrow(options: argparse.Namespace) -> bool:
    """Whether a running bridge can stand in: not on a device asked for, nor where all figures are wanted."""
    return not (options.alone or options.device or options.like or options.json)


def _request(options: argparse.Namespace, settings: Settings, **kinds: Kind) -> ClipRequest:
    request = request_of(options, kinds)
    named = {"source": request.source, "goal_source": request.goal_source}
    found = {field: sound_path(name, settings) for field, name in named.items() if name is not None}
    written = file_format(request.file_format, options.output)
    if written is not None and options.output is not None:
        check_not_input(numbered(options.output, request.count or 1), found.values())
    return msgspec.structs.replace(request, file_format=written, **found)


def _jobs_like(options: argparse.Namespace, settings: Settings) -> list[RenderJob]:
    """The one take that a clip's certificate describes."""
    if said := [name for name in given(options) if name not in list(Extra)]:
        raise BadRequest(f"--like renders the same clip again. Leave out {', '.join(map(option, said))}.")
    like = sound_path(options.like, settings)
    job = with_source(read_job(like), like, settings)
    file_format(job.file_format, options.output)
    check_not_input([options.output], [like])
    return [job]


def _render_into_host(request: ClipRequest, options: argparse.Namespace, settings: Settings) -> None:
    """Have a running bridge render `request` and place its clips; they are copied to the output, if any."""
    _refuse_place(request, options, "alone", "device")
    export = Path(settings.export_folder)
    if options.output is not None:
        clip_paths(options.output, ["clip"] * (request.count or 1), export)
    takes, trouble = render_into_host(request, settings, ProgressLine(), say)
    made = [(take, take.path) for take in takes if take.path is not None]
    paths = [path for _, path in made]
    if options.output is not None:
        paths = clip_paths(options.output, [path.name for path in paths], export)
    for (take, source), path in zip(made, paths, strict=True):
        if path != source:
            atomic_write(path, source.read_bytes())
            extras.copy(source, path, request.extras)
        facts = msgspec.to_builtins(take, enc_hook=str)
        del facts["path"]
        print_result(path, facts, as_json=options.json)
    if trouble is not None:
        raise trouble


def _refuse_place(request: ClipRequest, options: argparse.Namespace, *names: str) -> None:
    """Raise `BadRequest` for a place beside options that leave no part in it to a running bridge."""
    for name in names:
        if request.place is not None and getattr(options, name):
            raise BadRequest(f"--place needs a running bridge. Leave out --{name}.")

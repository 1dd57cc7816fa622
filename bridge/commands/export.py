"""`riffbridge export`: a piece for a DAW, as a project or as a folder of lanes."""

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bridge.commands.join import PICTURE, Joining
from bridge.commands.options import request_of
from bridge.commands.output import check_writable, print_result, say
from bridge.errors import BadRequest
from bridge.pieces.multitrack import write_multitrack
from bridge.pieces.preparing import Preparation, prepare
from bridge.pieces.projects import CREDITS_FILE, write_dawproject, write_reaper_project
from bridge.pieces.rendering import JOINING, PREPARING, WRITING, about_prepared
from bridge.rendering.progress import DONE
from bridge.scratch import scratch_folder
from bridge.settings import read_settings
from bridge.untrusted import is_folder

_PROJECTS = {".dawproject": write_dawproject, ".rpp": write_reaper_project}


def run(options: argparse.Namespace) -> None:
    """Write what `options` name; the project's or the folder's path goes to stdout."""
    path: Path = options.output
    settings = read_settings()
    write_project = _PROJECTS.get(path.suffix.lower())
    _check(path, is_project=write_project is not None)
    with ExitStack() as opened:
        folder = opened.enter_context(scratch_folder())
        joining = Joining(options, settings, path.parent, opened)
        piece, progress = joining.piece(), joining.progress
        for stage in (JOINING, PICTURE):
            progress.leave_out(stage)
        rate_hz = joining.rate_hz(piece)
        by = Preparation(
            piece=piece, sources=joining.sources, folder=folder, rate_hz=rate_hz,
            settings=settings, render=joining.render, tell=say,
        )  # fmt: skip
        # A project has what is muted, too: there it can be unmuted.
        loops = prepare(
            by, lambda done, total: progress(PREPARING, done / total), with_muted=write_project is not None
        )
        about = about_prepared(by, loops, joining.artist())
        if write_project is not None:
            write_project(
                path, piece, loops.paths, about, lambda done, total: progress(WRITING, done / total)
            )
        else:
            file_format = request_of(options).file_format or settings.file_format
            write_multitrack(
                path, piece, loops, about, rate_hz, file_format, lambda share: progress(WRITING, share), say
            )
        progress(DONE, 1.0)
    facts: dict[str, Any] = {
        "bars": piece.bars,
        "tempo_bpm": piece.tempo_bpm,
        "seconds": float(piece.seconds_at(piece.bars)),
        "licence": about.licence,
    }
    print_result(path, facts, as_json=options.json)


def _check(path: Path, *, is_project: bool) -> None:
    """Raise before the work if `path` can't be written. A folder is there already, or has no suffix."""
    is_there = is_folder(path)
    if is_project or not (is_there or path.suffix):
        check_writable(path)
    elif is_there:
        check_writable(path / CREDITS_FILE)
    else:
        raise BadRequest(f"A piece can't be exported as {path.suffix}. Use .dawproject, .rpp or a folder.")

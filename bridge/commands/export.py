"""`riffbridge export`: a piece for a DAW, as a project or as a folder of lanes."""

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bridge.commands.join import PICTURE, Joining, tell_keys
from bridge.commands.options import request_of
from bridge.commands.output import check_not_input, check_writable, print_result, say
from bridge.errors import BadRequest
from bridge.pieces.exporting import export_piece, is_project, written_paths
from bridge.pieces.preparing import Preparation
from bridge.pieces.projects import CREDITS_FILE
from bridge.rendering.progress import DONE
from bridge.scratch import scratch_folder
from bridge.settings import read_settings
from bridge.untrusted import is_folder


def run(options: argparse.Namespace) -> None:
    """Write what `options` name; the project's or the folder's path goes to stdout."""
    path: Path = options.output
    settings = read_settings()
    _check(path)
    with ExitStack() as opened:
        folder = opened.enter_context(scratch_folder())
        joining = Joining(options, settings, path.parent, opened)
        piece, progress = joining.piece(), joining.progress
        progress.leave_out(PICTURE)
        file_format = request_of(options).file_format or settings.file_format
        check_not_input(written_paths(path, piece, file_format), joining.inputs(piece))
        tell_keys(piece, joining.sources)
        by = Preparation(
            piece=piece, sources=joining.sources, folder=folder, rate_hz=joining.rate_hz(piece),
            settings=settings, render=joining.render, tell=say,
        )  # fmt: skip
        about = export_piece(by, path, file_format, progress, artist=joining.artist())
        progress(DONE, 1.0)
    facts: dict[str, Any] = {
        "bars": piece.bars,
        "tempo_bpm": piece.tempo_bpm,
        "seconds": float(piece.seconds_at(piece.bars)),
        "licence": about.licence,
    }
    print_result(path, facts, as_json=options.json)


def _check(path: Path) -> None:
    """Raise before the work if `path` can't be written. A folder is there already, or has no suffix."""
    is_there = is_folder(path)
    if is_project(path) or not (is_there or path.suffix):
        check_writable(path)
    elif is_there:
        check_writable(path / CREDITS_FILE)
    else:
        raise BadRequest(f"A piece can't be exported as {path.suffix}. Use .dawproject, .rpp or a folder.")

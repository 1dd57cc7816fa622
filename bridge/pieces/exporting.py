"""Writes a piece for a DAW: as a project where its path ends like one, else as a folder of lanes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bridge.pieces.arrangement import Arrangement
from bridge.pieces.multitrack import lane_paths, write_multitrack
from bridge.pieces.preparing import Preparation, prepare
from bridge.pieces.projects import MEDIA_SUFFIX, write_dawproject, write_reaper_project
from bridge.pieces.rendering import JOINING, PREPARING, WRITING, about_prepared
from bridge.pieces.session import About
from bridge.rendering.progress import ProgressBar
from bridge.vocabulary.files import FileFormat, PieceForm

_PROJECTS = {PieceForm.DAWPROJECT.value: write_dawproject, PieceForm.REAPER.value: write_reaper_project}


def is_project(path: Path) -> bool:
    """Whether `path` ends like a project that can be written."""
    return path.suffix.lower() in _PROJECTS


def written_paths(path: Path, piece: Arrangement, file_format: FileFormat) -> Iterator[Path]:
    """The sounds and projects that an export of `piece` to `path` writes, or may write."""
    if not is_project(path):
        yield from lane_paths(path, piece, file_format).values()
        return
    yield path
    if path.suffix.lower() == PieceForm.REAPER:
        yield from path.with_suffix(MEDIA_SUFFIX).glob("*")


def export_piece(
    by: Preparation, path: Path, file_format: FileFormat, progress: ProgressBar, *, artist: str = ""
) -> About:
    """Prepare the loops of a piece and write it to `path`. `file_format` is that of lanes.

    `progress` knows of `rendering.SHARES`, and may raise `Cancelled`. Raises `RiffbridgeError`.
    """
    progress.leave_out(JOINING)
    write_project = _PROJECTS.get(path.suffix.lower())
    # A project has what is muted, too: there it can be unmuted.
    with_muted = write_project is not None
    loops = prepare(by, lambda done, total: progress(PREPARING, done / total), with_muted=with_muted)
    about = about_prepared(by, loops, artist)
    if write_project is not None:
        write_project(path, by.piece, loops.paths, about, lambda done, total: progress(WRITING, done / total))
    else:
        write_multitrack(
            path, by.piece, loops, about, by.rate_hz, file_format,
            lambda share: progress(WRITING, share), by.tell,
        )  # fmt: skip
    return about

"""Keeps loops that were rendered for a piece, so that the next piece of the same clips is ready sooner."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bridge import scratch
from bridge.errors import RiffbridgeError
from bridge.pieces.preparing import Render
from bridge.vocabulary.jobs import RenderJob

# About 400 loops of two bars.
MOST_BYTES = 512 << 20


def keeping(render: Render, folder: Path, most_bytes: int = MOST_BYTES) -> Render:
    """`render`, except that a job that was rendered before is copied from `folder`, which keeps those used
    last, up to `most_bytes`. If the folder can't be used, everything is rendered."""

    def render_or_copy(
        takes: Sequence[tuple[RenderJob, Path]], done: Callable[[], None]
    ) -> Mapping[Path, RiffbridgeError]:
        rest = []
        for job, path in takes:
            if _copy(_kept(folder, job), path):
                done()
            else:
                rest.append((job, path))
        failed = render(rest, done) if rest else {}
        for job, path in rest:
            if path not in failed:
                _copy(path, _kept(folder, job))
        _make_room(folder, most_bytes)
        return failed

    return render_or_copy


def _kept(folder: Path, job: RenderJob) -> Path:
    return folder / f"{job.digest}{job.file_format.suffix}"


def _copy(source: Path, target: Path) -> bool:
    """Copy a file, whole or not at all, and mark it as used now; returns whether that worked."""
    part = target.with_suffix(".part")
    try:
        shutil.copyfile(source, part)
        part.replace(target)
        os.utime(source)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        return False
    return True


def _make_room(folder: Path, most_bytes: int) -> None:
    with contextlib.suppress(OSError):
        found = sorted(
            (
                (path, path.stat())
                for path in folder.iterdir()
                if path.suffix != ".part" and path.name != scratch.LOCK
            ),
            key=lambda each: each[1].st_mtime_ns,
        )
        used = sum(stat.st_size for _, stat in found)
        for path, stat in found:
            if used <= most_bytes:
                break
            path.unlink()
            used -= stat.st_size

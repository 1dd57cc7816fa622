"""Finds clips of an order that an earlier run finished before it was killed."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from errno import EACCES, ENOENT
from pathlib import Path

from bridge.errors import BadFile
from bridge.rendering.finishing import measured
from bridge.sound.files import extras
from bridge.sound.files.atomic import storage_failed
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.names import free_path
from bridge.sound.files.reading import read_audio
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob


def adopt(job: RenderJob, path: Path) -> Clip | None:
    """The clip at `path`, measured, if it is the whole one that `job` would make; else `None`."""
    try:
        certificate = read_certificate(path)
        if certificate.job.digest != job.digest:
            return None
        samples, rate_hz = read_audio(path)
    except BadFile:
        return None
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz)
    if rate_hz != job.rate_hz or samples.shape[-1] != frames:
        return None
    return measured(job, path, samples, certificate.grid)


def find_or_place(job: RenderJob, path: Path, taken: Collection[Path]) -> Clip | Path:
    """The clip of `job` if it is there, else where it can be written: `path`, or beside what
    somebody else has put there, which is left alone (-2, -3, … before the suffix).

    `taken` are the places of the order's other clips. Raises `StorageFailed`, before any work is done,
    for a folder that is not there or cannot be written to.
    """
    if not path.parent.is_dir():
        raise storage_failed(path, OSError(ENOENT, "no folder"))
    if not os.access(path.parent, os.W_OK):
        raise storage_failed(path, OSError(EACCES, "protected"))
    free = free_path(path.parent, path.name, taken)
    number, candidate = 1, path
    while candidate != free:
        if candidate not in taken and (clip := adopt(job, candidate)) is not None:
            return clip
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    return free


def withdraw(job: RenderJob, path: Path) -> None:
    """Remove the clip of `job` from `path`, if that is what is there: its order came to nothing."""
    with suppress(BadFile, OSError):
        if read_certificate(path).job.digest == job.digest:
            extras.remove(path)
            path.unlink()

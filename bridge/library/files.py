"""Asks the disk about clips: whether one is there, is ours, and what it holds."""

from __future__ import annotations

import math
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bridge.errors import BadFile, RiffbridgeError
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.extras import is_stems
from bridge.sound.files.reading import read_audio
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Certificate, Clip
from bridge.vocabulary.files import FileFormat

_SUFFIXES = frozenset(form.suffix for form in FileFormat)


class Mark(NamedTuple):
    """By what a file is known to be unchanged, without reading it."""

    size: int
    mtime_ns: int


def mark(path: Path) -> Mark | None:
    """The mark of the file at `path`; `None` where there is none, or something else."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return Mark(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def is_there(path: Path, noted: Mark, digest: str) -> bool:
    """Whether the clip that was noted is still what lies at `path`.

    One that was copied or restored has another time, and is known by its certificate; one of another
    size has been edited, and is no longer what its certificate says.
    """
    now = mark(path)
    if now is None or now.size != noted.size:
        return False
    return now.mtime_ns == noted.mtime_ns or digest_in(path) == digest


def digest_in(path: Path) -> str | None:
    """The digest that the file's certificate has, or `None`."""
    try:
        return read_certificate(path).job.digest
    except RiffbridgeError:
        return None


def sounds_in(folder: Path) -> Iterator[Path]:
    """The files in `folder` and below it that clips might be: no links are followed, nothing hidden, no
    stems."""
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not is_stems(name))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.suffix.lower() in _SUFFIXES and is_plain(path):
                yield path


def is_plain(path: Path) -> bool:
    """Whether `path` itself is a file, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_inside(path: Path, folder: Path) -> bool:
    """Whether `path` lies below `folder`, links in its parents resolved."""
    try:
        return path.parent.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def read_clip(path: Path) -> Clip:
    """The clip in a file of ours, measured. Raises `BadFile` if it is none, or not as long as its job.

    The peak and the seam are those of `bridge.sound.dsp.measure`, without torch.
    """
    certificate: Certificate = read_certificate(path)
    job = certificate.job
    sound, rate_hz = read_audio(path)
    frames = sound.shape[-1]
    if rate_hz != job.rate_hz or frames != loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz):
        raise BadFile(f"“{path}” isn't as long as its certificate says: it was edited.")
    peak = float(np.abs(sound).max())
    inside = np.abs(np.diff(sound, axis=-1))
    usual = np.maximum(np.quantile(inside, 0.995, axis=-1), 1e-9)
    return Clip(
        job=job,
        path=path,
        frames=frames,
        rate_hz=rate_hz,
        peak_dbfs=round(20 * math.log10(peak), 2) if peak > 0 else -math.inf,
        seam=round(float((np.abs(sound[:, 0] - sound[:, -1]) / usual).max()), 3),
        grid=certificate.grid,
    )

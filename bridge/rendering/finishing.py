"""Finishes a take: masters it, certifies it, writes it, and measures what was written."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from bridge import PROGRAM
from bridge.errors import BadFile
from bridge.models.info import ModelInfo
from bridge.playing.extras import telling, write_stems
from bridge.playing.mastering import CEILING_DBTP, master
from bridge.rendering.fitted_stems import stems_to_fit, write_fitted_stems
from bridge.sound.files.clips import read_certificate, write_clip
from bridge.sound.measure import peak_dbfs, seam
from bridge.vocabulary.clips import Certificate, Clip
from bridge.vocabulary.files import LOSSY_ROOM_DB
from bridge.vocabulary.jobs import RenderJob, Tell

Sound = NDArray[np.float32]

EXACT = "exact"
_LOSSY_SUFFIXES = (".ogg", ".oga")


def finish(
    job: RenderJob,
    path: Path,
    sound: Sound,
    info: ModelInfo,
    grid: str = EXACT,
    *,
    threads: int | None = None,
    precision: Literal["float16"] | None = None,
) -> Clip:
    """Master the loop `sound` `[C, N]` as `job` says, write it to `path`, and say what it is.

    `threads` is how many a model computed it with, and `precision` in what, where the certificate is to note
    them.

    Raises `StorageFailed`.
    """
    if job.loudness_lufs:
        # A worker of a cluster writes floats first, under the name of the file that they become.
        is_lossy = path.suffix.lower() in _LOSSY_SUFFIXES
        ceiling_dbtp = CEILING_DBTP - (LOSSY_ROOM_DB if is_lossy else 0.0)
        sound = master(sound, job.rate_hz, job.loudness_lufs, ceiling_dbtp=ceiling_dbtp)
    certificate = Certificate(
        job=job,
        licence=info.licence,
        program=PROGRAM,
        grid=grid,
        in_key=info.follows_key or not job.needs_model,
        parent=_parent_digest(job),
        threads=UNSET if threads is None else threads,
        precision=UNSET if precision is None else precision,
    )
    write_clip(path, sound, certificate)
    return measured(job, path, sound, grid)


def write_parts(job: RenderJob, path: Path, sound: Sound, info: ModelInfo, tell: Tell) -> None:
    """Write the parts of the loop `sound` `[C, N]`, not yet mastered, beside its clip at `path`, if it has
    any; `tell` hears of what prevents that."""
    with telling(tell):
        if job.has_parts:
            write_stems(job, path, sound, info.licence)
        elif stems_to_fit(job):
            write_fitted_stems(job, path, sound, info.licence)


def measured(job: RenderJob, path: Path, sound: Sound, grid: str) -> Clip:
    """The clip of `job` at `path`, which holds `sound` `[C, N]`."""
    return Clip(
        job=job,
        path=path,
        frames=sound.shape[-1],
        rate_hz=job.rate_hz,
        peak_dbfs=round(peak_dbfs(sound), 2),
        seam=round(seam(sound), 3),
        grid=grid,
    )


def _parent_digest(job: RenderJob) -> str | None:
    """The digest of the clip that this one starts from, if its source is a clip of ours."""
    if job.source is None:
        return None
    try:
        return read_certificate(Path(job.source.path)).job.digest
    except BadFile:
        return None

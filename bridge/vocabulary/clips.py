"""A finished clip, and the certificate inside its file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.licences import licence, strictest

MAX_THREADS = 256
Threads = Annotated[int, msgspec.Meta(ge=1, le=MAX_THREADS)]


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What travels inside every file: the order it was made from, by what, and under which licence.

    `licence` is the model's. `grid` says how the clip came onto the host's: `exact` where it was drawn on it,
    else what was found. `in_key` says whether the model is known to keep to the job's key; if not, hosts are
    not told of it. `parent` is the digest of the clip that it starts from, if there is one. `threads` is how
    many a model computed it with on processors: the order in which numbers are added up depends on it, and so
    do the last bits. Unset where no model or a GPU was at work, and in clips from before. `precision` is what
    the model computed in where that wasn't float32, as on most GPUs.
    """

    job: RenderJob
    licence: str
    program: str
    grid: str = "exact"
    in_key: bool = True
    parent: str | None = None
    threads: Threads | msgspec.UnsetType = msgspec.UNSET
    precision: Literal["float16"] | msgspec.UnsetType = msgspec.UNSET

    @property
    def strictest_licence(self) -> str:
        """That of the clip: the model's, or the source's if that is stricter."""
        if not self.job.source_licence:
            return self.licence
        return strictest(map(licence, (self.licence, self.job.source_licence))).name


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Clips and sounds joined to one on disk."""

    path: Path
    frames: int
    rate_hz: int
    tempo_bpm: float
    bars: int


class Clip(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A finished sound on disk. `seam` is the jump from last to first sample over the 99.5th
    percentile of the jumps inside (at most 1 is inaudible)."""

    job: RenderJob
    path: Path
    frames: int
    rate_hz: int
    peak_dbfs: float
    seam: float
    grid: str

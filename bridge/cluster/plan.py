"""What a cluster is asked for: single clips, so that any split over any workers gives the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from bridge.cluster.cluster import Take
from bridge.errors import BadRequest
from bridge.requests.bounds import MAX_SEED, coalesce
from bridge.requests.kinds import whole
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest
from bridge.worker.reuse import adopt, find_or_place

# How many clips may be asked for at once, where each is a job of its own.
COUNT = whole(1, 10_000)


def one_by_one(request: ClipRequest, context: ResolveContext) -> list[RenderJob]:
    """The jobs of `request.count` clips, each a batch of its own, from as many seeds in a row.

    They are the jobs of as many requests for one clip with those seeds. Raises `BadRequest` as
    `resolve` does, and for more than 10,000 clips or seeds beyond the last.
    """
    count = int(COUNT.read_for("count", coalesce(request.count, 1)))
    last = MAX_SEED - count + 1
    seed = min(context.fresh_seed, last) if request.seed is None else request.seed
    if seed > last:
        raise BadRequest(f"seed: {seed} leaves no seeds for {count} clips in a row. Use {last} at most.")
    return [
        job
        for number in range(count)
        for job in resolve(replace(request, seed=seed + number, count=1), context)
    ]


def in_folder(jobs: Sequence[RenderJob], folder: Path, names: Iterable[str]) -> tuple[list[Clip], list[Take]]:
    """The clips that are in `folder` already, and the jobs still to do with their places there.

    Raises `StorageFailed` if nothing can be written there.
    """
    there: list[Clip] = []
    missing: list[Take] = []
    taken: set[Path] = set()
    for job, name in zip(jobs, names, strict=True):
        found = find_or_place(job, folder / name, taken)
        if isinstance(found, Clip):
            there.append(found)
            taken.add(found.path)
        else:
            missing.append((job, found))
            taken.add(found)
    return there, missing


def at_places(jobs: Sequence[RenderJob], paths: Iterable[Path]) -> tuple[list[Clip], list[Take]]:
    """As `in_folder`, for places named outright: whatever else is there is to be replaced."""
    there: list[Clip] = []
    missing: list[Take] = []
    for job, path in zip(jobs, paths, strict=True):
        if (clip := adopt(job, path)) is not None:
            there.append(clip)
        else:
            missing.append((job, path))
    return there, missing

"""Keeps clips that were rendered before anybody asked: a cache beside the library, with bounds of its own.

They are in no journal and no list. One that is asked for then enters the library, under a name for
people; the others go, the oldest first, when there are more than `max_bytes` of them. What an earlier run
has made is found by its name, the job's digest.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bridge.errors import RiffbridgeError
from bridge.library.files import is_plain, read_clip
from bridge.messages.effects import Enqueue
from bridge.messages.orders import QueuedJob
from bridge.sound.files.atomic import make_folder, replacing
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob

_OURS = re.compile(r"[0-9a-f]{64}\.[a-z]{3,4}", re.ASCII)


class Ahead:
    """The clips in `folder`, `max_bytes` of them at most. One thread at a time may use it."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder, self._max_bytes = folder, max_bytes
        self._known: dict[str, Clip] = {}
        self._tickets = 0

    def order(self, asked: Enqueue) -> QueuedJob:
        """An order for `asked`. Its ticket is below 0, where the journal has none.

        Raises `StorageFailed` if there can be no such folder.
        """
        make_folder(self._folder)
        self._tickets -= 1
        return QueuedJob(
            ticket=self._tickets,
            sender=asked.sender,
            jobs=asked.jobs,
            paths=tuple(str(self._path(job)) for job in asked.jobs),
            priority=asked.priority,
            slot=asked.slot,
        )

    def find(self, jobs: Sequence[RenderJob]) -> tuple[Clip, ...] | None:
        """The clips of all `jobs`, if each was made ahead and is still there."""
        found: list[Clip] = []
        for job in jobs:
            if (clip := self._find(job)) is None:
                return None
            found.append(clip)
        return tuple(found)

    def put(self, made: Sequence[Clip]) -> None:
        """Remember clips that were made by an `order`, and let the oldest go if there are too many."""
        self._known.update((clip.job.digest, clip) for clip in made)
        self._make_room({clip.path for clip in made})

    def _find(self, job: RenderJob) -> Clip | None:
        path = self._path(job)
        if not is_plain(path):
            self._known.pop(job.digest, None)
            return None
        if job.digest not in self._known:
            try:
                clip = read_clip(path)
            except RiffbridgeError:
                return None  # cut short, or another's: it is made anew in its place
            if clip.job.digest != job.digest:
                return None
            self._known[job.digest] = clip
        with contextlib.suppress(OSError):
            os.utime(path)  # the oldest is what nobody has wanted for longest
        return self._known[job.digest]

    def _path(self, job: RenderJob) -> Path:
        return self._folder / (job.digest + job.file_format.suffix)

    def _make_room(self, spared: set[Path]) -> None:
        with contextlib.suppress(OSError):
            files = [path for path in self._folder.iterdir() if _OURS.fullmatch(path.name) and is_plain(path)]
            by_age = sorted((path.stat().st_mtime_ns, path.stat().st_size, path) for path in files)
            too_many = sum(size for _, size, _ in by_age) - self._max_bytes
            for _, size, path in by_age:
                if too_many <= 0:
                    return
                if path in spared:
                    continue
                path.unlink()
                self._known.pop(path.stem, None)
                too_many -= size


def place(clip: Clip, path: Path) -> Clip:
    """A copy of `clip` at `path`: no link, since people may edit what is theirs. Raises `StorageFailed`."""
    if path != clip.path:
        with replacing(path) as part:
            shutil.copyfile(clip.path, part)
    return msgspec.structs.replace(clip, path=path)

"""Libraries for the window's tests: some clips with sound, or very many without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PyQt6.QtWidgets import QApplication

from bridge.library import Found, Library
from bridge.library.database import transaction
from bridge.library.rows import insert_clip
from bridge.sound.files.clips import write_clip
from bridge.sound.files.reading import Sound
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob
from tests.support import factories
from ui.pictures.loader import PreviewLoader

RATE_HZ = 22_050
_NUMBERS = "WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
_MULTIPLY = (
    f"""{_NUMBERS} INSERT INTO clips
    SELECT n, printf('%064x', n), path, name, size, mtime_ns, tempo_bpm, bars, key, model, 60.0 * n,
    favourite, missing, extras_size, title, tags, batch FROM numbers, clips WHERE id = 1""",
    f"""{_NUMBERS} INSERT INTO contents
    SELECT n, json_set(job, '$.seed', n - 1, '$.prompt', 'loop ' || (n - 1)), frames, rate_hz, peak_dbfs,
    seam, grid, '' FROM numbers, contents WHERE id = 1""",
)


class Shelf:
    """A library in `folder`, changed behind the window's back as the bridge does it."""

    def __init__(self, folder: Path) -> None:
        self.database, self.exports = folder / "library.sqlite", folder / "clips"
        self.cache = folder / "previews"

    def add(self, *jobs: RenderJob) -> list[Found]:
        """Put clips with sound into it."""
        made = [drawn(job, self.exports / f"{job.digest[:12]}{job.file_format.suffix}") for job in jobs]
        with Library.open(self.database, self.exports) as library:
            library.add(made)
            named = [library.clip(job.digest) for job in jobs]
        return [each for each in named if each is not None]

    def star(self, found: Found) -> None:
        """Make this clip a favourite."""
        with Library.open(self.database, self.exports) as library:
            number = library.number(found.digest)
            assert number is not None
            library.star([number], True)

    def fill(self, count: int) -> None:
        """Put so many clips into it, without files: copies of one row, numbered in seed and prompt."""
        first = unheard(job(seed=0))
        with Library.open(self.database, self.exports) as library, transaction(library._connection):
            insert_clip(library._connection, first, 0, 0, made_s=0.0, favourite=False)
            for statement in _MULTIPLY:
                library._connection.execute(statement, (count,))

    def previews(self) -> PreviewLoader:
        return PreviewLoader(folder=self.cache)


def job(**changes: Any) -> RenderJob:
    """One bar at a low rate, so that its file is small; with `changes`."""
    return factories.job(**{"rate_hz": RATE_HZ, "bars": 1, **changes})


def tone(frames: int, hertz: float = 440.0) -> Sound:
    """A tone `[1, frames]` at half of full scale."""
    turns = 2 * np.pi * hertz / RATE_HZ * np.arange(frames)
    return np.asarray(0.5 * np.sin(turns), np.float32)[None]


def unheard(job: RenderJob, path: Path | None = None) -> Clip:
    """A clip whose file is not there."""
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz)
    path = path or Path(f"/clips/{job.digest[:12]}.wav")
    return Clip(
        job=job, path=path, frames=frames, rate_hz=job.rate_hz, peak_dbfs=-6.02, seam=0.5, grid="exact"
    )


def drawn(job: RenderJob, path: Path) -> Clip:
    """A clip with sound in its file."""
    clip = unheard(job, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_clip(path, tone(clip.frames), factories.certificate(job))
    return clip


def found(clip: Clip, **changes: Any) -> Found:
    """As the library knows it."""
    return Found(**{"clip": clip, "favourite": False, "missing": False, "made_s": 1.7e9, **changes})


@contextmanager
def closing(*parts: Any) -> Iterator[None]:
    """Let go of what the window's parts hold, in the end: `close`, `close_library` or `close_files`."""
    try:
        yield
    finally:
        for part in parts:
            for name in ("close_library", "close_files", "close"):
                if type(part).__dict__.get(name) is not None:
                    getattr(part, name)()
                    break
        QApplication.processEvents()


def prompts(found: Sequence[Found]) -> list[str]:
    return [each.clip.job.prompt for each in found]

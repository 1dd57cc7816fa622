"""A scripted renderer that notes what it renders, and dies once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import OnProgress, Tell
from bridge.worker.renderer import Takes
from tests.support.factories import job
from tests.support.posix import kill
from tests.support.scripted_engine import Scripted

# Names the folder for the notes.
PROBE = "RIFFBRIDGE_TEST_FOLDER"


class Falling(Scripted):
    """Leaves a note of what it renders; seed 3 kills the first worker that takes it, 99 takes for ever."""

    def prepare(self, is_wanted: Callable[[], bool]) -> None: ...

    def render(self, takes: Takes, on_progress: OnProgress, tell: Tell, *, stems: bool = False) -> list[Clip]:
        seed, folder = takes[0][0].seed, Path(os.environ[PROBE])
        (folder / f"{seed}.{os.getpid()}").touch()
        if seed == 3 and len(list(folder.glob("3.*"))) == 1:
            kill(os.getpid())
        if seed == 99:
            super().render([(job(prompt="for ever"), takes[0][1])], on_progress, tell)
        return super().render(takes, on_progress, tell)

"""Counts the bytes of the clips' files, and keeps them within a limit."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bridge.library import clips, retention
from bridge.vocabulary.clips import Clip


class Room:
    """The clips' files in `folder`, `max_bytes` of them at most, or any number for `None`.

    Whoever adds clips counts them in `used_bytes`. Methods raise `sqlite3.Error`.
    """

    def __init__(self, connection: sqlite3.Connection, folder: Path, max_bytes: int | None) -> None:
        self._connection, self._folder, self.max_bytes = connection, folder, max_bytes
        self.used_bytes = 0
        self.count()

    def count(self) -> None:
        """Count all files again, if there is a limit."""
        if self.max_bytes is not None:
            self.used_bytes = clips.total_bytes(self._connection)

    def make(self, spared: Sequence[Clip] = ()) -> list[Path]:
        """Remove the oldest clips but those `spared` while there are too many, some at a time (see
        `retention`); returns their paths."""
        if self.max_bytes is None or self.used_bytes <= self.max_bytes:
            return []
        self.count()  # other programs change the library too
        freed_bytes, paths = retention.make_room(
            self._connection,
            self._folder,
            self.used_bytes - self.max_bytes,
            {clip.job.digest for clip in spared},
        )
        self.used_bytes -= freed_bytes
        return paths

"""Checkpoints the database in the background, so that commits never wait for the disk.

A commit is in the write-ahead log, in the system's cache. A checkpoint forces the log to disk and
copies it into the database; on the thread that answers requests it would cost tens of milliseconds
every some dozen of them. Here it costs them nothing, and comes within a second of a write.
"""

from __future__ import annotations

import threading
from pathlib import Path

from bridge.library.database import SQLITE_ERRORS, connect

# Each time the disk is busy for a while, and so is whoever writes meanwhile.
REST_S = 1.0


class Checkpointer:
    """A thread that checkpoints the database `path` after `touch`; begun by the first one."""

    def __init__(self, path: Path, rest_s: float = REST_S) -> None:
        self._path = path
        self._rest_s = rest_s
        self._touched = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def touch(self) -> None:
        """Something was written."""
        self._touched.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="library-keeper", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread; closing the last connection checkpoints once more."""
        self._stopped.set()
        self._touched.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._touched.wait()
            self._touched.clear()
            self._checkpoint()
            self._stopped.wait(self._rest_s)

    def _checkpoint(self) -> None:
        """Passive, so that nobody waits; opened anew each time, so that one failure is not the last word."""
        try:
            connection = connect(self._path)
        except SQLITE_ERRORS:
            return  # the next commit says it to somebody
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except SQLITE_ERRORS:
            return
        finally:
            connection.close()

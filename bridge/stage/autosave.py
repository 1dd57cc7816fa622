"""Saves pads in the background, as they change."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bridge.errors import RiffbridgeError
from bridge.stage.table import Table

log = logging.getLogger("riffbridge.pads")


class Autosave:
    """Calls `keep` with the latest pads of each set, in a thread of its own."""

    def __init__(self, keep: Callable[[Table], None]) -> None:
        self._keep = keep
        self._lock = threading.Lock()
        self._waiting: dict[str, Table] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="riffbridge-pads")

    def put(self, table: Table) -> None:
        """Save `table` soon. Never waits."""
        with self._lock:
            is_due = table.name in self._waiting
            self._waiting[table.name] = table
        if not is_due:
            self._pool.submit(self._save, table.name)

    def _save(self, name: str) -> None:
        with self._lock:
            table = self._waiting.pop(name)
        try:
            self._keep(table)
        except RiffbridgeError as error:
            log.warning("The pads aren't saved: %s", error)
        except Exception:  # a bug: log it, for nobody looks at what the pool's calls come to
            log.exception("while saving the pads")

    def close(self) -> None:
        """Save what still waits; returns once it is saved."""
        self._pool.shutdown()

"""Notices changes in the inbox where the system reports them, so that it is read at once.

Looking is what counts: a network drive tells nothing of what others do on it, and systems run out of
watches. So everything here may fail, and then files are found a little later.

Of the two packages that watch files on all systems, watchdog (Apache-2.0, wheels for all, no
dependencies of its own) waits in the system at no cost and hands on names that are no Unicode;
watchfiles (MIT) wakes twenty times a second, and ends at the first such name.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_log = logging.getLogger(__name__)
# Not of our own reading: a file being opened is no news.
_NEWS: list[type[FileSystemEvent]] = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileClosedEvent]


class Watch:
    """Calls `wake` (from a thread of its own) when something happens in `folder`."""

    def __init__(self, folder: Path, wake: Callable[[], None]) -> None:
        self._folder = folder
        self._wake = wake
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None
        self._complained = False

    @property
    def is_watching(self) -> bool:
        """Whether the system is telling us anything."""
        return self._observer is not None and self._observer.is_alive()

    def keep(self) -> None:
        """Watch the folder that is at the path now: it may have been removed and made again."""
        try:
            status = self._folder.stat()
        except OSError:
            self.stop()
            return
        identity = (status.st_dev, status.st_ino)
        if identity != self._watched:
            self.stop()
            self._watched = identity  # also where it fails: to try at each look would tell nothing new
            self._start()

    def stop(self) -> None:
        """Watch no longer."""
        observer, self._observer, self._watched = self._observer, None, None
        if observer is not None:
            observer.stop()
            if observer.is_alive():
                observer.join()

    def _start(self) -> None:
        observer = Observer()
        observer.daemon = True
        try:
            observer.schedule(_Handler(self._wake), os.fspath(self._folder), event_filter=_NEWS)
            observer.start()
        # Besides the limits of the system, whatever a watching library raises where it cannot.
        except Exception as error:
            level = logging.DEBUG if self._complained else logging.INFO
            _log.log(
                level, "“%s” doesn't report changes (%s). Riffbridge looks now and then.", self._folder, error
            )
            self._complained = True
            return
        self._observer = observer


class _Handler(FileSystemEventHandler):
    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._wake()

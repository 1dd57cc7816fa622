"""Puts the bridge together: starts in order, stops in reverse.

The port is taken first, since that is what a second bridge would have too; requests that come at once
wait in the inbox. Then the library, which belongs to one bridge at a time; then the worker, which
takes seconds to come up without anybody having to wait for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from filelock import FileLock, Timeout

from bridge.engine.process import MODELS, WorkerProcess
from bridge.errors import BadRequest, RiffbridgeError
from bridge.events import Stopping
from bridge.hosts.folder.channel import FolderChannel
from bridge.hosts.osc.query import OscQuery
from bridge.hosts.osc.server import OscChannel
from bridge.hub import Channel, Hub
from bridge.library import Library
from bridge.session import Session
from bridge.settings import Settings
from bridge.sound.atomic import make_folder, sweep
from bridge.surroundings import Reader

log = logging.getLogger("riffbridge")
STOP_WITHIN_S = 5.0


class Bridge:
    """A bridge by `settings`. `run` serves in the calling thread; `stop` may be called from any.

    `renderer` is what the worker renders with (see `bridge.engine.process`).
    """

    def __init__(self, settings: Settings, *, with_folder: bool = True, renderer: str = MODELS) -> None:
        self.settings = settings
        self._renderer = renderer
        self.hub = Hub(Session(), Reader(settings, strangers=True), settings)
        self.osc = OscChannel(self.hub.post, host=settings.osc_host, port=settings.osc_port)
        self._channels: dict[str, Channel] = {"osc": self.osc}
        if with_folder:
            self._channels["folder"] = FolderChannel(self.hub.post, Path(settings.inbox_folder))

    def stop(self) -> None:
        """Finish or hand back what runs, then let `run` return."""
        self.hub.post(Stopping())

    def run(self, on_listening: Callable[[], None] = lambda: None) -> None:
        """Serve until stopped. `on_listening` is called when requests are heard.

        Raises `BadRequest` if the port or the library is in use, `StorageFailed` if the disk refuses.
        """
        with ExitStack() as running:
            for channel in self._channels.values():
                channel.start()
                running.callback(channel.stop)
            self._describe(running)
            library = running.enter_context(self._open_library(running))
            engine = WorkerProcess(self.hub.post, self.settings, renderer=self._renderer)
            running.callback(engine.stop, STOP_WITHIN_S)
            on_listening()
            self.hub.run(library, engine, self._channels)

    def _describe(self, running: ExitStack) -> None:
        """Serve the OSCQuery description over HTTP, at the port of the same number. Not vital."""
        host, port = self.osc.address
        query = OscQuery(host, port, port=port, announce=self.settings.osc_announce)
        try:
            query.start()
        except RiffbridgeError as error:
            log.warning("%s", error)
        else:
            running.callback(query.stop)

    def _open_library(self, running: ExitStack) -> Library:
        database = Path(self.settings.library_file)
        make_folder(database.parent)
        lock = FileLock(f"{database}.lock", timeout=0)
        try:
            running.enter_context(lock)
        except Timeout:
            raise BadRequest(
                f"Another bridge uses the library {database}; stop it, or give this one its own (--library)."
            ) from None
        gigabytes = self.settings.library_max_gb
        library = Library.open(
            database,
            Path(self.settings.export_folder),
            max_bytes=None if gigabytes is None else int(gigabytes * 1e9),
        )
        if library.set_aside is not None:
            log.warning(
                "The library was damaged; what it was lies in %s, and is read anew.", library.set_aside
            )
            threading.Thread(target=self._repair, name="riffbridge-repair", daemon=True).start()
        sweep(library.export_folder)
        return library

    def _repair(self) -> None:
        """Read the clips' certificates back into a library that was begun anew."""
        try:
            with Library.open(Path(self.settings.library_file), Path(self.settings.export_folder)) as library:
                library.repair()
        except RiffbridgeError as error:
            log.warning("The library could not be repaired: %s", error)

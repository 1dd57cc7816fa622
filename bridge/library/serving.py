"""Opens the library for a bridge: locks it, writes its key beside it, and repairs it if it was damaged."""

from __future__ import annotations

import contextlib
import logging
import threading
from contextlib import ExitStack
from pathlib import Path

from filelock import FileLock, Timeout

from bridge import owner_key
from bridge.errors import BadRequest, RiffbridgeError, StorageFailed
from bridge.library.ahead import Ahead
from bridge.library.library import Library
from bridge.settings import Settings
from bridge.sound.files.atomic import make_folder, sweep

log = logging.getLogger("riffbridge")


def open_to_serve(settings: Settings, key: str, running: ExitStack) -> Library:
    """The library of `settings`, until `running` ends. `key` proves a command to be its user's.

    Raises `BadRequest` if another bridge uses it, `StorageFailed` if the disk refuses.
    """
    database = Path(settings.library_file)
    make_folder(database.parent)
    try:
        running.enter_context(FileLock(f"{database}.lock", timeout=0))
    except Timeout:
        raise BadRequest(
            f"Another bridge uses the library {database}. Stop it, or give this one its own (--library)."
        ) from None
    try:
        owner_key.write_key(database, key)
    except OSError as error:
        log.warning("riffbridge cancel won't work: the key can't be written: %s.", error.strerror)
    running.callback(owner_key.remove_key, database)
    library = Library.open(
        database,
        Path(settings.export_folder),
        max_bytes=settings.library_max_bytes,
        ahead=Ahead(Path(settings.ahead_folder), int(settings.ahead_max_gb * 1e9)),
    )
    running.callback(library.shut)
    if library.set_aside is not None:
        log.warning(
            "The library was damaged. The old file is kept at %s; clips are being read in again.",
            library.set_aside,
        )
        threading.Thread(target=_repair, args=(settings,), name="riffbridge-repair", daemon=True).start()
    sweep(library.export_folder)
    with contextlib.suppress(StorageFailed):
        library.empty_trash()
    return library


def _repair(settings: Settings) -> None:
    """Read the clips' certificates back into a library that was begun anew."""
    try:
        with Library.open(Path(settings.library_file), Path(settings.export_folder)) as library:
            library.repair()
    except RiffbridgeError as error:
        log.warning("The library couldn't be repaired: %s", error)

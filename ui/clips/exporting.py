"""Chosen clips copied into a folder, in a thread beside the window's: what it says meanwhile and at last."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import msgspec
from PyQt6.QtCore import QObject, pyqtSignal

from bridge.errors import RiffbridgeError
from bridge.library.exporting import export_clip
from bridge.vocabulary.files import FileFormat
from ui.common.background import os_error_message
from ui.common.clip_selection import ClipSelection

_TOLD_EVERY_S = 0.1


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """How many were `written`, the `first` of them where; how many files were `gone`; and `why` it went no
    further, if that was not wanted."""

    written: int = 0
    first: Path | None = None
    gone: int = 0
    why: str = ""


class Export(QObject):
    """One export. `run` is for the background; `stop` may be called from any thread. `progressed` carries how
    many clips have been gone through."""

    progressed = pyqtSignal(int)

    def __init__(self, selection: ClipSelection, folder: Path, file_format: FileFormat | None) -> None:
        super().__init__()
        self.count = selection.count
        self._selection, self._folder, self._format = selection, folder, file_format
        self._is_over = threading.Event()

    def stop(self) -> None:
        """Let it end with the clip that it is at."""
        self._is_over.set()

    def run(self) -> Exported:
        """Copy them all. A clip whose file is gone is passed over; what the disk refuses ends it."""
        made, seen, told_s = Exported(), 0, time.monotonic()
        try:
            for page in self._selection.pages():
                for found in page:
                    if self._is_over.is_set():
                        return made
                    if not found.clip.path.is_file():
                        made = msgspec.structs.replace(made, gone=made.gone + 1)
                    else:
                        path = export_clip(found.clip, self._folder, self._format)
                        made = msgspec.structs.replace(
                            made, written=made.written + 1, first=made.first or path
                        )
                    seen += 1
                    if time.monotonic() - told_s >= _TOLD_EVERY_S:
                        told_s = time.monotonic()
                        self.progressed.emit(seen)
        except RiffbridgeError as error:
            return msgspec.structs.replace(made, why=str(error))
        except OSError as error:
            return msgspec.structs.replace(made, why=os_error_message(error))
        return made

"""Copies selected clips to a folder, in the background."""

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

_REPORT_EVERY_S = 0.1


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """How many clips were `written`, where the `first`; how many files were `gone`; and `why` it failed, if
    it did."""

    written: int = 0
    first: Path | None = None
    gone: int = 0
    why: str = ""


class Export(QObject):
    """Call `run` in the background, `stop` from any thread. `progressed` carries the number of clips done."""

    progressed = pyqtSignal(int)

    def __init__(self, selection: ClipSelection, folder: Path, file_format: FileFormat | None) -> None:
        super().__init__()
        self.count = selection.count
        self._selection, self._folder, self._format = selection, folder, file_format
        self._is_stopped = threading.Event()

    def stop(self) -> None:
        """Finish with the current clip."""
        self._is_stopped.set()

    def run(self) -> Exported:
        """Copy all clips. Missing files are skipped; a disk error ends it."""
        made, seen, reported_s = Exported(), 0, time.monotonic()
        try:
            for page in self._selection.pages():
                for found in page:
                    if self._is_stopped.is_set():
                        return made
                    if not found.clip.path.is_file():
                        made = msgspec.structs.replace(made, gone=made.gone + 1)
                    else:
                        path = export_clip(found.clip, self._folder, self._format)
                        made = msgspec.structs.replace(
                            made, written=made.written + 1, first=made.first or path
                        )
                    seen += 1
                    if time.monotonic() - reported_s >= _REPORT_EVERY_S:
                        reported_s = time.monotonic()
                        self.progressed.emit(seen)
        except RiffbridgeError as error:
            return msgspec.structs.replace(made, why=str(error))
        except OSError as error:
            return msgspec.structs.replace(made, why=os_error_message(error))
        return made

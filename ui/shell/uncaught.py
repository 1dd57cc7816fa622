"""Keeps the window open when something in it fails: shows a notice, and logs the error."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from ui.common.background import something_went_wrong
from ui.shell.notices import Notices

log = logging.getLogger("riffbridge.window")


@contextmanager
def uncaught_shown(notices: Notices) -> Iterator[None]:
    """Log what nothing catches, and say so in `notices`: PyQt would end the program, and what plays."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("uncaught", exc_info=(kind, error, trace))
        if not isinstance(error, Exception) or threading.current_thread() is not threading.main_thread():
            return
        sentence = something_went_wrong(error)
        # What fails each time something is painted is said once: a notice is painted, too.
        if notices.sentences.get("uncaught") != sentence:
            notices.post("uncaught", sentence, "bad")

    before, sys.excepthook = sys.excepthook, show
    try:
        yield
    finally:
        sys.excepthook = before

"""Keeps the last lines of the log in memory, for the help page and problem reports."""

from __future__ import annotations

import logging
import platform
from collections import deque
from pathlib import Path

from PyQt6.QtCore import PYQT_VERSION_STR, QT_VERSION_STR, QSysInfo

from bridge import __version__

MAX_LINES = 400
_MAX_CHARACTERS = 500


class RecentLog(logging.Handler):
    """The last `MAX_LINES` warnings and errors of any thread, each cut to a few hundred characters."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._lines: deque[str] = deque(maxlen=MAX_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = self.format(record)
        except Exception:  # wrong arguments to a log call must not reach its caller
            self.handleError(record)
            return
        # Each line of a traceback counts: a long one is cut at its beginning, and keeps what went wrong.
        self._lines.extend(line[:_MAX_CHARACTERS] for line in text.splitlines())

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines so far, without the name of the user's home."""
        home = str(Path.home())
        return tuple(line.replace(home, "~") for line in self._lines.copy())


def details(lines: tuple[str, ...], device: str = "") -> str:
    """The text of a problem report: versions, the system, and the log."""
    about = (
        f"Riffbridge {__version__}",
        f"Python {platform.python_version()}, Qt {QT_VERSION_STR}, PyQt {PYQT_VERSION_STR}",
        f"{QSysInfo.prettyProductName()}, {platform.machine()}",
        f"Audio device: {device or 'none'}",
    )
    return "\n".join((*about, "", *(lines or ("Nothing in the log.",)))) + "\n"

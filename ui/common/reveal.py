"""Showing a file where it lies, in the system's own file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PyQt6.QtCore import QDir, QProcess, QUrl
from PyQt6.QtGui import QDesktopServices


def reveal(path: Path) -> None:
    """Open the folder of `path`, with the file marked where the system can be asked for that."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", QDir.toNativeSeparators(str(path))])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

"""Shows a file in the system's file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PyQt6.QtCore import QDir, QProcess, QUrl
from PyQt6.QtGui import QDesktopServices


def reveal(path: Path) -> None:
    """Open the folder of `path`, with the file selected where the system supports that."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", QDir.toNativeSeparators(str(path))])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

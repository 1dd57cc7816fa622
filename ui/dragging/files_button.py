"""A button from which files can be dragged into another program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QMimeData, QPoint, Qt
from PyQt6.QtGui import QDrag, QMouseEvent
from PyQt6.QtWidgets import QApplication, QPushButton, QWidget

from ui.dragging.drag import mime_of_files


class FilesButton(QPushButton):
    """A button from which files can be dragged; `files` gives them when a drag begins, none to prevent it."""

    def __init__(self, text: str, files: Callable[[], Sequence[Path]], parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._files = files
        self._pressed_at: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Start a drag once the pointer is far enough from where it was pressed."""
        if event is None or self._pressed_at is None:
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if way < QApplication.startDragDistance():
            return
        self._pressed_at = None
        self.setDown(False)
        if (mime := self.mime()) is not None:
            drag = QDrag(self)
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)

    def mime(self) -> QMimeData | None:
        """What is dragged: the files, and their paths as text."""
        paths = self._files()
        return mime_of_files(paths) if paths else None

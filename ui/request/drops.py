"""Takes what is dropped on the window: a single item for the request bar, several for a request each."""

from __future__ import annotations

from PyQt6.QtCore import QMimeData, QObject, pyqtSignal

from ui.common.background import Background
from ui.dragging.drop import DropContent, can_accept, drag_content, drop_hint, join_problems, read


class Drops(QObject):
    """`hinted` says what a drop would do; it is empty once something is dropped. `clip_dropped` carries a
    clip's digest and name, `request_dropped` a single `ClipRequest`, `several_dropped` the `DropContent` of
    several items, `folder_dropped` the path of a folder, and `refused` a sentence about items that can't be
    used."""

    hinted = pyqtSignal(str)
    clip_dropped = pyqtSignal(str, str)
    request_dropped = pyqtSignal(object)
    several_dropped = pyqtSignal(object)
    folder_dropped = pyqtSignal(str)
    refused = pyqtSignal(str)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background

    def show_hint(self, mime: QMimeData | None) -> bool:
        """Say what dropping `mime` would do; returns whether it would do anything."""
        if accepts := can_accept(mime):
            self.hinted.emit(drop_hint(drag_content(mime)))
        return accepts

    def drop(self, mime: QMimeData) -> None:
        """Take what `mime` contains; files are read in the background."""
        self.hinted.emit("")
        content = drag_content(mime)
        if len(content.clips) == 1:
            names = [url.fileName() for url in mime.urls()]
            self.clip_dropped.emit(content.clips[0], names[0] if names else content.clips[0][:12])
        else:
            self._background.submit(lambda: read(content), self.take, self.refused.emit)

    def take(self, dropped: DropContent) -> None:
        """Take what was read."""
        if dropped.problems:
            self.refused.emit(join_problems(dropped.problems))
        if dropped.folder is not None:
            self.folder_dropped.emit(str(dropped.folder))
        if dropped.is_several:
            self.several_dropped.emit(dropped)
            return
        for request in dropped.requests:
            self.request_dropped.emit(request)

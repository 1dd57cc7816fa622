"""Our clips in a window:

python -m tests.support.window.drag_window DATABASE EXPORTS CACHE X Y WIDTH HEIGHT

It says where each row lies on the screen once all are there to be seen, with their previews.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication

from tests.support.window.drag_target import leave_with_input
from ui.clips.audition import Audition
from ui.clips.view import ClipsView
from ui.common import theme
from ui.common.link import Link
from ui.pictures.loader import PreviewLoader


def main() -> None:
    database, exports, cache = map(Path, sys.argv[1:4])
    app = QApplication(["riffbridge"])
    theme.apply(app, "dark")
    link = Link()
    previews = PreviewLoader(folder=cache)
    view = ClipsView(link, database, exports, previews, Audition(link))
    view.setWindowTitle("riffbridge-clips")
    view.setGeometry(*map(int, sys.argv[4:8]))
    view.show()

    def tell() -> None:
        rows = range(view.model.rowCount())
        found = [view.model.found_at(row) for row in rows]
        if not found or any(each is None or not previews.is_known(each.digest) for each in found):
            return
        rects = [view.list.visualRect(view.model.index(row)) for row in rows]
        viewport = view.list.viewport()
        assert viewport is not None
        centres = [viewport.mapToGlobal(rect.center()) for rect in rects]
        print("rows", json.dumps([[each.x(), each.y()] for each in centres]), flush=True)
        looking.stop()

    looking = QTimer(app)
    looking.timeout.connect(tell)
    looking.start(50)
    leave_with_input(app)
    app.exec()
    view.close_library()
    previews.close()


if __name__ == "__main__":
    main()

"""A program that is not ours and takes dropped files: `python -m tests.support.window.drag_target X Y`.

It prints what it is given.
"""

from __future__ import annotations

import json
import sys
import threading

from PyQt6.QtCore import QTimer
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QApplication, QLabel


class Target(QLabel):
    """Takes whatever is copied onto it."""

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is None or (mime := event.mimeData()) is None:
            return
        paths = [url.toLocalFile() for url in mime.urls()]
        told = {"paths": paths, "possible": event.possibleActions().value, "formats": mime.formats()}
        print("dropped", json.dumps(told), flush=True)
        event.acceptProposedAction()


def leave_with_input(app: QApplication) -> None:
    """End when nobody is at the other end of the input any more."""
    left = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        left.set()

    threading.Thread(target=wait, daemon=True).start()
    timer = QTimer(app)
    timer.timeout.connect(lambda: app.quit() if left.is_set() else None)
    timer.start(20)


def main() -> None:
    app = QApplication(["target"])
    target = Target("drop here")
    target.setAcceptDrops(True)
    target.setWindowTitle("riffbridge-target")
    target.setGeometry(int(sys.argv[1]), int(sys.argv[2]), 300, 200)
    target.show()
    leave_with_input(app)
    QTimer.singleShot(0, lambda: print("shown", flush=True))
    app.exec()


if __name__ == "__main__":
    main()

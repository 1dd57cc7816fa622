"""One window for each user: a second start has the first one raised, and ends."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


def server_name(library_file: Path) -> str:
    """The name under which the window of this user and library listens."""
    whose = f"{getpass.getuser()}/{library_file}"
    return f"riffbridge-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"


class SingleInstance(QObject):
    """`claim` returns whether this is the first; `raised` is emitted there when another one starts."""

    raised = pyqtSignal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)

    def claim(self) -> bool:
        """Be the first, or have the first one raised."""
        if self._call():
            return False
        # What a window that crashed has left lies in the way.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Listen no more."""
        self._server.close()

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(_PATIENCE_MS)
        if answered:
            socket.disconnectFromServer()
        return answered

    def _called(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.raised.emit()

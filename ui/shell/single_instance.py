"""One window per user: a second start brings the first one to the front and exits."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


def server_name(library_file: Path) -> str:
    """The socket name for this user and library."""
    whose = f"{getpass.getuser()}/{library_file}"
    return f"riffbridge-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"


class SingleInstance(QObject):
    """`claim` returns whether this is the first instance; in that one, `raised` is emitted when another
    starts."""

    raised = pyqtSignal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._contacted)

    def claim(self) -> bool:
        """Become the first instance, or bring it to the front."""
        if self._contact():
            return False
        # A crashed instance may have left its socket.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        self._server.close()

    def _contact(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(_PATIENCE_MS)
        if answered:
            socket.disconnectFromServer()
        return answered

    def _contacted(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.raised.emit()

"""Tells whether the JACK server that MIDI goes through still runs.

Clients that outlive their server must be closed before another server is met: libjack frees them then, and
closing them later ends the process. RtMidi does not say that a server has ended, so a client of our own
listens for it.
"""

from __future__ import annotations

from typing import Any

from bridge.jack_client import close_client, open_client


class JackWatch:
    """A client without ports, from its making until `close`. Raises `NoJack`."""

    def __init__(self, name: str) -> None:
        self._client = open_client(name)
        self.is_alive = True
        self._client.set_shutdown_callback(self._ended)

    def _ended(self, _status: Any, _reason: str) -> None:
        self.is_alive = False

    def close(self) -> None:
        """Let go of the server, which may have ended."""
        close_client(self._client)
        self.is_alive = False

"""The socket, which never waits: on each tick what has come is taken in, and what is due is sent."""

from __future__ import annotations

import contextlib
import errno
import socket
from typing import Any

from .conversation import Desk
from .protocol import PORT

LOOPBACK = "127.0.0.1"
PACKETS_A_TICK = 64
LARGEST_PACKET_BYTES = 2048
# Somebody else has the port, perhaps a second Live: it is tried again after so many ticks.
BIND_AGAIN_TICKS = 50


class Server:
    """Serves `desk` at `port` on the loopback."""

    def __init__(self, desk: Desk, live: Any, port: int = PORT) -> None:
        self._desk, self._live, self._port = desk, live, port
        self._socket: socket.socket | None = None
        self._ticks_to_wait = 0
        self._has_complained = False

    @property
    def port(self) -> int | None:
        """Where it listens, while it does."""
        return None if self._socket is None else int(self._socket.getsockname()[1])

    def tick(self) -> None:
        """Take in, work, answer; in Live's own thread."""
        if self._socket is None and not self._bind():
            return
        for packet, source in self._received():
            self._desk.hear(packet, source)
        self._send(self._desk.tick())

    def close(self) -> None:
        """Say goodbye and let the port go."""
        if self._socket is not None:
            self._send(self._desk.farewell())
            self._socket.close()
            self._socket = None

    def _bind(self) -> bool:
        self._ticks_to_wait -= 1
        if self._ticks_to_wait > 0:
            return False
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
            if exclusive is not None:
                made.setsockopt(socket.SOL_SOCKET, exclusive, 1)
            made.setblocking(False)
            made.bind((LOOPBACK, self._port))
        except OSError as error:
            made.close()
            self._ticks_to_wait = BIND_AGAIN_TICKS
            if not self._has_complained:
                taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
                why = "another program has it" if taken else str(error)
                self._live.show(f"Riffbridge: port {self._port} cannot be had, {why}.")
            self._has_complained = True
            return False
        self._socket, self._has_complained = made, False
        return True

    def _received(self) -> list[tuple[bytes, Any]]:
        packets: list[tuple[bytes, Any]] = []
        assert self._socket is not None
        for _ in range(PACKETS_A_TICK):
            try:
                packets.append(self._socket.recvfrom(LARGEST_PACKET_BYTES))
            except ConnectionError:
                continue  # Windows so tells of an answer that nobody took
            except OSError:
                break
        return packets

    def _send(self, packets: list[tuple[bytes, Any]]) -> None:
        assert self._socket is not None
        for packet, address in packets:
            # Nobody there, no room: what matters is asked for again.
            with contextlib.suppress(OSError):
                self._socket.sendto(packet, address)

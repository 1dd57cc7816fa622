"""Finds out whether programs with Link are on the network, without joining.

Whoever joins is a session, even alone, and when two sessions meet, the older one's tempo wins. A bridge that
waited in a session of its own would change Live's tempo when Live starts. So it only listens at first: Link's
programs announce themselves by multicast, four times a second.
"""

from __future__ import annotations

import contextlib
import socket

import ifaddr

GROUP, PORT = "224.76.78.75", 20_808
# The protocol's name and version, and the kind of message that says “I am here”.
ALIVE = b"_asdp_v\x01\x01"
PACKETS_IN_A_ROW = 64


class Discovery:
    """Receives Link's announcements on all networks of this machine. For one thread; never waits."""

    def __init__(self) -> None:
        """Raises `OSError` if the system has no multicast, or the port is taken."""
        self._joined: set[str] = set()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.setblocking(False)
            # The port is everybody's, for which BSD and macOS want the other name of it.
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if hasattr(socket, "SO_REUSEPORT"):
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            self._socket.bind(("", PORT))
        except OSError:
            self._socket.close()
            raise
        self.look_around()

    def look_around(self) -> None:
        """Listen on new networks, too."""
        there = {str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4}
        self._joined &= there
        for address in there - self._joined:
            # One without multicast, or gone again.
            with contextlib.suppress(OSError):
                member = socket.inet_aton(GROUP) + socket.inet_aton(address)
                self._socket.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
                self._joined.add(address)

    def hears(self) -> bool:
        """Whether a program has announced itself since the last call."""
        heard = False
        for _ in range(PACKETS_IN_A_ROW):
            try:
                heard |= self._socket.recv(2048).startswith(ALIVE)
            except OSError:
                break
        return heard

    def forget(self) -> None:
        """Drop the announcements that wait."""
        for _ in range(PACKETS_IN_A_ROW):
            if not self.hears():
                break

    def close(self) -> None:
        self._socket.close()


class SessionAge:
    """Whether another session has been there long enough to be joined. Pure; instants in seconds.

    Link takes two sessions whose ages differ by less than half a second as equally old, and either may win.
    """

    OLDER_BY_S, FORGOTTEN_AFTER_S = 0.75, 1.5

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._heard_at_s = 0.0

    def is_older(self, heard: bool, at_s: float) -> bool:
        """Take in whether a session was `heard` at `at_s`; returns whether to join it now."""
        if self._since_s is not None and at_s > self._heard_at_s + self.FORGOTTEN_AFTER_S:
            self._since_s = None
        if heard:
            self._heard_at_s = at_s
            if self._since_s is None:
                self._since_s = at_s
        return heard and self._since_s is not None and at_s >= self._since_s + self.OLDER_BY_S

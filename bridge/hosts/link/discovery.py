"""Whether programs with Link are on the network, found out without taking part.

Whoever takes part is a session, even alone, and of two sessions that meet the older one's tempo is
kept. A bridge that had waited for Live with Link on would so change Live's tempo when Live comes. So it
only listens at first, where Link's programs announce themselves, by multicast, four times a second.
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
    """Hears announcements of Link on all networks of this machine. For one thread; never waits."""

    def __init__(self) -> None:
        """Raises `OSError` if the system has no multicast, or keeps the port for somebody."""
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
        """Listen on networks that have come since, too."""
        there = {str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4}
        self._joined &= there
        for address in there - self._joined:
            # One without multicast, or gone again.
            with contextlib.suppress(OSError):
                member = socket.inet_aton(GROUP) + socket.inet_aton(address)
                self._socket.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
                self._joined.add(address)

    def hears(self) -> bool:
        """Whether somebody has announced themselves since the last time."""
        heard = False
        for _ in range(PACKETS_IN_A_ROW):
            try:
                heard |= self._socket.recv(2048).startswith(ALIVE)
            except OSError:
                break
        return heard

    def forget(self) -> None:
        """Pass over what was said until now, as far as the system has kept it."""
        for _ in range(PACKETS_IN_A_ROW):
            if not self.hears():
                break

    def close(self) -> None:
        self._socket.close()


class Company:
    """Whether somebody has been there for long enough to be joined. Pure; instants in seconds.

    Link takes two sessions whose ages differ by less than half a second for equally old, and either
    may win.
    """

    OLDER_BY_S, FORGOTTEN_AFTER_S = 0.75, 1.5

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._heard_at_s = 0.0

    def is_older(self, heard: bool, at_s: float) -> bool:
        """Take in whether somebody was heard at `at_s`; whether to join them now."""
        if self._since_s is not None and at_s > self._heard_at_s + self.FORGOTTEN_AFTER_S:
            self._since_s = None
        if heard:
            self._heard_at_s = at_s
            if self._since_s is None:
                self._since_s = at_s
        return heard and self._since_s is not None and at_s >= self._since_s + self.OLDER_BY_S

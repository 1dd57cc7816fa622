"""The announcement by multicast DNS, by which controllers list the bridges of a network."""

from __future__ import annotations

import ipaddress
import logging
import socket
import threading
from collections.abc import Sequence

import ifaddr
from zeroconf import InterfaceChoice, ServiceInfo, Zeroconf

from bridge.osc.loopback import is_loopback

_LOG = logging.getLogger(__name__)
# The OSCQuery proposal's name for its HTTP server, and the usual one for OSC itself.
OSCQUERY, OSC = "_oscjson._tcp.local.", "_osc._udp.local."


def services(name: str, addresses: Sequence[str], osc_port: int, http_port: int) -> list[ServiceInfo]:
    """What is announced: `name` at `addresses`, which are numeric."""
    packed = [ipaddress.ip_address(address).packed for address in addresses]
    return [
        ServiceInfo(
            kind,
            f"{name}.{kind}",
            addresses=packed,
            port=port,
            properties={"txtvers": "1"},
            server=f"{_label(name)}.local.",
        )
        for kind, port in ((OSCQUERY, http_port), (OSC, osc_port))
    ]


def _label(name: str) -> str:
    """`name` as a host's label may be written."""
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in name)
    return plain.strip("-")[:60] or "riffbridge"


def reachable_addresses(host: str) -> list[str]:
    """The addresses at which `host` is reached: itself, or for all of them this machine's IPv4 ones."""
    if host not in ("", "0.0.0.0", "::"):
        return [host]
    found = [str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
    return [address for address in found if not is_loopback(address)]


class Announcement:
    """`Riffbridge on MACHINE`, announced from `start` to `stop`.

    That the name is free is asked for first, which takes a second or two, in a thread. Where there is
    no network it is not announced, and the log says so: who sends to the port is served all the same.
    """

    def __init__(self, osc: tuple[str, int], http_port: int) -> None:
        self._osc, self._http_port = osc, http_port
        # A dot would begin a new label of it.
        self.name = f"Riffbridge on {socket.gethostname().split('.')[0][:40]}"
        self._zeroconf: Zeroconf | None = None
        self._thread = threading.Thread(target=self._announce, name="announce", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._thread.join()
        if self._zeroconf is not None:
            self._zeroconf.close()

    def _announce(self) -> None:
        host, port = self._osc
        try:
            addresses = reachable_addresses(host)
            local = [address for address in addresses if is_loopback(address)]
            self._zeroconf = Zeroconf(interfaces=local or InterfaceChoice.Default)
            for service in services(self.name, addresses, port, self._http_port):
                self._zeroconf.register_service(service, allow_name_change=True)
        except Exception as error:
            # zeroconf's own kinds and the system's: no multicast, no network, a firewall.
            _LOG.warning("the bridge can't be announced on the network: %s", error or type(error).__name__)

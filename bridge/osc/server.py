"""The OSC channel: one socket, one thread that reads it, and answers that never wait.

The thread empties the socket before it works on a message, so that a burst is not lost there (python-osc's
thread for each packet loses 1,700 of 2,000); then sources take turns (`bridge.osc.backlog`).
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import selectors
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import lru_cache

from bridge.errors import BadRequest
from bridge.messages import answers as an
from bridge.messages.orders import Sender
from bridge.osc.answers import packets
from bridge.osc.backlog import Address, Backlog, Element
from bridge.osc.codec import Message
from bridge.osc.dispatch import dispatch, is_request
from bridge.osc.forms import Asked, Where
from bridge.osc.loopback import is_loopback
from bridge.osc.peers import CONFIRM, Peers
from bridge.settings import DEFAULT_OSC_HOST, DEFAULT_OSC_PORT

RECEIVE_BUFFER_BYTES = 4 * 2**20
# Answers that the system has no room for.
MAX_OUTBOX = 5000
MESSAGES_IN_A_ROW = 64
# Refusals of what had no id: enough for a person who looks for a mistake, too few to flood anybody.
REFUSALS_PER_S, REFUSALS_AT_ONCE = 20.0, 100.0

_LOG = logging.getLogger(__name__)
_LARGEST_DATAGRAM_BYTES = 65_535


class OscChannel:
    """Requests by UDP to `host`:`port` become events for `post`; answers go back to their senders.

    A `port` of 0 takes any that is free; `address` is what it came to be. On a loopback `host`
    nothing from other machines is taken in. `clock` is the monotonic one, in seconds. Machines that
    `trusts` does not name must confirm their address before they are sent much (`bridge.osc.peers`).
    """

    name = "osc"

    def __init__(
        self,
        post: Callable[[Asked], None],
        *,
        host: str = DEFAULT_OSC_HOST,
        port: int = DEFAULT_OSC_PORT,
        clock: Callable[[], float] = time.monotonic,
        trusts: Callable[[str], bool] | None = None,
    ) -> None:
        self._post, self._host, self._port, self._clock = post, host, port, clock
        self._peers = Peers(trusts or is_loopback)
        self._socket: socket.socket | None = None
        self._waker: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._backlog = Backlog()
        self._outbox: deque[tuple[bytes, Address]] = deque()
        self._sending = threading.Lock()
        self._refusals = REFUSALS_AT_ONCE
        self._refused_at_s = 0.0

    @property
    def address(self) -> Address:
        """Where it listens, once started."""
        if self._socket is None:
            raise RuntimeError("the channel is not started")
        host, port = self._socket.getsockname()[:2]
        return str(host), int(port)

    def start(self) -> None:
        """Listen. Raises `BadRequest` if the port is taken, may not be had, or the host is none of ours."""
        self._socket = _bind(self._host, self._port)
        self._waker, woken = socket.socketpair()
        for end in (self._waker, woken):
            end.setblocking(False)
        self._thread = threading.Thread(target=self._run, args=(woken,), name="osc", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, after one more try to send what is still to be sent."""
        if self._socket is None or self._thread is None or self._waker is None:
            return
        self._waker.close()
        self._thread.join()
        with self._sending:
            self._send_waiting()
            self._socket.close()
            self._outbox.clear()

    def reply(self, to: Sender, answer: an.Answer) -> None:
        """Send `answer` to where `to` sent from. Never waits and never raises: an answer that cannot
        be delivered is lost, as any packet may be."""
        address = _parse_address(to.address)
        if address is None or self._socket is None:
            return
        try:
            ready = packets(answer)
        except Exception:
            _LOG.exception("an answer cannot be put into packets")
            return
        with self._sending:
            for packet in ready:
                self._outbox.extend(self._peers.admit(packet, address, self._clock()))
            while len(self._outbox) > MAX_OUTBOX:
                self._outbox.popleft()
            self._send_waiting()
            stuck = bool(self._outbox)
        if stuck:
            self._wake()

    # ---- the thread ----

    def _run(self, woken: socket.socket) -> None:
        sock = self._socket
        assert sock is not None
        watched = selectors.EVENT_READ
        with woken, selectors.DefaultSelector() as selector:
            selector.register(woken, selectors.EVENT_READ)
            selector.register(sock, watched)
            while True:
                wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._outbox else 0)
                if wanted != watched:
                    selector.modify(sock, wanted)
                    watched = wanted
                selector.select(0 if self._backlog else None)
                if _is_over(woken):
                    return
                with self._sending:
                    self._send_waiting()
                self._work_some()

    def _work_some(self) -> None:
        """Work on some messages; not all, so that a flood does not keep the thread from all else."""
        for _ in range(MESSAGES_IN_A_ROW):
            self._receive()
            if not self._backlog:
                return
            if (found := self._backlog.next()) is not None:
                self._take_in(*found)

    def _wake(self) -> None:
        # It may be full of such already, or closed.
        with contextlib.suppress(OSError):
            if self._waker is not None:
                self._waker.send(b"!")

    def _receive(self) -> None:
        """All packets that the system holds, into the backlog."""
        assert self._socket is not None
        while not self._backlog.is_full:
            try:
                packet, source = self._socket.recvfrom(_LARGEST_DATAGRAM_BYTES)
            except BlockingIOError:
                return
            except ConnectionError:
                continue  # Windows so tells of an answer that nobody took
            except OSError:
                return
            self._keep(packet, (source[0], source[1]))

    def _keep(self, packet: bytes, source: Address) -> None:
        """Keep a packet, unless it comes from where nothing is taken in."""
        if source[1] == 0 or (is_loopback(self._host) and not is_loopback(source[0])):
            return
        with self._sending:
            self._peers.received(len(packet), source[0], self._clock())
        self._backlog.add(packet, source)

    def _take_in(self, element: Element, source: Address) -> None:
        """A message to an event, or to a refusal. Whatever it holds, the thread goes on."""
        where = Where(*source, self._clock())
        try:
            match element:
                case Message(address=address, arguments=(str(token),)) if address == CONFIRM:
                    with self._sending:
                        self._outbox.extend(self._peers.confirm(token, source[0], where.at_s))
                        self._send_waiting()
            event = dispatch(element, where)
            if isinstance(event, an.Failed):
                self._refuse(event, is_request(element))
            elif event is not None:
                self._post(event)
        except Exception:
            _LOG.exception("a message from %s could not be dealt with: %.200r", source, element)

    def _refuse(self, failed: an.Failed, is_request: bool) -> None:
        """Say no, but not without end: two programs could refuse each other's refusals for ever."""
        sender, now_s = failed.sender, self._clock()
        if not is_request:
            if not self._peers.may_refuse(sender.address, now_s):
                return
        elif not sender.id:
            grown = self._refusals + (now_s - self._refused_at_s) * REFUSALS_PER_S
            self._refusals, self._refused_at_s = min(REFUSALS_AT_ONCE, grown), now_s
            if self._refusals < 1.0:
                return
            self._refusals -= 1.0
        self.reply(sender, failed)

    def _send_waiting(self) -> None:
        """As much of the outbox as the system takes, in order; with `_sending` held."""
        assert self._socket is not None
        while self._outbox:
            packet, address = self._outbox[0]
            try:
                self._socket.sendto(packet, address)
            except BlockingIOError:
                return
            except OSError:
                pass  # nobody there, no way there: lost
            self._outbox.popleft()


def _is_over(woken: socket.socket) -> bool:
    """Whether the other end of the waker is closed; takes in what it said."""
    try:
        return woken.recv(4096) == b""
    except OSError:
        return False


def _bind(host: str, port: int) -> socket.socket:
    """A bound socket. Without SO_REUSEADDR, with which Linux and Windows would let a second bridge
    take the port as well, and half of the packets."""
    if not 0 <= port <= 65_535:
        raise BadRequest(f"{port} isn't a port for OSC. Use 1 to 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    except (OSError, UnicodeError) as error:
        raise BadRequest(
            f"“{host[:60]}” isn't an address of this machine. Use 127.0.0.1 or 0.0.0.0."
        ) from error
    made = socket.socket(family, kind, protocol)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        # The system may give less, which the backlog makes up for.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        made.setblocking(False)
        made.bind(address)
    except OSError as error:
        made.close()
        raise BadRequest(
            f"OSC port {port} on {host} isn't free ({error.strerror or error}). Another bridge may be "
            "running (see riffbridge status). Stop it, or set another port."
        ) from error
    return made


@lru_cache(maxsize=256)
def _parse_address(text: str) -> Address | None:
    """`host:port` with a numeric host, so that nothing is ever looked up; `None` for anything else."""
    host, _, port = text.rpartition(":")
    try:
        ipaddress.ip_address(host)
        number = int(port)
    except ValueError:
        return None
    return (host, number) if 0 < number <= 65_535 else None

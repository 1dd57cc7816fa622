"""The shell that hosts which speak OSC share: one socket, one thread, a tick; a translator decides.

What a host's messages mean, and what it is to be asked and when, is a pure `Translator` in the host's
own room. Here packets are taken in, stamped and decoded, and what is said in return is sent or posted.
"""

from __future__ import annotations

import contextlib
import logging
import selectors
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Protocol

import msgspec

from bridge.osc.codec import Malformed, Message, decode, encode
from bridge.stage.events import Heard, Left

# So often a translator may ask something, and a host that has gone quiet is noticed.
TICK_S = 0.1
# A port that is taken may be let go of.
BIND_AGAIN_S = 5.0
# DrivenByMoss tells all that it knows in bundles of a thousand messages.
LARGEST_DATAGRAM_BYTES = 65_535
PACKETS_IN_A_ROW = 64
# Complaints of a host that are worth a line in the log; then it has said enough.
MAX_COMPLAINTS = 10
LOOPBACK = "127.0.0.1"

_LOG = logging.getLogger("riffbridge.hosts")


class Complaint(msgspec.Struct, frozen=True):
    """A sentence about the host for the log, which says each but once."""

    text: str


Said = Message | Heard | Left | Complaint
Post = Callable[[Heard | Left], None]


class Source(Protocol):
    """Somebody who tells the time: `trouble` says in a sentence why it cannot, and is empty otherwise."""

    name: str

    @property
    def trouble(self) -> str: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Translator(Protocol):
    """One host's protocol. Each call returns what is to be sent (messages), posted and logged."""

    name: str

    def start(self, at_s: float, port: int) -> Iterable[Said]:
        """The socket listens at `port` now."""

    def hear(self, message: Message, at_s: float) -> Iterable[Said]:
        """A message came from the host."""

    def tick(self, at_s: float) -> Iterable[Said]:
        """Time has gone by."""

    def stop(self) -> Iterable[Said]:
        """The socket is about to be closed."""


class OscConnection:
    """The host that `translator` speaks with: it sends to our `port` (0: any one), and listens at `to_port`.

    Only this machine is heard. Nothing here fails: where the port is taken, `trouble` and the log say so,
    and it is tried again every few seconds.
    """

    def __init__(
        self,
        post: Post,
        translator: Translator,
        *,
        port: int,
        to_port: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = translator.name
        self._post, self._translator, self._clock = post, translator, clock
        self._wanted_port, self._to = port, (LOOPBACK, to_port)
        self._socket: socket.socket | None = None
        self._waker: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._trouble = ""
        self._complaints: set[str] = set()

    @property
    def trouble(self) -> str:
        """Why nothing can be heard, or nothing."""
        return self._trouble

    @property
    def port(self) -> int | None:
        """Where it listens, while it does."""
        sock = self._socket
        return None if sock is None else int(sock.getsockname()[1])

    def start(self) -> None:
        """Listen, if not yet so. Never raises."""
        if self._thread is not None:
            return
        self._waker, woken = socket.socketpair()
        self._bind()
        self._thread = threading.Thread(target=self._run, args=(woken,), name=self.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Say goodbye to the host and to the stage, and stop listening."""
        if self._thread is None or self._waker is None:
            return
        self._waker.close()
        self._thread.join()
        self._thread = self._waker = None

    # ---- the thread ----

    def _run(self, woken: socket.socket) -> None:
        with woken, selectors.DefaultSelector() as selector:
            selector.register(woken, selectors.EVENT_READ)
            bound_at_s = self._clock()
            self._greet(selector)
            while not any(key.fileobj is woken for key, _ in selector.select(TICK_S)):
                if self._socket is not None:
                    self._receive()
                    self._say(self._translator.tick)
                elif self._clock() >= bound_at_s + BIND_AGAIN_S:
                    bound_at_s = self._clock()
                    self._bind()
                    self._greet(selector)
        if self._socket is not None:
            self._say(lambda at_s: self._translator.stop())
            self._socket.close()
            self._socket = None

    def _greet(self, selector: selectors.BaseSelector) -> None:
        if self._socket is not None and (port := self.port) is not None:
            selector.register(self._socket, selectors.EVENT_READ)
            self._say(lambda at_s: self._translator.start(at_s, port))

    def _bind(self) -> None:
        """Have the port, or say why not."""
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            if sys.platform == "win32":
                made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            made.setblocking(False)
            made.bind((LOOPBACK, self._wanted_port))
        except (OSError, OverflowError) as error:
            made.close()
            reason = getattr(error, "strerror", None) or error
            trouble = (
                f"Port {self._wanted_port}, to which {self.name} sends, cannot be had ({reason}); "
                "close the program that has it, or set another one in both."
            )
            if trouble != self._trouble:
                _LOG.warning("%s", trouble)
            self._trouble = trouble
        else:
            self._socket, self._trouble = made, ""

    def _receive(self) -> None:
        """Some of the packets that are there; not all, so that a flood does not keep the tick away."""
        assert self._socket is not None
        for _ in range(PACKETS_IN_A_ROW):
            try:
                packet = self._socket.recv(LARGEST_DATAGRAM_BYTES)
            except ConnectionError:
                continue  # Windows so tells of a message that nobody took
            except OSError:
                return
            for message in decode(packet, LARGEST_DATAGRAM_BYTES):
                if not isinstance(message, Malformed):
                    self._say(lambda at_s, told=message: self._translator.hear(told, at_s))  # type: ignore[misc]

    def _say(self, ask: Callable[[float], Iterable[Said]]) -> None:
        """Carry out what the translator answers. A mistake in it costs that answer, not the thread."""
        try:
            for said in ask(self._clock()):
                match said:
                    case Message():
                        self._send(said)
                    case Complaint():
                        if self._is_new(said.text):
                            _LOG.warning("%s: %s", self.name, said.text)
                    case _:
                        self._post(said)
        except Exception as error:  # a mistake of ours: the host is still to be heard
            if self._is_new(f"{type(error).__name__}: {error}"):
                _LOG.exception("while listening to %s", self.name)

    def _send(self, message: Message) -> None:
        # Nobody there, no room: it is said again.
        with contextlib.suppress(OSError):
            if self._socket is not None:
                self._socket.sendto(encode(message), self._to)

    def _is_new(self, complaint: str) -> bool:
        if complaint in self._complaints or len(self._complaints) == MAX_COMPLAINTS:
            return False
        self._complaints.add(complaint)
        return True

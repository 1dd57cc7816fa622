"""A host that speaks OSC: a socket, a thread and a tick around its `Translator`.

Packets are received, stamped and decoded here; what the translator answers is sent or posted.
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

from bridge.hosts.connection import HostConnection, Launch, OnEnd, Placement, Post
from bridge.hosts.translator import Complaint, Said, Translator
from bridge.messages.events import PlacementEnded
from bridge.messages.host_views import HostView
from bridge.messages.orders import Failure
from bridge.osc.codec import Malformed, Message, decode, encode

# How often a translator may ask something, and notices that a host went quiet.
TICK_S = 0.1
# A port that is taken may become free.
BIND_AGAIN_S = 5.0
# DrivenByMoss sends its whole state in bundles of a thousand messages.
LARGEST_DATAGRAM_BYTES = 65_535
PACKETS_IN_A_ROW = 64
# Lines in the log that one host may fill.
MAX_COMPLAINTS = 10
LOOPBACK = "127.0.0.1"

_LOG = logging.getLogger("riffbridge.hosts")
Ask = Callable[[Translator, float], Iterable[Said]]


class OscConnection(HostConnection):
    """The host of `translator`, which sends to our `port` (0: any) and listens on `to_port`, on this machine.

    `placer` places clips, where it is another translator. `post` takes the host's time, `on_end` the ends of
    placements and launches, from any thread. Nothing here raises: if the port is taken, `trouble` and the log
    say so, and it is tried again every few seconds.
    """

    def __init__(
        self,
        post: Post,
        translator: Translator,
        on_end: OnEnd = lambda end: None,
        *,
        placer: Translator | None = None,
        port: int,
        to_port: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(translator.name)
        self._post, self._on_end, self._clock = post, on_end, clock
        self.translator, self._placer = translator, placer or translator
        self._translators = [translator] if placer is None else [translator, placer]
        self._is_over = False
        self._wanted_port, self._to = port, (LOOPBACK, to_port)
        self._socket: socket.socket | None = None
        self._waker: socket.socket | None = None
        self._thread: threading.Thread | None = None
        # Clips are placed from another thread than packets come in.
        self._talking = threading.RLock()
        self._port_trouble = ""
        self._complaints: set[str] = set()

    @property
    def trouble(self) -> str:
        return self.translator.trouble or self._port_trouble

    @property
    def is_there(self) -> bool:
        return self.translator.is_there and self._placer.places and not self._is_over

    @property
    def launches(self) -> bool:
        return self.translator.launches

    @property
    def can_launch(self) -> bool:
        return self.launches and self.translator.is_there

    @property
    def why_absent(self) -> str:
        return self.trouble or self.translator.absent

    @property
    def view(self) -> HostView:
        return self.translator.view

    @property
    def port(self) -> int | None:
        """The port it listens on, while it does."""
        sock = self._socket
        return None if sock is None else int(sock.getsockname()[1])

    def start(self) -> None:
        if self._thread is not None:
            return
        self._waker, woken = socket.socketpair()
        self._bind()
        self._thread = threading.Thread(target=self._run, args=(woken,), name=self.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._thread is None or self._waker is None:
            return
        self._waker.close()
        self._thread.join()
        self._thread = self._waker = None

    def place(self, placement: Placement) -> None:
        with self._talking:
            if self.is_there:
                self._do(self._placer, lambda each, at_s: each.place(placement, at_s))
            else:
                self._on_end(PlacementEnded(placement.id, failure=Failure("no-host", self.why_absent)))

    def launch(self, launch: Launch) -> None:
        self._do(self.translator, lambda each, at_s: each.launch(launch, at_s))

    # ---- the thread ----

    def _run(self, woken: socket.socket) -> None:
        with woken, selectors.DefaultSelector() as selector:
            selector.register(woken, selectors.EVENT_READ)
            bound_at_s = self._clock()
            self._greet(selector)
            while not any(key.fileobj is woken for key, _ in selector.select(TICK_S)):
                if self._socket is not None:
                    self._receive()
                    self._say(lambda each, at_s: each.tick(at_s))
                elif self._clock() >= bound_at_s + BIND_AGAIN_S:
                    bound_at_s = self._clock()
                    self._bind()
                    self._greet(selector)
        if self._socket is not None:
            with self._talking:
                self._is_over = True
                self._say(lambda each, at_s: each.stop())
            self._socket.close()
            self._socket = None

    def _greet(self, selector: selectors.BaseSelector) -> None:
        if self._socket is not None and (port := self.port) is not None:
            selector.register(self._socket, selectors.EVENT_READ)
            self._is_over = False
            self._say(lambda each, at_s: each.start(at_s, port))

    def _bind(self) -> None:
        """Take the port, or note why that failed."""
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
                f"Port {self._wanted_port}, to which {self.name} sends, isn't free ({reason}). "
                "Another bridge may have it (see riffbridge status). Close the program that has it, or set "
                "another port in both."
            )
            if trouble != self._port_trouble:
                _LOG.warning("%s", trouble)
            self._port_trouble = trouble
        else:
            self._socket, self._port_trouble = made, ""

    def _receive(self) -> None:
        """Take in some of the waiting packets; not all, so that a flood cannot hold up the tick."""
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
                    self._say(lambda each, at_s, told=message: each.hear(told, at_s))  # type: ignore[misc]

    def _say(self, ask: Ask) -> None:
        """Carry out what the translators answer. An error in one costs that answer, not the thread."""
        for each in self._translators:
            try:
                self._do(each, ask)
            except Exception as error:  # an error of ours: keep listening to the host
                if self._is_new(f"{type(error).__name__}: {error}"):
                    _LOG.exception("while listening to %s", self.name)

    def _do(self, translator: Translator, ask: Ask) -> None:
        with self._talking:
            for said in ask(translator, self._clock()):
                self._carry_out(said)
            ended = translator.take_ended()
        for each in ended:
            self._on_end(each)

    def _carry_out(self, said: Said) -> None:
        match said:
            case Message():
                self._send(said)
            case Complaint():
                if self._is_new(said.text):
                    _LOG.warning("%s: %s", self.name, said.text)
            case _:
                self._post(said)

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

"""What tests of hosts share: an ear for what a source posts, and a program that stands in for a host."""

from __future__ import annotations

import queue
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from bridge.hosts.osc_connection import OscConnection
from bridge.hosts.translator import Translator
from bridge.osc.codec import Argument, Message, decode, encode
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Transport

PATIENCE_S = 10.0


def free_port() -> int:
    """A UDP port that nobody has."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Ear:
    """Takes what a source posts, from any thread."""

    def __init__(self) -> None:
        self._heard: queue.SimpleQueue[Heard | Left] = queue.SimpleQueue()

    def post(self, event: Heard | Left) -> None:
        self._heard.put(event)

    def until(self, is_so: Callable[[Transport], bool], within_s: float = PATIENCE_S) -> Transport:
        """The first transport from now on of which `is_so`."""
        seen: list[Heard | Left] = []
        until_s = time.monotonic() + within_s
        while (left_s := until_s - time.monotonic()) > 0:
            try:
                seen.append(event := self._heard.get(timeout=left_s))
            except queue.Empty:
                break
            if isinstance(event, Heard) and is_so(event.transport):
                return event.transport
        raise AssertionError(f"not heard within {within_s:g} s; heard was {seen[-8:]}")

    def until_left(self, within_s: float = PATIENCE_S) -> Left:
        """The next goodbye."""
        until_s = time.monotonic() + within_s
        while (left_s := until_s - time.monotonic()) > 0:
            event = self._heard.get(timeout=left_s)
            if isinstance(event, Left):
                return event
        raise AssertionError("no goodbye")

    def rest(self) -> list[Heard | Left]:
        """What has come and was not asked for yet."""
        events = []
        while not self._heard.empty():
            events.append(self._heard.get())
        return events


class StandIn:
    """A program on a port of its own that speaks OSC as a host does."""

    def __init__(self, to_port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(PATIENCE_S)
        self.to_port = to_port

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def raw(self, packet: bytes) -> None:
        self._socket.sendto(packet, ("127.0.0.1", self.to_port))

    def say(self, address: str, *arguments: Argument) -> None:
        self.raw(encode(Message(address, arguments)))

    def say_all(self, *messages: Message) -> None:
        """As one bundle, as REAPER and DrivenByMoss do."""
        packets = [encode(message) for message in messages]
        parts = b"".join(len(packet).to_bytes(4, "big") + packet for packet in packets)
        self.raw(b"#bundle\0" + bytes(7) + b"\1" + parts)

    def hear(self) -> Message:
        [message] = decode(self._socket.recv(65_535))
        assert isinstance(message, Message)
        return message

    def until(self, address: str) -> Message:
        """The next message to `address`; others are passed over."""
        while (message := self.hear()).address != address:
            pass
        return message

    def close(self) -> None:
        self._socket.close()


Host = TypeVar("Host", bound=StandIn)


@contextmanager
def conversation(translator: Translator, kind: type[Host]) -> Iterator[tuple[Host, Ear, OscConnection]]:
    """A stand-in for the translator's host, the ear behind it, and the source between them, started."""
    host, ear = kind(), Ear()
    peer = OscConnection(ear.post, translator, port=0, to_port=host.port)
    try:
        peer.start()
        assert peer.port is not None
        host.to_port = peer.port
        yield host, ear, peer
    finally:
        peer.stop()
        host.close()

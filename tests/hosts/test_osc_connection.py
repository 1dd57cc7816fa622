"""The shell of hosts that speak OSC, on real sockets."""

from __future__ import annotations

import logging
import queue
import socket
from collections.abc import Iterable

import pytest

from bridge.hosts import osc_connection
from bridge.hosts.osc_connection import OscConnection
from bridge.hosts.translator import Complaint, Said, Translator
from bridge.osc.codec import Message
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Transport
from tests.support.hosts.listening import PATIENCE_S, Ear, StandIn, conversation


class Echo(Translator):
    """A translator that says what it is told, complains and errs when asked to."""

    name = "echo"

    def __init__(self) -> None:
        super().__init__()
        self.ticked: queue.SimpleQueue[float] = queue.SimpleQueue()

    def start(self, at_s: float, port: int) -> Iterable[Said]:
        return [Message("/hello", (port,))]

    def hear(self, message: Message, at_s: float) -> Iterable[Said]:
        match message.address:
            case "/err":
                raise ValueError("an error of ours")
            case "/complain":
                return [Complaint("it hurts")]
            case "/tempo":
                return [Heard(Transport(tempo_bpm=100.0, source="echo", read_at_s=at_s))]
        return [message]

    def tick(self, at_s: float) -> Iterable[Said]:
        self.ticked.put(at_s)
        return []

    def stop(self) -> Iterable[Said]:
        return [Message("/bye"), Left("echo")]


def test_messages_go_both_ways_and_what_is_told_is_posted() -> None:
    translator = Echo()
    with conversation(translator, StandIn) as (host, ear, source):
        assert host.hear() == Message("/hello", (source.port,))
        host.say_all(Message("/one", (1,)), Message("/two", ("b",)))
        assert host.hear() == Message("/one", (1,))
        assert host.hear() == Message("/two", ("b",))
        host.say("/tempo")
        assert ear.until(lambda told: True).tempo_bpm == 100.0
        assert translator.ticked.get(timeout=PATIENCE_S) < translator.ticked.get(timeout=PATIENCE_S)
        source.stop()
        assert host.hear() == Message("/bye")
        assert ear.until_left() == Left("echo")


def test_nothing_that_comes_stops_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), conversation(Echo(), StandIn) as (host, _, _):
        host.until("/hello")
        for packet in (b"", b"/x", b"#bundle\0", b"\xff" * 3000, b"/a\0\0,i\0\0"):
            host.raw(packet)
        for _ in range(3):
            host.say("/err")
            host.say("/complain")
        host.say("/still")
        assert host.hear() == Message("/still")
    # Each thing once, however often it happens.
    assert [record.message for record in caplog.records] == ["while listening to echo", "echo: it hurts"]


def test_a_port_that_is_taken_is_said_once_and_tried_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(osc_connection, "BIND_AGAIN_S", 0.05)
    host, ear = StandIn(), Ear()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        source = OscConnection(ear.post, Echo(), port=port, to_port=host.port)
        with caplog.at_level(logging.WARNING):
            source.start()
            assert source.trouble.startswith(f"Port {port}, to which echo sends, isn't free (")
            assert source.port is None
    try:
        assert host.hear() == Message("/hello", (port,))
        assert source.trouble == ""
        assert len(caplog.records) == 1
    finally:
        source.stop()
        host.close()


def test_starting_and_stopping_twice_is_once() -> None:
    host, ear = StandIn(), Ear()
    source = OscConnection(ear.post, Echo(), port=0, to_port=host.port)
    source.stop()
    source.start()
    port = source.port
    source.start()
    assert source.port == port
    source.stop()
    source.stop()
    assert source.port is None
    assert [event for event in ear.rest() if isinstance(event, Left)] == [Left("echo")]
    source.start()
    assert source.port is not None
    source.stop()
    host.close()


def test_a_port_that_is_none_is_trouble_not_an_error() -> None:
    source = OscConnection(Ear().post, Echo(), port=70_000, to_port=9)
    source.start()
    assert "70000" in source.trouble
    source.stop()

"""The channel on real sockets of this machine."""

from __future__ import annotations

import queue
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bridge.errors import BadRequest
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Sender
from bridge.osc import server
from bridge.osc.client import OscClient
from bridge.osc.codec import Argument, Message, decode, encode
from bridge.osc.forms import Asked
from bridge.osc.loopback import is_loopback
from bridge.osc.server import OscChannel
from tests.osc.scripted import Serve

PATIENCE_S = 10.0


class Peer:
    """A program with a socket."""

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(PATIENCE_S)
        self._to = ("127.0.0.1", port)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def raw(self, packet: bytes) -> None:
        self._socket.sendto(packet, self._to)

    def send(self, name: str, *arguments: Argument) -> None:
        self.raw(encode(Message(f"/riffbridge/{name}", arguments)))

    def hear(self) -> tuple[object, ...]:
        [message] = decode(self._socket.recv(65_535))
        assert isinstance(message, Message)
        return (message.address.removeprefix("/riffbridge/"), *message.arguments)

    def close(self) -> None:
        self._socket.close()


@contextmanager
def peer(port: int) -> Iterator[Peer]:
    made = Peer(port)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def listening(**options: object) -> Iterator[tuple[OscChannel, queue.SimpleQueue[Asked]]]:
    seen: queue.SimpleQueue[Asked] = queue.SimpleQueue()
    channel = OscChannel(seen.put, port=0, **options)  # type: ignore[arg-type]
    channel.start()
    try:
        yield channel, seen
    finally:
        channel.stop()


def test_a_request_is_answered_to_its_sender(serve: Serve) -> None:
    _, port = serve()
    with peer(port) as one, peer(port) as other:
        one.send("render", 1, "dub", "count", 2)
        other.send("render", "kick", "house")
        told = [one.hear() for _ in range(5)]
        assert [each[:2] for each in told] == [
            ("accepted", 1), ("progress", 1), ("note", 1), ("done", 1), ("done", 1),
        ]  # fmt: skip
        assert [each[-3:-1] for each in told[-2:]] == [(1, 2), (2, 2)]
        assert other.hear() == ("accepted", "kick")


def test_subscribers_hear_at_the_port_they_name(serve: Serve) -> None:
    _, port = serve()
    with peer(port) as one, peer(port) as ear:
        one.send("subscribe", ear.port, 30)
        assert ear.hear() == ("accepted", "")
        one.send("render", 5, "dub")
        assert [ear.hear()[:2] for _ in range(4)][-1] == ("done", 5)


def test_refusals_and_broken_packets_leave_it_running(serve: Serve) -> None:
    _, port = serve()
    with peer(port) as one:
        one.send("render", 1, "x", "bars", "many")
        assert one.hear()[:3] == ("failed", 1, "bad-request")
        one.send("status")
        assert one.hear()[0] == "state"
    for packet in (b"#bundle\0" + b"\xff" * 12, b"x" * 9000, b"/x\0\0,f\0\0", b""):
        with peer(port) as one:
            one.raw(packet)
            assert one.hear()[:3] == ("failed", "", "bad-request")


def test_a_bundle_of_requests() -> None:
    with listening() as (channel, seen), peer(channel.address[1]) as one:
        packet = encode(Message("/riffbridge/cancel", (1,)))
        one.raw(b"#bundle\0" + b"\xff" * 8 + 2 * (len(packet).to_bytes(4, "big") + packet))
        assert seen.get(timeout=PATIENCE_S) == seen.get(timeout=PATIENCE_S)


def test_a_burst_is_taken_in_whole() -> None:
    with listening() as (channel, seen), peer(channel.address[1]) as one:
        for number in range(300):
            one.send("render", number, "dub")
        names = [seen.get(timeout=PATIENCE_S) for _ in range(300)]
        assert [each.sender.id for each in names if isinstance(each, ev.RequestCame)] == [
            str(number) for number in range(300)
        ]


def test_refusals_without_an_id_are_limited() -> None:
    now_s = 100.0
    with listening(clock=lambda: now_s) as (channel, _), peer(channel.address[1]) as one:
        for _ in range(int(server.REFUSALS_AT_ONCE)):
            one.send("status", "too much")
            assert one.hear()[0] == "failed"
        one.send("status", "too much")
        one.send("render", "named")
        assert one.hear()[:2] == ("failed", "named")
        now_s += 1.0
        one.send("status", "too much")
        assert one.hear()[:2] == ("failed", "")


def test_a_program_that_answers_unknown_messages_is_refused_once_a_second() -> None:
    """SuperCollider answers each message that it does not know by `/fail ADDRESS …`."""
    now_s = 100.0
    with listening(clock=lambda: now_s) as (channel, seen), peer(channel.address[1]) as one:
        one.raw(encode(Message("/fail", ("/riffbridge/failed", "not found"))))
        assert one.hear()[0] == "failed"
        for _ in range(20):
            one.raw(encode(Message("/fail", ("/riffbridge/failed", "not found"))))
        one.send("status")
        assert isinstance(seen.get(timeout=PATIENCE_S), ev.StatusAsked)
        channel.reply(Sender("osc", f"127.0.0.1:{one.port}", "x"), an.Accepted(Sender("osc", "", "x")))
        assert one.hear() == ("accepted", "x"), "nothing came before it"
        now_s += 1.0
        one.send("nothing")
        assert one.hear()[0] == "failed"


def test_a_flood_of_bundles_delays_nobody_else() -> None:
    with listening() as (channel, seen), peer(channel.address[1]) as mad:
        packet = encode(Message("/riffbridge/clips", ("", "limit", 100)))
        bundle = b"#bundle\0" + b"\xff" * 8 + 150 * (len(packet).to_bytes(4, "big") + packet)
        for _ in range(40):
            mad.raw(bundle)
        with peer(channel.address[1]) as other:
            other.send("status")
        before = 0
        while not isinstance(seen.get(timeout=PATIENCE_S), ev.StatusAsked):
            before += 1
        assert before < 40 * 150 / 2, "it did not wait for the whole flood"


def test_a_machine_that_cannot_be_trusted_confirms_its_address_before_it_is_sent_much() -> None:
    with listening(trusts=lambda host: False) as (channel, seen), peer(channel.address[1]) as one:
        one.send("status")
        assert isinstance(seen.get(timeout=PATIENCE_S), ev.StatusAsked)
        asker = Sender("osc", f"127.0.0.1:{one.port}", "a" * 50)
        for _ in range(10):
            channel.reply(asker, an.Accepted(asker))
        token = one.hear()
        assert token[0] == "confirm"
        one.send("confirm", "wrong")
        one.send("confirm", str(token[1]))
        assert [one.hear()[0] for _ in range(10)] == ["accepted"] * 10


def test_our_own_client_confirms_by_itself() -> None:
    with (
        listening(trusts=lambda host: False) as (channel, seen),
        OscClient(port=channel.address[1]) as client,
    ):
        client.send("/riffbridge/status")
        asked = seen.get(timeout=PATIENCE_S)
        assert isinstance(asked, ev.StatusAsked)
        long = an.Noted(Sender("osc", "", "x"), "x" * 300)
        channel.reply(asked.sender, long)
        assert next(client.answers(PATIENCE_S)).address == "/riffbridge/note"


def test_an_event_that_cannot_be_posted_is_the_loss_of_that_one_alone() -> None:
    seen: queue.SimpleQueue[Asked] = queue.SimpleQueue()

    def post(event: Asked) -> None:
        if isinstance(event, ev.PresetsAsked):
            raise RuntimeError("no")
        seen.put(event)

    channel = OscChannel(post, port=0)
    channel.start()
    try:
        with peer(channel.address[1]) as one:
            one.send("presets")
            one.send("status")
            assert isinstance(seen.get(timeout=PATIENCE_S), ev.StatusAsked)
    finally:
        channel.stop()


@pytest.mark.parametrize(
    "address",
    ["", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "name.example:9", "1.2.3.4:x", "::1:9", "é:1"],
)
def test_an_answer_that_cannot_be_delivered_is_lost(address: str) -> None:
    with listening() as (channel, _), peer(channel.address[1]) as one:
        channel.reply(Sender("osc", address, "1"), an.Accepted(Sender("osc", address, "1")))
        here = Sender("osc", f"127.0.0.1:{one.port}", "2")
        channel.reply(here, an.Accepted(here))
        assert one.hear() == ("accepted", 2)


def test_an_answer_that_cannot_be_written_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    with listening() as (channel, _), peer(channel.address[1]) as one:
        here = Sender("osc", f"127.0.0.1:{one.port}", "2")
        channel.reply(here, "no answer at all")  # type: ignore[arg-type]
        channel.reply(here, an.Accepted(here))
        assert one.hear() == ("accepted", 2)
    assert "cannot be put into packets" in caplog.text


class Choked:
    """A socket that has no room for the first packets."""

    def __init__(self, real: socket.socket, blocked: int) -> None:
        self._real, self.blocked = real, blocked

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def sendto(self, packet: bytes, address: tuple[str, int]) -> int:
        if self.blocked:
            self.blocked -= 1
            raise BlockingIOError
        return self._real.sendto(packet, address)


def test_answers_wait_for_room_without_blocking_and_stay_in_order() -> None:
    with listening() as (channel, _), peer(channel.address[1]) as one:
        assert channel._socket is not None
        channel._socket = Choked(channel._socket, blocked=4)  # type: ignore[assignment]
        for number in range(3):
            here = Sender("osc", f"127.0.0.1:{one.port}", str(number))
            channel.reply(here, an.Accepted(here))
        assert [one.hear()[1] for _ in range(3)] == [0, 1, 2]


def test_what_waits_for_room_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MAX_OUTBOX", 10)
    with listening() as (channel, _), peer(channel.address[1]) as one:
        assert channel._socket is not None
        channel._socket = Choked(channel._socket, blocked=10**9)  # type: ignore[assignment]
        here = Sender("osc", f"127.0.0.1:{one.port}", "1")
        for _ in range(50):
            channel.reply(here, an.Accepted(here))
        assert len(channel._outbox) == 10


def test_a_second_bridge_on_the_port_is_told_so() -> None:
    with listening() as (channel, _):
        port = channel.address[1]
        with pytest.raises(BadRequest, match=rf"OSC port {port} .* isn.t free .* Another bridge"):
            OscChannel(print, port=port).start()


@pytest.mark.parametrize(
    ("host", "port"), [("no.such.host.invalid", 0), ("127.0.0.1", 70_000), ("8.8.8.8", 0)]
)
def test_an_address_that_is_not_ours(host: str, port: int) -> None:
    with pytest.raises(BadRequest, match=r"isn.t an address|isn.t a port|isn.t free"):
        OscChannel(print, host=host, port=port).start()


def test_the_port_is_free_again_after_a_stop() -> None:
    with listening() as (channel, _):
        port = channel.address[1]
    again = OscChannel(print, port=port)
    again.start()
    again.stop()
    OscChannel(print).stop()


def test_packets_from_elsewhere_are_dropped_on_loopback() -> None:
    with listening() as (channel, seen):
        packet = encode(Message("/riffbridge/status"))
        for source in (("192.168.1.5", 9000), ("127.0.0.1", 0), ("127.0.0.1", 9000)):
            channel._keep(packet, source)
        channel._wake()
        assert seen.get(timeout=PATIENCE_S) == ev.StatusAsked(Sender("osc", "127.0.0.1:9000", ""))
        assert seen.empty()


@pytest.mark.parametrize(
    ("host", "is_local"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("::ffff:127.0.0.1", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("studio.local", False)],
)  # fmt: skip
def test_what_loopback_is(host: str, is_local: bool) -> None:
    assert is_loopback(host) is is_local

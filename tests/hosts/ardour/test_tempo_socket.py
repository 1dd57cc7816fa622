"""Ardour's WebSocket surface as it was seen to speak, played by a stand-in; `test_real` has Ardour itself."""

from __future__ import annotations

import json
import queue
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.sync.server import ServerConnection, serve

from bridge.hosts.ardour.tempo_socket import TempoSocket, tempo_in
from bridge.hosts.ardour.translator import ArdourTranslator
from bridge.osc.codec import Message
from bridge.stage.events import Heard
from bridge.vocabulary.music import Meter
from tests.hosts.ardour.playing import last, played
from tests.support.waiting import until


def tempo(value: object) -> str:
    return json.dumps({"node": "transport_tempo", "val": [value]})


class Surface:
    """A WebSocket server on a port of its own; what is `said` goes to whoever is connected."""

    def __init__(self, port: int = 0) -> None:
        self._said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._server = serve(self._serve, "127.0.0.1", port)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.port = int(self._server.socket.getsockname()[1])

    def _serve(self, connection: ServerConnection) -> None:
        while (message := self._said.get()) is not None:
            connection.send(message)

    def say(self, *messages: str) -> None:
        for message in messages:
            self._said.put(message)

    def hang_up(self) -> None:
        self._said.put(None)

    def close(self) -> None:
        self.hang_up()
        self._server.shutdown()
        self._thread.join()


@pytest.fixture
def surface() -> Iterator[Surface]:
    surface = Surface()
    try:
        yield surface
    finally:
        surface.close()


@pytest.fixture
def listener(surface: Surface) -> Iterator[TempoSocket]:
    listener = TempoSocket(surface.port, again_s=0.01)
    listener.start()
    listener.start()
    try:
        yield listener
    finally:
        listener.stop()
    assert listener.tempo_bpm() is None


def test_the_tempo_is_heard_among_all_else(surface: Surface, listener: TempoSocket) -> None:
    surface.say('{"node":"strip_meter","addr":[0],"val":[-193]}', tempo(97.5), tempo("no"), "{", "")
    until(lambda: listener.tempo_bpm() == 97.5)
    surface.say(tempo(3_159_345), tempo(140))
    until(lambda: listener.tempo_bpm() == 140)


def test_a_surface_that_goes_and_comes_back(surface: Surface, listener: TempoSocket) -> None:
    surface.say(tempo(97.5))
    until(lambda: listener.tempo_bpm() == 97.5)
    surface.hang_up()
    until(lambda: listener.tempo_bpm() is None)
    surface.say(tempo(98))
    until(lambda: listener.tempo_bpm() == 98)


def test_a_message_beyond_measure_costs_the_connection_alone(surface: Surface, listener: TempoSocket) -> None:
    surface.say(tempo(97.5))
    until(lambda: listener.tempo_bpm() == 97.5)
    surface.say("x" * 100_000)
    until(lambda: listener.tempo_bpm() is None)
    surface.say(tempo(98), tempo(98))  # the first may be lost with the old connection
    until(lambda: listener.tempo_bpm() == 98)


def test_a_port_where_nobody_or_somebody_else_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        listener = TempoSocket(other.getsockname()[1], again_s=0.01)
        listener.start()
        for _ in range(2):
            came, _address = other.accept()
            came.sendall(b"220 no web here\r\n")
            came.close()
        other.close()
        listener.stop()
        assert listener.tempo_bpm() is None


@given(st.text() | st.binary() | st.builds(tempo, st.floats() | st.integers() | st.text()))
def test_any_message_is_borne(message: str | bytes) -> None:
    told = tempo_in(message)
    assert told is None or 20 <= told <= 999


# ---- what the translator makes of it ----


class Exact:
    tempo_bpm: float | None = None

    def __call__(self) -> float | None:
        return self.tempo_bpm


def test_it_counts_while_ardour_stands_still() -> None:
    exact = Exact()
    translator = ArdourTranslator(exact)
    exact.tempo_bpm = 97.5
    assert not [each for each in translator.tick(99.0) if isinstance(each, Heard)]  # OSC says who is there
    translator.hear(Message("/transport_play", (0.0,)), 100.0)
    first = last([*translator.tick(100.1)]).transport
    assert (first.tempo_bpm, first.playing) == (97.5, False)
    exact.tempo_bpm = 140.25
    assert last([*translator.tick(100.2)]).transport.tempo_bpm == 140.25
    exact.tempo_bpm = None  # the surface is gone, the tempo is not
    assert last([*translator.tick(101.3)]).transport.tempo_bpm == 140.25


def test_it_stands_to_the_last_digit_while_ardour_plays() -> None:
    exact = Exact()
    translator = ArdourTranslator(exact)
    translator.hear(Message("/transport_play", (1.0,)), 100.0)
    played(translator, 120.0, Meter(), 48_000, 0.2, 2.0)
    exact.tempo_bpm = 97.5123
    translator.tick(102.0)
    told = played(translator, 97.5123, Meter(), 48_000, 2.0, 8.0)
    assert {each.transport.tempo_bpm for each in told if isinstance(each, Heard)} == {97.5123}


def test_what_plays_contradicts_it() -> None:
    exact = Exact()
    exact.tempo_bpm = 97.5
    translator = ArdourTranslator(exact)
    translator.hear(Message("/transport_play", (1.0,)), 100.0)
    translator.tick(100.1)
    told = played(translator, 126.0, Meter(), 48_000, 0.2, 4.0)
    translator.tick(104.0)
    assert last(told).transport.tempo_bpm == 126.0

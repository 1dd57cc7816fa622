"""JACK transport: where a JACK server's timebase master is, followed while there is one. We never lead.

The server is asked 20 times a second, from a thread of our own and without a process callback: positions
carry the frame and the instant of their cycle, so that nothing is gained by running in it, and a Python that
is late there would be heard. Instants are those at which a frame comes out of the device, as the player's.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from bridge.hosts.connection import HostConnection, Post, Wiring
from bridge.hosts.jack.timebase import Position, Timebase
from bridge.jack_client import NoJack, clock_ahead_s, close_client, open_client, playback_latency
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Transport

POLL_EVERY_S = 0.05
# A server is looked for, and the device's latency read, so often.
LOOK_EVERY_S = 2.0
NO_MASTER = "No program on the JACK server is timebase master. Make one, such as Ardour or Hydrogen."

_LOG = logging.getLogger("riffbridge.hosts")


class JackTransport(HostConnection):
    """Quiet where there is no JACK, no server or no master; `why_absent` says which."""

    def __init__(self, post: Post) -> None:
        super().__init__("jack")
        self._post, self._why_absent = post, ""
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def why_absent(self) -> str:
        return self._why_absent

    def start(self) -> None:
        if self._thread is None:
            self._over.clear()
            self._thread = threading.Thread(target=self._run, name="riffbridge-jack", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        if self._thread is not None:
            self._over.set()
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                client = open_client("Riffbridge transport")
            except NoJack as error:
                self._why_absent = str(error)
            else:
                try:
                    self._follow(client)
                except Exception:  # a mistake of ours: the stage goes on without JACK
                    _LOG.exception("while following JACK transport")
            self._over.wait(LOOK_EVERY_S)

    def _follow(self, client: Any) -> None:
        """Post what the master says, until its server or we are at an end."""
        server, timebase, is_heard = Server(client), Timebase(), False
        try:
            while not self._over.wait(POLL_EVERY_S) and server.is_alive:
                heard = server.read(timebase)
                self._why_absent = "" if heard else NO_MASTER
                if heard is not None:
                    self._post(Heard(heard))
                elif is_heard:
                    timebase = Timebase()
                    self._post(Left(self.name))
                is_heard = heard is not None
        finally:
            if is_heard:
                self._post(Left(self.name))
            server.close()


class Server:
    """A JACK server, as `client` sees it."""

    def __init__(self, client: Any, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._latency_s, self._look_at_s = 0.0, 0.0
        self.is_alive = True
        client.set_shutdown_callback(self._ended)

    def _ended(self, _status: Any, _reason: str) -> None:
        self.is_alive = False

    def read(self, timebase: Timebase) -> Transport | None:
        """The time of the master, if there is one."""
        import jack

        state, told = self._client.transport_query_struct()
        if not told.valid & jack._lib.JackPositionBBT:
            return None
        if (now_s := self._clock()) >= self._look_at_s:
            self._look_at_s = now_s + LOOK_EVERY_S
            device = self._client.get_ports(is_physical=True, is_input=True, is_audio=True)
            self._latency_s = playback_latency(device) / self._client.samplerate
        position = Position(
            frame=told.frame - (told.bbt_offset if told.valid & jack._lib.JackBBTFrameOffset else 0),
            rate_hz=told.frame_rate,
            rolling=state == jack.ROLLING,
            bar=told.bar,
            beat=told.beat,
            tick=told.tick,
            beats_per_bar=told.beats_per_bar,
            beat_type=told.beat_type,
            ticks_per_beat=told.ticks_per_beat,
            tempo_bpm=told.beats_per_minute,
        )
        return timebase.read(position, told.usecs / 1e6 + clock_ahead_s() + self._latency_s)

    def close(self) -> None:
        """Let go of the server, which may have ended."""
        close_client(self._client)


def connect(wiring: Wiring) -> list[HostConnection]:
    """The usual server."""
    return [JackTransport(wiring.post)]

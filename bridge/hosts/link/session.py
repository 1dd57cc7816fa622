"""Ableton Link: the tempo and beat that the programs of a network share. We follow, and never lead.

LinkPython-extern gives the session's beat at any instant, and its clock, so positions are exact to the
microsecond; aalink has only the present beat and needs an event loop. Its callbacks are not used: they wait
for the interpreter in Link's own thread, which closing Link waits for in turn. Asking costs a microsecond, so
we ask 20 times a second.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from bridge import system_libraries
from bridge.empty_library import load_libatomic
from bridge.hosts.connection import HostConnection, MeterAndKey, Post, Wiring
from bridge.hosts.link.discovery import Discovery, SessionAge
from bridge.stage.events import Heard, Left
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.music import Transport

POLL_EVERY_S = 0.05
LOOK_AROUND_EVERY_S = 5.0
# A session that has been left by all others is left by us as well, after as long as finding one takes.
ALONE_S = 4.0
NOT_INSTALLED = "Ableton Link isn't installed. Run pip install 'riffbridge[link]'."

_LOG = logging.getLogger("riffbridge.hosts")


class LinkReader:
    """Turns a session's state into transports. Pure but for `link`, which is Link itself.

    Link shares the beat within a quantum, a bar of what `meter_and_key` says here, but no bar numbers, no
    meter and no key. It shares play and stop only between programs in which that is switched on. While nobody
    has used it in this session its grid runs, as it does for them.
    """

    def __init__(
        self, link: Any, meter_and_key: Callable[[], MeterAndKey], clock: Callable[[], float]
    ) -> None:
        self._link, self._meter_and_key, self._clock = link, meter_and_key, clock
        self._plays: bool | None = None

    def read(self) -> Transport | None:
        """The session's time now, or none while we are alone in it."""
        if self._link.numPeers() == 0:
            self._plays = None
            return None
        state = self._link.captureAppSessionState()
        # Link's clock is one that no time server slews; ours may be. So both are read at each turn.
        before_s, micros, after_s = self._clock(), self._link.clock().micros(), self._clock()
        if state.isPlaying() or self._plays is not None:
            self._plays = bool(state.isPlaying())
        tempo_bpm, counted = round(float(state.tempo()), 3), self._meter_and_key()
        return Transport(
            tempo_bpm=min(max(tempo_bpm, MIN_TEMPO_BPM), MAX_TEMPO_BPM),
            meter=counted.meter,
            key=counted.key,
            playing=self._plays is not False,
            beat=float(state.beatAtTime(micros, float(counted.meter.quarters_per_bar))),
            read_at_s=(before_s + after_s) / 2,
            source="link",
        )


class LinkSource(HostConnection):
    """Takes part in the Link session of the network while there is one, and posts what its time is, with
    bars as long as `meter_and_key` says at that moment.

    Joining never changes anybody's tempo or play state, not even of programs that come after us (see
    `discovery`). Without the package, or without a network, `trouble` and the log say so, and nothing
    else happens.
    """

    def __init__(
        self,
        post: Post,
        *,
        meter_and_key: Callable[[], MeterAndKey] = MeterAndKey,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("link")
        self._post, self._meter_and_key, self._clock = post, meter_and_key, clock
        self._link: Any = None
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._trouble = ""

    @property
    def trouble(self) -> str:
        return self._trouble

    @property
    def peers(self) -> int:
        """How many other programs have joined."""
        link = self._link
        return 0 if link is None else int(link.numPeers())

    def start(self) -> None:
        """Listen for a session to join, if not yet so."""
        if self._thread is not None:
            return
        try:
            # Its tempo is never heard: whoever is joined has one.
            load_libatomic()
            self._link = importlib.import_module("link").Link(120.0)
            self._link.startStopSyncEnabled = True
            discovery = Discovery()
        except ImportError as error:
            names = system_libraries.named_in(error)
            self._complain(system_libraries.advice("Ableton Link", names) if names else NOT_INSTALLED)
        except Exception as error:
            self._complain(f"Ableton Link can't start: {error}.")
        else:
            self._trouble = ""
            self._over.clear()
            self._thread = threading.Thread(target=self._run, args=(discovery,), name=self.name, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Leave the session, if there is one."""
        if self._thread is None:
            return
        self._over.set()
        self._thread.join()
        self._thread = self._link = None

    def set_tempo(self, tempo_bpm: float) -> None:
        """Change the tempo of the whole session, at a person's request."""
        if self._link is not None:
            state = self._link.captureAppSessionState()
            state.setTempo(tempo_bpm, self._link.clock().micros())
            self._link.commitAppSessionState(state)

    def set_playing(self, playing: bool) -> None:
        """Start or stop all programs of the session that share this, at a person's request."""
        if self._link is not None:
            state = self._link.captureAppSessionState()
            state.setIsPlaying(playing, self._link.clock().micros())
            self._link.commitAppSessionState(state)

    def _complain(self, trouble: str) -> None:
        self._trouble, self._link = trouble, None
        _LOG.warning("%s", trouble)

    def _run(self, discovery: Discovery) -> None:
        with contextlib.closing(discovery):
            try:
                while self._await_company(discovery):
                    self._link.enabled = True
                    self._take_part()
                    self._link.enabled = False
            except Exception:  # a mistake of ours: the stage goes on without Link
                _LOG.exception("while taking part in the Link session")
                self._link.enabled = False

    def _await_company(self, discovery: Discovery) -> bool:
        """Wait for a session to join; false if `stop` comes first."""
        age = SessionAge()
        discovery.forget()  # while we took part, it was we who spoke
        look_at_s = self._clock()
        while not self._over.wait(POLL_EVERY_S):
            now_s = self._clock()
            if age.is_older(discovery.hears(), now_s):
                return True
            if now_s >= look_at_s:
                look_at_s = now_s + LOOK_AROUND_EVERY_S
                discovery.look_around()
        return False

    def _take_part(self) -> None:
        """Post the session's time until we are alone in it."""
        reader = LinkReader(self._link, self._meter_and_key, self._clock)
        told, company_at_s = False, self._clock()
        while not self._over.wait(POLL_EVERY_S) and self._clock() < company_at_s + ALONE_S:
            transport = reader.read()
            if transport is not None:
                company_at_s = transport.read_at_s
                self._post(Heard(transport))
            elif told:
                self._post(Left(self.name))
            told = transport is not None
        if told:
            self._post(Left(self.name))


def connect(wiring: Wiring) -> list[HostConnection]:
    """The session of the network."""
    return [LinkSource(wiring.post, meter_and_key=wiring.meter_and_key)]

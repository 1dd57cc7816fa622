"""AbletonOSC: what to ask it, and what it sends. Pure.

It answers every 100 ms, to port 11001 of whoever asked last. A new listener is sent the present value, so
asking again gets over a lost packet, a restart and a new set. The song's time is polled: an answer is exact,
while beats are pushed up to 100 ms late.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from bridge.hosts.connection import Launch
from bridge.hosts.live.launches import SILENT, Launches
from bridge.hosts.live.names import Names
from bridge.hosts.translator import Complaint, Said, Translator
from bridge.hosts.transport_tracker import number, text
from bridge.messages.events import PlacementEnded
from bridge.messages.host_views import HostView
from bridge.osc.codec import Message

LISTENED = ("tempo", "signature_numerator", "signature_denominator", "is_playing", "beat")
LISTEN_EVERY_S = 10.0
# Live writes a line into a log for each question.
ASK_TIME_EVERY_S = {True: 0.5, False: 2.0}
QUIET_S, PATIENCE_S, TEST_EVERY_S = 3.0, 3.0, 2.0

_GET = "/live/song/get/"


class AbletonTranslator(Translator):
    """Live's time and selection, as AbletonOSC reports them; launches slots."""

    name, launches = "live", True

    def __init__(self) -> None:
        super().__init__((TEST_EVERY_S,), PATIENCE_S)
        self._names, self._launches = Names(), Launches()
        self._numerator, self._denominator = 4.0, 4.0
        self._listen_at_s = self._ask_time_at_s = -math.inf

    @property
    def view(self) -> HostView:
        return self._names.view

    def launch(self, launch: Launch, at_s: float) -> list[Said]:
        said = self._launches.launch(launch, at_s)
        if not self.is_there:
            self._launches.end_all("no-host", SILENT)
            return []
        return [*said]

    def take_ended(self) -> list[PlacementEnded]:
        return self._launches.take_ended()

    def stop(self) -> list[Said]:
        self._launches.end_all("stopping", "The bridge is stopping. Nothing was launched.")
        listened = (Message(f"/live/song/stop_listen/{what}") for what in LISTENED)
        farewell = [*listened, *self._names.farewell()] if self.is_there else []
        self._names.forget()
        return [*farewell, *self._tracker.leave()]

    def tick(self, at_s: float) -> list[Said]:
        if self._liveness.goes(at_s, QUIET_S):
            self._names.forget()
            self._launches.end_all("no-host", SILENT)
            return [*self._tracker.leave()]
        asked = [Message("/live/test")] if self._liveness.asks(at_s, QUIET_S) else []
        if not self._liveness.is_there:
            return [*asked]
        # Only now: 6/8 comes as two messages, and 6/4 was never meant.
        self._tracker.set_meter(self._numerator, self._denominator)
        said = [*asked, *self._questions(at_s), *self._launches.tick(at_s)]
        return [*said, *self._tracker.news(at_s)]

    def hear(self, message: Message, at_s: float) -> list[Said]:
        if not message.address.startswith("/live/"):
            return []
        if self._liveness.heard(at_s) or message.address == "/live/startup":
            self._listen_at_s = self._ask_time_at_s = -math.inf
            self._names.forget()
        self._names.hear(message)
        said: list[Said] = [*self._launches.hear(message, at_s)]
        if message.address == "/live/error":
            return [*said, Complaint(text(message.arguments)[:200])]
        if (value := number(message.arguments)) is not None and message.address.startswith(_GET):
            self._take(message.address.removeprefix(_GET), value, at_s)
        return [*said, *self._questions(at_s), *self._tracker.news(at_s)]

    def _take(self, what: str, value: float, at_s: float) -> None:
        match what:
            case "tempo":
                self._tracker.set_tempo(value, at_s)
            case "signature_numerator":
                self._numerator = value
            case "signature_denominator":
                self._denominator = value
            case "is_playing":
                if bool(value) != self._tracker.playing:
                    self._ask_time_at_s = -math.inf
                self._tracker.set_playing(bool(value), at_s)
            case "current_song_time":
                self._tracker.set_beat(value, at_s)
            case "beat" if self._tracker.playing:
                self._tracker.set_beat(value, at_s)

    def _questions(self, at_s: float) -> Iterator[Message]:
        if at_s >= self._listen_at_s:
            self._listen_at_s = at_s + LISTEN_EVERY_S
            yield from (Message(f"/live/song/start_listen/{what}") for what in LISTENED)
        if at_s >= self._ask_time_at_s:
            self._ask_time_at_s = at_s + ASK_TIME_EVERY_S[self._tracker.playing]
            yield Message(f"{_GET}current_song_time")
        yield from self._names.questions(at_s)

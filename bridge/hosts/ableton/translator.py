"""What AbletonOSC says, and what it is to be asked. Pure.

It answers each 100 ms, to port 11001 of whoever asked last. A listener is told the present value when it
is added, so that asking again is how a lost packet, a restart and a new set are got over. The song's
time is asked for: it is true when it is answered, while beats are pushed up to 100 ms late.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from bridge.hosts.osc.codec import Message
from bridge.hosts.peer import Complaint, Said
from bridge.hosts.presence import Presence
from bridge.hosts.timekeeper import Timekeeper, number, text

PORT, REPLY_PORT = 11_000, 11_001
LISTENED = ("tempo", "signature_numerator", "signature_denominator", "is_playing", "beat")
LISTEN_EVERY_S = 10.0
# Live writes a line into a log for each question.
ASK_TIME_EVERY_S = {True: 0.5, False: 2.0}
QUIET_S, PATIENCE_S, TEST_EVERY_S = 3.0, 3.0, 2.0

_GET = "/live/song/get/"


class AbletonTranslator:
    """Live's side of the conversation."""

    name = "ableton"

    def __init__(self) -> None:
        self._keeper = Timekeeper(self.name)
        self._presence = Presence((TEST_EVERY_S,), PATIENCE_S)
        self._numerator, self._denominator = 4.0, 4.0
        self._listen_at_s = self._ask_time_at_s = -math.inf

    def start(self, at_s: float, port: int) -> list[Said]:
        return self.tick(at_s)

    def stop(self) -> list[Said]:
        return [
            *(Message(f"/live/song/stop_listen/{what}") for what in LISTENED if self._presence.is_there),
            *self._keeper.leave(),
        ]

    def tick(self, at_s: float) -> list[Said]:
        if self._presence.goes(at_s, QUIET_S):
            return [*self._keeper.leave()]
        asked = [Message("/live/test")] if self._presence.asks(at_s, QUIET_S) else []
        if not self._presence.is_there:
            return [*asked]
        # Only now: 6/8 comes as two messages, and 6/4 was never meant.
        self._keeper.set_meter(self._numerator, self._denominator)
        return [*asked, *self._questions(at_s), *self._keeper.news(at_s)]

    def hear(self, message: Message, at_s: float) -> list[Said]:
        if not message.address.startswith("/live/"):
            return []
        if self._presence.heard(at_s) or message.address == "/live/startup":
            self._listen_at_s = self._ask_time_at_s = -math.inf
        if message.address == "/live/error":
            return [Complaint(text(message.arguments)[:200])]
        if (value := number(message.arguments)) is not None and message.address.startswith(_GET):
            self._take(message.address.removeprefix(_GET), value, at_s)
        return [*self._questions(at_s), *self._keeper.news(at_s)]

    def _take(self, what: str, value: float, at_s: float) -> None:
        match what:
            case "tempo":
                self._keeper.set_tempo(value, at_s)
            case "signature_numerator":
                self._numerator = value
            case "signature_denominator":
                self._denominator = value
            case "is_playing":
                if bool(value) != self._keeper.playing:
                    self._ask_time_at_s = -math.inf
                self._keeper.set_playing(bool(value), at_s)
            case "current_song_time":
                self._keeper.set_beat(value, at_s)
            case "beat" if self._keeper.playing:
                self._keeper.set_beat(value, at_s)

    def _questions(self, at_s: float) -> Iterator[Message]:
        if at_s >= self._listen_at_s:
            self._listen_at_s = at_s + LISTEN_EVERY_S
            yield from (Message(f"/live/song/start_listen/{what}") for what in LISTENED)
        if at_s >= self._ask_time_at_s:
            self._ask_time_at_s = at_s + ASK_TIME_EVERY_S[self._keeper.playing]
            yield Message(f"{_GET}current_song_time")


__all__ = ["PORT", "REPLY_PORT", "AbletonTranslator"]

"""What REAPER's OSC device sends with the patterns it comes with. Pure.

REAPER sends everything once, when it starts or its surfaces are refreshed, and then changes only. So a bridge
that starts later asks for a refresh, if REAPER listens. It never sends the meter.
"""

from __future__ import annotations

import math
import re

from bridge.hosts.connection import COMMON_TIME
from bridge.hosts.translator import Complaint, Said, Translator
from bridge.hosts.transport_tracker import number, text
from bridge.osc.codec import Message
from bridge.vocabulary.music import Meter

# Where REAPER listens, as its own documentation suggests.
PORT = 8_000
# “Control surface: Refresh all surfaces”: heavy for other surfaces, so we ask three times at most.
REFRESH = Message("/action", (41_743,))
ASK_PAUSES_S = (5.0, 25.0, math.inf)
# While it plays it is never silent; while it stands still, it is until somebody touches it.
QUIET_S = {True: 3.0, False: 600.0}
PATIENCE_S = 5.0
NO_TEMPO_AFTER_S = 10.0
NO_TEMPO = Complaint(
    "REAPER has not sent its tempo. Let its OSC device listen on port 8000, or change the tempo once."
)

_BEATS = re.compile(r"\s*(-?\d{1,6})\.(\d{1,3})\.(\d{1,2})", re.ASCII)


class ReaperTranslator(Translator):
    """REAPER's time, as its OSC device sends it; its bars count as `meter`."""

    name = "reaper"

    def __init__(self, meter: Meter = COMMON_TIME) -> None:
        super().__init__(ASK_PAUSES_S, PATIENCE_S, meter)
        self._meter = meter
        self._plays = self._pauses = self._counts_beats = self._has_moved = False
        self._came_at_s = -math.inf

    def tick(self, at_s: float) -> list[Said]:
        quiet_s = QUIET_S[self._tracker.playing and self._has_moved]
        if self._liveness.goes(at_s, quiet_s):
            self._plays = self._pauses = False
            self._tracker.set_playing(False, at_s)
            return [*self._tracker.leave(forget=False)]
        said: list[Said] = [REFRESH] if self._liveness.asks(at_s, quiet_s) else []
        if not self._liveness.is_there:
            return said
        if self._tracker.tempo_bpm is None and at_s >= self._came_at_s + NO_TEMPO_AFTER_S:
            return [*said, NO_TEMPO]
        return [*said, *self._tracker.news(at_s)]

    def hear(self, message: Message, at_s: float) -> list[Said]:
        value, words = number(message.arguments), text(message.arguments)
        match message.address:
            case "/tempo/raw" if value is not None:
                self._tracker.set_tempo(value, at_s)
            case "/play" if value is not None:
                self._plays = value != 0
            case "/pause" if value is not None:
                self._pauses = value != 0
            case "/stop" if value is not None:
                self._plays, self._pauses = self._plays and value == 0, self._pauses and value == 0
            case "/beat/str" if (beat := parse_beats(words, self._meter)) is not None:
                self._counts_beats = self._has_moved = True
                self._tracker.set_beat(beat, at_s)
            case "/time" if value is not None:
                self._has_moved = True
                if not self._counts_beats and self._tracker.tempo_bpm is not None:
                    self._tracker.set_beat(value * self._tracker.tempo_bpm / 60, at_s)
        if self._liveness.heard(at_s):
            self._came_at_s = at_s
        self._tracker.set_playing(self._plays and not self._pauses, at_s)
        return [*self._tracker.news(at_s)]


def parse_beats(words: str, meter: Meter) -> float | None:
    """The quarter notes of `bar.beat.hundredths`, such as `12.3.50`; bars and beats count from one."""
    if (found := _BEATS.match(words)) is None:
        return None
    bar, beat, hundredths = map(int, found.groups())
    in_bar = (beat - 1 + hundredths / 100) * 4 / meter.denominator
    return (bar - 1) * float(meter.quarters_per_bar) + in_bar

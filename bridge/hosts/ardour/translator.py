"""Ardour's OSC surface: how to set it up, and what it sends. Pure.

Whoever sends `/set_surface` is sent what its feedback bits ask for, ten times a second while anything moves,
and a heartbeat each second.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from bridge.hosts.ardour.grid import Grid, Reading
from bridge.hosts.translator import Said, Translator
from bridge.hosts.transport_tracker import number, text
from bridge.osc.codec import Message

# Feedback bits: heartbeat, transport and master, bars and beats, samples, minutes and seconds.
FEEDBACK = 8 + 16 + 32 + 1024 + 2048
# All kinds of strips, of which no feedback is asked for.
STRIP_TYPES = 159
QUIET_S, PATIENCE_S, ASK_EVERY_S = 3.0, 3.0, 2.0
# The three positions of one instant come one after the other; what is older belongs to another.
TOGETHER_S = 0.08
# Ardour says samples but not how many there are to a second; with its clock time that can be told.
SAMPLE_RATES = (22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000)
RATE_TOLERANCE, LEAST_CLOCK_S = 0.03, 0.1

_BBT = re.compile(r"(\d{1,6})\|(\d{1,3})\|(\d{1,5})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})\.(\d{3})", re.ASCII)


class ArdourTranslator(Translator):
    """Ardour's time.

    `exact_bpm` gives the tempo at the session's start, if it is known from elsewhere. It holds from when it
    comes or changes until playback contradicts it, as in a session of several tempos.
    """

    name = "ardour"
    absent = "Ardour isn't connected. Start it with Open Sound Control (OSC) switched on."

    def __init__(self, exact_bpm: Callable[[], float | None] = lambda: None) -> None:
        self._exact_bpm = exact_bpm
        self._forget()

    def _forget(self) -> None:
        super().__init__((ASK_EVERY_S,), PATIENCE_S)
        self._grid = Grid()
        self._port = 0
        self._rate_hz: int | None = None
        self._bbt: tuple[int, int, int] | None = None
        self._bbt_at_s = -math.inf
        self._clock_s: float | None = None
        self._taken_bpm: float | None = None

    def start(self, at_s: float, port: int) -> list[Said]:
        self._port = port
        return self.tick(at_s)

    def stop(self) -> list[Said]:
        return [Message("/set_surface", (0, STRIP_TYPES, 0, 0, 0, 0, self._port)), *self._tracker.leave()]

    def tick(self, at_s: float) -> list[Said]:
        if self._liveness.goes(at_s, QUIET_S):
            goodbye, port = self._tracker.leave(), self._port
            self._forget()
            self._port = port
            return [*goodbye]
        self._take_exact(at_s)
        said: list[Said] = []
        if self._liveness.asks(at_s, QUIET_S):
            said.append(Message("/set_surface", (0, STRIP_TYPES, FEEDBACK, 0, 0, 0, self._port)))
        return [*said, *self._tracker.news(at_s)]

    def hear(self, message: Message, at_s: float) -> list[Said]:
        self._liveness.heard(at_s)
        value, words = number(message.arguments), text(message.arguments)
        match message.address:
            case "/transport_play" if value is not None:
                if value == 0:
                    self._grid.stop()
                self._tracker.set_playing(value != 0, at_s)
            case "/position/bbt" if (bbt := _BBT.fullmatch(words)) is not None:
                bar, beat, tick = map(int, bbt.groups())
                self._bbt, self._bbt_at_s, self._clock_s = (bar, beat, tick), at_s, None
            case "/position/time" if (clock := _CLOCK.fullmatch(words)) is not None:
                hours, minutes, seconds, thousandths = map(int, clock.groups())
                self._clock_s = (hours * 60 + minutes) * 60 + seconds + thousandths / 1000
            case "/position/samples" if words.isdecimal() and len(words) <= 15:
                self._take_position(int(words), at_s)
        return [*self._tracker.news(at_s)]

    def _take_exact(self, at_s: float) -> None:
        """Take the exact tempo, if it is new and Ardour is there."""
        exact_bpm = self._exact_bpm()
        if not self.is_there or exact_bpm == self._taken_bpm:
            return
        self._taken_bpm = exact_bpm
        if exact_bpm is not None:
            self._grid.set_tempo(exact_bpm)
            self._tracker.set_tempo(exact_bpm, at_s)

    def _take_position(self, samples: int, at_s: float) -> None:
        """Take the three positions of one sample, the last of which has come."""
        bbt, self._bbt = self._bbt, None
        if bbt is None or at_s > self._bbt_at_s + TOGETHER_S:
            return
        if self._clock_s is not None:
            self._rate_hz = sample_rate(samples, self._clock_s) or self._rate_hz
        seconds = samples / self._rate_hz if self._rate_hz else self._clock_s
        reading = Reading(*bbt, 0.0 if seconds is None else seconds)
        if self._tracker.playing and self._rate_hz:
            self._grid.feed(reading)
            self._tracker.set_meter(self._grid.meter.numerator, self._grid.meter.denominator)
            if self._grid.tempo_bpm is not None:
                self._tracker.set_tempo(self._grid.tempo_bpm, self._bbt_at_s)
        self._tracker.set_beat(self._grid.quarters(reading), self._bbt_at_s)


def sample_rate(samples: int, clock_s: float) -> int | None:
    """The usual sample rate, in Hz, at which `samples` last `clock_s` seconds; none if there is none."""
    if clock_s < LEAST_CLOCK_S:
        return None
    nearest = min(SAMPLE_RATES, key=lambda rate: abs(samples / clock_s / rate - 1))
    return nearest if abs(samples / clock_s / nearest - 1) <= RATE_TOLERANCE else None

"""Follows one of several MIDI clocks: the first, and the next one when it goes quiet.

A clock that comes late by the same span each time looks like one that is on time: nothing in it tells of
a slow driver, or a sequencer that sends ahead of its own sound. So that span is said by whoever hears it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from bridge.midi.clock import CLOCK, CONTINUE, SONG_POSITION, START, STOP, ClockFollower
from bridge.stage.events import Heard, Left

OF_A_CLOCK = frozenset({CLOCK, START, CONTINUE, STOP, SONG_POSITION})
# At 20 BPM, the slowest tempo, a clock comes every eighth of a second.
_QUIET_S = 1.0
# The beats between are known from the tempo; more readings would only wake the stage.
_REPORT_EVERY_S = 0.1


class Clocks:
    """Takes clocks' messages and posts `Heard` with the source `midi`. For one thread.

    `delays_ms` says by parts of ports' names, in any case, how late their clocks come (below 0: how early);
    of several parts that fit the longest counts.
    """

    def __init__(
        self, post: Callable[[Heard | Left], None], delays_ms: Mapping[str, float] | None = None
    ) -> None:
        self._post = post
        self._delays_ms = dict(delays_ms or {})
        self._delay_s = 0.0
        self._port: str | None = None
        self._follower = ClockFollower()
        self._heard_at_s = self._reported_at_s = -math.inf

    @property
    def port(self) -> str | None:
        """The port whose clock is followed."""
        return self._port

    def feed(self, port: str, message: Sequence[int], at_s: float) -> None:
        """Take in a clock's message that came by `port` at `at_s` (monotonic)."""
        if port != self._port:
            if self._port is not None and at_s - self._heard_at_s < _QUIET_S:
                return
            self._follow(port)
        self._heard_at_s = at_s
        news = self._follower.feed(message, at_s - self._delay_s)
        if not news and at_s - self._reported_at_s < _REPORT_EVERY_S:
            return
        if (transport := self._follower.transport) is not None:
            self._reported_at_s = at_s
            self._post(Heard(transport))

    def gone(self, port: str) -> None:
        """`port` is there no longer."""
        if port == self._port:
            self._follow(None)
            self._post(Left("midi"))

    def _follow(self, port: str | None) -> None:
        self._port, self._follower = port, ClockFollower()
        fitting = [part for part in self._delays_ms if port is not None and part.lower() in port.lower()]
        self._delay_s = self._delays_ms[max(fitting, key=len)] / 1000 if fitting else 0.0
        self._reported_at_s = -math.inf

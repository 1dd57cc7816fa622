"""REAPER's time, as its script reports it through the mailbox. Pure."""

from __future__ import annotations

import math

from bridge.hosts.reaper.messages import State
from bridge.hosts.transport_tracker import TransportTracker
from bridge.stage.events import Heard, Left

# It reports each second, unless a dialogue or a project that is loading keeps it.
QUIET_S = 5.0


class ReaperTracker:
    """REAPER's last report; instants are monotonic, in seconds."""

    def __init__(self, name: str) -> None:
        self._tracker = TransportTracker(name)
        self.state: State | None = None
        self.heard_at_s = -math.inf

    @property
    def is_there(self) -> bool:
        return self.state is not None

    def hear(self, state: State, at_s: float) -> list[Heard | Left]:
        """A new report has come."""
        self.heard_at_s = at_s
        if state.gone:
            return self.leave()
        self.state = state
        keeper = self._tracker
        keeper.set_tempo(state.tempo_bpm, at_s)
        keeper.set_meter(state.meter.numerator, state.meter.denominator)
        keeper.set_playing(state.playing, at_s)
        keeper.set_beat(state.quarter, at_s)
        return [*keeper.news(at_s)]

    def tick(self, at_s: float) -> list[Heard | Left]:
        """Time has passed."""
        if self.is_there and at_s >= self.heard_at_s + QUIET_S:
            return self.leave()
        return [*self._tracker.news(at_s)] if self.is_there else []

    def leave(self) -> list[Heard | Left]:
        """It is gone, or we stop listening."""
        self.state = None
        return [*self._tracker.leave()]

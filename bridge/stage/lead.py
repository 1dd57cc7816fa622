"""Follows whoever leads the tempo: the beats that result, and who has to hear of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bridge.hosts import register
from bridge.messages import events as ev
from bridge.stage import effects as fx
from bridge.stage.conductor import Conductor
from bridge.stage.effects import StageEffect
from bridge.stage.tap import Tap
from bridge.stage.views import SourceView
from bridge.timing import running
from bridge.vocabulary.music import Meter, Transport

# A measured tempo wavers: so near, it is still the one that was rendered for, and people set whole ones.
_WAVERS_BPM, _ROUNDS_BPM = 0.1, 0.005
# The hub hears of the leader at once when something has changed, else so often.
TELL_EVERY_S = 1.0


class Lead:
    """Hears who says what time it is. `beats` always run, at `tempo_bpm` while nobody has said another.

    `tempo_bpm` and `meter` are what is rendered for: the leader's, but steady while only the measurement
    of it wavers.
    """

    def __init__(self, sources: Sequence[str], tempo_bpm: float, now_s: float) -> None:
        self.transport: Transport | None = None
        self.beats = running(Transport(tempo_bpm=tempo_bpm), now_s)
        self.tempo_bpm, self.meter = tempo_bpm, Meter()
        self._idle_bpm = tempo_bpm
        self._conductor = Conductor()
        self._conductor.choose(sources)
        self._tap = Tap()
        self._followed: Transport | None = None
        self._told: Transport | None = None
        self._told_at_s = float("-inf")

    def rest_at(self, tempo_bpm: float) -> None:
        """As long as nobody has said a tempo, beats go by at this one."""
        self._idle_bpm = tempo_bpm

    def hear(self, transport: Transport) -> None:
        """A source says what its time is."""
        self._conductor.hear(transport)

    def leave(self, source: str) -> None:
        """A source says goodbye."""
        self._conductor.leave(source)

    def clear_spoken(self) -> None:
        """A person takes back the tempo that they have set."""
        self._conductor.clear_spoken()

    def tap(self, at_s: float) -> None:
        """Somebody taps the beat, in the meter that there is."""
        if (tapped := self._tap.hit(at_s)) is not None:
            self._conductor.hear(msgspec.structs.replace(tapped, meter=self.meter))

    def choose(self, order: Sequence[str]) -> None:
        """Sources lead in this order. Raises `BadRequest` for a name that is no source's."""
        self._conductor.choose(order)

    def sources(self, now_s: float) -> tuple[SourceView, ...]:
        """Who is heard, and who leads."""
        return self._conductor.sources(now_s)

    def take_notice(self) -> str:
        """The oldest sentence that has not been said, or none ("")."""
        return self._conductor.take_notice()

    def advance(self, now_s: float) -> list[StageEffect]:
        """What follows from who leads now, and from what they have said last."""
        effects: list[StageEffect] = []
        leader = self._conductor.leader(now_s)
        if leader is not None and leader != self.transport:
            self.transport, self.beats = leader, running(leader, now_s, self.beats)
            self.tempo_bpm, self.meter = self._settled(leader), leader.meter
            effects = self._tell_hub(leader, now_s)
        elif leader is None and self.transport is not None:
            # Beats go on at the tempo they had.
            self.transport, self._told, self._idle_bpm = None, None, self.tempo_bpm
            effects = [fx.TellHub(ev.TransportMoved(None))]
        elif self.transport is None and self._idle_bpm != self.tempo_bpm:
            self.tempo_bpm = self._idle_bpm
            self.beats = running(Transport(tempo_bpm=self.tempo_bpm), now_s, self.beats)
        if self._followed != self.beats:
            self._followed = self.beats
            effects.insert(0, fx.Follow(self.beats))
        return effects

    def _tell_hub(self, leader: Transport, now_s: float) -> list[StageEffect]:
        is_news = self._told is None or _gist(self._told) != _gist(leader)
        if not is_news and now_s - self._told_at_s < TELL_EVERY_S:
            return []
        self._told, self._told_at_s = leader, now_s
        return [fx.TellHub(ev.TransportMoved(leader))]

    def _settled(self, leader: Transport) -> float:
        is_measured = register.source(leader.source).is_measured
        nearness_bpm = _WAVERS_BPM if is_measured else _ROUNDS_BPM
        if abs(leader.tempo_bpm - self.tempo_bpm) <= nearness_bpm:
            return self.tempo_bpm
        whole = round(leader.tempo_bpm)
        if is_measured and abs(leader.tempo_bpm - whole) <= nearness_bpm:
            return float(whole)
        return leader.tempo_bpm


def _gist(transport: Transport) -> tuple[object, ...]:
    return transport.tempo_bpm, transport.meter, transport.playing, transport.source, transport.key

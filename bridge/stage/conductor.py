"""Decides who leads the tempo. Pure: the instants come with the readings and with the questions.

Sources differ in what their silence means. A host that plays says so many times a second, and when it
says nothing for a second or two it hangs, or a cable was pulled; the word of a person (tapped, typed,
or sent by OSC) holds until somebody gives another. Of the sources that still count, the first in the
chosen order leads. One that has lapsed leads again once it has been heard steadily for a while, the
longer the more often it has lapsed, so that a source that stutters does not drag the tempo to and
fro. With nobody left, the last leader's tempo is kept.

A leader's beat is as its host counts it, for showing; `bridge.timing.running` makes of it the beats that
sound goes by, which never stand still and hardly move when another host takes over.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

import msgspec

from bridge.errors import BadRequest
from bridge.hosts import register
from bridge.stage.views import SourceView
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM, beat_at
from bridge.vocabulary.music import Transport

# As far as OSC can say: a week at the fastest tempo, and a double still holds a billionth of a beat there.
MAX_BEAT = 1e7

# How long a source that has lapsed must be heard before it leads again: doubled at each lapse up to the
# most, and the least again after a minute without one.
_LEAST_TRIAL_S, _MOST_TRIAL_S, _FORGIVEN_S = 2.0, 32.0, 60.0


class Conductor:
    """Hears all sources and says which of them leads."""

    def __init__(self, order: Sequence[str] = ()) -> None:
        self.ignored = 0  # readings that no host can have meant
        self._order = tuple(order)
        self._sources: dict[str, _Source] = {}
        self._leader: str | None = None
        self._lapsed = False  # the leader counts no more, and nobody else does
        self._doubted: set[str] = set()
        self._latest_s = -math.inf
        self._notices: deque[str] = deque(maxlen=8)

    @property
    def order(self) -> tuple[str, ...]:
        """The names of all sources, the first to lead first; a name that nobody knew is the last."""
        return tuple(dict.fromkeys((*self._order, *register.source_ids(), *self._sources)))

    def hear(self, transport: Transport) -> None:
        """A source says what its time is.

        What cannot be (a tempo outside of 20 to 999 BPM, a beat or an instant that is no number) is passed
        over and counted in `ignored`, and a notice says so, once a source. So is, without a word, what is
        older than the source's last reading.
        """
        name = transport.source
        if doubt := _doubt(transport):
            self.ignored += 1
            if name not in self._doubted:
                self._doubted.add(name)
                self._notices.append(_sentence(f"{_title(name)} said {doubt}, which was ignored."))
            return
        self._latest_s = max(self._latest_s, transport.read_at_s)
        if name not in self._sources:
            self._sources[name] = _Source(transport)
        else:
            self._sources[name].hear(transport)

    def leave(self, source: str) -> None:
        """A source says goodbye. One that was never heard may do so too."""
        if source in self._sources:
            self._sources[source].leave(self._latest_s)

    def clear_spoken(self) -> None:
        """Forget every tempo that a person has set. If one of them led and no host does, nobody leads."""
        for name in [name for name, source in self._sources.items() if source.is_spoken]:
            del self._sources[name]
            if name == self._leader:
                self._leader = None

    def choose(self, order: Sequence[str]) -> None:
        """From now on sources lead in this order; those that it leaves out come after, in the usual one.

        It holds at once, on trial or not. Raises `BadRequest` for a name that is no source's.
        """
        for name in (order := [register.canonical(each) for each in order]):
            if name not in self.order:
                raise BadRequest(f"“{name[:40]}” isn't a tempo source. Use {', '.join(self.order)}.")
        self._order = tuple(order)
        for source in self._sources.values():
            source.trial_s = 0.0

    def leader(self, now_s: float) -> Transport | None:
        """The leader's last reading; none while nobody has said a tempo.

        Where nobody counts any more it is that of the last leader, standing still.
        """
        self._latest_s = max(self._latest_s, now_s)
        counting = [name for name in self.order if self._counts(name, now_s)]
        steady = [name for name in counting if name == self._leader or self._sources[name].is_steady(now_s)]
        first = next(iter(steady or counting), None)
        self._note_change(first, now_s)
        self._leader, self._lapsed = first or self._leader, first is None
        if self._leader is None:
            return None
        source = self._sources[self._leader]
        return source.at_rest() if self._lapsed else source.transport

    def sources(self, now_s: float) -> tuple[SourceView, ...]:
        """All that have been heard and have not left, and the leader, in the order of leading."""
        self.leader(now_s)
        return tuple(
            SourceView(
                name=name,
                tempo_bpm=self._sources[name].transport.tempo_bpm,
                fresh=self._counts(name, now_s),
                leads=name == self._leader,
            )
            for name in self.order
            if name in self._sources and (name == self._leader or not self._sources[name].gone)
        )

    def take_notice(self) -> str:
        """The oldest sentence that nobody has been told yet, or none (""); each is given once."""
        return self._notices.popleft() if self._notices else ""

    def _counts(self, name: str, now_s: float) -> bool:
        if name not in self._sources or not self._sources[name].is_fresh(now_s):
            return False
        if not (source := self._sources[name]).is_spoken:
            return True
        # Of these the last that said a new tempo counts, until another of them says one.
        others = (each for each in self._sources.values() if each.is_spoken and not each.gone)
        return all(source.said_at_s >= other.said_at_s for other in others)

    def _note_change(self, first: str | None, now_s: float) -> None:
        """Put down what there is to say when `first` (none: nobody) leads from now on."""
        last = self._leader
        if last is None or (first == last and not self._lapsed) or (first is None and self._lapsed):
            return
        source = self._sources[last]
        why = "has left" if source.gone else "has gone quiet"
        if first is None:
            told = f"{_title(last)} {why}; its tempo of {source.transport.tempo_bpm:.6g} BPM is kept."
        elif not self._lapsed and not source.is_fresh(now_s):
            told = f"{_title(last)} {why}; {_title(first)} leads."
        elif self._sources[first].has_lapsed:
            told = f"{_title(first)} is back and leads."
        else:
            told = f"{_title(first)} leads now."
        self._notices.append(_sentence(told))


class _Source:
    """What one source has said, and since when without a break."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.gone = False
        self.has_lapsed = False
        self.said_at_s = transport.read_at_s  # when its tempo was new
        self.trial_s = 0.0
        described = register.source(transport.source)
        self.is_spoken, self._patience = described.is_spoken, described.patience
        self._since_s = transport.read_at_s

    def hear(self, transport: Transport) -> None:
        at_s, last = transport.read_at_s, self.transport
        if at_s < last.read_at_s:
            return
        if not self.is_fresh(at_s):
            forgiven = last.read_at_s - self._since_s >= _FORGIVEN_S
            longer_s = min(2 * self.trial_s, _MOST_TRIAL_S)
            self.trial_s = _LEAST_TRIAL_S if forgiven else max(longer_s, _LEAST_TRIAL_S)
            self._since_s, self.has_lapsed = at_s, True
        if self.gone or transport.tempo_bpm != last.tempo_bpm:
            self.said_at_s = at_s
        self.transport, self.gone = transport, False

    def leave(self, at_s: float) -> None:
        self.transport, self.gone = _at_rest(self.transport, at_s), True

    def is_fresh(self, now_s: float) -> bool:
        playing = self.transport.playing
        waits_s = self._patience.playing_s if playing else self._patience.standing_s
        return not self.gone and now_s - self.transport.read_at_s <= waits_s

    def is_steady(self, now_s: float) -> bool:
        return now_s - self._since_s >= self.trial_s

    def at_rest(self) -> Transport:
        """Its last reading, stopped when it ceased to count: a host that nobody hears does not play."""
        return _at_rest(self.transport, self.transport.read_at_s + self._patience.playing_s)


def _at_rest(transport: Transport, at_s: float) -> Transport:
    if not transport.playing:
        return transport
    beat = beat_at(transport, at_s)
    return msgspec.structs.replace(transport, playing=False, beat=beat, read_at_s=at_s)


def _doubt(transport: Transport) -> str:
    """What no host can have meant, in words; empty if all is well."""
    tempo_bpm = transport.tempo_bpm
    if not MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM:
        return f"a tempo of {tempo_bpm:,.10g} BPM"
    if not abs(transport.beat) <= MAX_BEAT:
        return f"that it is at beat {transport.beat:,.10g}"
    return "" if math.isfinite(transport.read_at_s) else "no instant"


def _title(source: str) -> str:
    return register.source(source).title


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

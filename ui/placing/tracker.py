"""The clips that this window puts into hosts: what was asked, what is waited for, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PyQt6.QtCore import QObject, pyqtSignal

from bridge.library import Found
from bridge.messages.answers import Answer, Failed, Placed
from bridge.messages.host_views import HostsView
from bridge.vocabulary.places import Place
from ui.common.background import Background
from ui.common.clip_selection import ClipSelection
from ui.common.clip_words import title
from ui.common.host_words import short_title
from ui.common.link import Link
from ui.common.state import WindowState
from ui.placing.words import offers_of, placed_words, read_place, spread

_LAST = "place/last"
# Live does one with each of its ticks, and begins none that it was given more than five seconds ago.
MOST_AT_ONCE = 32


@dataclass(frozen=True)
class PlacementStatus:
    """A sentence on what is under way or came of it; `digests` are the clips that it is about."""

    sentence: str = ""
    is_bad: bool = False
    digests: frozenset[str] = frozenset()


class PlacementTracker(QObject):
    """`changed` is emitted when `status`, `is_waiting`, the hosts or the usual place are others; `placed`
    carries the sentence on clips that are where they should be."""

    changed = pyqtSignal()
    placed = pyqtSignal(str)

    def __init__(self, link: Link, state: WindowState | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link, self._state = link, state
        self._background = Background(self)
        self._last = read_place(state.text(_LAST)) if state is not None else None
        self._waiting: dict[str, str] = {}
        self._asked: frozenset[str] = frozenset()
        self._placed: list[tuple[str, str]] = []
        self._failures: list[tuple[str, str]] = []
        self.status = PlacementStatus()
        link.answered.connect(self._answered)
        link.hosts.connect(lambda view: self.changed.emit())
        link.detached.connect(self._bridge_gone)

    @property
    def hosts(self) -> HostsView:
        """The hosts of the moment."""
        return self._link.known_hosts

    @property
    def is_waiting(self) -> bool:
        """Whether a host has not answered yet."""
        return bool(self._waiting)

    @property
    def default_place(self) -> Place | None:
        """Where clips go that are given no place: where the last went; while that host is not there, to the
        first place of one that is, if any."""
        there = [each for each in offers_of(self.hosts) if each.offers]
        if self._last is not None and any(each.host == self._last.host for each in there):
            return self._last
        return there[0].offers[0].place if there else None

    def close(self) -> None:
        """Read nothing more; before the application ends."""
        self._background.close()

    def place(self, selection: ClipSelection, place: Place | None = None) -> None:
        """Put the clips into `place`, or the usual one; those after the first, behind it."""
        place, digests = place or self.default_place, frozenset(each.digest for each in selection.found)
        if self._waiting or not selection.count:
            return
        if place is None:
            self._say(self.tr("No host is connected. Set one up under Hosts in the settings."), True, digests)
        elif selection.count > MOST_AT_ONCE:
            sentence = self.tr("At most %n clips are placed at once; choose fewer.", "", MOST_AT_ONCE)
            self._say(sentence, True, digests)
        elif selection.is_read:
            self._ask(selection.found, place)
        else:
            self._background.submit(
                lambda: [found for page in selection.pages() for found in page],
                lambda found: self._ask(found, place),
                lambda why: self._say(why, True, digests),
            )

    def _ask(self, found: Sequence[Found], place: Place) -> None:
        clips = [each for each in found if not each.missing]
        if self._waiting:
            return
        if not clips:
            gone = frozenset(each.digest for each in found)
            self._say(self.tr("The clip's file is gone; ask for it again."), True, gone)
            return
        self._last = place
        if self._state is not None:
            self._state.keep(_LAST, str(place))
        self._asked = frozenset(each.digest for each in clips)
        self._placed, self._failures = [], []
        places = spread(place, [each.clip.job.bars for each in clips])
        for each, where in zip(clips, places, strict=True):
            self._waiting[self._link.place(each.digest, where)] = title(each)
        host = short_title(place.host or "")
        waits = self.tr("Waiting for {host}…").format(host=host)
        self._say(waits, False, self._asked)

    def _answered(self, answer: Answer) -> None:
        if not isinstance(answer, Placed | Failed) or not self._link.is_own(answer.sender):
            return
        if (name := self._waiting.pop(answer.sender.id, None)) is None:
            return
        if isinstance(answer, Placed):
            self._placed.append((name, answer.where))
        else:
            self._failures.append((name, answer.failure.message))
        if not self._waiting:
            self._sum_up()

    def _sum_up(self) -> None:
        placed, failures = self._placed, self._failures
        if not failures:
            sentence = self._in_words(placed)
            self._say(sentence, False, self._asked)
            self.placed.emit(sentence)
        elif not placed and len({why for _, why in failures}) == 1:
            self._say(failures[0][1], True, self._asked)
        else:
            name, why = failures[0]
            sentence = self.tr("{n} of {all} placed; “{name}” was not: {why}")
            count = len(placed) + len(failures)
            self._say(sentence.format(n=len(placed), all=count, name=name[:40], why=why), True, self._asked)

    def _in_words(self, placed: Sequence[tuple[str, str]]) -> str:
        where = placed_words(placed[0][1])
        if len(placed) == 1:
            return self.tr("Placed in {where}.").format(where=where)
        return self.tr("%n clips placed, the first in {where}.", "", len(placed)).format(where=where)

    def _bridge_gone(self) -> None:
        """Nobody will answer any more. What was not sent yet is, to the next bridge."""
        if self._waiting:
            self._waiting.clear()
            self._say(
                self.tr("The bridge ended before the host answered; see there whether the clip has come."),
                True,
                self._asked,
            )
        else:
            self.changed.emit()

    def _say(self, sentence: str, is_bad: bool, digests: frozenset[str]) -> None:
        self.status = PlacementStatus(sentence, is_bad, digests)
        self.changed.emit()

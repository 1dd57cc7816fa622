"""Places clips in hosts and tracks their answers."""

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
# Live starts one per tick, and none that has waited for more than five seconds.
MAX_AT_ONCE = 32


@dataclass(frozen=True)
class PlacementStatus:
    """A sentence on the progress or result; `digests` are the clips concerned."""

    sentence: str = ""
    is_bad: bool = False
    digests: frozenset[str] = frozenset()


class PlacementTracker(QObject):
    """`changed` is emitted when `status`, `is_waiting`, the hosts or the default place have changed; `placed`
    carries a sentence when all clips are placed."""

    changed = pyqtSignal()
    placed = pyqtSignal(str)

    def __init__(self, link: Link, state: WindowState | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link, self._state = link, state
        self._background = Background(self)
        self._last = read_place(state.text(_LAST)) if state is not None else None
        self._waiting: dict[str, str] = {}
        self._requested: frozenset[str] = frozenset()
        self._placed: list[tuple[str, str]] = []
        self._failures: list[tuple[str, str]] = []
        self.status = PlacementStatus()
        link.answered.connect(self._answered)
        link.hosts.connect(lambda view: self.changed.emit())
        link.detached.connect(self._bridge_gone)

    @property
    def hosts(self) -> HostsView:
        return self._link.known_hosts

    @property
    def is_waiting(self) -> bool:
        """Whether a host has yet to answer."""
        return bool(self._waiting)

    @property
    def default_place(self) -> Place | None:
        """The last place used; if its host is not connected, the first place of one that is."""
        connected = [each for each in offers_of(self.hosts) if each.offers]
        if self._last is not None and any(each.host == self._last.host for each in connected):
            return self._last
        return connected[0].offers[0].place if connected else None

    def close(self) -> None:
        """Stop reading; before the application ends."""
        self._background.close()

    def place(self, selection: ClipSelection, place: Place | None = None) -> None:
        """Place the first clip in `place` or the default place, the others after it."""
        place, digests = place or self.default_place, frozenset(each.digest for each in selection.found)
        if self._waiting or not selection.count:
            return
        if place is None:
            self._set_status(
                self.tr("No host is connected. Set one up under Hosts in the settings."), True, digests
            )
        elif selection.count > MAX_AT_ONCE:
            sentence = self.tr("You can place up to {n} clips at once.").format(n=MAX_AT_ONCE)
            self._set_status(sentence, True, digests)
        elif selection.is_read:
            self._request(selection.found, place)
        else:
            self._background.submit(
                lambda: [found for page in selection.pages() for found in page],
                lambda found: self._request(found, place),
                lambda why: self._set_status(why, True, digests),
            )

    def _request(self, found: Sequence[Found], place: Place) -> None:
        clips = [each for each in found if not each.missing]
        if self._waiting:
            return
        if not clips:
            gone = frozenset(each.digest for each in found)
            self._set_status(self.tr("The file is missing. Render the clip again."), True, gone)
            return
        self._last = place
        if self._state is not None:
            self._state.keep(_LAST, str(place))
        self._requested = frozenset(each.digest for each in clips)
        self._placed, self._failures = [], []
        places = spread(place, [each.clip.job.bars for each in clips])
        for each, where in zip(clips, places, strict=True):
            self._waiting[self._link.place(each.digest, where)] = title(each)
        host = short_title(place.host or "")
        self._set_status(self.tr("Waiting for {host}…").format(host=host), False, self._requested)

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
            self._report()

    def _report(self) -> None:
        placed, failures = self._placed, self._failures
        if not failures:
            sentence = self._success(placed)
            self._set_status(sentence, False, self._requested)
            self.placed.emit(sentence)
        elif not placed and len({why for _, why in failures}) == 1:
            self._set_status(failures[0][1], True, self._requested)
        else:
            name, why = failures[0]
            sentence = self.tr("Placed {n} of {total}. “{name}” failed: {why}")
            count = len(placed) + len(failures)
            self._set_status(
                sentence.format(n=len(placed), total=count, name=name[:40], why=why), True, self._requested
            )

    def _success(self, placed: Sequence[tuple[str, str]]) -> str:
        where = placed_words(placed[0][1])
        if len(placed) == 1:
            return self.tr("Placed in {where}.").format(where=where)
        return self.tr("Placed %n clips, the first in {where}.", "", len(placed)).format(where=where)

    def _bridge_gone(self) -> None:
        """No answer will come. What was not sent yet goes to the next bridge."""
        if self._waiting:
            self._waiting.clear()
            self._set_status(
                self.tr("The engine stopped before the host answered. Check in the host."),
                True,
                self._requested,
            )
        else:
            self.changed.emit()

    def _set_status(self, sentence: str, is_bad: bool, digests: frozenset[str]) -> None:
        self.status = PlacementStatus(sentence, is_bad, digests)
        self.changed.emit()

"""On first start, renders a loop, so that there is something to hear and to drag."""

from __future__ import annotations

from PyQt6.QtCore import QObject

from bridge.messages.answers import Answer, FoundClips, Snapshot
from bridge.messages.events import ClipsAsked
from bridge.vocabulary.requests import ClipRequest
from ui.common.derived_requests import ORIGIN
from ui.common.link import Link
from ui.request.bar import RequestBar

# Two bars that the starter model does well; the seed makes it the same everywhere.
FIRST = ClipRequest(preset="house-piano", bars=2, seed=1, origin=ORIGIN)


class FirstRun(QObject):
    """If the library and the queue are empty, requests `first`. The bar stays free for the user's words."""

    def __init__(self, link: Link, bar: RequestBar, first: ClipRequest = FIRST) -> None:
        super().__init__(bar)
        self._link, self._bar, self._first = link, bar, first
        self._sender = link.new_sender()
        self._is_empty: bool | None = None
        self._is_idle: bool | None = None
        link.answered.connect(self._answered)
        link.snapshot.connect(self._snapshot)
        link.post(ClipsAsked(self._sender, limit=1))

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, FoundClips) and answer.sender == self._sender:
            self._is_empty = not answer.clips
            self._decide()

    def _snapshot(self, shot: Snapshot) -> None:
        self._is_idle = shot.running is None and not shot.waiting
        self._decide()

    def _decide(self) -> None:
        if self._is_empty is None or self._is_idle is None:
            return
        self._link.answered.disconnect(self._answered)
        self._link.snapshot.disconnect(self._snapshot)
        # The user may have been faster.
        if self._is_empty and self._is_idle and not self._bar.has_submitted:
            self._link.request(self._first)

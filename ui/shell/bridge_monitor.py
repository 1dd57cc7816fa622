"""Says what happens to the bridge as a whole: it cannot start, its engine stops, the disk is full."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QObject

from bridge.messages.answers import Answer, Failed, Noted, Snapshot
from bridge.stage.views import StageView
from ui.common.link import Link
from ui.shell.notices import Notices

# What concerns more than the one request that it is an answer to.
_OF_ALL = ("storage", "disk-full", "engine", "memory")


class BridgeMonitor(QObject):
    """Turns what the link tells into notices. `start_again` starts the bridge anew; where nobody
    `wants_sound`, that there is none is no news."""

    def __init__(
        self,
        link: Link,
        notices: Notices,
        start_again: Callable[[], object],
        wants_sound: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._wants_sound = wants_sound
        self._link, self._notices, self._start_again = link, notices, start_again
        self._was_ready = False
        self._trouble = self._said = ""
        link.stopped.connect(self._stopped)
        link.attached.connect(lambda: notices.withdraw("bridge"))
        link.snapshot.connect(self._snapshot)
        link.answered.connect(self._answered)
        link.stage.connect(self._stage)

    def _stopped(self, why: str) -> None:
        self._was_ready = False
        self._notices.withdraw("engine")
        if why:
            self._notices.post("bridge", why, "bad", action=self.tr("Try again"), do=self._start_again)

    def _snapshot(self, shot: Snapshot) -> None:
        if shot.engine in ("ready", "busy"):
            if self._was_ready is False:
                self._notices.withdraw("engine")
            self._was_ready = True
        elif self._was_ready and shot.engine == "starting":
            self._was_ready = False
            self._notices.post(
                "engine", self.tr("The engine stopped and is starting again; nothing is lost.")
            )
        elif shot.engine == "broken":
            self._was_ready = False
            why = self.tr("The engine does not start; the next request tries it again.")
            self._notices.post("engine", why, "bad")

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Failed) and not self._link.is_own(answer.sender):
            if answer.failure.kind in _OF_ALL:
                self._notices.post(answer.failure.kind, answer.failure.message, "bad")
        elif isinstance(answer, Noted):
            self._notices.post("note", answer.message)

    def _stage(self, view: StageView) -> None:
        trouble, said = view.player.trouble, view.notice
        if trouble != self._trouble:
            self._trouble = trouble
            self._notices.withdraw("sound")
            if trouble and self._wants_sound():
                self._notices.post("sound", trouble)
        if said != self._said:
            self._said = said
            if said:
                self._notices.post("stage", said)

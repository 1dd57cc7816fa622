"""Posts notices on the state of the bridge: it fails to start, its engine stops, the disk is full."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QObject

from bridge.messages.answers import Answer, Failed, Noted, Snapshot
from bridge.requests.brief_words import HEARD
from bridge.stage.views import StageView
from ui.common.link import Link
from ui.common.told_words import trouble_words
from ui.shell.notices import Notices

# Failures that concern more than one request.
_GENERAL = ("storage", "disk-full", "engine", "memory")


class BridgeMonitor(QObject):
    """`restart` starts another bridge. Audio trouble is suppressed unless `wants_sound`."""

    def __init__(
        self,
        link: Link,
        notices: Notices,
        restart: Callable[[], object],
        wants_sound: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._wants_sound = wants_sound
        self._link, self._notices, self._restart = link, notices, restart
        self._was_ready = False
        self._trouble = self._notice = ""
        link.stopped.connect(self._stopped)
        link.attached.connect(lambda: notices.withdraw("bridge"))
        link.snapshot.connect(self._snapshot)
        link.answered.connect(self._answered)
        link.stage.connect(self._stage)

    def _stopped(self, why: str) -> None:
        self._was_ready = False
        self._notices.withdraw("engine")
        if why:
            self._notices.post("bridge", why, "bad", action=self.tr("Try again"), do=self._restart)

    def _snapshot(self, shot: Snapshot) -> None:
        if shot.engine in ("ready", "busy"):
            if self._was_ready is False:
                self._notices.withdraw("engine")
            self._was_ready = True
        elif self._was_ready and shot.engine == "starting":
            self._was_ready = False
            self._notices.post("engine", self.tr("The engine stopped and is restarting. The queue is kept."))
        elif shot.engine == "broken":
            self._was_ready = False
            why = self.tr("The engine failed to start. Your next request tries again.")
            self._notices.post("engine", why, "bad")

    def _answered(self, answer: Answer) -> None:
        if self._link.is_training(answer.sender):
            return  # its page shows it
        if isinstance(answer, Failed) and not self._link.is_own(answer.sender):
            if answer.failure.kind in _GENERAL:
                self._notices.post(answer.failure.kind, answer.failure.message, "bad")
        elif isinstance(answer, Noted) and not answer.message.startswith(HEARD):
            self._notices.post("note", answer.message)

    def _stage(self, view: StageView) -> None:
        trouble, notice = view.player.trouble, view.notice
        if trouble != self._trouble:
            self._trouble = trouble
            self._notices.withdraw("sound")
            if trouble and self._wants_sound():
                self._notices.post("sound", trouble_words(trouble))
        if notice != self._notice:
            self._notice = notice
            if notice:
                self._notices.post("stage", notice)

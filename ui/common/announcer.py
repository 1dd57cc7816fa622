"""Has screen readers announce notices and finished renders, wherever the keyboard focus is."""

from __future__ import annotations

from PyQt6 import sip
from PyQt6.QtCore import QEvent, QObject
from PyQt6.QtWidgets import QWidget

from bridge.messages.answers import Answer, Done, Failed
from ui.common.clip_words import length, tempo
from ui.common.link import Link
from ui.common.widgets import single_shot

# News that come together are announced together, of a batch only the last few.
_AFTER_MS = 120
_MAX_NEWS = 3


class Announcer(QObject):
    """Announces sentences given to `announce`, and this window's renders as they finish or fail.

    PyQt lacks `QAccessibleAnnouncementEvent`. But Orca reads the active window's accessible name whenever it
    changes: so the news are appended to that name until the window loses focus.
    """

    def __init__(self, window: QWidget, link: Link) -> None:
        super().__init__(window)
        self._window, self._link = window, link
        self._news: list[str] = []
        self._timer = single_shot(self, _AFTER_MS, self._read_out)
        window.installEventFilter(self)
        link.answered.connect(self._answered)

    def announce(self, sentence: str) -> None:
        """Have `sentence` read aloud."""
        self._news = [*self._news, sentence][-_MAX_NEWS:]
        self._timer.start()

    def _read_out(self) -> None:
        news, self._news = " ".join(self._news), []
        if self._window.isActiveWindow():
            self._window.setAccessibleName(f"{self._window.windowTitle()}: {news}")

    def _answered(self, answer: Answer) -> None:
        if not self._link.is_own(answer.sender) or self._link.is_training(answer.sender):
            return
        if isinstance(answer, Done):
            clip = answer.clip
            what = clip.job.prompt or clip.path.stem
            facts = f"{tempo(clip.job)}, {length(clip.job)}"
            self.announce(self.tr("{clip} is ready: {facts}.").format(clip=what, facts=facts))
        elif isinstance(answer, Failed) and answer.failure.kind not in ("cancelled", "replaced"):
            self.announce(self.tr("Rendering failed: {why}").format(why=answer.failure.message))

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        # A window that is being deleted is deactivated, too.
        left = event is not None and event.type() == QEvent.Type.WindowDeactivate
        if left and not sip.isdeleted(self._window):
            self._window.setAccessibleName("")
        return False

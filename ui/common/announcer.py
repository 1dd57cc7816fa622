"""What has come about is told to screen readers, whose users may be anywhere in the window."""

from __future__ import annotations

from PyQt6 import sip
from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QWidget

from bridge.messages.answers import Answer, Done, Failed
from ui.common.clip_words import length, tempo
from ui.common.link import Link

# What comes about at once is told in one go.
_TOLD_AT_ONCE_MS = 120
# Of a whole batch the last few are told.
_MOST = 3


class Announcer(QObject):
    """`announce` has a sentence read aloud, and so has each clip of this window's when it is done or failed.

    PyQt lacks Qt's own announcements (`QAccessibleAnnouncementEvent`). The active window's name is what
    Orca reads whenever it changes, wherever the keyboard is: so its accessible name, not its title, ends
    in the news until the window is left.
    """

    def __init__(self, window: QWidget, link: Link) -> None:
        super().__init__(window)
        self._window, self._link = window, link
        self._news: list[str] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TOLD_AT_ONCE_MS)
        self._soon.timeout.connect(self._tell)
        window.installEventFilter(self)
        link.answered.connect(self._answered)

    def announce(self, sentence: str) -> None:
        """Have `sentence` read aloud."""
        self._news = [*self._news, sentence][-_MOST:]
        self._soon.start()

    def _tell(self) -> None:
        news, self._news = " ".join(self._news), []
        if self._window.isActiveWindow():
            self._window.setAccessibleName(f"{self._window.windowTitle()}: {news}")

    def _answered(self, answer: Answer) -> None:
        if not self._link.is_own(answer.sender):
            return
        if isinstance(answer, Done):
            clip = answer.clip
            what = clip.job.prompt or clip.path.stem
            facts = f"{tempo(clip.job)}, {length(clip.job)}"
            self.announce(self.tr("{clip} is done: {facts}.").format(clip=what, facts=facts))
        elif isinstance(answer, Failed) and answer.failure.kind not in ("cancelled", "replaced"):
            self.announce(self.tr("It failed: {why}").format(why=answer.failure.message))

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """When the window is left, the news are old."""
        # A window that is taken down is left, too.
        left = event is not None and event.type() == QEvent.Type.WindowDeactivate
        if left and not sip.isdeleted(self._window):
            self._window.setAccessibleName("")
        return False

"""Notices that lie over the page, in place of dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PyQt6.QtCore import QEvent, QObject, QPoint, QRect, Qt, pyqtSignal
from PyQt6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.common.theme import XS, M, S, set_role
from ui.common.widgets import focusable_before, icon_button, label, single_shot, tab_through

Tone = Literal["calm", "bad"]
MAX_NOTICES = 3
HIDE_AFTER_MS = 6_000
_MOST_PX = 560


class Notices(QWidget):
    """At most three sentences, newest first, one per `key`. Calm ones disappear after a while, unless the
    pointer or the focus is on them; bad ones stay until dismissed or withdrawn. They lie at the foot of the
    widget that `lie_over` names, so that nothing moves. `posted` carries each sentence."""

    posted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, _Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(XS)
        self._below: QWidget | None = None
        self.setAccessibleName(self.tr("Notices"))
        self.hide()

    def lie_over(self, below: QWidget) -> None:
        """Lie at the foot of `below`, a widget of the same window, wherever that goes."""
        if self._below is not None:
            self._below.removeEventFilter(self)
        self._below = below
        below.installEventFilter(self)
        self._lie()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)
        if event is not None and event.type() in kinds:
            self._lie()
        return False

    def event(self, event: QEvent | None) -> bool:
        done = super().event(event)
        if event is not None and event.type() == QEvent.Type.LayoutRequest:
            self._lie()
        return done

    def _lie(self) -> None:
        parent, below = self.parentWidget(), self._below
        if parent is None or below is None or self.isHidden():
            return
        room = QRect(below.mapTo(parent, QPoint(0, 0)), below.size()).adjusted(S, S, -S, -S)
        width = min(room.width(), _MOST_PX)
        height = max(self._column.heightForWidth(width), self._column.minimumSize().height())
        left = room.center().x() - width // 2
        self.setGeometry(left, room.bottom() - height + 1, width, height)
        self.raise_()

    def post(
        self,
        key: str,
        sentence: str,
        tone: Tone = "calm",
        *,
        action: str = "",
        do: Callable[[], object] | None = None,
        stays: bool = False,
    ) -> None:
        """Show `sentence`; a button `action` calls `do` and withdraws it. A calm one goes by itself, unless
        it `stays`."""
        self.withdraw(key)
        notice = _Notice(key, sentence, tone, action)
        notice.close_button.clicked.connect(lambda: self.withdraw(key))
        if do is not None:
            notice.action_button.clicked.connect(lambda: self.withdraw(key))
            notice.action_button.clicked.connect(lambda: do())
        if tone == "calm" and not stays:
            notice.expired.connect(self._expire)
            notice.start()
        self._notices[key] = notice
        self._column.insertWidget(0, notice)
        tab_through(*focusable_before(self), notice.action_button, notice.close_button)
        for old in list(self._notices)[:-MAX_NOTICES]:
            self.withdraw(old)
        self.show()
        self._lie()
        self.posted.emit(sentence)

    def withdraw(self, key: str) -> None:
        """Remove the notice `key`, if there is one."""
        if (notice := self._notices.pop(key, None)) is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))

    @property
    def sentences(self) -> dict[str, str]:
        """The sentences shown, by key."""
        return {key: notice.sentence.text() for key, notice in self._notices.items()}

    def act(self, key: str) -> None:
        """Press the button of the notice `key`."""
        self._notices[key].action_button.click()

    def _expire(self, key: str) -> None:
        notice = self._notices.get(key)
        if notice is not None and notice is self.sender():
            if notice.is_in_use:
                notice.start()
            else:
                self.withdraw(key)


class _Notice(QFrame):
    expired = pyqtSignal(str)

    def __init__(self, key: str, text: str, tone: Tone, action: str) -> None:
        super().__init__()
        self._key = key
        self._timer = single_shot(self, HIDE_AFTER_MS, self.expire)
        set_role(self, "notice")
        self.setProperty("tone", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, XS, XS, XS)
        row.setSpacing(S)
        self.sentence = label(text, wraps=True)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.sentence.setAccessibleName(text)
        self.action_button = QPushButton(action)
        self.close_button = icon_button("close", self.tr("Dismiss"))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        # Only now: without a parent it would be a window for a moment, and take the focus.
        self.action_button.setVisible(bool(action))

    @property
    def is_in_use(self) -> bool:
        """Whether somebody points at it, or is about to press its buttons."""
        focused = QApplication.focusWidget()
        return self.underMouse() or (focused is not None and self.isAncestorOf(focused))

    def start(self) -> None:
        """Begin, or begin again, to count its time."""
        self._timer.start()

    def expire(self) -> None:
        """Say that its time is over."""
        self.expired.emit(self._key)

"""Notices under the request bar, in place of dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.common.theme import XS, L, M, S, set_role
from ui.common.widgets import focusable_before, icon_button, label, single_shot, tab_through

Tone = Literal["calm", "bad"]
MAX_NOTICES = 3
HIDE_AFTER_MS = 6_000


class Notices(QWidget):
    """At most three sentences, newest first, one per `key`. Calm ones disappear after a while, bad ones stay
    until dismissed or withdrawn. `posted` carries each sentence."""

    posted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, _Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(L, S, L, 0)
        self._column.setSpacing(XS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Notices"))
        self.hide()

    def post(
        self,
        key: str,
        sentence: str,
        tone: Tone = "calm",
        *,
        action: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        """Show `sentence`; a button `action` calls `do` and withdraws it."""
        self.withdraw(key)
        notice = _Notice(key, sentence, tone, action)
        notice.close_button.clicked.connect(lambda: self.withdraw(key))
        if do is not None:
            notice.action_button.clicked.connect(lambda: self.withdraw(key))
            notice.action_button.clicked.connect(lambda: do())
        if tone == "calm":
            notice.expired.connect(self._expire)
            single_shot(notice, HIDE_AFTER_MS, notice.expire).start()
        self._notices[key] = notice
        self._column.insertWidget(0, notice)
        tab_through(*focusable_before(self), notice.action_button, notice.close_button)
        for old in list(self._notices)[:-MAX_NOTICES]:
            self.withdraw(old)
        self.show()
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
        if self._notices.get(key) is self.sender():
            self.withdraw(key)


class _Notice(QFrame):
    expired = pyqtSignal(str)

    def __init__(self, key: str, text: str, tone: Tone, action: str) -> None:
        super().__init__()
        self._key = key
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
        self.action_button.setVisible(bool(action))
        self.close_button = icon_button("close", self.tr("Dismiss"))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)

    def expire(self) -> None:
        """Say that its time is over."""
        self.expired.emit(self._key)

"""A button that opens a menu; the roles `choice` and `aside` give it a chevron."""

from __future__ import annotations

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QMenu, QPushButton, QWidget

from ui.common.theme import S

_CHEVRON_PX = 12


class MenuButton(QPushButton):
    """`choices` is the menu. A click, Space, Return or Down opens it below the button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.choices = QMenu(self)
        self.pressed.connect(self.open)

    def open(self) -> None:
        self.setDown(False)
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def set_text(self, words: str) -> None:
        """Show `words`, elided to the button's fixed width."""
        self._words = words
        room = self.maximumWidth() - _CHEVRON_PX - 3 * S
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))

    @property
    def words(self) -> str:
        """Its text before eliding."""
        return self._words

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event is not None and event.key() in keys and not event.modifiers():
            self.open()
        else:
            super().keyPressEvent(event)

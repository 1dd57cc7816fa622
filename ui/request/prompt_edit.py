"""The prompt field, with completion and history."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QKeyEvent
from PyQt6.QtWidgets import QFrame, QLineEdit, QListWidget, QWidget

from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from ui.common.theme import XS, set_role
from ui.common.vocabulary import completions
from ui.request.history import History

MAX_COMPLETIONS = 8


class PromptEdit(QLineEdit):
    """Emits `submitted` on Return, and `written` with the text when the user types it or takes it from the
    `history`. Up and Down browse the completions, or the history."""

    submitted = pyqtSignal()
    written = pyqtSignal(str)

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = history
        self._phrases: tuple[str, ...] = ()
        self._made_popup: _CompletionPopup | None = None
        set_role(self, "prompt")
        self.setMaxLength(MAX_PROMPT_CHARACTERS)
        self.setClearButtonEnabled(False)
        self.textEdited.connect(self._edited)

    def set_completions(self, phrases: tuple[str, ...]) -> None:
        """Offer these as completions."""
        self._phrases = phrases

    def rewrite(self, text: str) -> None:
        """Write `text` in place of what is there, so that Ctrl+Z brings that back."""
        self.selectAll()
        self.insert(text)
        self.close_completions()

    def _edited(self) -> None:
        self.history.edited()
        written = self.text()
        _, found = completions(written, self._phrases) if self._at_end() else ("", [])
        self._popup.show_for(self, found[:MAX_COMPLETIONS])
        self.written.emit(written)

    def _at_end(self) -> bool:
        return self.cursorPosition() == len(self.text())

    @property
    def _popup(self) -> _CompletionPopup:
        """Made on first use: its parent is the window, which does not exist before."""
        if self._made_popup is None:
            self._made_popup = _CompletionPopup(self.window() or self)
            self._made_popup.accepted.connect(self._complete)
        return self._made_popup

    def _complete(self, phrase: str) -> None:
        written = self.text()
        begun, _ = completions(written, self._phrases)
        self.setText(written[: len(written) - len(begun)] + phrase)
        self._popup.hide()

    def event(self, event: QEvent | None) -> bool:
        # Tab completes while the popup is open; else it moves to the next control.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self._popup.isVisible()
        ):
            self._popup.accept_row(max(0, self._popup.currentRow()))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        key, popup = event.key(), self._popup
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if popup.isVisible() and popup.currentRow() >= 0:
                popup.accept_row(popup.currentRow())
            else:
                popup.hide()
                self.submitted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            if popup.isVisible():
                popup.step(step)
            else:
                self._browse_history(step)
        elif key == Qt.Key.Key_Escape and popup.isVisible():
            popup.hide()
        else:
            super().keyPressEvent(event)

    def _browse_history(self, step: int) -> None:
        other = self.history.older(self.text()) if step < 0 else self.history.newer()
        if other is not None:
            self.setText(other)
            self.written.emit(other)

    def close_completions(self) -> None:
        """Hide the popup, if it is open."""
        if self._made_popup is not None:
            self._made_popup.hide()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        self.close_completions()
        super().focusOutEvent(event)


class _CompletionPopup(QListWidget):
    """The completions, below the field. Never takes the keyboard focus."""

    accepted = pyqtSignal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent if isinstance(parent, QWidget) else None)
        set_role(self, "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Completions"))
        self.itemClicked.connect(lambda item: self.accepted.emit(item.text()))
        self.hide()

    def show_for(self, edit: QWidget, phrases: list[str]) -> None:
        """Show `phrases` below `edit`; without any, hide."""
        self.clear()
        if not phrases:
            self.hide()
            return
        self.addItems(phrases)
        self.setCurrentRow(-1)
        row_px = max(1, self.sizeHintForRow(0))
        self.resize(min(edit.width(), 360), row_px * len(phrases) + 2 * XS + 2)
        parent = self.parentWidget()
        if parent is not None:
            self.move(edit.mapTo(parent, QPoint(0, edit.height() + 2)))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move by so many rows, wrapping around."""
        self.setCurrentRow((self.currentRow() + by) % self.count() if self.currentRow() >= 0 or by > 0
                           else self.count() - 1)  # fmt: skip

    def accept_row(self, row: int) -> None:
        """Accept the completion at `row`."""
        if (item := self.item(row)) is not None:
            self.accepted.emit(item.text())

"""What can be undone in the window: one history, with Ctrl+Z and Ctrl+Shift+Z."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QUndoCommand, QUndoStack

MOST = 100


class Undo(QUndoStack):
    """`do` makes a change that `undo` takes back. `canUndo` and `undoText` say what would be undone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoLimit(MOST)

    def do(self, words: str, redo: Callable[[], object], undo: Callable[[], object]) -> None:
        """Call `redo` now, and again when it is redone; `undo` takes it back. `words` name the change."""
        self.push(_Change(words, redo, undo))


class _Change(QUndoCommand):
    def __init__(self, words: str, redo: Callable[[], object], undo: Callable[[], object]) -> None:
        super().__init__(words)
        self._redo, self._undo = redo, undo

    def redo(self) -> None:
        self._redo()

    def undo(self) -> None:
        self._undo()

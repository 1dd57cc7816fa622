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

    def do(
        self, words: str, redo: Callable[[], object], undo: Callable[[], object], *, joins: str = ""
    ) -> None:
        """Call `redo` now, and again when it is redone; `undo` takes it back. `words` name the change.
        Changes in a row that all join under one name, such as a slider's steps, are undone together."""
        self.push(_Change(words, redo, undo, joins))


class _Change(QUndoCommand):
    def __init__(
        self, words: str, redo: Callable[[], object], undo: Callable[[], object], joins: str
    ) -> None:
        super().__init__(words)
        self._redo, self._undo, self._joins = redo, undo, joins

    def id(self) -> int:
        return hash(self._joins) % 2**31 if self._joins else -1

    def mergeWith(self, other: QUndoCommand | None) -> bool:
        if not isinstance(other, _Change) or other._joins != self._joins:
            return False
        self._redo = other._redo
        return True

    def redo(self) -> None:
        self._redo()

    def undo(self) -> None:
        self._undo()

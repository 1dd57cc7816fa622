"""What somebody at the window does, in types that can be checked."""

from __future__ import annotations

from typing import Any

from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QWidget

# Its stubs want a `self` that is not there.
_QTEST: Any = QTest


def write(widget: QWidget, text: str) -> None:
    """Type `text`."""
    _QTEST.keyClicks(widget, text)


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key."""
    _QTEST.keyClick(widget, key, held)


def click(widget: QWidget, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Click in the middle."""
    _QTEST.mouseClick(widget, Qt.MouseButton.LeftButton, held)

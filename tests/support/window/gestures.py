"""What somebody at the window does, in types that can be checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QWidget

PATIENCE_S = 20.0
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


def drag(widget: QWidget, *places: tuple[int, int]) -> None:
    """Press at the first of these, pass over the others, and let go at the last."""
    points = [QPoint(*place) for place in places]
    _QTEST.mouseMove(widget, points[0])
    _QTEST.mousePress(widget, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        _QTEST.mouseMove(widget, point)
    _QTEST.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=points[-1])


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the window work until `condition` holds."""
    until_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until_s
        _QTEST.qWait(20)

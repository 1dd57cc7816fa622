"""Jobs: what a person does in the window, with a real bridge behind it, in so many actions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.bridge_process import settings_in
from tests.support.window.desk import Desk
from tests.support.window.person import Person


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The window of somebody who knows it, with an engine that renders at once."""
    one = Desk(qapp, qtbot, tmp_path, settings_in(tmp_path))
    try:
        yield one
    finally:
        one.close()


@pytest.fixture
def person(desk: Desk) -> Person:
    """Somebody who sits down before it."""
    return Person(desk.window)

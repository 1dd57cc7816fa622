"""The window's tests: on no screen, and with nothing of the user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QApplication

# Before Qt is loaded; a test that needs a screen starts its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def in_english(qapp: QApplication) -> None:
    """Whatever this machine speaks: tests know what is written in English."""
    from ui.common.i18n import install_language

    install_language(qapp, "en")


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the window keeps goes into the test's folder."""
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    yield

"""What the window remembers between sessions: sizes, theme, prompts, and what stands in its fields."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from PyQt6.QtCore import QByteArray, QSettings


def state_path() -> Path:
    """The file, beside the settings."""
    return platformdirs.user_config_path("riffbridge") / "window.ini"


class WindowState:
    """Names and values in an INI file. Never fails: unreadable values count as missing."""

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        value = self._kept.value(name, default)
        return value if isinstance(value, str) else default

    def texts(self, name: str) -> list[str]:
        value = self._kept.value(name, [])
        if isinstance(value, str):
            return [value] if value else []
        return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

    def data(self, name: str) -> QByteArray | None:
        value = self._kept.value(name)
        return value if isinstance(value, QByteArray) else None

    def keep(self, name: str, value: str | list[str] | QByteArray) -> None:
        self._kept.setValue(name, value)

    def save(self) -> None:
        """Write the file, whole or not at all."""
        self._kept.sync()

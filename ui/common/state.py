"""What the window remembers between sessions: sizes, theme, prompts, and what stands in its fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import platformdirs
from PyQt6.QtCore import QByteArray, QSettings

from bridge.errors import BadRequest

T = TypeVar("T", bound=msgspec.Struct)


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


def as_text(value: msgspec.Struct) -> str:
    """`value` as text for a `WindowState`; empty if it has a path that isn't text."""
    try:
        return msgspec.json.encode(value, enc_hook=str).decode()
    except UnicodeEncodeError:
        return ""


def from_text(text: str, kind: type[T]) -> T | None:
    """What `as_text` wrote; `None` if it can't be read."""

    def path(wanted: type, value: Any) -> Any:
        return Path(value) if wanted is Path else value

    try:
        return msgspec.json.decode(text, type=kind, dec_hook=path)
    except (msgspec.MsgspecError, BadRequest, ValueError):
        return None

"""The whole window on a real bridge, and whoever sits before it."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.messages.answers import Answer
from bridge.settings import Settings, read_settings
from tests.support.noise_engine import NAME
from tests.support.window.gestures import press, write
from ui.common.link import Link
from ui.common.state import WindowState
from ui.queue.rows import RowState
from ui.shell.app import Program
from ui.shell.hosting import WindowBridge

PATIENCE_MS = 30_000


class Desk:
    """The program, and whoever sits before it: somebody who `is_new` has never asked for a loop."""

    def __init__(
        self, qapp: QApplication, qtbot: QtBot, folder: Path, settings: Settings, *, is_new: bool = False
    ) -> None:
        def make(settings: Settings, link: Link) -> WindowBridge:
            return WindowBridge(settings, link, with_folder=False, renderer=NAME)

        self.qtbot = qtbot
        self.settings_file = folder / "settings.toml"
        state = WindowState(folder / "window.ini")
        if not is_new:
            state.keep("history", ["one before"])
        self.program = Program(
            qapp, settings, settings_file=self.settings_file, state=state, make=make, with_first=False
        )
        self.window = self.program.window
        self.answers: list[Answer] = []
        self.program.link.answered.connect(self.answers.append)
        self.program.show()

    def ask(self, prompt: str) -> None:
        """Type it, and Return."""
        self.window.bar.prompt.clear()
        write(self.window.bar.prompt, prompt)
        press(self.window.bar.prompt, Qt.Key.Key_Return)

    def wait_for(self, kind: type[Answer]) -> None:
        """The next answer of a kind; those before it are forgotten."""

        def there() -> bool:
            return any(isinstance(answer, kind) for answer in self.answers)

        self.qtbot.waitUntil(there, timeout=PATIENCE_MS)
        self.answers.clear()

    def kept(self) -> Settings | None:
        """What is in the file."""
        return read_settings(self.settings_file) if self.settings_file.exists() else None

    def rows(self) -> list[RowState]:
        return [row.state for row in self.window.queue.rows]

    def close(self) -> None:
        self.program.close()
        self.window.deleteLater()
        self.program.deleteLater()

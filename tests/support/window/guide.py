"""Makes the pictures of docs/guide.md and docs/window.png, from the real window with real loops:

python -m tests.support.window.guide

It needs jackd, and nothing of the user's: all that it makes lies in a temporary folder.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Before Qt is loaded.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PyQt6.QtCore import QBuffer, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QMenu

from bridge.settings import Settings
from tests.support.jack import jack_server
from tests.support.module_map import ROOT
from tests.support.window.person import Person
from ui.common.i18n import install_language
from ui.common.state import WindowState
from ui.shell.app import Program

GUIDE, OVERVIEW = ROOT / "docs" / "guide", ROOT / "docs" / "window.png"
SMALL, LARGE = (1000, 640), (1280, 800)
SHIFT = Qt.KeyboardModifier.ShiftModifier
# Its stubs want a `self` that is not there.
_QTEST: Any = QTest
_COLOURS, _PATIENCE_S = 128, 120.0
PADS = ("drums", "sub bass", "organ chords", "sad piano", "strings", "hi-hats", "dub brass", "bells")


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until `condition` holds."""
    until_s = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < until_s
        _QTEST.qWait(50)


class Guide:
    """A person at the window, who takes a picture now and then."""

    def __init__(self, program: Program) -> None:
        self.program, self.window = program, program.window
        self.person = Person(program.window)
        self._number = 0

    def take(self, name: str) -> None:
        """Save what is to be seen as the next picture."""
        self._number += 1
        until(self._is_drawn)
        _QTEST.qWait(500)  # until what moves has moved
        self.save(GUIDE / f"{self._number:02}-{name}.png", SMALL)

    def save(self, path: Path, size: tuple[int, int]) -> None:
        """Save the window, and the menu that is open in it, in a few colours."""
        self.window.resize(*size)
        _QTEST.qWait(300)
        shown = self.window.grab()
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            menu.render(shown, self.window.mapFromGlobal(menu.pos()))
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        shown.save(buffer, "PNG")
        image = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
        path.parent.mkdir(exist_ok=True)
        image.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        print(path.relative_to(ROOT), path.stat().st_size // 1024, "kB", flush=True)

    def _is_drawn(self) -> bool:
        """Whether each clip that can be seen has its picture."""
        panels = self.program.panels
        view, model = panels.clips.list, panels.clips.model
        room = view.rect()
        rows = [row for row in range(model.rowCount()) if view.visualRect(model.index(row)).intersects(room)]
        found = [model.found_at(row) for row in rows]
        return all(each is not None and panels._previews.is_known(each.digest) for each in found)

    @property
    def clips(self) -> int:
        return self.program.panels.clips.model.rowCount()

    def ask(self, words: str, keys: str = "Return", makes: int = 1) -> None:
        """Type `words`, render them, and wait until they are in the list."""
        before = self.clips
        self.person.press("Ctrl+L")
        self.person.write(words)
        self.person.press(keys)
        until(lambda: self.clips == before + makes)
        _QTEST.qWait(500)

    def tour(self) -> None:
        """From the first loop to a finished set."""
        person, panels = self.person, self.program.panels
        until(lambda: self.clips == 1 and panels.pads.sets.isEnabled())
        _QTEST.qWait(2000)
        self.take("start")
        person.press("Ctrl+L")
        person.write("slow dub with organ and kazoo in A minor, 72 bpm")
        self.take("words")
        person.press("Return")
        until(lambda: self.clips == 2 and panels.inspector.found is not None)
        _QTEST.qWait(2500)
        self.take("first-loop")
        person.press("Escape")
        self.ask("warm jazz with upright bass and Rhodes", "Ctrl+Shift+Return", makes=4)
        self.take("takes")
        person.press("Escape")
        self._own_set()
        self._play_pads()
        self._line_up()
        person.press("Ctrl+F")
        person.write("key:Am bass")
        _QTEST.qWait(1000)
        self.take("find")
        panels.clips.search.clear()
        person.click("Settings")
        self.window.settings.go_to("hosts")
        self.take("daws")
        person.press("Escape")
        self._train()
        person.press("F1")
        self.take("help")
        person.press("Escape")
        panels.pads._show_grid()
        panels.clips.list.selectRow(0)
        person.click(panels.pads.grid.cells[1])
        person.click(panels.pads.grid.cells[3])
        until(self._is_drawn)
        _QTEST.qWait(3500)
        self.save(OVERVIEW, LARGE)

    def _own_set(self) -> None:
        person, pads = self.person, self.program.panels.pads
        person.click(pads.sets)
        person.make_pad_set("Friday", "Am", PADS)
        pads.all_pads._go(1)
        self.take("own-pads")
        person.press("Escape")

    def _play_pads(self) -> None:
        pads = self.program.panels.pads
        # They are assigned in the stage's own time.
        until(lambda: all(pads.grid.cells[number].view.plan is not None for number in (1, 2, 3)))
        for number in (1, 2, 3):
            pads.grid.hit.emit(number, False)

        def sounding() -> bool:
            view = self.program.link.view
            return view is not None and len(view.player.voices) >= 3

        until(sounding)
        _QTEST.qWait(3500)
        self.take("pads")
        self.person.press("Escape")
        self.person.click("Close the hint")

    def _train(self) -> None:
        """On copies of the clips, as if they were loops of one's own."""
        clips, page = Path(self.window.settings.settings.export_folder), self.window.training
        shutil.copytree(clips, loops := clips.parent / "Friday loops")
        self.window.show_training(str(loops))
        until(page.form.train.isEnabled)
        self.take("own-sound")
        self.person.press("Escape")

    def _line_up(self) -> None:
        person, panels = self.person, self.program.panels
        person.click(person.row("Clips", 0))
        person.click(person.row("Clips", 2), SHIFT)
        person.press("T")
        until(lambda: len(panels.strip.strip.parts) >= 3)
        self.take("strip")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="riffbridge-guide-"))
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    settings = Settings(
        export_folder=str(folder / "clips"),
        inbox_folder=str(folder / "inbox"),
        library_file=str(folder / "library.sqlite"),
        models_folder=str(folder / "models"),
        presets_folder=str(folder / "presets"),
        ahead_folder=str(folder / "ahead"),
        osc_port=0,
        osc_announce=False,
        link_enabled=False,
        hosts=(),
        midi=False,
        audio_device="JACK",
    )
    app = QApplication(["riffbridge"])
    install_language(app, "en")
    with jack_server(frames=1024):
        state = WindowState(folder / "window.ini")
        program = Program(app, settings, settings_file=folder / "settings.toml", state=state)
        program.window.resize(*SMALL)
        program.show()
        Guide(program).tour()
        program.window.close()
        program.close()


if __name__ == "__main__":
    main()

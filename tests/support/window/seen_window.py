"""The whole window as on a first start, and what there is to see in it, for whoever asks:

python -m tests.support.window.seen_window SETTINGS.toml STATE.ini

Each line of input is a question, each answer a line that begins with `answer`. `see` asks for all that
counts, `where NAME` for the middle of what is called NAME: a widget, a menu's entry, `row 0` or `pad 3`.
The engine passes for one, and nothing is heard.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

from PyQt6.QtCore import QObject, QPoint, pyqtSignal
from PyQt6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from bridge.messages.answers import Answer, Done
from bridge.settings import Settings, read_settings
from tests.support.noise_engine import NAME
from ui.common.link import Link
from ui.common.state import WindowState
from ui.shell.app import Program
from ui.shell.hosting import WindowBridge


class Seen(QObject):
    """Answers each line of input."""

    asked = pyqtSignal(str)
    left = pyqtSignal()

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._done: list[str] = []
        program.link.answered.connect(self._answered)
        self.asked.connect(self._answer)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line.strip())
        self.left.emit()

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Done) and self._program.link.is_own(answer.sender):
            self._done.append(answer.clip.job.prompt)

    def _answer(self, question: str) -> None:
        what, _, name = question.partition(" ")
        print("answer", json.dumps(self.see() if what == "see" else self.where(name)), flush=True)

    def see(self) -> dict[str, Any]:
        program, view = self._program, self._program.link.view
        window, panels = program.window, program.panels
        clips = panels.clips
        found = [clips.model.found_at(row) for row in range(clips.model.rowCount())]
        seen: dict[str, Any] = {
            "typing": window.isActiveWindow() and window.bar.prompt.hasFocus(),
            "prompt": window.bar.prompt.text(),
            "preset": window.bar.preset.preset,
            "bars": window.bar.bars.bars,
            "typed_tempo": panels.transport_bar.tempo.value(),
            "done": self._done,
            "rows": [None if each is None else each.digest for each in found],
            "tempi": {each.digest: each.clip.job.tempo_bpm for each in found if each is not None},
            "selected": [each.digest for each in clips.list.selected_clips()],
            "notices": list(window.notices.sentences),
            "hint": program.hints.current if program.hints is not None else "",
        }
        if view is not None:
            seen |= {
                "set": view.table,
                "pads": {
                    str(pad.pad): [pad.plan.prompt, str(pad.plan.key), pad.plan.clip, pad.plan.muted]
                    for pad in view.pads
                    if pad.plan is not None
                },
                "tempo": view.beats.tempo_bpm if view.beats is not None else None,
                "voices": {
                    voice.slot: view.stands_for.get(digest := voice.clip.job.digest, digest)
                    for voice in view.player.voices
                },
            }
        return seen

    def where(self, name: str) -> list[int] | None:
        """The middle of what is called `name`, or nothing while it isn't there."""
        kind, _, number = name.partition(" ")
        panels, place = self._program.panels, None
        menu = QApplication.activePopupWidget()
        if kind == "row" and number.isdigit():
            view = panels.clips.list
            viewport = view.viewport()
            if viewport is not None and view.model() is not None:
                at = view.visualRect(panels.clips.model.index(int(number))).center()
                place = viewport.mapToGlobal(at)
        elif kind == "pad" and number.isdigit():
            place = _middle(panels.pads.grid.cells[int(number)])
        elif isinstance(menu, QMenu):
            entries = [each for each in menu.actions() if each.text().replace("&", "") == name]
            place = menu.mapToGlobal(menu.actionGeometry(entries[0]).center()) if entries else None
        else:
            widgets = [each for each in self._program.window.findChildren(QWidget) if _is_called(each, name)]
            place = _middle(widgets[0]) if widgets else None
        return None if place is None else [place.x(), place.y()]


def _middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def _is_called(widget: QWidget, name: str) -> bool:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return widget.isVisible() and widget.isEnabled() and name in (widget.accessibleName(), text)


def main() -> None:
    settings_file, state = Path(sys.argv[1]), WindowState(Path(sys.argv[2]))

    def make(settings: Settings, link: Link) -> WindowBridge:
        return WindowBridge(settings, link, with_folder=False, renderer=NAME)

    app = QApplication(["riffbridge"])
    program = Program(app, read_settings(settings_file), settings_file=settings_file, state=state, make=make)
    Seen(program).left.connect(program.window.close)
    program.show()
    app.exec()
    program.close()
    print("over", flush=True)


if __name__ == "__main__":
    main()

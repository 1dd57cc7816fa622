"""The whole window as people have it, and what happens in it, a line each:

python -m tests.support.window.whole_window SETTINGS.toml STATE.ini
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication

from bridge.messages.answers import Accepted, Answer, Done, Failed
from bridge.settings import read_settings
from bridge.stage.views import StageView
from tests.support.window.drag_target import leave_with_input
from ui.clips.audition import SLOT
from ui.common.state import WindowState
from ui.shell.app import Program


class Teller:
    """Says each thing once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._said: set[str] = set()
        program.link.answered.connect(self._answered)
        program.link.stage.connect(self._stage)
        program.link.stopped.connect(lambda why: self._say("stopped", why))
        self._looking = QTimer(program)
        self._looking.timeout.connect(self._look)
        self._looking.start(20)

    def _say(self, word: str, *rest: object) -> None:
        if word not in self._said:
            self._said.add(word)
            print(word, json.dumps(rest), flush=True)

    def _answered(self, answer: Answer) -> None:
        match answer:
            case Accepted():
                self._say("accepted")
            case Done():
                self._say("done", str(answer.clip.path), answer.clip.job.prompt)
            case Failed():
                self._say("failed", answer.failure.message)

    def _stage(self, view: StageView) -> None:
        if view.player.device is not None:
            self._say("device", view.player.device)
        for voice in view.player.voices:
            if voice.slot == SLOT and not voice.loading:
                beats = view.beats
                self._say(
                    "plays", voice.starts_at_s, beats and [beats.beat, beats.read_at_s, beats.tempo_bpm]
                )
        if "plays" in self._said and not view.player.voices:
            self._say("silent")

    def _look(self) -> None:
        """What is to be seen."""
        window, clips = self._program.window, self._program.panels.clips
        if window.isActiveWindow() and window.bar.prompt.hasFocus():
            self._say("ready")
        if clips.model.rowCount() and clips.list.isVisible():
            self._say("row")
        if clips.list.hasFocus() and clips.list.selected_clips():
            self._say("chosen")


def main() -> None:
    settings_file, state = Path(sys.argv[1]), WindowState(Path(sys.argv[2]))
    app = QApplication(["riffbridge"])
    settings = read_settings(settings_file)
    program = Program(app, settings, settings_file=settings_file, state=state, with_first=False)
    Teller(program)
    program.show()
    leave_with_input(app)
    app.exec()
    program.window.close()
    program.close()


if __name__ == "__main__":
    main()

"""Playing and striking in the whole window, with a real bridge and stage behind it, and no sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.messages.answers import Done
from bridge.player.port import VoiceView
from bridge.settings import read_settings
from bridge.stage.views import PadState
from tests.support.bridge_process import settings_in
from tests.support.window.desk import PATIENCE_MS, Desk
from tests.support.window.gestures import drag, press
from ui.clips.audition import SLOT


class Player(Desk):
    """Somebody who plays."""

    @property
    def sounding(self) -> list[str]:
        return [voice.slot for voice in self.voices]

    @property
    def voices(self) -> tuple[VoiceView, ...]:
        view = self.program.link.view
        return () if view is None else view.player.voices

    def state(self, pad: int) -> PadState:
        return self.program.panels.pads.grid.cells[pad].view.state

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=PATIENCE_MS)


@pytest.fixture
def player(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Player]:
    one = Player(qapp, qtbot, tmp_path, settings_in(tmp_path))
    try:
        yield one
    finally:
        one.close()


def test_space_plays_the_chosen_clip_and_escape_silences_it(player: Player) -> None:
    player.ask("dub")
    player.wait_for(Done)
    clips = player.program.panels.clips
    player.until(lambda: clips.model.rowCount() == 1 and clips.model.found_at(0) is not None)
    clips.list.selectRow(0)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
        press(player.window, Qt.Key.Key_Space)
        player.until(lambda: player.sounding == [SLOT])
        press(player.window, key)
        player.until(lambda: player.sounding == [])


def test_a_pad_is_struck_by_its_key_and_silenced_by_escape(player: Player) -> None:
    grid = player.program.panels.pads.grid
    player.until(lambda: grid.cells[1].view.plan is not None)
    press(grid.cells[1], Qt.Key.Key_Z)
    player.until(lambda: player.state(1) is PadState.PLAYING)
    assert player.sounding == ["pad 1"]
    press(grid.cells[1], Qt.Key.Key_Escape)
    player.until(lambda: player.state(1) is PadState.READY and player.sounding == [])


def test_a_click_in_the_picture_plays_from_there_and_another_moves_it(player: Player) -> None:
    player.ask("dub")
    player.wait_for(Done)
    clips, loop = player.program.panels.clips, player.program.panels.inspector.loop
    player.until(lambda: clips.model.rowCount() == 1 and clips.model.found_at(0) is not None)
    clips.list.selectRow(0)
    player.until(lambda: loop.maximum() > 1 and loop.isEnabled())
    beats = loop.maximum()

    def click(beat: int) -> None:
        drag(loop, (round((beat + 0.5) * loop.width() / beats), loop.height() // 2))

    click(2)
    player.until(lambda: player.sounding == [SLOT])
    assert [voice.offset for voice in player.voices] == [2.0]
    player.until(lambda: loop.head is not None)
    assert loop.head is not None
    click((int(loop.head * beats) + beats // 2) % beats)  # half the loop away from where it is
    player.until(lambda: player.voices[0].offset != 2.0)
    before = player.voices[0].offset
    assert before % 1 == 0
    press(loop, Qt.Key.Key_Right)
    player.until(lambda: player.voices[0].offset == (before + 1) % beats)
    press(player.window, Qt.Key.Key_Escape)
    player.until(lambda: player.sounding == [])


def test_another_table_is_kept_and_the_bridge_goes_on(player: Player) -> None:
    pads = player.program.panels.pads
    player.until(lambda: player.program.link.has_stage and bool(pads.sets.choices.actions()))
    [jazz] = [each for each in pads.sets.choices.actions() if "Jazz" in each.text()]
    jazz.trigger()
    player.until(lambda: player.settings_file.exists() and read_settings(player.settings_file).pads == "jazz")
    assert player.window.settings.settings.pads == "jazz"
    assert player.program.link.has_stage

"""What it takes to ask for a loop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.bridge_process import settings_in
from tests.support.window.desk import Desk
from tests.support.window.gestures import wait_until
from tests.support.window.person import Person
from ui.clips.audition import SLOT


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The window on its first start."""
    one = Desk(qapp, qtbot, tmp_path, settings_in(tmp_path), is_new=True)
    try:
        yield one
    finally:
        one.close()


def heard(desk: Desk) -> list[str]:
    """The prompts of the clips that are auditioned."""
    view = desk.program.link.view
    voices = view.player.voices if view is not None else ()
    return [voice.clip.job.prompt for voice in voices if voice.slot == SLOT]


def test_a_first_loop_takes_two_actions_and_is_selected_and_heard_at_once(desk: Desk, person: Person) -> None:
    panels = desk.program.panels
    person.write("slow dub with organ")
    person.press("Return")
    assert person.actions == 2
    wait_until(lambda: heard(desk) == ["slow dub with organ"])
    wait_until(lambda: panels.inspector.found is not None)
    assert panels.inspector.found is not None
    assert panels.inspector.found.clip.job.prompt == "slow dub with organ"
    # A person who goes on is not interrupted.
    person.press("Ctrl+L")
    person.write("fast funk")
    person.press("Return")
    wait_until(lambda: panels.clips.model.rowCount() == 2)
    assert heard(desk) == ["slow dub with organ"]
    person.click(person.row("Clips", 0))
    person.press("Escape")
    wait_until(lambda: not heard(desk))


def test_a_preset_is_found_by_a_word_heard_and_chosen(desk: Desk, person: Person) -> None:
    bar = desk.window.bar
    wait_until(lambda: desk.program.link.has_stage)
    person.click("Preset: None")
    person.write("house 124 piano")
    wait_until(lambda: bar.preset.browser.current == "house-piano")
    person.click("Play example")
    wait_until(lambda: len(heard(desk)) == 1)
    wait_until(lambda: person.sees("Stop"))
    # An example isn't written to the folder of clips.
    assert not list(Path(desk.window.settings.settings.export_folder).glob("*.wav"))
    person.press("Return")
    assert (bar.preset.preset, person.actions) == ("house-piano", 4)

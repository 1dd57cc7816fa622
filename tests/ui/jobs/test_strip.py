"""What it takes to line clips up, hear them as one piece, and export it."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.sound.files.reading import read_audio
from tests.support.bridge_process import settings_in
from tests.support.window.desk import Desk
from tests.support.window.gestures import wait_until
from tests.support.window.libraries import RATE_HZ, Shelf, job
from tests.support.window.person import Person
from ui.strip.parts import read_strip

JOBS = [job(prompt=f"loop {number}", tempo_bpm=120.0, seed=number) for number in range(3)]
BAR = 2 * RATE_HZ


def test_three_clips_become_one_ogg_in_six_actions(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    shelf = Shelf(tmp_path)
    shelf.database, shelf.exports = Path(settings.library_file), Path(settings.export_folder)
    shelf.add(*JOBS)
    desk = Desk(qapp, qtbot, tmp_path, settings)
    try:
        strip = desk.program.panels.strip
        strip.head.set_folder(str(tmp_path))
        person = Person(desk.window)
        person.click(person.row("Clips", 0))
        person.click(person.row("Clips", 2), Qt.KeyboardModifier.ShiftModifier)
        person.press("T")
        person.choose("Piece format", "OGG")
        person.click("Export piece")
        assert person.actions == 6
        wait_until(lambda: person.sees("Show piece"))
        [path] = tmp_path.glob("*.ogg")
        sound, rate_hz = read_audio(path)
        assert (rate_hz, sound.shape[-1]) == (RATE_HZ, 3 * BAR)

        person.click(person.row("Parts of the piece", 1))
        person.press("+")
        person.click("Play piece")
        wait_until(lambda: strip.player.is_playing)
        # What plays follows the strip.
        strip._follower._timer.setInterval(0)
        person.click(person.row("Parts of the piece", 0))
        person.press("Delete")
        wait_until(lambda: strip.player.strip == strip.strip)
        assert strip.player.is_playing
        person.click("Stop piece")
        wait_until(lambda: not strip.player.is_playing)
        kept = desk.program.session._state.text("session/strip")
        assert read_strip(kept) == strip.strip and strip.strip.parts[0].rounds == 2
    finally:
        desk.close()

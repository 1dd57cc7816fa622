"""The whole window with a real bridge behind it, whose engine does as the prompt says."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.messages import answers as an
from bridge.settings import read_settings
from bridge.stage.tables import find_table
from tests.support.bridge_process import settings_in
from tests.support.noise_engine import behind
from tests.support.window.desk import PATIENCE_MS, Desk
from tests.support.window.gestures import press, write
from ui.queue.rows import RowState
from ui.shell.hosting import WindowBridge


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    one = Desk(qapp, qtbot, tmp_path, settings_in(tmp_path))
    try:
        yield one
    finally:
        one.close()


def test_a_sentence_becomes_a_clip_a_cancelled_one_none_and_a_wrong_one_a_reason(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.ask("slow jazz")
    assert desk.rows() == [RowState.SENT]
    desk.wait_for(an.Done)
    qtbot.waitUntil(lambda: desk.rows() == [])
    assert len(list((tmp_path / "exports").glob("*.wav"))) == 1
    qtbot.waitUntil(lambda: desk.program.panels.clips.model.rowCount() == 1, timeout=PATIENCE_MS)

    gate = tmp_path / "gate"
    desk.ask(behind(gate))
    qtbot.waitUntil(lambda: desk.rows() == [RowState.RUNNING], timeout=PATIENCE_MS)
    press(desk.window.bar.prompt, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    desk.wait_for(an.Failed)
    assert desk.rows() == []

    desk.ask(behind(gate))
    qtbot.waitUntil(lambda: desk.rows() == [RowState.RUNNING], timeout=PATIENCE_MS)
    gate.touch()
    desk.wait_for(an.Done)

    desk.window.bar.source.set_file(tmp_path / "nothing.wav")
    desk.ask("slow jazz")
    desk.wait_for(an.Failed)
    assert desk.rows() == [RowState.FAILED]
    assert "There is no sound file" in desk.window.queue.rows[0].note


def test_a_bridge_whose_port_is_taken_says_so_and_comes_up_on_another(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        settings = msgspec.structs.replace(settings_in(tmp_path), osc_port=port)
        desk = Desk(qapp, qtbot, tmp_path, settings)
        try:
            notices = desk.window.notices
            qtbot.waitUntil(lambda: "bridge" in notices.sentences, timeout=PATIENCE_MS)
            assert str(port) in notices.sentences["bridge"]
            desk.window.show_settings("osc_port")
            row = desk.window.settings.rows["osc_port"]
            edit = row.control.focusProxy()
            assert edit is not None
            press(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            with qtbot.waitSignal(desk.program.link.attached, timeout=PATIENCE_MS):
                write(edit, "0")
                press(edit, Qt.Key.Key_Return)
            assert "bridge" not in notices.sentences
            assert read_settings(desk.settings_file).osc_port == 0
        finally:
            desk.close()


def test_settings_that_a_bridge_can_be_told_do_not_start_it_anew(desk: Desk, qtbot: QtBot) -> None:
    program, page = desk.program, desk.window.settings
    qtbot.waitUntil(lambda: program.link.last is not None, timeout=PATIENCE_MS)
    bridge = program.bridge_thread._bridge
    assert isinstance(bridge, WindowBridge)
    stopped: list[str] = []
    program.link.stopped.connect(stopped.append)
    for name, value in {"follow": "rerender", "default_tempo_bpm": 90.0, "pads": "house"}.items():
        page._committed(name, value)
        qtbot.waitUntil(lambda: bridge.settings == page.settings, timeout=PATIENCE_MS)
    assert desk.kept() == page.settings
    title = find_table("house").title
    qtbot.waitUntil(lambda: program.link.view is not None and program.link.view.table == title)
    assert program.bridge_thread._bridge is bridge and not stopped
    assert "settings" not in desk.window.notices.sentences
    # Back to what it was by the pads' own menu; then another change does not bring the table back.
    desk.program._pad_set_chosen("")
    page._committed("ahead", not page.settings.ahead)
    qtbot.waitUntil(lambda: bridge.settings == page.settings, timeout=PATIENCE_MS)
    assert not stopped and desk.kept() == page.settings
    page._committed("inbox_folder", page.settings.export_folder)
    qtbot.waitUntil(lambda: program.bridge_thread._bridge not in (bridge, None), timeout=PATIENCE_MS)
    assert stopped == [""] and "is restarting" in desk.window.notices.sentences["settings"]

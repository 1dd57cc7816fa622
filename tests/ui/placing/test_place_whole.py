"""A click, and the clip is in Live: the whole window on a real bridge, with Live in a process of its own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.hosts.live import connection
from bridge.settings import Settings
from tests.support.bridge_process import settings_in
from tests.support.live.running import RunningLive
from tests.support.noise_engine import NAME
from tests.support.window.gestures import press, write
from ui.common.link import Link
from ui.common.state import WindowState
from ui.shell.app import Program
from ui.shell.hosting import WindowBridge

PATIENCE_MS = 60_000
pytestmark = pytest.mark.timeout(120)


def make(settings: Settings, link: Link) -> WindowBridge:
    return WindowBridge(settings, link, with_folder=False, renderer=NAME)


def test_a_clip_is_placed_by_a_click_and_by_its_key_and_a_full_slot_is_said(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = RunningLive(tmp_path)
    monkeypatch.setattr(connection, "PORT", live.port)
    # AbletonOSC is nobody here: its ports are none that anything answers at.
    settings = msgspec.structs.replace(
        settings_in(tmp_path), hosts=("live",), host_options={"live_port": 9, "live_reply_port": live.port}
    )
    program = Program(
        qapp,
        settings,
        settings_file=tmp_path / "settings.toml",
        state=WindowState(tmp_path / "window.ini"),
        make=make,
        with_first=False,
    )
    window, places = program.window, program.panels
    row, clips = places.inspector.place, places.clips
    try:
        program.show()
        write(window.bar.prompt, "noise")
        press(window.bar.prompt, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: clips.model.rowCount() == 1, timeout=PATIENCE_MS)
        clips.list.selectRow(0)
        qtbot.waitUntil(
            lambda: row.button.isEnabled() and row.button.text() == "Place in Live: selected slot",
            timeout=PATIENCE_MS,
        )
        card = window.settings.hosts.cards["live"] if window.settings.hosts is not None else None
        assert card is not None and card.state.text() == "connected" and "12.1.5" in card.figures.text()
        assert places.transport_bar.hosts.tone == "good"
        selected = program.link.known_hosts.named("live")
        assert selected is not None and selected.slot
        row.button.click()
        qtbot.waitUntil(lambda: row.status.text().startswith("Placed in Live, track"), timeout=PATIENCE_MS)
        [(path, lies)] = live.do("clips").items()
        assert Path(path).parent == tmp_path / "exports"
        assert lies["where"] == f"track:{selected.track}/slot:{selected.slot}"
        assert row.status.text() == f"Placed in Live, track {selected.track}, slot {selected.slot}."
        press(clips.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: row.status.property("role") == "failure", timeout=PATIENCE_MS)
        assert "has a clip" in row.status.text() and len(live.do("clips")) == 1
        live.quit()
        qtbot.waitUntil(lambda: card.state.text() != "connected", timeout=PATIENCE_MS)
        assert row.button.text() == "Place in host…"
    finally:
        live.kill()
        program.close()
        window.deleteLater()
        program.deleteLater()

"""The settings page offers the audio devices that the player has found."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from bridge.player.port import PlayerView
from bridge.settings import Settings
from bridge.stage.events import DevicesAsked
from bridge.stage.views import StageView
from tests.support.window.hub import FakeHub, FakeStage
from ui.common.background import Background
from ui.common.link import Link
from ui.settings.page import SettingsPage
from ui.settings.sound_devices import SoundDevices


def test_they_are_asked_for_when_the_page_is_opened_and_offered_when_they_come(
    qtbot: QtBot, tmp_path: Path
) -> None:
    background = Background()
    page = SettingsPage(Settings(models_folder=str(tmp_path)), "dark", background)
    qtbot.addWidget(page, before_close_func=lambda _: background.close())
    link, stage = Link(), FakeStage()
    FakeHub(link, stage)
    devices = SoundDevices(link, page)
    box = page.rows["audio_device"].control.findChildren(QComboBox)[0]

    def offered() -> list[str]:
        return [box.itemText(at) for at in range(box.count())]

    def tell(names: tuple[str, ...] | None) -> None:
        link.stage.emit(StageView(player=PlayerView(devices=names)))

    assert stage.heard == []
    page.show()
    assert stage.heard == [DevicesAsked()]
    tell(None)
    assert offered() == ["System default"]
    tell(("JACK", "Scarlett"))
    assert offered() == ["System default", "JACK", "Scarlett"]
    box.setCurrentIndex(2)
    tell(("JACK", "Scarlett"))
    assert box.currentIndex() == 2, "what is no news leaves alone what somebody is choosing"
    tell(("JACK",))
    assert "JACK" in offered()
    link.attached.emit()
    assert len(stage.heard) == 2
    page.hide()
    link.attached.emit()
    assert len(stage.heard) == 2
    page.show()
    assert len(stage.heard) == 3 and devices.parent() is None

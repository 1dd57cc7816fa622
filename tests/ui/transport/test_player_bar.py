"""The player bar: what plays, how loud, on what."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bridge.player.meter import Levels
from bridge.player.port import PlayerView, VoiceView
from bridge.player.troubles import LOST, TROUBLES
from bridge.stage import events as se
from bridge.stage.views import StageView
from tests.support.window import gestures
from tests.support.window.hub import FakeHub, FakeStage
from tests.support.window.libraries import job, unheard
from ui.common.link import Link
from ui.common.told_words import trouble_words
from ui.transport.player_bar import MAX_CLIP_BUTTONS, PlayerBar
from ui.transport.playing_clip_button import PlayingClipButton


def voice(slot: str, **changes: Any) -> VoiceView:
    usual = {"clip": unheard(job(prompt=f"dub of {slot}")), "starts_at_s": 0.0, "position": 0.5, "gain": 1.0}
    return VoiceView(slot=slot, **{**usual, **changes})


class Bar:
    """A bar that is wide enough, and the stage behind it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.link, self.stage = Link(), FakeStage()
        FakeHub(self.link, self.stage)
        self.holder = QWidget()
        self.bar = PlayerBar(self.link, self.holder, clock=lambda: 5.0)
        qtbot.addWidget(self.holder)
        self.bar.resize(1100, 28)
        self.holder.show()
        self.stage.heard.clear()  # that the output is measured

    def show(self, **changes: Any) -> None:
        shown = StageView(player=PlayerView(**changes))
        self.stage.shown = shown
        self.qtbot.waitUntil(lambda: self.link.view is shown)

    @property
    def named(self) -> list[str]:
        return [button.accessibleName() for button in self.bar.clip_buttons if button.isVisible()]


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    return Bar(qtbot)


def test_it_names_what_plays_and_where(bar: Bar) -> None:
    bar.show(voices=(voice("pad 3"), voice("window")))
    assert bar.named == ["Stop Pad 3 · dub of pad 3", "Stop Preview · dub of window"]
    bar.show()
    assert bar.named == []


def test_many_are_counted(bar: Bar) -> None:
    bar.show(voices=tuple(voice(f"pad {number}") for number in range(1, 9)))
    assert len(bar.named) == MAX_CLIP_BUTTONS and bar.bar.more.text() == f"+{8 - MAX_CLIP_BUTTONS}"
    bar.bar.resize(420, 28)
    assert len(bar.named) == 1 and bar.bar.more.text() == "+7"
    assert not bar.bar.device.isVisible()


def test_a_chip_moves_by_whole_pixels_only(bar: Bar) -> None:
    bar.show(voices=(voice("pad 1"),))
    button = bar.bar.clip_buttons[0]
    before = button.grab().toImage()
    button.show_voice(voice("pad 1", position=0.5001), "Pad 1")
    assert button.grab().toImage() == before
    button.show_voice(voice("pad 1", position=0.9), "Pad 1")
    assert button.grab().toImage() != before
    waiting = voice("pad 1", position=0.9, starts_at_s=time.monotonic() + 60)
    button.show_voice(waiting, "Pad 1")
    assert button._through == 0.0


def test_one_is_stopped_at_the_bar_and_all_at_once(bar: Bar) -> None:
    bar.show(voices=(voice("pad 3"),))
    gestures.click(bar.bar.clip_buttons[0])
    gestures.click(bar.bar.clip_buttons[0], Qt.KeyboardModifier.ShiftModifier)
    gestures.click(bar.bar.stop)
    assert bar.stage.heard == [
        se.StopAsked("pad 3", 5.0, now=False), se.StopAsked("pad 3", 5.0, now=True), se.StopAsked(None, 5.0)
    ]  # fmt: skip


def test_the_level_is_told_and_shown(bar: Bar) -> None:
    bar.show(gain=0.5)
    assert bar.bar.level.value() == 50 and bar.stage.heard == []
    bar.bar.level.setValue(25)
    assert bar.stage.heard == [se.ControlMoved("level", (), 0.25)]


def test_the_output_is_measured_while_it_can_be_seen(bar: Bar) -> None:
    meter = bar.bar.meter
    meter.show_levels(Levels((0.5, 0.25), (0.1, 0.1)))
    assert meter.words == "Output: peak -6 dB, RMS -20 dB"
    loud = meter.grab().toImage()
    bar.show(levels=Levels())
    bar.qtbot.waitUntil(lambda: meter.words == "Output: silent")
    assert meter.grab().toImage() != loud
    bar.holder.hide()
    bar.holder.show()
    assert bar.stage.heard == [se.MeterAsked(False), se.MeterAsked(True)]
    bar.link.attached.emit()
    assert bar.stage.heard[-1] == se.MeterAsked(True)
    bar.bar.resize(380, 28)
    assert bar.stage.heard[-1] == se.MeterAsked(False)


def test_the_device_is_named_quietly(bar: Bar) -> None:
    bar.show(device="Scarlett", latency_s=0.0116, underruns=2)
    assert bar.bar.device.text() == "Scarlett · 12 ms"
    assert "2 dropouts" in bar.bar.device.accessibleName()


def test_why_there_is_no_sound_is_found_with_whatever_name_a_device_has() -> None:
    for said in (*TROUBLES, LOST.format(name="{0} “x”"), "“x” can't be opened: busy.", ""):
        assert trouble_words(said) == said


def test_without_a_device_it_says_why(bar: Bar) -> None:
    bar.show(trouble="No audio device. Plug one in, or start a sound server.")
    assert bar.bar.device.text() == "No audio device"
    assert bar.bar.device.toolTip() == "No audio device. Plug one in, or start a sound server."
    assert bar.bar.device.property("role") == "failure"
    bar.link.detach()
    bar.qtbot.waitUntil(lambda: "engine" in bar.bar.device.toolTip())


def test_a_clip_that_cannot_be_played_is_told_once(bar: Bar) -> None:
    told: list[str] = []
    bar.bar.failed.connect(told.append)
    for _ in range(2):
        bar.show(failure="The clip a.wav cannot be read.")
    assert told == ["The clip a.wav cannot be read."]


def test_a_chip_is_moved_by_its_lower_edge_and_stopped_by_the_rest_of_it(bar: Bar) -> None:
    bar.show(voices=(voice("pad 3"),))  # one bar of 4/4
    button = bar.bar.clip_buttons[0]
    before = button.grab().toImage()
    edge = button.height() - 3
    gestures.drag(button, *((button.width() * eighths // 8, edge) for eighths in (1, 3, 7)))
    assert bar.stage.heard == [se.SeekAsked("pad 3", at) for at in (0.0, 1.0, 3.0)]
    assert button.grab().toImage() != before
    gestures.drag(button, (button.width() * 7 // 8, button.height() // 2))
    assert bar.stage.heard[3:] == [se.StopAsked("pad 3", 5.0, now=False)]
    waiting = voice("pad 3", starts_at_s=time.monotonic() + 60)
    bar.show(voices=(waiting,))
    gestures.drag(button, (button.width() // 8, edge))
    assert isinstance(bar.stage.heard[-1], se.StopAsked) and len(bar.stage.heard) == 5


def test_a_chip_is_moved_by_keys(bar: Bar) -> None:
    bar.show(voices=(voice("pad 3"),))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Space):
        gestures.press(bar.bar.clip_buttons[0], key)
    assert bar.stage.heard == [
        se.SeekAsked("pad 3", 1.0, relative=True),
        se.SeekAsked("pad 3", -1.0, relative=True),
        se.SeekAsked("pad 3", 0.0),
        se.StopAsked("pad 3", 5.0, now=False),
    ]


def test_a_clip_that_follows_another_tempo_says_so(qtbot: QtBot) -> None:
    button = PlayingClipButton()
    qtbot.addWidget(button)
    own, decoded = job(tempo_bpm=124.0), job(tempo_bpm=120.0, drawn_tempo_bpm=124.0)
    for played, tempo_bpm, says in ((own, 124.0, False), (own, 120.0, True), (decoded, 120.04, True)):
        shown = VoiceView(slot="a", clip=unheard(played), starts_at_s=0.0, position=0.0, gain=1.0)
        button.show_voice(shown, "Here", tempo_bpm)
        assert ("124 → 120" in button.accessibleName()) == says

"""The request bar: what it shows is what is asked for."""

from __future__ import annotations

import io
import os
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from bridge.messages import events as ev
from bridge.requests.bounds import DEFAULT_STRENGTH, MAX_SEED
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key, Meter, Transport
from bridge.vocabulary.requests import ClipRequest, Operation
from tests.support.window.gestures import click, press, write
from tests.support.window.hub import FakeHub, shot
from tests.support.window.libraries import drawn, job
from tests.support.window.words import WORDS
from ui.common.background import Background
from ui.common.brief_chips import clip_chips
from ui.common.chips import Look
from ui.common.link import Link
from ui.dragging.drag import CLIPS_MIME
from ui.dragging.drop import join_problems
from ui.request.bar import Draft, RequestBar
from ui.request.history import History
from ui.request.source_zone import SourceZone


class Bar:
    """A bar that is shown, and the hub that it asks."""

    def __init__(self, qtbot: QtBot) -> None:
        self.link = Link()
        self.hub = FakeHub(self.link)
        self.background = Background()
        self.bar = RequestBar(self.link, History(["one before"]), self.background)
        qtbot.addWidget(self.bar, before_close_func=lambda _: self.background.close())
        self.bar.set_words(WORDS)
        self.bar.resize(1280, 110)
        self.bar.show()

    @property
    def requested(self) -> ClipRequest:
        return self.hub.request


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    return Bar(qtbot)


def test_typed_bars_set_the_control_until_it_is_set_again(bar: Bar, qtbot: QtBot) -> None:
    write(bar.bar.prompt, "slow jazz, 8 bars")
    assert bar.bar.bars.bars == 8
    write(bar.bar.prompt, ", piano")
    bar.bar.bars.set_bars(4)
    write(bar.bar.prompt, " trio")
    press(bar.bar.prompt, Qt.Key.Key_Return)
    assert (bar.requested.prompt, bar.requested.bars) == ("slow jazz, 8 bars, piano trio", 4)
    [bars] = [chip for chip in bar.bar.brief.chips if chip.look is Look.REPLACED]
    assert (bars.text, bars.tip) == ("8 bars → 4 bars", "You typed 8 bars; the field sets 4 bars.")


def test_typing_replaces_the_prompt_of_an_earlier_window(bar: Bar) -> None:
    bar.bar.show_draft(Draft(ClipRequest(prompt="sad piano 4 bars")))
    write(bar.bar.prompt, "slow dub")
    assert bar.bar.prompt.text() == "slow dub"


def test_what_is_understood_is_said_while_it_is_typed(bar: Bar, qtbot: QtBot) -> None:
    brief = bar.bar.brief
    assert brief.texts == []
    write(bar.bar.prompt, "calm jazz, 90 bpm")
    assert brief.texts == ["calm", "jazz", "90 BPM"]
    bar.hub.show(msgspec.structs.replace(shot(), transport=Transport(tempo_bpm=124, source="live")))
    assert brief.texts[-1] == "90 BPM → 124 BPM"
    assert brief.chips[-1].tip == "You typed 90 BPM; Ableton Live sets 124 BPM."
    bar.bar.source.set_clip("a" * 64, "bossa")
    assert brief.texts == []


def buttons(bar: Bar) -> dict[str, QPushButton]:
    """The chips that can be seen, by their names."""
    shown = [each for each in bar.bar.brief.findChildren(QPushButton) if each.isVisible()]
    return {each.accessibleName(): each for each in shown}


def choices(bar: Bar) -> list[QAction]:
    """The entries of the chip's menu that is open."""
    menu = bar.bar.brief.findChild(QMenu)
    assert menu is not None
    return menu.actions()


def test_a_click_takes_a_chip_s_words_out_of_the_prompt(bar: Bar) -> None:
    write(bar.bar.prompt, "calm jazz with piano, 3/4")
    assert list(buttons(bar)) == ["calm", "jazz", "piano", "3/4", "96 BPM"]
    click(buttons(bar)["piano"])
    assert bar.bar.prompt.text() == "calm jazz, 3/4"
    buttons(bar)["calm"].setFocus()
    press(buttons(bar)["calm"], Qt.Key.Key_Right)
    press(buttons(bar)["jazz"], Qt.Key.Key_Delete)
    assert bar.bar.prompt.text() == "calm, 3/4"
    bar.bar.prompt.undo()
    assert bar.bar.prompt.text() == "calm jazz, 3/4"


def test_a_word_that_is_not_known_offers_what_it_may_be(bar: Bar) -> None:
    write(bar.bar.prompt, "jazz with pinao, kazoo")
    assert {"pinao, not known", "kazoo, not known"} <= set(buttons(bar))
    click(buttons(bar)["pinao, not known"])
    assert [choices(bar)[0].text(), choices(bar)[-1].text()] == ["Use “piano”", "Take out “pinao”"]
    choices(bar)[0].trigger()
    assert bar.bar.prompt.text() == "jazz with piano, kazoo"
    # What may yet become a word isn't called unknown.
    write(bar.bar.prompt, ", uprig")
    assert "uprig, not known" not in buttons(bar)


def test_a_tempo_that_gave_way_can_be_had_for_one_loop(bar: Bar) -> None:
    bar.hub.show(msgspec.structs.replace(shot(), transport=Transport(tempo_bpm=124, source="live")))
    write(bar.bar.prompt, "calm jazz, 90 bpm")
    click(buttons(bar)["90 BPM → 124 BPM, replaced"])
    choices(bar)[0].trigger()
    press(bar.bar.prompt, Qt.Key.Key_Return)
    assert bar.requested.tempo_bpm == 90
    click(buttons(bar)["BPM 90, setting"])
    press(bar.bar.prompt, Qt.Key.Key_Return)
    assert bar.requested.tempo_bpm is None


def test_chips_have_two_lines_and_the_rest_is_counted(bar: Bar) -> None:
    bar.bar.resize(1000, 110)
    bar.bar.prompt.setText(
        ", ".join(f"calm jazz {number} otamatophone{number}" for number in "abcdefghijklmn")
    )
    lines = {each.y() for each in buttons(bar).values()}
    more = next(each for name, each in buttons(bar).items() if name.startswith("Show "))
    assert len(lines) == 2 and more.geometry().right() <= bar.bar.brief.width()
    click(more)
    assert len({each.y() for each in buttons(bar).values()}) > 2


def test_a_sentence_and_return_are_a_request(bar: Bar, qtbot: QtBot) -> None:
    write(bar.bar.prompt, "slow jazz ")
    press(bar.bar.prompt, Qt.Key.Key_Return)
    asked = bar.requested
    assert (asked.prompt, asked.bars, asked.origin) == ("slow jazz", 2, "window")
    assert asked.seed is not None and 0 <= asked.seed <= MAX_SEED
    assert [asked.preset, asked.key, asked.tempo_bpm, asked.model, asked.source, asked.strength] == [None] * 6


def test_every_control_says_its_part(bar: Bar, qtbot: QtBot) -> None:
    it = bar.bar
    it.set_models(("starter", "/models/other"))
    it.preset.set_preset("drone")
    it.bars.set_bars(8)
    it.key.set_key(Key(9, "minor"))
    it.model.setCurrentText("other")
    it.seed.set_seed(12)
    it.seed.set_locked(True)
    it.source.set_file(Path("/sounds/a.wav"))
    it.source.set_strength(0.25)
    click(it.render_button)
    assert bar.requested == ClipRequest(
        preset="drone", bars=8, key=Key(9, "minor"), model="/models/other", seed=12,
        source=Path("/sounds/a.wav"), strength=0.25, origin="window",
    )  # fmt: skip


def test_nothing_is_asked_where_nothing_is_said(bar: Bar, qtbot: QtBot) -> None:
    click(bar.bar.render_button)
    assert not bar.hub.all(ev.RequestCame)
    assert bar.bar.prompt.hasFocus() or not bar.bar.isActiveWindow()


def test_a_preset_fills_in_what_it_decides(bar: Bar) -> None:
    it = bar.bar
    it.preset.set_preset("waltz")
    assert (it.bars.bars, it.key.key) == (8, Key(9, "minor"))
    assert it.prompt.placeholderText() == "a slow waltz"
    it.preset.set_preset("drone")
    assert (it.bars.bars, it.key.key) == (3, None)


def test_own_words_replace_a_preset_and_a_preset_chosen_later_joins_them(bar: Bar) -> None:
    it = bar.bar
    it.preset.set_preset("waltz")
    write(it.prompt, "slow dub with organ")
    assert (it.preset.words, it.key.key) == ("None", None)
    press(it.prompt, Qt.Key.Key_Return)
    assert (bar.requested.prompt, bar.requested.preset) == ("slow dub with organ", None)
    it.prompt.clear()
    it.preset.set_preset("waltz")
    press(it.prompt, Qt.Key.Key_Up)  # out of the history
    assert it.preset.preset is None
    it.preset.set_preset("waltz")
    write(it.prompt, ", soft")
    press(it.prompt, Qt.Key.Key_Return)
    assert (bar.requested.prompt, bar.requested.preset) == ("slow dub with organ, soft", "waltz")


def test_the_seed_changes_unless_it_is_kept(bar: Bar) -> None:
    it = bar.bar
    it.prompt.setText("slow jazz")
    seeds = set()
    for _ in range(4):
        it.submit()
        seeds.add(bar.requested.seed)
    assert len(seeds) == 4
    it.seed.set_locked(True)
    it.submit()
    assert bar.requested.seed in seeds


def test_a_seed_that_is_typed_is_kept(bar: Bar, qtbot: QtBot) -> None:
    it = bar.bar
    it.prompt.setText("slow jazz")
    edit = it.seed.focusProxy()
    assert edit is not None
    write(edit, "4294967296")  # one too many: the last digit is not taken
    it.submit()
    assert it.seed.is_locked and bar.requested.seed == 429_496_729


def test_words_are_completed(bar: Bar, qtbot: QtBot) -> None:
    prompt = bar.bar.prompt
    write(prompt, "slow jazz with upri")
    press(prompt, Qt.Key.Key_Down)
    press(prompt, Qt.Key.Key_Return)
    assert prompt.text() == "slow jazz with upright bass"
    assert not bar.hub.all(ev.RequestCame)
    press(prompt, Qt.Key.Key_Return)
    assert bar.requested.prompt == "slow jazz with upright bass"


def test_tab_completes_and_escape_declines(bar: Bar, qtbot: QtBot) -> None:
    prompt = bar.bar.prompt
    write(prompt, "pian")
    press(prompt, Qt.Key.Key_Tab)
    assert prompt.text() == "piano"
    prompt.clear()
    write(prompt, "pian")
    press(prompt, Qt.Key.Key_Escape)
    press(prompt, Qt.Key.Key_Return)
    assert bar.requested.prompt == "pian"


def test_up_brings_back_what_was_asked(bar: Bar, qtbot: QtBot) -> None:
    prompt = bar.bar.prompt
    write(prompt, "xyz")
    press(prompt, Qt.Key.Key_Return)
    press(prompt, Qt.Key.Key_Up)
    press(prompt, Qt.Key.Key_Up)
    assert prompt.text() == "one before"
    press(prompt, Qt.Key.Key_Down)
    assert prompt.text() == "xyz"


def test_the_dice_put_an_idea_instead_of_the_preset(bar: Bar) -> None:
    bar.bar.preset.set_preset("drone")
    bar.bar.roll()
    assert " with " in bar.bar.prompt.text()
    bar.bar.submit()
    assert bar.requested.preset is None


def test_the_strength_is_the_model_s_for_words_until_it_is_set(bar: Bar) -> None:
    source = bar.bar.source
    assert source.slider.isVisible() and source.strength is None and "auto" in shown(source)
    source.slider.setValue(30)
    assert source.strength == 0.3 and "30%" in shown(source)
    bar.bar.fill(ClipRequest(prompt="dub", strength=0.0))
    assert bar.bar.request().strength == 0.0
    bar.bar.fill(ClipRequest(prompt="dub"))
    assert bar.bar.request().strength is None
    source.set_clip("ab12", "a.wav")
    assert source.slider.isVisible() and source.strength == DEFAULT_STRENGTH
    bar.bar.submit()
    came = bar.hub.all(ev.RequestCame)[-1]
    assert came.source_clip == "ab12" and came.request.source is None
    source.clear()
    assert source.strength is None


def test_a_request_fills_the_bar_and_comes_out_as_it_went_in(bar: Bar) -> None:
    wanted = ClipRequest(
        prompt="a reel", preset="waltz", tempo_bpm=110.0, bars=6, key=Key(2, "major"), seed=3, steps=30,
        meter=Meter(6, 8), negative="voices", midi=True, origin="window",
    )  # fmt: skip
    bar.bar.fill(wanted)
    settings = [name for name in buttons(bar) if name.endswith(", setting")]
    assert all(word in ", ".join(settings) for word in ("6/8", "30", "voices", "110"))
    bar.bar.submit()
    assert bar.requested == wanted
    for name in settings:
        buttons(bar)[name].click()
    bar.bar.submit()
    assert bar.requested == msgspec.structs.replace(
        wanted, tempo_bpm=None, steps=None, meter=None, negative=None
    )


# ---- what is dropped ----

EITHER = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def drop(bar: RequestBar, mime: QMimeData) -> None:
    """Hold `mime` over the bar and let go."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(40, 40), EITHER, mime, buttons, keys)
    bar.dragEnterEvent(enter)
    assert enter.isAccepted()
    clear_drop_hint = QDropEvent(QPointF(40, 40), EITHER, mime, buttons, keys)
    bar.dropEvent(clear_drop_hint)
    assert clear_drop_hint.dropAction() == Qt.DropAction.CopyAction


def of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_a_sound_that_is_dropped_is_the_source(bar: Bar, qtbot: QtBot, tmp_path: Path) -> None:
    sound = tmp_path / "a loop.wav"
    soundfile.write(sound, np.zeros(4_410), 44_100)
    bar.bar.prompt.setText("slow jazz")
    drop(bar.bar, of_files(sound))
    qtbot.waitUntil(lambda: bar.bar.source.is_set)
    bar.bar.submit()
    assert (bar.requested.source, bar.requested.prompt, bar.requested.strength) == (
        sound,
        "slow jazz",
        DEFAULT_STRENGTH,
    )


@pytest.mark.parametrize(
    ("name", "content", "is_taken"),
    [
        ("notes.pdf", b"%PDF-1.7", False),
        ("loop.bin", b"fLaC", False),
        ("Old Loop", b"FORM", True),
        ("loop.MP3", b"\xff\xfb\x90\x64", True),
        ("words.txt", b"dub", True),
        ("empty.wav", b"", False),
    ],
)
def test_a_drag_is_taken_by_the_name_and_size_of_its_file_which_is_not_opened(
    bar: Bar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, is_taken: bool
) -> None:
    (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(io, "open", lambda *_, **__: pytest.fail("opened while it hovers"))
    monkeypatch.setattr(os, "open", lambda *_, **__: pytest.fail("opened while it hovers"))
    assert bar.bar.show_drop_hint(of_files(tmp_path / name)) is is_taken


def test_a_text_that_is_dropped_is_the_prompt(bar: Bar, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText("slow  jazz\nwith brushes")
    drop(bar.bar, mime)
    qtbot.waitUntil(lambda: bar.bar.prompt.text() == "slow jazz with brushes")


def test_a_request_file_that_is_dropped_fills_the_bar(bar: Bar, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('prompt = "a reel"\nbars = 8\nbpm = 110\nkey = "D"\n')
    drop(bar.bar, of_files(file))
    qtbot.waitUntil(lambda: bar.bar.prompt.text() == "a reel")
    assert (bar.bar.bars.bars, bar.bar.key.key) == (8, Key(2, "major"))
    assert bar.bar.brief.texts[0] == "BPM 110" and bar.bar.request().tempo_bpm == 110


def test_what_cannot_be_used_is_said(bar: Bar, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("bars = 999\n")
    with qtbot.waitSignal(bar.bar.refused) as refused:
        drop(bar.bar, of_files(file))
    assert "bars: 999 isn't" in refused.args[0]
    assert not bar.bar.source.is_set


def test_what_would_become_of_it_is_said_while_it_is_held(bar: Bar, tmp_path: Path) -> None:
    held = {
        "Use a.wav as the source": of_files(tmp_path / "a.wav"),
        "Use the text in a.txt as the prompt": of_files(tmp_path / "a.txt"),
        "Load the request in a.toml": of_files(tmp_path / "a.toml"),
        "Render a loop from each of 3 files": of_files(
            *(tmp_path / name for name in ("a.wav", "b.txt", "c.ogg", "d.pdf"))
        ),
        "Render a loop from each of the first 32 files": of_files(
            *(tmp_path / f"{n}.wav" for n in range(40))
        ),
        "Use this text as the prompt": of_text("slow jazz"),
    }
    source = bar.bar.source
    source.set_file(tmp_path / "before.wav")
    for said, mime in held.items():
        assert bar.bar.show_drop_hint(mime)
        assert shown(source) == [said]
    bar.bar.clear_drop_hint()
    assert shown(source) == ["before.wav", "60%"]
    assert not bar.bar.show_drop_hint(QMimeData()) and shown(source) == ["before.wav", "60%"]


def test_of_several_each_is_asked_for_as_the_bar_stands(bar: Bar, qtbot: QtBot, tmp_path: Path) -> None:
    sound, ours = tmp_path / "a loop.wav", drawn(job(prompt="dub", bars=4), tmp_path / "ours.wav")
    soundfile.write(sound, np.zeros(4_410), 44_100)
    (tmp_path / "a.txt").write_text("slow jazz")
    (tmp_path / "b.toml").write_text('prompt = "a reel"\nbars = 8\n')
    (tmp_path / "c.toml").write_text("bars = 999\n")
    it = bar.bar
    it.set_words(WORDS)
    it.preset.set_preset("waltz")
    it.prompt.setText("in the bar")
    it.fill(ClipRequest(prompt="in the bar", preset="waltz", tempo_bpm=93.0))
    it.source.set_strength(0.35)
    names = ("a loop.wav", "a.txt", "b.toml", "c.toml", "ours.wav")
    with qtbot.waitSignals([it.batch_requested, it.refused]) as told:
        drop(it, of_files(*(tmp_path / name for name in names)))
    of_sound, of_words, of_file, of_ours = [each.request for each in bar.hub.all(ev.RequestCame)]
    refused = next(each.args[0] for each in told.all_signals_and_args if "999" in str(each.args))
    assert "c.toml" in refused
    assert (of_sound.source, of_sound.prompt, of_sound.preset) == (sound, "in the bar", "waltz")
    assert (of_sound.tempo_bpm, of_sound.strength) == (93.0, 0.35)
    assert (of_words.prompt, of_words.tempo_bpm, of_words.bars) == ("slow jazz", 93.0, 8)
    assert of_words.preset is None and of_words.source is None and of_words.strength is None
    assert of_file == ClipRequest(prompt="a reel", bars=8, origin="window")
    assert (of_ours.source, of_ours.prompt, of_ours.bars) == (ours.path, "dub", 4)
    assert of_ours.strength == 0.35
    assert of_sound.seed != of_words.seed
    # What stands in the bar stays there.
    assert it.prompt.text() == "in the bar" and not it.source.is_set


def test_of_several_clips_of_ours_each_is_varied_in_its_own_frame(bar: Bar, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setData(CLIPS_MIME, b'["ab12", "cd34"]')
    bar.bar.bars.set_bars(8)
    with qtbot.waitSignal(bar.bar.batch_requested) as told:
        drop(bar.bar, mime)
    came = bar.hub.all(ev.RequestCame)
    assert [each.source_clip for each in came] == ["ab12", "cd34"]
    assert told.args[0] == [each.sender.id for each in came]
    assert all(
        (each.request.operation, each.request.strength, each.request.bars, each.request.prompt)
        == (Operation.VARY, DEFAULT_STRENGTH, None, None)
        for each in came
    )


def test_one_clip_of_ours_is_the_source(bar: Bar) -> None:
    mime = QMimeData()
    mime.setData(CLIPS_MIME, b'["ab12"]')
    mime.setUrls([QUrl.fromLocalFile("/clips/dub.wav")])
    drop(bar.bar, mime)
    assert bar.bar.source.clip == "ab12" and "dub.wav" in shown(bar.bar.source)


def test_of_a_gap_all_is_redrawn_unless_the_request_says_otherwise(bar: Bar) -> None:
    for strength, meant in ((None, 1.0), (0.4, 0.4)):
        bar.bar.fill(ClipRequest(source=Path("/a.wav"), from_quarter=4.0, strength=strength))
        assert bar.bar.source.strength == meant
    twice = ClipRequest(source=Path("/a.wav"), from_quarter=4.0, operation=Operation.EXTEND)
    bar.bar.source.set_strength(0.25)
    bar.bar.fill(twice)  # cannot be done at once, as the bridge will say
    assert bar.bar.source.strength == 0.25


def test_of_very_many_problems_the_rest_is_counted() -> None:
    assert join_problems(["One.", "Two."]) == "One. Two."
    assert join_problems([f"{n}." for n in range(10)]) == "0. 1. 2. 7 more items can't be used."


def of_text(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def shown(source: SourceZone) -> list[str]:
    """What can be read in it."""
    return [each.text() for each in source.findChildren(QLabel) if each.isVisible()]


# ---- LoRAs ----


def test_a_lora_is_used_by_its_slider_and_removed_by_its_chip(bar: Bar) -> None:
    loras = bar.bar.loras
    bar.bar.set_loras((Lora(name="dusty"), Lora(name="mine", trigger="glimmer")))
    bar.bar.fill(ClipRequest(prompt="sad piano", loras=(Lora(name="gone", weight=2.5),)))
    click(loras.button)
    assert [(name, slider.value()) for name, slider in loras.list.sliders.items()] == [
        ("dusty", 0), ("mine", 0), ("gone", 250),
    ]  # fmt: skip
    loras.list.sliders["mine"].setValue(70)
    loras.list.sliders["gone"].setValue(0)
    bar.bar.submit()
    assert [(each.name, each.weight) for each in bar.requested.loras or ()] == [("mine", 0.7)]
    assert loras.button.toolTip() == "LoRAs: mine 70%"
    loras.list.close()
    assert "glimmer" in buttons(bar)["mine, off"].toolTip()
    click(buttons(bar)["mine, off"])
    assert bar.bar.prompt.text() == "glimmer, sad piano" and "mine, off" not in buttons(bar)
    assert "Turns a LoRA on." in buttons(bar)["glimmer"].toolTip()
    mine = Lora(name="mine", trigger="glimmer")
    of_clip = clip_chips(job(prompt="Glimmer, kazoo", loras=(mine,)))
    looks = {chip.text: chip.look for chip in of_clip}
    assert (looks["Glimmer"], looks["kazoo"]) == (Look.HEARD, Look.UNKNOWN)
    [at] = [at for at, chip in enumerate(bar.bar.brief.chips) if chip.look is Look.SETTING]
    bar.bar.brief.press(at)
    bar.bar.submit()
    assert not bar.requested.loras and loras.button.toolTip() == "LoRAs: none. Train one on your own loops."

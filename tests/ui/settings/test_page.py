"""The settings page: what is wrong is said at once, what is right is told on."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from bridge.models import download
from bridge.settings import Settings, format_settings, parse_settings
from tests.support.window.gestures import click, press, write
from ui.common.background import Background
from ui.settings.controls import FlagControl, NamesControl
from ui.settings.fields import sections
from ui.settings.machine import scan
from ui.settings.model_offer import ModelOffer
from ui.settings.page import SettingsPage
from ui.settings.setting_row import SettingRow
from ui.settings.values import InvalidValue, folder_problem, parse_value

FIELDS = {field.name: field for section in sections() for field in section.fields}
OWN = {"theme", "language", "models", "training"}


def test_every_field_is_a_setting() -> None:
    assert FIELDS.keys() - OWN <= set(Settings.__struct_fields__)


@pytest.mark.parametrize("name", sorted(FIELDS.keys() - OWN))
def test_the_defaults_are_right(name: str) -> None:
    value = getattr(Settings(), name)
    written = "" if value is None else f"{value:g}" if isinstance(value, float) else value
    if FIELDS[name].kind in ("whole", "number"):
        written = str(written)
    assert parse_value(FIELDS[name], list(written) if isinstance(written, tuple) else written) == value


WRONG = [
    ("osc_port", "abc", "“abc” isn't a whole number."),
    ("osc_port", "70000", "use 0 to 65535"),
    ("osc_port", "", "isn't a whole number"),
    ("default_tempo_bpm", "7", "Use 20 to 999"),
    ("default_tempo_bpm", "nan", "Use 20 to 999"),
    ("library_max_gb", "-1", "more than 0 GB"),
    ("library_max_gb", "inf", "more than 0 GB"),
    ("export_folder", "clips", "Enter a full path"),
    ("export_folder", "  ", "Enter a full path"),
    ("export_folder", "~nobody-of-that-name/loops", "Enter a full path"),
    ("osc_host", " ", "127.0.0.1"),
    ("hosts", ["cubase"], "known are"),
]


@pytest.mark.parametrize(("name", "written", "said"), WRONG)
def test_what_is_wrong_is_said_with_what_would_be_right(name: str, written: Any, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        parse_value(FIELDS[name], written)


@given(st.sampled_from(sorted(FIELDS.keys() - OWN)), st.text(max_size=12))
def test_what_is_kept_can_be_read_again(name: str, written: str) -> None:
    field = FIELDS[name]
    given_: Any = {"flag": bool(written), "names": [written]}.get(field.kind, written)
    try:
        value = parse_value(field, given_)
    except InvalidValue:
        return
    kept = msgspec.structs.replace(Settings(), **{name: value})
    assert parse_settings(format_settings(kept), "settings.toml") == kept


def test_a_folder_must_be_one_that_can_be_written_to(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert folder_problem(str(tmp_path)) == ""
    assert folder_problem(str(tmp_path / "not" / "yet")) == ""
    assert "is a file" in folder_problem(str(file))
    assert "Can't write to" in folder_problem(str(file / "below"))


# ---- the page ----


class Page:
    """A page that is shown; `changes` are the settings that it told on."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.background = Background()
        self.settings = Settings(export_folder=str(folder), models_folder=str(folder / "models"))
        self.page = SettingsPage(self.settings, "dark", self.background)
        qtbot.addWidget(self.page, before_close_func=lambda _: self.background.close())
        self.changes: list[Settings] = []
        self.page.changed.connect(self.changes.append)
        self.page.resize(1000, 700)
        self.page.show()

    def row(self, name: str) -> SettingRow:
        return self.page.rows[name]

    def edit(self, name: str) -> QLineEdit:
        return self.row(name).control.findChildren(QLineEdit)[0]

    def fill(self, name: str, text: str) -> None:
        edit = self.edit(name)
        edit.selectAll()
        write(edit, text)
        press(edit, Qt.Key.Key_Return)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Page:
    return Page(qtbot, tmp_path)


def test_it_shows_the_settings(page: Page) -> None:
    assert page.edit("osc_port").text() == "17300"
    assert page.edit("default_tempo_bpm").text() == "120"
    assert page.edit("export_folder").text() == page.settings.export_folder
    assert page.changes == []


def test_a_wrong_value_is_said_while_it_is_written_and_not_kept(page: Page) -> None:
    edit = page.edit("osc_port")
    edit.selectAll()
    write(edit, "99999")
    assert "use 0 to 65535" in page.row("osc_port").error
    press(edit, Qt.Key.Key_Return)
    assert page.changes == []
    page.fill("osc_port", "9000")
    assert page.row("osc_port").error == ""
    assert [each.osc_port for each in page.changes] == [9000]
    page.fill("osc_port", "9000")  # said twice, told once
    assert len(page.changes) == 1


def test_a_folder_is_looked_at_before_it_is_kept(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    page.fill("inbox_folder", str(tmp_path / "file"))
    qtbot.waitUntil(lambda: "is a file" in page.row("inbox_folder").error)
    assert page.changes == []
    with qtbot.waitSignal(page.page.changed):
        page.fill("inbox_folder", str(tmp_path / "in"))
    assert page.changes[-1].inbox_folder == str(tmp_path / "in")


def test_flags_choices_and_names_are_told_when_they_are_chosen(page: Page, qtbot: QtBot) -> None:
    flag = page.row("link_enabled").control
    assert isinstance(flag, FlagControl)
    click(flag.box)
    assert page.changes[-1].link_enabled is False
    hosts = page.row("hosts").control
    assert isinstance(hosts, NamesControl)
    next(action for action in hosts.menu.actions() if action.text() == "REAPER").trigger()
    assert page.changes[-1].hosts == ("live", "jack", "reaper")
    assert hosts.button.text() == "Ableton Live, JACK transport, REAPER"
    follow = page.row("follow").control.findChildren(QComboBox)[0]
    follow.setCurrentIndex(1)
    follow.activated.emit(1)
    assert page.changes[-1].follow == "rerender"


def test_what_is_set_stays_to_be_seen_when_it_is_not_there(page: Page) -> None:
    box = page.row("audio_device").control.findChildren(QComboBox)[0]
    page.page.show_settings(msgspec.structs.replace(page.settings, audio_device="Fireface"))
    page.page.offer_devices(("Built-in",))
    names = [box.itemText(at) for at in range(box.count())]
    assert names == ["System default", "Built-in", "Fireface"]
    assert box.currentText() == "Fireface"
    assert page.changes == []


def test_the_theme_is_the_windows_own(page: Page, qtbot: QtBot) -> None:
    box = page.row("theme").control.findChildren(QComboBox)[0]
    with qtbot.waitSignal(page.page.theme_chosen) as chosen:
        box.setCurrentIndex(1)
        box.activated.emit(1)
    assert chosen.args == ["light"] and page.changes == []


def test_riffusion_is_offered_with_its_size_and_licence(page: Page) -> None:
    offer = page.page.findChildren(ModelOffer)[0]
    assert offer.about == "Riffusion v1 · 4.3 GB · CreativeML OpenRAIL-M"
    assert offer.button.text() == "Download"


def test_a_model_is_fetched_shown_and_called_off(
    page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_half = threading.Event()

    def fetch(source: object, folder: Path, on_bytes: download.OnBytes) -> None:
        on_bytes(50, 100)
        at_half.set()
        while True:  # until it is called off, which `on_bytes` says
            on_bytes(50, 100)

    monkeypatch.setattr(download, "download", fetch)
    offer = page.page.findChildren(ModelOffer)[0]
    offer.button.click()
    assert at_half.wait(10)
    qtbot.waitUntil(lambda: offer.bar.value() == 500)
    assert "of 4.3 GB" in offer.status.text() and offer.button.text() == "Stop"
    offer.button.click()
    qtbot.waitUntil(lambda: offer.button.text() == "Download")
    assert "Paused" in offer.status.text()


def test_a_model_that_has_come_is_told(page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "download", lambda source, folder, on_bytes: None)
    offer = page.page.findChildren(ModelOffer)[0]
    with qtbot.waitSignal(page.page.model_downloaded) as fetched:
        offer.button.click()
    assert fetched.args == ["riffusion-v1"]


def test_looking_at_a_machine_without_anything_finds_the_starter(tmp_path: Path) -> None:
    assert ("starter", "starter") in scan(tmp_path).models


def test_fields_have_names_for_those_who_cannot_see_them(page: Page) -> None:
    for row in page.page.rows.values():
        inner = row.control.focusProxy()
        assert inner is not None and inner.accessibleName() == row.field.caption

"""The help: every key that it lists does something, its pages are there, and a fault can be reported."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QEvent, Qt, QUrl
from PyQt6.QtGui import QGuiApplication, QKeyEvent
from PyQt6.QtWidgets import QApplication, QWidget

from tests.support.window.full_window import FullWindow
from tests.support.window.gestures import press, wait_until, write
from ui.common.shortcuts import reference, shortcuts
from ui.shell.help_files import CHANGES, manual
from ui.shell.help_page import parts
from ui.shell.recent_log import MAX_LINES, RecentLog

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def full(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullWindow]:
    made = FullWindow(qapp, tmp_path_factory.mktemp("help"))
    made.program.show()
    made.window.activateWindow()
    wait_until(lambda: made.is_tied and made.has_clips)
    made.fill()
    wait_until(lambda: made.is_full)
    yield made
    made.close()


def test_the_page_of_shortcuts_is_up_to_date() -> None:
    page = (ROOT / "docs" / "shortcuts.md").read_text(encoding="utf-8")
    assert page == reference(), "python -m ui.common.shortcuts > docs/shortcuts.md"


def takes(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
    written = chr(key).lower() if key < 128 else ""
    event = QKeyEvent(QEvent.Type.KeyPress, key, held, written)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.mark.parametrize("place", ["clips", "loop", "strip", "pads", "prompt"])
def test_each_key_that_is_listed_does_something(full: FullWindow, place: str) -> None:
    panels = full.program.panels
    widget: QWidget = {
        "clips": panels.clips.list,
        "loop": panels.inspector.loop,
        "strip": panels.strip.list,
        "pads": panels.pads.grid,
        "prompt": full.window.bar.prompt,
    }[place]
    full.window.bar.prompt.setText("")
    for each in shortcuts():
        for sequence in each.sequences if each.place == place and each.name not in ("hit", "menu") else ():
            if (place, each.name) != ("prompt", "complete"):
                panels.clips.list.selectRow(0)
                assert takes(widget, sequence[0].key(), sequence[0].keyboardModifiers()), each
    panels.clips.list.selectRow(0)


def test_each_key_of_the_window_has_a_call(full: FullWindow) -> None:
    listed = {
        sequence.toString() for each in shortcuts() if each.place == "window" for sequence in each.sequences
    }
    made = {each.key().toString() for each in full.window.shortcuts} | set(full.window._keys)
    assert listed == made and set(full.window._keys.values()) == set(full.window._untaken)


def test_f1_and_the_question_mark_open_the_list_unless_it_is_typed(full: FullWindow) -> None:
    window = full.window
    window.bar.prompt.clear()
    write(window.bar.prompt, "?")
    assert window.bar.prompt.text() == "?" and window.help.isHidden()
    for key, held in (
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier),
    ):
        window.bar.render_button.setFocus()
        press(window.bar.render_button, key, held)
        assert window.help.isVisible() and "Ctrl+Return" in window.help.text.toPlainText()
        press(window.help, Qt.Key.Key_Escape)
        assert window.help.isHidden()


def test_the_menu_leads_to_each_part(full: FullWindow) -> None:
    window, seen = full.window, {}
    for action, name in zip(window.help_button.menu_of_parts.actions(), parts(), strict=False):
        action.trigger()
        assert window.help.buttons[name].isChecked()
        seen[name] = window.help.log.toPlainText() if name == "log" else window.help.text.toPlainText()
    assert "Unreleased" in seen["news"] or "0.1.0" in seen["news"]
    assert "CC0-1.0" in seen["about"] and "OpenRAIL-M" in seen["about"] and "GPL-3.0" in seen["about"]
    window.show_main()


def test_hints_come_one_at_a_time_and_go_for_good_when_done_or_closed(full: FullWindow) -> None:
    window, program = full.window, full.program
    window.bar.prompt.clear()
    window.help_button.menu_of_parts.actions()[-1].trigger()
    hints = program.hints
    assert hints is not None and hints.isVisible() and hints.current == "prompt"
    wait_until(lambda: window.accessibleName().endswith("Type words here, then press Return."))
    write(window.bar.prompt, "dub")
    assert hints.current == "pad"  # what is written is not covered
    window.bar.prompt.clear()
    assert hints.current == "prompt"
    hints.close_button.click()
    assert hints.current == "pad"
    program.panels.pads.grid.hit.emit(1, False)
    assert hints.current == "drag"
    window.show_settings()
    wait_until(hints.isHidden)
    window.show_main()
    wait_until(hints.isVisible)
    program.panels.clips.list.dragged.emit()
    assert hints.isHidden() and full.state.texts("hints/done") == ["prompt", "pad", "drag"]


def test_the_manual_is_read_here_and_nothing_else_is(full: FullWindow, tmp_path: Path) -> None:
    page = full.window.help
    page.show_part("manual")
    title, path = manual()[0]
    page.text.anchorClicked.emit(QUrl.fromLocalFile(str(path)))
    assert title in page.text.toPlainText() and page.text.source().toLocalFile() == str(path)
    (tmp_path / "other.md").write_text("Elsewhere.")
    page.text.anchorClicked.emit(QUrl.fromLocalFile(str(tmp_path / "other.md")))
    page.text.anchorClicked.emit(QUrl("no-such-page.md"))
    assert page.text.source().toLocalFile() == str(path)
    assert all(each.is_file() for _, each in manual())


def test_the_wheel_has_what_the_help_shows() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    packed = build["force-include"]
    for path in (CHANGES, *(each for _, each in manual())):
        inside = path.relative_to(ROOT)
        assert packed[inside.parts[0]] == f"ui/assets/help/{inside.parts[0]}"


def test_details_can_be_copied(full: FullWindow) -> None:
    logging.getLogger("riffbridge.hub").warning("can't read %s", Path.home() / "a.wav")
    full.window.show_help("log")
    full.window.help.copy.click()
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    copied = clipboard.text()
    assert copied.startswith("Riffbridge ") and "Interface" in copied and str(Path.home()) not in copied
    assert "WARNING riffbridge.hub: can't read ~" in copied
    full.window.show_main()


def test_the_log_is_bounded() -> None:
    log = RecentLog()
    for number in range(MAX_LINES + 10):
        log.emit(logging.LogRecord("x", logging.ERROR, "", 0, f"{number} {'y' * 10_000}", None, None))
    assert len(log.lines) == MAX_LINES and max(map(len, log.lines)) <= 500
    assert " 409 " in log.lines[-1]


def test_a_log_call_with_wrong_arguments_does_not_fail(capsys: pytest.CaptureFixture[str]) -> None:
    log = RecentLog()
    log.emit(logging.LogRecord("x", logging.ERROR, "", 0, "%d", ("a",), None))
    assert not log.lines and "TypeError" in capsys.readouterr().err

"""The window: its keys, its notices, what it remembers; and that everybody can use it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSplitter,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Sender
from bridge.player.port import PlayerView
from bridge.settings import Settings
from bridge.stage.events import StopAsked
from bridge.stage.views import StageView
from bridge.vocabulary.trainings import FolderRead
from tests.support.window.gestures import press, write
from tests.support.window.hub import CLIP, FakeHub, FakeStage, order, shot
from tests.support.window.words import WORDS
from ui.common.background import Background
from ui.common.link import Link
from ui.common.panel import Panel
from ui.common.state import WindowState
from ui.common.vocabulary import Words
from ui.dragging.drag import CLIPS_MIME
from ui.queue.view import QueueView
from ui.request.bar import RequestBar
from ui.request.history import History
from ui.settings.page import SettingsPage
from ui.shell.bridge_monitor import BridgeMonitor
from ui.shell.first_run import FIRST, FirstRun
from ui.shell.folding_column import FoldingColumn
from ui.shell.notices import MAX_NOTICES, Notices, _Notice
from ui.shell.single_instance import SingleInstance, server_name
from ui.shell.uncaught import uncaught_shown
from ui.shell.window import Panels, Window
from ui.training.page import TrainingPage


class Shown:
    """A window that is shown, with stand-ins for the parts of others."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.link, self.stage = Link(), FakeStage()
        self.hub = FakeHub(self.link, self.stage)
        self.state = WindowState(folder / "window.ini")
        self.background = Background()
        self.search = QLineEdit()
        self.search.setAccessibleName("Search")
        parts = Panels(QLabel("host"), QLabel("pads"), self.search, QLabel("inspector"), self.search)
        self.window = Window(
            self.link,
            RequestBar(self.link, History(), self.background),
            QueueView(self.link),
            SettingsPage(Settings(models_folder=str(folder)), "dark", self.background),
            TrainingPage(self.link, self.state),
            parts,
            self.state,
        )
        qtbot.addWidget(self.window, before_close_func=lambda _: self.background.close())
        self.restarts, self.wants_sound = 0, True
        self.watch = BridgeMonitor(self.link, self.window.notices, self._again, lambda: self.wants_sound)
        self.window.show()
        # Off a screen nobody else makes it the one that keys go to.
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _again(self) -> None:
        self.restarts += 1

    @property
    def sentences(self) -> dict[str, str]:
        return self.window.notices.sentences


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Shown:
    return Shown(qtbot, tmp_path)


CONTROL = Qt.KeyboardModifier.ControlModifier
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton


def test_keys_lead_everywhere(shown: Shown, qtbot: QtBot) -> None:
    window = shown.window
    press(window, Qt.Key.Key_F, CONTROL)
    assert shown.search.hasFocus()
    press(window, Qt.Key.Key_L, CONTROL)
    assert window.bar.prompt.hasFocus()
    press(window, Qt.Key.Key_Comma, CONTROL)
    assert window.shows_settings
    press(window, Qt.Key.Key_Escape)
    assert not window.shows_settings and window.bar.prompt.hasFocus()
    window.bar.prompt.setText("slow jazz")
    press(window, Qt.Key.Key_Return, CONTROL)
    assert shown.hub.request.prompt == "slow jazz"
    press(window, Qt.Key.Key_Period, CONTROL)
    assert len(shown.hub.all(ev.CancelAsked)) == 1


def of_texts(folder: Path, *names: str) -> QMimeData:
    """Files with their names in them."""
    for name in names:
        (folder / name).write_text(name)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder / name)) for name in names])
    return mime


def test_what_is_dropped_anywhere_is_the_bars(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    window, mime = shown.window, of_texts(tmp_path, "a.txt", "b.txt")
    held = QDragEnterEvent(QPoint(600, 500), COPY, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    window.dragEnterEvent(held)
    assert held.isAccepted()
    assert any(label.text().endswith("each of 2 files") for label in window.bar.source.findChildren(QLabel))
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not any(
        label.text().endswith("each of 2 files") for label in window.bar.source.findChildren(QLabel)
    )
    window.dropEvent(QDropEvent(QPointF(600, 500), COPY, mime, LEFT, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: "dropped" in shown.sentences)
    assert "2 loops" in shown.sentences["dropped"]
    asked = [came.sender for came in shown.hub.all(ev.RequestCame)]
    window.notices.act("dropped")
    assert [came.sender for came in shown.hub.all(ev.CancelAsked)] == asked and len(asked) == 2


def test_a_dropped_folder_is_read_for_a_training_and_quitting_says_what_becomes_of_it(
    shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    window, mime, page = shown.window, QMimeData(), shown.window.training
    (loops := tmp_path / "loops").mkdir()
    mime.setUrls([QUrl.fromLocalFile(str(loops))])
    assert window.bar.show_drop_hint(mime)
    assert any(
        "Train on the loops in loops" in each.text() for each in window.bar.source.findChildren(QLabel)
    )
    window.dropEvent(QDropEvent(QPointF(600, 500), COPY, mime, LEFT, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: window.shows_training and page.form.folder.text() == str(loops))
    sender = shown.hub.all(ev.TrainAsked)[-1].sender
    shown.hub.answer(an.Noted(sender, "Held out: a.wav."))
    shown.hub.answer(an.Reported(sender, FolderRead(loops=5, refused=0, bars=10, seconds=20.0)))
    qtbot.waitUntil(page.form.train.isEnabled)
    page.form.train.click()
    window.show_main()
    assert not window.close() and window.isVisible()
    assert list(shown.sentences) == ["quitting"]  # and not what the page shows
    shown.hub.fail(shown.hub.all(ev.TrainAsked)[-1].sender, "The disk is full.", "disk-full")
    qtbot.waitUntil(lambda: not shown.sentences)
    page.form.train.click()
    assert not window.close()
    window.notices.act("quitting")
    assert not window.isVisible()
    later = Shown(qtbot, tmp_path)
    assert later.sentences == {"training": "The training “myloops” was stopped. You can resume it."}
    later.window.notices.act("training")
    assert later.window.shows_training and later.window.training.panel.resume.isVisible()


def test_a_clip_that_is_dragged_out_over_the_window_is_not_dropped_on_it(shown: Shown) -> None:
    mime = QMimeData()
    mime.setData(CLIPS_MIME, b'["ab12"]')
    held = QDragEnterEvent(QPoint(600, 500), COPY, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    held.ignore()
    shown.window.dragEnterEvent(held)
    assert not held.isAccepted()


@pytest.mark.parametrize("where", ["prompt", "settings", "search", "render"])
def test_escape_stops_all_that_sounds_from_anywhere(shown: Shown, where: str) -> None:
    window = shown.window
    if where == "settings":
        window.show_settings("osc_port")
    focused: QWidget = {
        "prompt": window.bar.prompt,
        "search": shown.search,
        "render": window.bar.render_button,
    }.get(where, window.settings)
    focused.setFocus()
    press(window.focusWidget() or window, Qt.Key.Key_Escape)
    (stop,) = shown.stage.heard
    assert isinstance(stop, StopAsked) and stop.slot is None and stop.now


def test_tab_goes_from_control_to_control(shown: Shown) -> None:
    window = shown.window
    window.bar.prompt.setFocus()
    seen: list[str] = []
    for _ in range(20):
        press(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
    named = {
        "Random prompt",
        "Render",
        "Settings",
        "Help",
        "Preset: None",
        "Key",
        "Seed",
        "Lock seed",
        "Model",
    }
    assert named <= set(seen)


def test_every_control_has_a_name(shown: Shown) -> None:
    for kind in (QAbstractButton, QLineEdit, QComboBox, QSlider):
        for control in shown.window.findChildren(kind):
            inside = control.objectName().startswith("qt_") or isinstance(control.parent(), QComboBox)
            if not inside and not control.isHidden():
                assert control.accessibleName() or getattr(control, "text", str)(), control


def test_it_fits_a_small_screen_at_twice_the_size(shown: Shown) -> None:
    least = shown.window.minimumSizeHint().expandedTo(shown.window.minimumSize())
    assert least.width() <= 960 and least.height() <= 510  # 1920×1080 at 200 %, less a title bar


def test_its_size_is_remembered(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    def columns(one: Shown) -> QSplitter:
        return next(each for each in one.window.findChildren(QSplitter) if each.count() == 3)

    shown.window.resize(960, 560)  # which fits the screen that is none
    usual = columns(shown).sizes()
    columns(shown).setSizes([240, 372, 300])
    wanted = columns(shown).sizes()
    assert wanted != usual
    shown.window.close()
    shown.state.save()
    again = Shown(qtbot, tmp_path)
    again.window.resize(960, 560)
    assert columns(again).sizes() == wanted


def test_the_queue_folds_and_stays_folded(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    queue, beside = shown.window.queue, shown.search.parentWidget()
    assert beside is not None
    queue.set_folded(False)
    shown.window.resize(1000, 640)
    bottoms = {each.mapToGlobal(each.rect().bottomLeft()).y() for each in (queue, beside)}
    assert len(bottoms) == 1
    open_px = queue.height()
    queue.fold.click()
    qtbot.waitUntil(lambda: queue.height() < min(open_px, 48))
    shown.window.close()
    shown.state.save()
    again = Shown(qtbot, tmp_path).window.queue
    assert again.is_folded
    again.fold.click()
    qtbot.waitUntil(lambda: again.height() >= 72)


def test_a_state_that_cannot_be_read_is_no_state(tmp_path: Path) -> None:
    (tmp_path / "w.ini").write_bytes(b"\x00\xff[[[\nwindow=@ByteArray(\nhistory=1, 2\n")
    state = WindowState(tmp_path / "w.ini")
    assert state.text("theme", "dark") == "dark"
    assert state.data("window/geometry") is None
    state.keep("history", ["a, b", "c"])
    state.save()
    assert WindowState(tmp_path / "w.ini").texts("history") == ["a, b", "c"]
    assert WindowState(tmp_path / "none.ini").texts("history") == []


# ---- notices ----


def test_there_are_few_notices_and_one_of_a_kind(qtbot: QtBot) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    assert not notices.isVisibleTo(None)
    for number in range(MAX_NOTICES + 2):
        notices.post(str(number), f"Sentence {number}.", "bad")
    notices.post("4", "Another.", "bad")
    assert notices.sentences == {"2": "Sentence 2.", "3": "Sentence 3.", "4": "Another."}
    done: list[bool] = []
    notices.post("3", "Press.", "bad", action="Again", do=lambda: done.append(True))
    notices.act("3")
    assert done == [True] and "3" not in notices.sentences
    for key in ("2", "4", "9"):
        notices.withdraw(key)
    assert notices.sentences == {}


def test_notices_lie_over_the_list_and_move_nothing(shown: Shown, qtbot: QtBot) -> None:
    window, search = shown.window, shown.search
    before = search.geometry(), window.bar.geometry()
    window.notices.post("bad", "The disk is full. " * 20, "bad", action="Again", do=lambda: None)
    notices = window.notices
    assert notices.isVisible() and (search.geometry(), window.bar.geometry()) == before

    def place(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())

    panel = search.parentWidget()
    assert panel is not None and place(panel).contains(place(notices))
    window.resize(1000, 560)
    qtbot.waitUntil(lambda: place(panel).contains(place(notices)))
    window.show_settings()
    assert place(window.settings).contains(place(notices))


def test_a_notice_in_use_stays(shown: Shown) -> None:
    notices = shown.window.notices
    notices.post("a", "Deleted.", action="Undo", do=lambda: None)
    (button,) = (each for each in notices.findChildren(QPushButton) if each.text() == "Undo")
    (notice,) = notices.findChildren(_Notice)
    button.setFocus()
    notice.expire()
    assert notices.sentences == {"a": "Deleted."}
    shown.window.bar.prompt.setFocus()
    notice.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # wherever the pointer of others was
    notice.expire()
    assert notices.sentences == {}


def test_a_bridge_that_does_not_start_is_said_and_tried_again(shown: Shown) -> None:
    shown.link.stopped.emit("Port 17300 is taken; give another one.")
    assert shown.sentences == {"bridge": "Port 17300 is taken; give another one."}
    shown.window.notices.act("bridge")
    assert shown.restarts == 1 and shown.sentences == {}
    shown.link.stopped.emit("")  # somebody wanted it so
    assert shown.sentences == {}


def test_an_engine_that_stops_is_said_until_it_is_back(shown: Shown) -> None:
    shown.hub.show(shot(engine="starting"))
    assert shown.sentences == {}  # it has only begun
    shown.hub.show(shot(engine="ready"))
    shown.hub.show(shot(engine="starting"))
    assert "restarting" in shown.sentences["engine"]
    shown.hub.show(shot(engine="broken"))
    assert "failed to start" in shown.sentences["engine"]
    shown.hub.show(shot(engine="ready"))
    assert shown.sentences == {}


def test_a_full_disk_is_said_also_where_others_asked(shown: Shown) -> None:
    others = Sender("folder", "1", "a.txt")
    shown.hub.fail(others, "There is no tempo of 7.")
    assert shown.sentences == {}  # the folder tells whoever put it there
    shown.hub.fail(others, "The disk is full; make room.", "storage")
    assert shown.sentences == {"storage": "The disk is full; make room."}


def test_the_stage_says_what_it_has_to(shown: Shown, qtbot: QtBot) -> None:
    shown.stage.shown = StageView(notice="Ableton leads.", player=PlayerView(trouble="No device."))
    qtbot.waitUntil(lambda: shown.sentences == {"sound": "No device.", "stage": "Ableton leads."})
    shown.stage.shown = StageView(notice="Ableton leads.", player=PlayerView(device="USB"))
    qtbot.waitUntil(lambda: "sound" not in shown.sentences)


def test_silence_that_is_wanted_is_no_news(shown: Shown, qtbot: QtBot) -> None:
    shown.wants_sound = False
    shown.stage.shown = StageView(notice="Seen.", player=PlayerView(trouble="Sound is switched off."))
    qtbot.waitUntil(lambda: shown.sentences == {"stage": "Seen."})


# ---- the first time ----


def begin(shown: Shown) -> ev.ClipsAsked:
    first = FIRST.preset or ""
    shown.window.bar.set_words(Words(presets={first: WORDS.presets["waltz"]}, phrases=()))
    FirstRun(shown.link, shown.window.bar)
    return shown.hub.all(ev.ClipsAsked)[0]


def test_the_first_time_a_loop_is_asked_for_at_once(shown: Shown) -> None:
    asked = begin(shown)
    shown.hub.answer(an.FoundClips(asked.sender, ()))
    assert not shown.hub.all(ev.RequestCame)
    shown.hub.show(shot(engine="starting"))
    asked_for = shown.hub.request
    assert (asked_for.preset, asked_for.bars, asked_for.seed) == (FIRST.preset, FIRST.bars, FIRST.seed)
    # The bar is left to the user's own words.
    write(shown.window.bar.prompt, "slow dub with organ")
    press(shown.window.bar.prompt, Qt.Key.Key_Return)
    assert (shown.hub.request.prompt, shown.hub.request.preset) == ("slow dub with organ", None)


@pytest.mark.parametrize("why", ["clips", "underway", "quicker"])
def test_whoever_has_something_is_not_given_an_example(shown: Shown, why: str) -> None:
    asked = begin(shown)
    if why == "quicker":
        shown.window.bar.prompt.setText("slow jazz")
        shown.window.bar.submit()
    shown.hub.show(shot(order(Sender("osc", "", "1"))) if why == "underway" else shot())
    shown.hub.answer(an.FoundClips(asked.sender, (CLIP,) if why == "clips" else ()))
    assert len(shown.hub.all(ev.RequestCame)) == (1 if why == "quicker" else 0)


# ---- the program ----


def test_a_second_window_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    name = server_name(tmp_path / "library.sqlite")
    assert name != server_name(tmp_path / "other.sqlite")
    first, second = SingleInstance(name), SingleInstance(name)
    assert first.claim()
    with qtbot.waitSignal(first.raised):
        assert not second.claim()
    first.release()
    third = SingleInstance(name)
    assert third.claim()
    third.release()


def test_the_window_is_there_without_torch() -> None:
    code = (
        "import sys, ui.shell.app, ui.shell.hosting;"
        "print(sorted({name.split('.')[0] for name in sys.modules}"
        " & {'torch', 'diffusers', 'transformers', 'safetensors'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_fails_in_the_window_is_said_and_the_window_stays(shown: Shown, qtbot: QtBot) -> None:
    notices = shown.window.notices
    with uncaught_shown(notices):
        QTimer.singleShot(0, lambda: 1 // 0)
        qtbot.waitUntil(lambda: bool(notices.sentences))
    assert "(ZeroDivisionError)" in notices.sentences["uncaught"] and shown.window.isVisible()


def test_where_there_is_no_room_for_all_panels_the_last_one_folds(qtbot: QtBot) -> None:
    above, below, column, window = Panel("Pads"), Panel("Queue"), FoldingColumn(), QWidget()
    qtbot.addWidget(window)
    column.setParent(window)
    for panel in (above, below):
        part = QLabel()
        part.setMinimumHeight(200)
        panel.body.addWidget(part)
        column.add_panel(panel)
    window.show()
    low, lower = (300, [False, True]), (150, [True, True])
    for height_px, folded in ((600, [False, False]), low, lower, (600, [False, False])):
        column.resize(200, height_px)
        assert [above.is_folded, below.is_folded] == folded
        assert column.splitter.minimumSizeHint().height() <= height_px and not column.is_folded_by_choice(
            below
        )
    column.resize(200, 300)
    below.set_folded(False)
    assert [above.is_folded, below.is_folded] == [True, False]
    below.set_folded(True)
    assert column.is_folded_by_choice(below) and not column.is_folded_by_choice(above)

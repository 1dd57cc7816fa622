"""The window for whoever does not see it: names, the way of the Tab key, and news that are read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QProgressBar,
    QSplitter,
    QWidget,
)

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.host_views import HostsView, HostView
from bridge.messages.orders import Failure, Sender
from bridge.models.catalogue import LORAS
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.requests import ClipRequest
from bridge.vocabulary.trainings import Trained, TrainingRequest
from tests.support.window.full_window import JOBS, FullWindow
from tests.support.window.gestures import wait_until
from tests.support.window.libraries import found, job, unheard
from ui.common.clip_selection import selection_of
from ui.common.fields import USUAL_BARS


@pytest.fixture(scope="module")
def full(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullWindow]:
    """One window for all: it takes a while to be filled, and what is done to it here is in nobody's way."""
    window = FullWindow(qapp, tmp_path_factory.mktemp("full"))
    window.program.show()
    wait_until(lambda: window.is_tied and window.has_clips)
    window.fill()
    wait_until(lambda: window.is_full)
    yield window
    window.close()


@pytest.fixture(autouse=True)
def in_use(full: FullWindow) -> None:
    """It shows its body, and is the window that keys go to."""
    full.window.show_main()
    full.window.activateWindow()
    wait_until(full.window.isActiveWindow)


def tab_stops(full: FullWindow) -> list[QWidget]:
    """What Tab leads to now, from the prompt on."""
    first = full.window.bar.prompt
    stops: list[QWidget] = []
    widget: QWidget | None = first
    while widget is not None and (widget is not first or not stops):
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        if takes_tab and widget.isVisible() and widget.isEnabled():
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


# ---- names ----


@pytest.mark.parametrize("page", ["body", "settings", "training"])
def test_whatever_takes_the_keyboard_has_a_name(full: FullWindow, page: str) -> None:
    {"settings": full.window.show_settings, "training": full.window.show_training}.get(page, lambda: None)()
    stops = tab_stops(full)
    assert len(stops) > 20
    assert [widget for widget in stops if not name_of(widget).strip()] == []


def test_a_box_of_choices_has_a_label_beside_it(full: FullWindow) -> None:
    for box in full.window.findChildren(QComboBox):
        parent = box.parentWidget()
        assert parent is not None
        labels = parent.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        assert any(label.buddy() is box for label in labels), box.accessibleName()


def test_of_several_numbers_of_bars_one_is_chosen(full: FullWindow) -> None:
    buttons = [each for each in full.window.bar.bars.findChildren(QAbstractButton) if each.autoExclusive()]
    assert [each.accessibleName() for each in buttons] == ["1 bar", "2 bars", "4 bars", "8 bars"]
    assert [each.isChecked() for each in buttons] == [bars == 2 for bars in USUAL_BARS]
    full.window.bar.bars.set_bars(12)
    names = [each.accessibleName() for each in full.window.bar.bars.findChildren(QAbstractButton)]
    assert "12 bars; More lengths" in names


def test_a_row_is_read_as_one_sentence(full: FullWindow) -> None:
    bars = full.window.queue.findChildren(QProgressBar)
    rows = {row.accessibleName() for bar in bars if (row := _row_of(bar)) is not None}
    assert "too long, failed" in rows
    assert any(name.startswith("funk, 124 BPM") and name.endswith("rendering") for name in rows)
    clips = full.program.panels.clips.model
    said = {clips.data(clips.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(len(JOBS))}
    assert "slow jazz, 124 BPM, 2 bars, A minor" in said


def _row_of(widget: QWidget) -> QWidget | None:
    holder = widget.parentWidget()
    return None if holder is None else holder.parentWidget()


def test_a_low_window_shows_what_can_be_done_with_a_clip(full: FullWindow) -> None:
    full.window.resize(1000, 640)
    buttons = full.program.panels.inspector.buttons
    wait_until(
        lambda: not (buttons.play.visibleRegion().isEmpty() or buttons.reveal.visibleRegion().isEmpty())
    )


# ---- the order ----


def test_tab_goes_through_the_window_as_it_is_read(full: FullWindow) -> None:
    window, places = full.window, full.program.panels
    parts = [window.bar, places.transport_bar, places.player_bar, window.notices, places.pads, window.queue,
             places.clips, places.inspector]  # fmt: skip
    way = [next(at for at, part in enumerate(parts) if part.isAncestorOf(stop)) for stop in tab_stops(full)]
    assert way == sorted(way)
    assert set(way) == set(range(len(parts)))


def test_parts_beside_each_other_are_read_as_they_lie(full: FullWindow) -> None:
    for splitter in full.window.findChildren(QSplitter):
        parts = [splitter.widget(at) for at in range(splitter.count())]
        assert [child for child in splitter.children() if child in parts] == parts


def test_tab_leaves_lists(full: FullWindow) -> None:
    views = full.window.findChildren(QAbstractItemView)
    assert all(not view.tabKeyNavigation() for view in views if view.window() is full.window)


# ---- news ----


def read_aloud(full: FullWindow) -> str:
    return full.window.accessibleName()


def test_news_are_read_aloud_while_the_window_is_in_use(full: FullWindow) -> None:
    full.program.announcer.announce("One.")
    full.window.notices.post("x", "Two.")
    wait_until(lambda: read_aloud(full).endswith("One. Two."))
    assert read_aloud(full).startswith("Riffbridge: ")
    assert full.window.windowTitle() == "Riffbridge"
    QApplication.sendEvent(full.window, QEvent(QEvent.Type.WindowDeactivate))
    assert read_aloud(full) == ""


def test_a_clip_of_ours_is_announced_when_it_is_done_or_failed(full: FullWindow) -> None:
    assert full.hub is not None
    full.link.request(ClipRequest(prompt="slow jazz"))
    mine = full.hub.sender
    full.hub.answer(an.Done(mine, unheard(JOBS[0])))
    wait_until(lambda: read_aloud(full).endswith("slow jazz is ready: 124 BPM, 2 bars."))
    full.link.request(ClipRequest(prompt="slow jazz"))
    full.hub.answer(an.Failed(full.hub.sender, Failure("bad-request", "There is no tempo of 7.")))
    wait_until(lambda: read_aloud(full).endswith("Rendering failed: There is no tempo of 7."))


def test_what_others_asked_for_and_what_was_called_off_is_no_news(full: FullWindow) -> None:
    assert full.hub is not None
    full.link.request(ClipRequest(prompt="slow jazz"))
    full.hub.answer(an.Failed(full.hub.sender, Failure("cancelled", "Cancelled.")))
    full.hub.answer(an.Done(Sender("osc", "there", "1"), unheard(JOBS[1])))
    full.program.announcer.announce("The end.")
    wait_until(lambda: read_aloud(full).endswith("The end."))
    assert "funk" not in read_aloud(full) and "Cancelled" not in read_aloud(full)
    assert "deep house" not in read_aloud(full)


def test_the_end_of_a_training_is_read_aloud_wherever_one_is_and_its_result_is_tried(
    full: FullWindow,
) -> None:
    window, page, hub = full.window, full.window.training, full.hub
    assert hub is not None
    trained = Trained(
        name="mine", path=Path("mine.safetensors"), steps=400, full=False, base="starter", words="mine, dub"
    )
    for show in (window.show_main, window.show_training):
        show()
        page._train(TrainingRequest(folder=Path("/loops"), name="mine"))
        hub.answer(an.Reported(hub.all(ev.TrainAsked)[-1].sender, trained))
        wait_until(
            lambda: read_aloud(full).endswith("Done. Choose “mine” under LoRAs, and put it in your prompt.")
        )
        assert ("training" in window.notices.sentences) is (show == window.show_main)
        QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    page.panel.try_it.click()
    assert not window.shows_training
    request = window.bar.request()
    assert (request.prompt, request.loras) == ("mine, dub", (Lora(name="mine"),))
    window.bar.fill(ClipRequest())


def test_the_list_of_loras_has_one_that_was_put_there_since(full: FullWindow) -> None:
    loras, folder = full.window.bar.loras, Path(full.window.settings.settings.models_folder) / LORAS
    folder.mkdir(parents=True)
    (folder / "new.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    loras.button.click()
    assert loras.list.train.hasFocus()  # there were none
    wait_until(lambda: list(loras.list.sliders) == ["new"])
    assert loras.list.sliders["new"].accessibleName() == "Weight of new"
    loras.list.close()


# ---- what strangers wrote ----

PICTURE = '<img src="file:///x.png">'


def test_nothing_that_strangers_wrote_is_shown_as_rich_text(full: FullWindow, tmp_path: Path) -> None:
    assert full.hub is not None
    panels = full.program.panels
    full.fill(PICTURE)
    full.hub.show_hosts(HostsView((HostView(name="live", takes_clips=True, track=1, track_name=PICTURE),)))
    full.window.bar.source.set_file(tmp_path / PICTURE.replace("/", "\u2215"))
    wait_until(lambda: full.link.view is full.stage.shown)  # and the list has told what is selected
    panels.inspector.show_selection(selection_of([found(unheard(job(prompt=PICTURE)))]))
    wait_until(lambda: sum(PICTURE in each.text() for each in full.window.findChildren(QLabel)) >= 6)
    widgets = [full.window, *full.window.findChildren(QWidget)]
    labels = [each for each in widgets if isinstance(each, QLabel) and each.text()]
    assert [each for each in labels if each.textFormat() != Qt.TextFormat.PlainText] == []
    tips = {each.toolTip() for each in widgets}
    tips |= {each.toolTip() for each in full.window.findChildren(QAction)}
    assert [tip for tip in tips if PICTURE in tip] == []
    assert sum("&lt;img" in tip for tip in tips) >= 8

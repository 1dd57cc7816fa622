"""Filters of the clip list: buttons and text say the same, and the list follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from bridge.library import Library
from bridge.vocabulary.music import Key
from tests.support.window.gestures import press, wait_until, write
from tests.support.window.hub import FakeHub, FakeStage
from tests.support.window.libraries import Shelf, closing, job
from tests.support.window.person import Person
from ui.clips.audition import Audition
from ui.clips.filters import FilterRow
from ui.clips.view import ClipsView
from ui.common.link import Link

CLIPS = (
    job(prompt="dub with organ", seed=1, key=Key(9, "minor"), tempo_bpm=90.0),
    job(prompt="house", seed=2, key=Key(3, "minor"), bars=4, tempo_bpm=124.0),
    job(prompt="deep house", seed=3, key=None, tempo_bpm=122.5),
)


class Desk(NamedTuple):
    view: ClipsView
    person: Person

    @property
    def listed(self) -> list[str]:
        """The prompts of the clips in the list."""
        model = self.view.model
        found = [model.found_at(row) for row in range(model.rowCount())]
        return [each.clip.job.prompt for each in found if each is not None]

    def lists(self, *prompts: str) -> None:
        wait_until(lambda: self.listed == list(prompts))

    def choose(self, button: str, entry: str) -> None:
        """Choose in the menu of a filter, once the library has told what there is."""
        self.person.click(button)
        menu = next(each for each in self.view.filters._buttons.values() if each.accessibleName() == button)
        wait_until(lambda: entry in [each.text() for each in menu.choices.actions()])
        self.person.click(entry)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    shelf, link = Shelf(tmp_path), Link()
    FakeHub(link, FakeStage())
    first, second, _ = shelf.add(*CLIPS)
    with Library.open(shelf.database, shelf.exports) as library:
        library.tag(first.digest, ["drums", "late night"])
        library.tag(second.digest, ["drums"])
    previews = shelf.previews()
    view = ClipsView(link, shelf.database, shelf.exports, previews, Audition(link))
    qtbot.addWidget(view)
    view.resize(340, 420)
    view.show()
    with closing(view, previews):
        desk = Desk(view, Person(view))
        desk.lists("deep house", "house", "dub with organ")
        yield desk


def test_filters_write_the_search_and_read_it(desk: Desk) -> None:
    desk.choose("Key", "A minor")
    desk.lists("dub with organ")
    assert desk.view.search.text() == "key:Am" and desk.person.actions == 2
    desk.choose("Key: A minor", "Any minor key")
    desk.lists("house", "dub with organ")
    desk.choose("Tag", "drums")
    desk.choose("Tag: drums", "late night")
    desk.lists("dub with organ")
    assert desk.view.search.text() == 'key:minor tag:drums,"late night"'
    desk.person.click("Clear filters")
    desk.lists("deep house", "house", "dub with organ")
    assert desk.view.search.text() == "" and not desk.person.sees("Clear filters")
    write(desk.view.search, "house tempo:120-130 bars:4")
    desk.lists("house")
    assert desk.person.sees("Tempo: 120–130 BPM") and desk.person.sees("Bars: 4 bars")
    desk.choose("Bars: 4 bars", "Any")
    desk.lists("deep house", "house")
    assert desk.view.search.text() == "house tempo:120-130"


def test_what_cannot_be_read_is_said_and_the_list_stays(desk: Desk) -> None:
    write(desk.view.search, "date:soon")
    wait_until(lambda: desk.view.count.text().startswith("“soon” isn't a date. Use today"))
    assert len(desk.listed) == 3
    press(desk.view.search, Qt.Key.Key_Escape)
    press(desk.view.search, Qt.Key.Key_Escape)
    wait_until(lambda: desk.view.count.text() == "3 clips")


def test_values_are_completed_as_they_are_typed(desk: Desk) -> None:
    popup: Any = desk.view.search.completer().popup()  # type: ignore[union-attr]
    assert isinstance(popup, QListView)
    write(desk.view.search, "dub")
    assert not popup.isVisible()
    desk.view.filters.values_wanted.emit()
    wait_until(lambda: desk.view.filters.values.tags != ())
    write(desk.view.search, " tag:l")
    wait_until(popup.isVisible)
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert desk.view.search.text() == 'dub tag:"late night"'
    desk.lists("dub with organ")


def test_a_narrow_row_wraps(qtbot: QtBot) -> None:
    row = FilterRow()
    qtbot.addWidget(row)
    row.set_text("key:Am tempo:120-130 bars:4 date:today tag:drums")
    row.resize(700, 100)
    row.show()
    one = row.height()
    row.resize(180, 100)
    assert row.height() > 2 * one
    frames = [each.geometry() for each in (*row._buttons.values(), row._clear)]
    assert all(row.rect().contains(frame) for frame in frames)
    assert not any(a.intersects(b) for n, a in enumerate(frames) for b in frames[:n])

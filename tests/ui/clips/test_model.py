"""A hundred thousand clips are a list like any other: read a page at a time, beside the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PyQt6.QtCore import QAbstractItemModel, Qt, QTranslator
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.errors import StorageFailed
from bridge.library import Found, Library, Query, Sort
from bridge.vocabulary.jobs import InpaintSpan, SourceAudio
from tests.support.window.libraries import Shelf, closing, found, job, prompts, unheard
from ui.clips.model import PAGE, ClipsModel, Role
from ui.clips.row_loader import IN_MEMORY
from ui.common.clip_words import title
from ui.common.i18n import TRANSLATIONS


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def model(qtbot: QtBot, shelf: Shelf) -> Iterator[ClipsModel]:
    made = ClipsModel(shelf.database, shelf.exports)
    with closing(made):
        yield made


def shown(qtbot: QtBot, model: ClipsModel) -> list[Found]:
    """All clips of a short list, in order."""
    qtbot.waitUntil(lambda: all(model.found_at(row) is not None for row in range(model.rowCount())))
    return [found for row in range(model.rowCount()) if (found := model.found_at(row)) is not None]


def refreshed(qtbot: QtBot, model: ClipsModel) -> None:
    with qtbot.waitSignal(model.counted):
        model.refresh()


def test_all_that_is_there_is_listed_and_what_is_looked_at_is_read(
    qtbot: QtBot, shelf: Shelf, model: ClipsModel
) -> None:
    shelf.fill(3 * PAGE)
    refreshed(qtbot, model)
    assert model.rowCount() == 3 * PAGE
    assert model.index(300).data(Role.FOUND) is None
    with qtbot.waitSignal(model.arrived):
        model.index(300).data(Role.FOUND)
    found = model.index(300).data(Role.FOUND)
    assert found.clip.job.seed == 3 * PAGE - 1 - 300
    assert model.index(300).data(Qt.ItemDataRole.DisplayRole) == found.clip.job.prompt
    assert "124 BPM, 1 bar, A minor" in model.index(300).data(Qt.ItemDataRole.AccessibleTextRole)
    # A page about it, and no more.
    read = [row for row in range(model.rowCount()) if model.numbered(model.number_at(row)) is not None]
    assert read == list(range(300 - PAGE // 2, 300 + PAGE // 2))


def test_a_prompt_is_no_rich_text_in_its_tooltip(qtbot: QtBot, shelf: Shelf, model: ClipsModel) -> None:
    shelf.add(job(prompt='<img src="file:///x.png"> & dub'))
    refreshed(qtbot, model)
    shown(qtbot, model)
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<p>&lt;img src=&quot;file:///x.png&quot;&gt; &amp; dub<br>/") and tip.endswith(
        "</p>"
    )


def test_a_title_says_what_was_done_in_the_language_of_the_window(qapp: QApplication) -> None:
    source = SourceAudio(path="/a.wav", sha256="0" * 64)
    fill = unheard(job(source=source, gap=InpaintSpan(0.0, 2.0)))
    german = QTranslator()
    assert german.load(str(TRANSLATIONS / "riffbridge_de.qm"))
    qapp.installTranslator(german)
    try:
        said = [title(found(fill, title=f"Friday bass, {word}")) for word in ("fill", "variation")]
    finally:
        qapp.removeTranslator(german)
    assert said == ["Friday bass, Fill", "Friday bass, variation"]  # the latter a person's own words


def test_very_many_take_little_memory(qtbot: QtBot, shelf: Shelf, model: ClipsModel) -> None:
    shelf.fill(10_000)
    refreshed(qtbot, model)
    for row in range(0, 10_000, PAGE):
        if model.found_at(row) is None:
            with qtbot.waitSignal(model.arrived):
                pass
    read = sum(model.numbered(model.number_at(row)) is not None for row in range(10_000))
    assert IN_MEMORY // 2 < read <= IN_MEMORY


def test_scrolling_past_reads_the_last_place_not_every_one(
    qtbot: QtBot, shelf: Shelf, model: ClipsModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.fill(5_000)
    refreshed(qtbot, model)
    pages: list[int] = []
    real = Library.numbered

    def counted(self: Library, wanted: Sequence[int]) -> dict[int, Found]:
        pages.append(len(wanted))
        return real(self, wanted)

    monkeypatch.setattr(Library, "numbered", counted)
    with qtbot.waitSignal(model.arrived):
        for row in range(5_000):
            model.found_at(row)
    assert pages == [PAGE // 2 + 1]
    assert model.found_at(4_999) is not None


def test_words_and_orders_narrow_and_turn_it(qtbot: QtBot, shelf: Shelf, model: ClipsModel) -> None:
    shelf.add(job(prompt="dub", tempo_bpm=70.0), job(prompt="funk", tempo_bpm=110.0), job(prompt="dub two"))
    refreshed(qtbot, model)
    assert prompts(shown(qtbot, model)) == ["dub two", "funk", "dub"]
    with qtbot.waitSignal(model.counted):
        model.set_query(Query(words="du", missing=None), Sort.TEMPO)
    assert prompts(shown(qtbot, model)) == ["dub", "dub two"]
    with qtbot.waitSignal(model.counted) as counted:
        model.set_query(Query(words="nothing like it", missing=None), Sort.TEMPO)
    assert counted.args == [0] and model.rowCount() == 0


def test_of_many_questions_the_last_is_answered(qtbot: QtBot, shelf: Shelf, model: ClipsModel) -> None:
    shelf.add(job(prompt="dub"), job(prompt="funk"), job(prompt="samba"))
    for words in ("d", "du", "dub", "fu", "funk", "sam"):
        model.set_query(Query(words=words, missing=None), Sort.NEWEST)
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert prompts(shown(qtbot, model)) == ["samba"]


def test_what_comes_is_put_in_and_what_goes_is_taken_out_without_beginning_anew(
    qtbot: QtBot, shelf: Shelf, model: ClipsModel
) -> None:
    shelf.add(job(prompt="one"), job(prompt="two"))
    refreshed(qtbot, model)
    resets, inserted = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    kept = model.index(1)
    assert isinstance(kept.model(), QAbstractItemModel)
    shelf.add(job(prompt="three"), job(prompt="four"))
    refreshed(qtbot, model)
    assert prompts(shown(qtbot, model)) == ["four", "three", "two", "one"]
    assert inserted == [(0, 1)] and not resets
    refreshed(qtbot, model)
    assert inserted == [(0, 1)] and not resets


def test_a_favourite_shows_at_once_and_is_kept(qtbot: QtBot, shelf: Shelf, model: ClipsModel) -> None:
    shelf.add(job(prompt="one"), job(prompt="two"))
    refreshed(qtbot, model)
    first = shown(qtbot, model)[0]
    model.set_favourite([model.number_at(0)], True)
    changed = model.found_at(0)
    assert changed is not None and changed.favourite and changed.digest == first.digest
    with qtbot.waitSignal(model.counted):
        model.set_query(Query(favourite=True, missing=None), Sort.NEWEST)
    assert prompts(shown(qtbot, model)) == ["two"]
    model.set_favourite([model.number_at(0)], False)
    qtbot.waitUntil(lambda: model.rowCount() == 0)


def test_a_favourite_that_cannot_be_kept_is_taken_back(
    qtbot: QtBot, shelf: Shelf, model: ClipsModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, _ = shelf.add(job(), job(seed=2))
    shelf.star(older)
    refreshed(qtbot, model)
    shown(qtbot, model)

    def refused(*_: object) -> None:
        raise StorageFailed("The disk is full; free some space.")

    monkeypatch.setattr(Library, "star", refused)
    with qtbot.waitSignal(model.failed) as failed:
        model.set_favourite([model.number_at(0), model.number_at(1)], None)
        assert [each.favourite for each in shown(qtbot, model)] == [True, True]
    assert failed.args == ["The disk is full; free some space."]
    assert [each.favourite for each in shown(qtbot, model)] == [False, True]


def test_very_many_are_favourites_and_no_longer_whether_they_have_been_read_or_not(
    qtbot: QtBot, shelf: Shelf, model: ClipsModel
) -> None:
    shelf.fill(3 * PAGE)
    refreshed(qtbot, model)
    shown(qtbot, model)
    model.set_favourite(model.numbers_in(0, PAGE), True)
    everything = model.numbers_in(0, 3 * PAGE - 1)
    for left in (3 * PAGE, 0):  # some were so already: first all are, then none
        model.set_favourite(everything, None)
        with qtbot.waitSignal(model.counted):
            model.set_query(Query(favourite=True, missing=None), Sort.NEWEST)
        assert model.rowCount() == left
        with qtbot.waitSignal(model.counted):
            model.set_query(Query(missing=None), Sort.NEWEST)
        assert all(each.favourite is bool(left) for each in shown(qtbot, model))


def test_what_is_sent_for_comes_from_wherever_it_is(qtbot: QtBot, shelf: Shelf, model: ClipsModel) -> None:
    shelf.fill(20_000)
    refreshed(qtbot, model)
    wanted = [model.number_at(row) for row in range(0, 20_000, 100)]
    with qtbot.waitSignal(model.arrived):
        model.request_rows(wanted)
    assert all(model.numbered(number) is not None for number in wanted)


def test_a_choice_is_read_a_page_at_a_time_whole_and_in_order(
    qtbot: QtBot, shelf: Shelf, model: ClipsModel
) -> None:
    shelf.fill(1_234)
    refreshed(qtbot, model)
    choice = model.clip_selection([], model.numbers_in(0, 1_233))
    assert not choice.is_read
    seeds = [found.clip.job.seed for page in choice.pages() for found in page]
    assert seeds == list(range(1_233, -1, -1))


def test_a_clip_is_found_by_its_digest(qtbot: QtBot, shelf: Shelf, model: ClipsModel) -> None:
    [found] = shelf.add(job())
    refreshed(qtbot, model)
    told: list[int | None] = []
    model.find(found.digest, told.append)
    model.find("0" * 64, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [model.number_at(0), None]


def test_a_slow_disk_holds_nobody_up(
    qtbot: QtBot, shelf: Shelf, model: ClipsModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.add(job())
    gate, asked_in = threading.Event(), list[threading.Thread]()
    real = Library.numbers

    def slow(self: Library, query: Query, sort: Sort) -> object:
        asked_in.append(threading.current_thread())
        assert gate.wait(20)
        return real(self, query, sort)

    monkeypatch.setattr(Library, "numbers", slow)
    model.refresh()
    qtbot.waitUntil(lambda: bool(asked_in))
    assert model.rowCount() == 0  # the window goes on
    with qtbot.waitSignal(model.counted):
        gate.set()
    assert model.rowCount() == 1
    assert threading.main_thread() not in asked_in


def test_a_library_that_cannot_be_opened_is_said_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_text("This is a letter, and no database at all. " * 100)
    model = ClipsModel(tmp_path / "library.sqlite", tmp_path / "clips")
    with closing(model):
        with qtbot.waitSignal(model.failed) as failed:
            model.refresh()
        assert "library.sqlite" in failed.args[0] and failed.args[0].endswith(".")
        (tmp_path / "library.sqlite").unlink()
        refreshed(qtbot, model)  # once it is mended, it goes on
        assert model.rowCount() == 0


def test_another_library_takes_its_place(
    qtbot: QtBot, tmp_path: Path, model: ClipsModel, shelf: Shelf
) -> None:
    shelf.add(job(prompt="here"))
    refreshed(qtbot, model)
    shown(qtbot, model)
    other = Shelf(tmp_path / "other")
    other.add(job(prompt="there"), job(prompt="there too"))
    with qtbot.waitSignal(model.counted):
        model.show_library(other.database, other.exports)
    assert prompts(shown(qtbot, model)) == ["there too", "there"]

"""The list under keyboard and pointer: what is chosen stays, what is in sight is painted, and no more."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PyQt6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bridge.library import Found, Library
from bridge.messages.answers import Done
from bridge.messages.events import RequestCame
from bridge.messages.orders import Sender
from bridge.player.port import PlayerView, VoiceView
from bridge.stage.events import PlayAsked, StopAsked
from bridge.stage.views import StageView
from tests.support.library import admitted
from tests.support.window.gestures import press, write
from tests.support.window.hub import FakeHub, FakeStage
from tests.support.window.libraries import Shelf, closing, job, prompts, unheard
from ui.clips import delegate as clips_delegate
from ui.clips.audition import SLOT, Audition
from ui.clips.delegate import ROW_PX, row_parts
from ui.clips.kept_selection import MAX_RUNS
from ui.clips.list_view import MAX_LOADED
from ui.clips.view import ClipsView
from ui.common import theme
from ui.common.clip_selection import ClipSelection
from ui.common.clip_words import title
from ui.common.link import Link
from ui.common.undo import Undo

# Its stubs want a `self` that is not there.
_QTEST: Any = QTest


class Desk(NamedTuple):
    """The list on a desk: what it is tied to, and what was told of it."""

    view: ClipsView
    shelf: Shelf
    hub: FakeHub
    stage: FakeStage
    link: Link
    undo: Undo

    @property
    def chosen(self) -> list[Found]:
        return self.view.list.selected_clips()

    def done(self, found: Found) -> None:
        """The bridge says that a clip is there."""
        self.hub.answer(Done(Sender("osc", "127.0.0.1:9000", "1"), found.clip))

    def star(self, row: int) -> QPoint:
        rect: QRect = self.view.list.visualRect(self.view.model.index(row))
        return row_parts(rect).star.center()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, qapp: Any) -> Iterator[Desk]:
    theme.apply(qapp, "dark")
    shelf, link, stage = Shelf(tmp_path), Link(), FakeStage()
    hub = FakeHub(link, stage)
    previews = shelf.previews()
    undo = Undo()
    view = ClipsView(link, shelf.database, shelf.exports, previews, Audition(link), undo=undo)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    with closing(view, previews):
        qtbot.waitUntil(lambda: view.count.text() != "")
        yield Desk(view, shelf, hub, stage, link, undo)


def stocked(qtbot: QtBot, desk: Desk, *names: str) -> list[Found]:
    """Clips of these prompts in the list, all read; the last is at the top."""
    added = desk.shelf.add(*(job(prompt=name) for name in names))
    desk.view.refresh()
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == len(names))
    read(qtbot, desk)
    return added


def read(qtbot: QtBot, desk: Desk) -> None:
    model = desk.view.model
    qtbot.waitUntil(lambda: all(model.found_at(row) is not None for row in desk.view.list.rows_in_view()))


def choose(desk: Desk, row: int) -> None:
    desk.view.list.setFocus()
    desk.view.list.setCurrentIndex(desk.view.model.index(row))


def test_an_empty_library_says_what_to_do(desk: Desk) -> None:
    assert desk.view.empty.isVisible() and "Render" in desk.view.empty.text()


def test_only_rows_in_sight_are_painted(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.shelf.fill(20_000)
    painted: list[int] = []
    rows = desk.view.list.rows
    real = rows.paint

    def paint(painter: Any, option: Any, index: QModelIndex) -> None:
        painted.append(index.row())
        real(painter, option, index)

    monkeypatch.setattr(rows, "paint", paint)
    desk.view.refresh()
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 20_000)
    read(qtbot, desk)
    bar = desk.view.list.verticalScrollBar()
    assert bar is not None
    in_sight = desk.view.list.height() // ROW_PX + 2
    for place in (0, bar.maximum() // 2, bar.maximum()):
        bar.setValue(place)
        read(qtbot, desk)
        painted.clear()
        desk.view.list.grab(QRect(QPoint(), desk.view.list.size()))
        assert 0 < len(set(painted)) <= in_sight
        assert len(painted) <= 2 * in_sight
    assert max(painted) == 19_999


def test_typing_searches_and_escape_shows_all_again(qtbot: QtBot, desk: Desk) -> None:
    stocked(qtbot, desk, "dub with organ", "funk", "dub with bass")
    desk.view.search.setFocus()
    write(desk.view.search, "dub org")
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 1)
    assert desk.view.count.text() == "1 clip"
    write(desk.view.search, "x")
    qtbot.waitUntil(lambda: desk.view.empty.isVisible())
    press(desk.view.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 3)
    press(desk.view.search, Qt.Key.Key_Down)
    assert desk.view.list.hasFocus() and desk.view.list.currentIndex().row() == 0


def test_arrows_choose_and_shift_chooses_more(qtbot: QtBot, desk: Desk) -> None:
    stocked(qtbot, desk, "one", "two", "three")
    choose(desk, 0)
    press(desk.view.list, Qt.Key.Key_Down)
    assert prompts(desk.chosen) == ["two"]
    with qtbot.waitSignal(desk.view.selection_changed) as chosen:
        press(desk.view.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert prompts(chosen.args[0].found) == ["one", "two"]  # the current one first


def test_space_plays_and_stops(qtbot: QtBot, desk: Desk) -> None:
    [found] = stocked(qtbot, desk, "one")
    choose(desk, 0)
    press(desk.view.list, Qt.Key.Key_Space)
    [played] = desk.stage.heard
    assert isinstance(played, PlayAsked) and (played.slot, played.clip) == (SLOT, found.clip)
    voice = VoiceView(slot=SLOT, clip=found.clip, starts_at_s=0.0, position=0.0, gain=1.0)
    desk.link.stage.emit(StageView(player=PlayerView(voices=(voice,))))
    assert desk.view.list.rows.playing == {found.digest}
    press(desk.view.list, Qt.Key.Key_Space)
    assert isinstance(desk.stage.heard[-1], StopAsked) and desk.stage.heard[-1].slot == SLOT


def test_return_asks_for_the_same_again_with_another_seed(qtbot: QtBot, desk: Desk) -> None:
    [found] = stocked(qtbot, desk, "one")
    choose(desk, 0)
    press(desk.view.list, Qt.Key.Key_Return)
    request = desk.hub.request
    assert request.prompt == "one" and request.seed is None
    assert (request.tempo_bpm, request.bars, request.key) == (124.0, 1, found.clip.job.key)


def test_f_and_the_star_make_favourites_and_take_it_back(qtbot: QtBot, desk: Desk) -> None:
    stocked(qtbot, desk, "one", "two", "three")
    choose(desk, 0)
    desk.view.list.selectAll()
    press(desk.view.list, Qt.Key.Key_F)
    assert all(found.favourite for found in desk.chosen)
    viewport = desk.view.list.viewport()
    assert viewport is not None
    _QTEST.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=desk.star(1))
    assert {found.clip.job.prompt: found.favourite for found in desk.chosen} == {
        "three": True, "two": False, "one": True,
    }  # fmt: skip
    desk.view.favourites.click()
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 2)


def test_a_clip_that_comes_moves_neither_what_is_chosen_nor_what_is_in_sight(
    qtbot: QtBot, desk: Desk
) -> None:
    stocked(qtbot, desk, *(f"clip {number}" for number in range(30)))
    choose(desk, 20)
    bar = desk.view.list.verticalScrollBar()
    assert bar is not None
    before = bar.value()
    top = desk.view.model.number_at(desk.view.list.rows_in_view().start)
    assert before > 0
    [found] = desk.shelf.add(job(prompt="new"))
    desk.done(found)
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 31)
    assert desk.view.list.currentIndex().row() == 21
    assert prompts(desk.chosen) == ["clip 9"]
    assert bar.value() == before + ROW_PX
    assert desk.view.model.number_at(desk.view.list.rows_in_view().start) == top
    bar.setValue(0)
    [found] = desk.shelf.add(job(prompt="newer"))
    desk.done(found)
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 32)
    assert bar.value() == 0  # at the top the new ones are seen coming


def test_what_is_chosen_stays_so_in_another_order(qtbot: QtBot, desk: Desk) -> None:
    stocked(qtbot, desk, "a", "b", "c", "d")
    choose(desk, 1)
    selection = desk.view.list.selectionModel()
    assert selection is not None
    selection.select(desk.view.model.index(3), QItemSelectionModel.SelectionFlag.Select)
    assert prompts(desk.chosen) == ["c", "a"]
    with qtbot.waitSignal(desk.view.model.modelReset):
        desk.view.sort.setCurrentIndex(1)
    read(qtbot, desk)
    assert prompts(desk.chosen) == ["c", "a"]
    assert desk.view.list.currentIndex().row() == 2


def test_all_of_very_many_are_chosen_whatever_the_order_and_whatever_is_done_to_them(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.shelf.fill(20_000)
    desk.view.refresh()
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 20_000)
    choose(desk, 3)
    with qtbot.waitSignal(desk.view.selection_changed) as chosen:
        press(desk.view.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args[0].count == 20_000 and "20,000 selected" in desk.view.count.text()
    qtbot.waitUntil(lambda: len(desk.chosen) == MAX_LOADED)
    assert desk.chosen[0].clip.job.seed == 19_996  # the current one
    with qtbot.waitSignal(desk.view.failed) as failed:
        desk.view.list.startDrag(Qt.DropAction.CopyAction)
    assert "up to 200 clips" in failed.args[0]
    press(desk.view.list, Qt.Key.Key_F)
    desk.view.favourites.click()
    with qtbot.waitSignal(desk.view.model.counted):
        pass
    assert desk.view.model.rowCount() == 20_000
    with qtbot.waitSignal(desk.view.model.modelReset):
        desk.view.sort.setCurrentIndex(1)
    assert len(desk.view.list.selected_numbers()) == 20_000


def test_what_would_lie_too_scattered_in_another_order_is_chosen_no_longer(qtbot: QtBot, desk: Desk) -> None:
    desk.shelf.fill(2 * MAX_RUNS + 4)
    desk.view.refresh()
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 2 * MAX_RUNS + 4)
    selection = desk.view.list.selectionModel()
    assert selection is not None
    every_other = QItemSelection()
    for row in range(0, desk.view.model.rowCount(), 2):
        every_other.select(desk.view.model.index(row), desk.view.model.index(row))
    selection.select(every_other, QItemSelectionModel.SelectionFlag.Select)
    desk.view.list.setCurrentIndex(desk.view.model.index(4))
    selection.select(every_other, QItemSelectionModel.SelectionFlag.Select)
    current = desk.view.model.number_at(4)
    assert len(desk.view.list.selected_numbers()) == MAX_RUNS + 2
    with qtbot.waitSignal(desk.view.model.modelReset):
        desk.view.sort.setCurrentIndex(1)
    assert list(desk.view.list.selected_numbers()) == [current]


def test_a_drag_waits_for_what_has_not_been_read(qtbot: QtBot, desk: Desk) -> None:
    desk.shelf.fill(5_000)
    desk.view.refresh()
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 5_000)
    choose(desk, 4_000)
    with qtbot.waitSignal(desk.view.failed) as failed:
        desk.view.list.startDrag(Qt.DropAction.CopyAction)
    assert "still loading" in failed.args[0]
    qtbot.waitUntil(lambda: len(desk.chosen) == 1)


def test_a_clip_that_was_asked_for_here_is_chosen_until_somebody_goes_on(qtbot: QtBot, desk: Desk) -> None:
    stocked(qtbot, desk, "before")
    [theirs] = desk.shelf.add(job(prompt="theirs"))
    desk.done(theirs)
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 2)
    assert not desk.view.list.has_selection
    desk.view.plays_new.setChecked(True)
    for prompt in ("first", "second"):
        desk.link.requested.emit(None)
        [found] = desk.shelf.add(job(prompt=prompt))
        desk.hub.answer(Done(desk.link.new_sender(), found.clip))
        qtbot.waitUntil(lambda: prompts(desk.chosen) == prompts([found]))  # noqa: B023
        [played] = desk.stage.heard
        assert isinstance(played, PlayAsked) and played.clip == found.clip
        desk.stage.heard.clear()
    assert not desk.view.list.hasFocus()
    desk.link.requested.emit(None)
    choose(desk, 1)
    [found] = desk.shelf.add(job(prompt="third"))
    desk.hub.answer(Done(desk.link.new_sender(), found.clip))
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 5)
    read(qtbot, desk)
    assert prompts(desk.chosen) == ["first"] and not desk.stage.heard


def test_a_selection_is_announced_once_it_is_read(qtbot: QtBot, desk: Desk) -> None:
    desk.shelf.fill(5_000)
    desk.view.refresh()
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 5_000)
    announced: list[ClipSelection] = []
    desk.view.selection_changed.connect(announced.append)
    choose(desk, 4_000)
    qtbot.waitUntil(lambda: bool(announced))
    assert [len(each.found) for each in announced] == [1]


def test_a_clip_that_was_there_already_is_chosen_too(qtbot: QtBot, desk: Desk) -> None:
    known, *_ = stocked(qtbot, desk, "known", "later", "last")
    desk.hub.answer(Done(desk.link.new_sender(), known.clip))
    qtbot.waitUntil(lambda: prompts(desk.chosen) == ["known"])


def test_a_clip_that_the_search_hides_is_not_chosen(qtbot: QtBot, desk: Desk) -> None:
    stocked(qtbot, desk, "dub")
    write(desk.view.search, "dub")
    [found] = desk.shelf.add(job(prompt="funk"))
    with qtbot.waitSignal(desk.view.model.counted):
        desk.hub.answer(Done(desk.link.new_sender(), found.clip))
    told: list[object] = []
    desk.view.model.find(found.digest, told.append)  # answered after what the view has asked
    qtbot.waitUntil(lambda: bool(told))
    assert not desk.view.list.has_selection


def test_a_clip_whose_file_is_gone_says_so(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    real = clips_delegate._write

    def write_down(painter: Any, where: QRect, text: str, *how: Any) -> None:
        written.append(text)
        real(painter, where, text, *how)

    monkeypatch.setattr(clips_delegate, "_write", write_down)
    [gone] = desk.shelf.add(job(prompt="gone"))
    gone.clip.path.unlink()
    desk.view.refresh()
    qtbot.waitUntil(lambda: any("missing or can't" in text for text in written))
    assert not desk.view.model.mimeData([desk.view.model.index(0)]).hasUrls()


@pytest.mark.parametrize(("width", "has_wave"), [(600, True), (380, False), (150, False)])
def test_parts_of_a_row_lie_beside_each_other_at_any_width(width: int, has_wave: bool) -> None:
    row = QRect(0, 120, width, ROW_PX)
    parts = row_parts(row)
    assert (parts.wave is not None) == has_wave
    placed = [part for part in (parts.picture, parts.text, parts.wave, parts.star) if part is not None]
    if width > 200:
        assert all(row.contains(part) for part in placed)
        assert all(one.right() < other.left() for one, other in itertools.pairwise(placed))


# ---- takes, and two clips ----


def test_takes_stand_together_and_another_is_heard_in_place_of_the_first(qtbot: QtBot, desk: Desk) -> None:
    takes = [job(prompt="dub", count=3, take=take) for take in (2, 1, 0)]
    desk.shelf.add(job(prompt="before"), *takes, job(prompt="after"))
    desk.view.refresh()
    qtbot.waitUntil(lambda: desk.view.model.rowCount() == 5)
    read(qtbot, desk)
    around = [desk.view.model.takes_at(row)[:2] for row in range(5)]
    assert around == [(False, False), (False, True), (True, True), (True, False), (False, False)]
    image = desk.view.list.grab()
    assert not image.isNull()
    choose(desk, 1)
    desk.view.list._emit_selection()
    assert not desk.stage.heard
    press(desk.view.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(desk.stage.heard))
    [played] = desk.stage.heard
    assert isinstance(played, PlayAsked) and (played.clip.job.take, played.takes_over) == (1, True)
    press(desk.view.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.chosen[0].favourite)
    desk.undo.undo()
    qtbot.waitUntil(lambda: not desk.chosen[0].favourite)
    press(desk.view.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (desk.hub.request.count, desk.hub.request.prompt) == (4, "dub")


def test_takes_fold_into_one_row_that_is_deleted_as_one(qtbot: QtBot, desk: Desk) -> None:
    takes = [job(prompt="dub", count=3, take=take) for take in (2, 1, 0)]
    desk.shelf.add(job(prompt="before"), *takes, job(prompt="after"))
    model, view = desk.view.model, desk.view.list

    def shows(*rows: str) -> bool:
        """Whether the list has these rows, by prompt and take, the chosen one marked."""
        found = [model.found_at(row) for row in range(model.rowCount())]
        chosen = set(view.selected_numbers())
        marks = ["*" if model.number_at(row) in chosen else "" for row in range(model.rowCount())]
        return [
            f"{mark}{each.clip.job.prompt}{each.clip.job.take or ''}"
            for mark, each in zip(marks, found, strict=True)
            if each is not None
        ] == list(rows)

    def read_aloud(row: int) -> str:
        return str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))

    # They come unfolded, and are folded in a list that is read anew.
    desk.view.refresh()
    qtbot.waitUntil(lambda: shows("after", "dub", "dub1", "dub2", "before"))
    choose(desk, 2)
    press(view, Qt.Key.Key_Left)
    assert shows("after", "*dub1", "before")
    assert "dub, 3 takes, folded, 124 BPM" in read_aloud(1) and "folded" not in read_aloud(0)
    assert "Del deletes them all" in model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert desk.view.count.text() == "5 clips"
    view.grab()
    press(view, Qt.Key.Key_Down)
    assert shows("after", "dub1", "*before")
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Return)
    assert shows("after", "dub", "*dub1", "dub2", "before")

    # The kept one stands for them, wherever they are folded from. A click on the mark chooses nothing.
    choose(desk, 3)
    press(view, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: model.folds_into(1) == 3 and desk.chosen[0].favourite)
    choose(desk, 1)
    press(view, Qt.Key.Key_Left)
    assert shows("after", "*dub2", "before")
    choose(desk, 0)
    mark = row_parts(view.visualRect(model.index(1))).fold.center()
    viewport = view.viewport()
    assert viewport is not None
    for rows in (("*after", "dub", "dub1", "dub2", "before"), ("*after", "dub2", "before")):
        _QTEST.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=mark)
        assert shows(*rows)

    # One that isn't a favourite any more still stands for them; one that is deleted is followed by another.
    choose(desk, 1)
    with qtbot.waitSignal(model.counted):
        press(view, Qt.Key.Key_F)
    assert shows("after", "*dub2", "before")
    with qtbot.waitSignal(model.counted):
        desk.view.edits.remove(desk.chosen[0])
    qtbot.waitUntil(lambda: shows("after", "*dub", "before"))
    desk.undo.undo()
    qtbot.waitUntil(lambda: model.takes_at(1).folded == 3)

    # Folded, they are deleted together, and come back together, still folded.
    press(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shows("after", "*before"))
    assert "3" in desk.undo.undoText()
    desk.undo.undo()
    qtbot.waitUntil(lambda: shows("after", "dub2", "*before"))
    assert model.takes_at(1).folded == 3

    # A filter lists the takes that match; one by itself is a clip like any other.
    desk.view.model.set_favourite([model.number_at(1)], True)
    desk.view.favourites.click()
    qtbot.waitUntil(lambda: shows("dub2"))
    assert not model.takes_at(0).total


def test_of_two_clips_a_key_swaps_which_one_is_heard(qtbot: QtBot, desk: Desk) -> None:
    stocked(qtbot, desk, "a", "b", "c")
    choose(desk, 0)
    press(desk.view.list, Qt.Key.Key_X)  # one alone has no other
    press(desk.view.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.view.list._emit_selection()
    assert not desk.stage.heard
    for expected in ("c", "b"):
        press(desk.view.list, Qt.Key.Key_X)
        [played] = desk.stage.heard
        desk.stage.heard.clear()
        assert isinstance(played, PlayAsked) and played.takes_over
        assert played.clip.job.prompt == expected == prompts(desk.chosen)[0]


# ---- deleting, naming ----


def listed(desk: Desk) -> list[Found]:
    """What the list shows, as far as it is loaded."""
    model = desk.view.model
    rows = [model.found_at(row) for row in range(model.rowCount())]
    return [each for each in rows if each is not None]


def prompts_listed(desk: Desk) -> list[str]:
    return [title(each) for each in listed(desk)]


def test_a_clip_is_deleted_by_a_key_and_undone_to_its_place(qtbot: QtBot, desk: Desk) -> None:
    added = stocked(qtbot, desk, "a", "b", "c")
    choose(desk, 1)
    with qtbot.waitSignal(desk.view.edits.deleted) as told:
        press(desk.view.list, Qt.Key.Key_Delete)
    assert told.args == [1] and not added[1].clip.path.exists()
    qtbot.waitUntil(lambda: prompts_listed(desk) == ["c", "a"])
    assert prompts(desk.chosen) == ["a"]  # the one that took its place
    previews, digest = desk.view._previews, added[1].digest
    previews.preview(digest, added[1].clip.path)
    qtbot.waitUntil(lambda: previews.is_known(digest))
    previews._previews[digest] = None  # as if it had been looked for while it was gone
    desk.undo.undo()
    qtbot.waitUntil(lambda: prompts_listed(desk) == ["c", "b", "a"])
    assert added[1].clip.path.exists()
    qtbot.waitUntil(lambda: previews.preview(digest, added[1].clip.path) is not None)
    desk.undo.redo()
    qtbot.waitUntil(lambda: prompts_listed(desk) == ["c", "a"])


def test_of_several_clips_those_that_cannot_be_deleted_stay_and_are_named(qtbot: QtBot, desk: Desk) -> None:
    added = stocked(qtbot, desk, "a", "b", "c")
    added[1].clip.path.unlink()
    with Library.open(desk.shelf.database, desk.shelf.exports) as library:
        admitted(library, added[1].clip.job)  # it is being made again
    choose(desk, 0)
    desk.view.list.selectAll()
    with qtbot.waitSignals([desk.view.edits.deleted, desk.view.failed]) as told:
        press(desk.view.list, Qt.Key.Key_Delete)
    assert [list(each.args) for each in told.all_signals_and_args] == [
        [2],
        [
            "Not deleted: “b”. A render needs this clip. Delete it when the render is done, or cancel the "
            "render."
        ],
    ]
    qtbot.waitUntil(lambda: prompts_listed(desk) == ["b"])
    desk.undo.undo()
    qtbot.waitUntil(lambda: prompts_listed(desk) == ["c", "b", "a"])


def test_a_clip_is_renamed_where_it_stands_and_undone(qtbot: QtBot, desk: Desk) -> None:
    [found] = stocked(qtbot, desk, "a")
    choose(desk, 0)
    press(desk.view.list, Qt.Key.Key_F2)
    edit = desk.view.list.findChild(QLineEdit)
    assert edit is not None and edit.text() == "a"
    edit.setText("Friday bass")
    press(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: prompts_listed(desk) == ["Friday bass"])
    assert not desk.hub.all(RequestCame)
    assert (found.clip.path.parent / "Friday bass.wav").exists()
    desk.view.edits.tag(desk.chosen[0], "dark")
    desk.view.search.setText("dark")
    qtbot.waitUntil(lambda: [each.tags for each in listed(desk)] == [("dark",)])
    desk.undo.undo()
    desk.undo.undo()
    desk.view.search.clear()
    qtbot.waitUntil(lambda: prompts_listed(desk) == ["a"])
    back = desk.view.model.found_at(0)
    assert back is not None and back.tags == ()


def test_a_ghost_is_made_again_as_it_was(qtbot: QtBot, desk: Desk) -> None:
    [found] = stocked(qtbot, desk, "a")
    desk.view.make_again(found)
    request = desk.hub.request
    assert (request.prompt, request.seed, request.count) == ("a", found.clip.job.seed, found.clip.job.count)


def test_a_clip_decoded_for_the_tempo_counts_as_the_one_in_the_list(qtbot: QtBot, desk: Desk) -> None:
    [found] = stocked(qtbot, desk, "a")
    decoded = unheard(job(prompt="a", tempo_bpm=90.0))
    voice = VoiceView(slot=SLOT, clip=decoded, starts_at_s=0.0, position=0.5, gain=1.0)
    stands_for = {decoded.job.digest: found.digest}
    desk.stage.shown = StageView(player=PlayerView(voices=(voice,)), stands_for=stands_for)
    qtbot.waitUntil(lambda: desk.view.list.rows.playing == {found.digest})
    choose(desk, 0)
    press(desk.view.list, Qt.Key.Key_Space)
    assert isinstance(desk.stage.heard[-1], StopAsked)

"""The pads: what they show, and what striking, asking and dropping does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from PyQt6.QtCore import QMimeData, QPointF, Qt
from PyQt6.QtGui import QDropEvent, QFontMetrics, QMouseEvent
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure
from bridge.stage import events as se
from bridge.stage.pad_sets import save_as
from bridge.stage.table import PadPlan, Table
from bridge.stage.tables import tables_folder
from bridge.stage.views import PadState, PadView, StageView
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Key, Transport
from tests.support.window import gestures
from tests.support.window.hub import FakeHub, FakeStage
from tests.support.window.libraries import job, unheard
from tests.support.window.words import WORDS
from ui.common import theme
from ui.common.background import Background
from ui.common.link import Link
from ui.dragging.drag import CLIPS_MIME
from ui.pads.panel import HARD_VELOCITY, USUAL_VELOCITY, Pads, plan_of
from ui.pads.sets import PadSet
from ui.pads.style import Sign, corner_words, pad_style, state_words, wrapped

HOUSE = PadPlan(title="House Drums", preset="waltz", gain=0.8, goal="dub")
CLIP = unheard(job(bars=2, key=Key(9, "minor"), seed=7, prompt="slow jazz"))
BEATS = Transport(tempo_bpm=120.0, playing=True, beat=0.0, read_at_s=0.0)
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk:
    """The pads, with a hub and a stage behind them, and a clock that stands still."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.now_s = 5.0
        self.selected: Clip | None = None
        self.link, self.stage = Link(), FakeStage()
        self.hub = FakeHub(self.link, self.stage)
        self.background = Background()
        self.pads = Pads(self.link, self.background, lambda: self.selected, clock=lambda: self.now_s)
        self.failures: list[str] = []
        self.pads.failed.connect(self.failures.append)
        qtbot.addWidget(self.pads)
        self.pads.resize(300, 340)
        self.pads.show()

    @property
    def grid(self) -> Any:
        return self.pads.grid

    def cell(self, pad: int) -> Any:
        return self.pads.grid.cells[pad]

    def show(self, *views: PadView, **changes: Any) -> None:
        """Let the stage say so."""
        pads = {number: PadView(pad=number) for number in range(1, 17)} | {view.pad: view for view in views}
        self.stage.shown = StageView(pads=tuple(pads.values()), beats=BEATS, **changes)
        self.qtbot.waitUntil(lambda: self.link.view is self.stage.shown)

    def all_house(self, state: PadState = PadState.READY) -> None:
        self.show(*(pad(number, state) for number in range(1, 17)))

    def assigned(self) -> list[tuple[int, PadPlan | None]]:
        return [(event.pad, event.plan) for event in self.stage.heard if isinstance(event, se.PadAssigned)]


def pad(number: int, state: PadState = PadState.EMPTY, **changes: Any) -> PadView:
    clip = CLIP if state in (PadState.READY, PadState.CUED, PadState.PLAYING) else None
    return PadView(pad=number, title=HOUSE.title, plan=HOUSE, state=state, **{"clip": clip, **changes})


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.background.close()


# ---- how it looks ----


def test_each_state_is_told_without_colour() -> None:
    signs = {
        pad_style(pad(1, state), theme.DARK, is_learning=False, is_under=False, pulse=0.0).sign
        for state in PadState
    }
    assert len(signs) == len(PadState) and Sign.NONE not in signs
    assert len({state_words(pad(1, state)) for state in PadState}) == len(PadState)


@pytest.mark.parametrize("shown", [theme.DARK, theme.LIGHT])
@pytest.mark.parametrize("state", PadState)
@pytest.mark.parametrize("pulse", [0.0, 1.0])
def test_words_on_a_pad_can_be_read(shown: theme.Colours, state: PadState, pulse: float) -> None:
    for view in (pad(1, state), PadView(pad=1, state=state)):
        for is_under in (False, True):
            look = pad_style(view, shown, is_learning=False, is_under=is_under, pulse=pulse)
            assert theme.contrast(look.ink, look.ground) >= 4.5
            assert theme.contrast(look.mark, look.ground) >= 3.0


def test_a_title_is_broken_between_words_and_cut_at_the_end(qtbot: QtBot) -> None:
    metrics = QFontMetrics(theme.font(theme.SMALL_PX))
    wide = metrics.horizontalAdvance("Deep House")
    assert wrapped("Deep House Chords", metrics, wide, 3) == ["Deep House", "Chords"]
    assert wrapped("Deep House Chords", metrics, metrics.horizontalAdvance("Chords"), 3) == [
        "Deep", "House", "Chords"
    ]  # fmt: skip
    assert wrapped("Deep House Chords", metrics, wide, 1)[0].endswith("…")
    assert wrapped("", metrics, wide, 2) == []
    muted = PadPlan(prompt="dub", muted=True)
    shown = [
        corner_words(2, muted, metrics, metrics.horizontalAdvance(f"2 · {each}")) for each in ("muted", "M")
    ]
    assert shown == ["2 · muted", "2 · M"]
    # A long word is broken rather than cut, as long as there are lines.
    broken = wrapped("saxophone", metrics, metrics.horizontalAdvance("saxop"), 2)
    assert "".join(broken) == "saxophone" and len(broken) == 2


def test_states_are_painted_and_named(desk: Desk) -> None:
    before = desk.cell(1).grab().toImage()
    desk.show(pad(1, PadState.RENDERING, progress=0.4), pad(2, PadState.FAILED, message="No memory."))
    assert desk.cell(1).accessibleName() == "Pad 1, House Drums, 40% rendered, level 80%"
    assert desk.cell(2).accessibleName() == "Pad 2, House Drums, No memory., level 80%"
    assert desk.cell(3).accessibleName() == "Pad 3, empty"
    assert desk.cell(1).grab().toImage() != before


def test_the_first_pad_is_at_the_bottom_left(desk: Desk) -> None:
    places = {number: desk.cell(number).geometry().center() for number in (1, 4, 13)}
    assert places[1].x() == places[13].x() < places[4].x()
    assert places[1].y() == places[4].y() > places[13].y()


def test_only_what_sounds_moves_and_only_when_it_looks_otherwise(desk: Desk) -> None:
    desk.show(pad(1, PadState.READY))
    assert not desk.grid._move_timer.isActive()
    desk.show(pad(1, PadState.PLAYING, beat=0.0))
    assert desk.grid._move_timer.isActive()
    desk.grid._move()
    on_beat = desk.cell(1).grab().toImage()
    desk.grid._move()
    assert desk.cell(1).grab().toImage() == on_beat
    desk.now_s += 0.45  # most of a beat
    desk.grid._move()
    assert desk.cell(1).grab().toImage() != on_beat


# ---- striking ----


def test_a_click_strikes_as_the_button_goes_down(desk: Desk) -> None:
    desk.all_house()
    for held in (Qt.KeyboardModifier.NoModifier, SHIFT):
        where = QPointF(desk.cell(6).rect().center())
        left = Qt.MouseButton.LeftButton
        desk.cell(6).mousePressEvent(
            QMouseEvent(QMouseEvent.Type.MouseButtonPress, where, where, left, left, held)
        )
    assert desk.stage.heard == [se.PadHit(6, USUAL_VELOCITY, 5.0), se.PadHit(6, HARD_VELOCITY, 5.0)]
    assert USUAL_VELOCITY < PadPlan().vary_from <= HARD_VELOCITY


@pytest.mark.parametrize(
    ("key", "number"),
    [("Z", 1), ("V", 4), ("A", 5), ("F", 8), ("Q", 9), ("R", 12), ("1", 13), ("4", 16)],
)
def test_keys_strike_where_they_lie(desk: Desk, key: str, number: int) -> None:
    desk.all_house()
    desk.grid.setFocus()
    gestures.press(desk.cell(1), Qt.Key[f"Key_{key}"])
    assert desk.stage.heard == [se.PadHit(number, USUAL_VELOCITY, 5.0)]
    assert desk.grid.current == number


def test_shift_and_a_key_is_a_fresh_variation(desk: Desk) -> None:
    desk.all_house()
    gestures.press(desk.cell(1), Qt.Key.Key_W, SHIFT)
    gestures.press(desk.cell(10), Qt.Key.Key_Space, SHIFT)
    assert desk.stage.heard == [se.PadHit(10, HARD_VELOCITY, 5.0)] * 2


def test_arrows_go_round_and_space_strikes(desk: Desk) -> None:
    desk.all_house()
    for key, current in (("Left", 4), ("Down", 16), ("Right", 13), ("Up", 1), ("Up", 5)):
        gestures.press(desk.cell(desk.grid.current), Qt.Key[f"Key_{key}"])
        assert desk.grid.current == current
    gestures.press(desk.cell(5), Qt.Key.Key_Space)
    assert desk.stage.heard == [se.PadHit(5, USUAL_VELOCITY, 5.0)]


def test_tab_leads_to_one_pad_only(desk: Desk) -> None:
    desk.grid._choose(7)
    strong = [
        cell.pad for cell in desk.grid.cells.values() if cell.focusPolicy() == Qt.FocusPolicy.StrongFocus
    ]
    assert strong == [7]


def test_letters_miss_an_empty_pad_but_space_opens_it(desk: Desk) -> None:
    gestures.press(desk.cell(1), Qt.Key.Key_Z)
    assert desk.grid.isVisible() and desk.stage.heard == []
    gestures.press(desk.cell(1), Qt.Key.Key_Space)
    assert desk.pads.editor.isVisible() and desk.stage.heard == []


# ---- asking ----


def chosen(desk: Desk, number: int, words: str) -> None:
    """Choose `words` in the pad's menu."""
    menu = desk.grid.menu(number)
    [action] = [each for each in menu.actions() if each.text().replace("&", "").startswith(words)]
    action.trigger()


def offered(desk: Desk, number: int) -> list[str]:
    return [each.text().replace("&", "") for each in desk.grid.menu(number).actions() if each.text()]


def test_the_menu_has_what_the_state_allows(desk: Desk) -> None:
    desk.show(pad(1, PadState.READY), pad(2, PadState.RENDERING), learning=3)
    assert offered(desk, 4) == ["Edit…", "Use the selected clip", "MIDI learn"]
    assert "Add to favourites" in offered(desk, 1) and "Cancel" not in offered(desk, 1)
    assert "Cancel" in offered(desk, 2) and "Add to favourites" not in offered(desk, 2)
    assert "Stop MIDI learn" in offered(desk, 3)
    assert "pad 3" in " ".join(label.text() for label in desk.pads.findChildren(QLabel))


def test_what_the_menu_says_is_done(desk: Desk) -> None:
    desk.show(pad(1, PadState.RENDERING), pad(2, PadState.READY), learning=3)
    for number, words in (
        (1, "MIDI"), (3, "Stop"), (1, "Cancel"), (2, "Next"), (2, "Add"), (2, "New"), (2, "Clear")
    ):  # fmt: skip
        chosen(desk, number, words)
    assert desk.stage.heard == [
        se.LearnAsked(1), se.LearnAsked(None), se.Pressed("cancel", 5.0, 1),
        se.Pressed("next-preset", 5.0, 2), se.Pressed("favourite", 5.0, 2), se.PadHit(2, HARD_VELOCITY, 5.0),
        se.PadAssigned(2, None),
    ]  # fmt: skip


def test_a_pad_is_edited_in_place_and_keeps_what_has_no_control(desk: Desk) -> None:
    desk.pads.set_words(WORDS)
    desk.show(pad(2, PadState.READY))
    chosen(desk, 2, "Edit")
    editor = desk.pads.editor
    assert (editor.preset.words, editor.title.text()) == ("Waltz", "House Drums")
    editor.prompt.setText("slow waltz with harp")
    editor.bars.setCurrentIndex(editor.bars.findData(4))
    editor.key.set_key(Key(0, "major"))
    editor.quantum.setCurrentIndex(editor.quantum.findData("beat"))
    gestures.press(editor.prompt, Qt.Key.Key_Return)
    wanted = msgspec.structs.replace(
        HOUSE,
        title="slow waltz with harp",
        prompt="slow waltz with harp",
        bars=4,
        key=Key(0, "major"),
        quantum="beat",
    )
    assert desk.assigned() == [(2, wanted)]
    assert desk.grid.isVisible()


def test_escape_leaves_a_pad_as_it_was(desk: Desk) -> None:
    chosen(desk, 2, "Edit")
    desk.pads.editor.prompt.setText("x")
    gestures.press(desk.pads.editor.prompt, Qt.Key.Key_Escape)
    assert desk.grid.isVisible() and desk.stage.heard == []


def test_a_pad_without_words_is_not_assigned(desk: Desk) -> None:
    chosen(desk, 2, "Edit")
    gestures.click(desk.pads.editor.keep)
    assert desk.pads.editor.isVisible() and desk.stage.heard == []


def test_the_selected_clip_becomes_the_pads(desk: Desk) -> None:
    chosen(desk, 2, "Use")
    assert desk.failures and desk.assigned() == []
    desk.selected = CLIP
    chosen(desk, 2, "Use")
    assert desk.assigned() == [(2, plan_of(CLIP))]
    plan = plan_of(CLIP)
    assert (plan.prompt, plan.seed, plan.bars, plan.key) == ("slow jazz", 7, 2, Key(9, "minor"))


def test_another_table_is_given_to_all_pads(desk: Desk) -> None:
    tables = [Table(name="house", title="House", plans={1: HOUSE}), Table(name="mixed", title="Mixed")]
    desk.pads.pad_sets.offer({table.name: PadSet(table, table) for table in tables})
    desk.show(table="Mixed", pad_set="mixed")
    house, mixed = desk.pads.sets.sets
    assert (house.isChecked(), mixed.isChecked()) == (False, True)
    with desk.qtbot.waitSignal(desk.pads.pad_set_chosen) as told:
        house.trigger()
    assert told.args == ["house"]
    assert desk.stage.heard == [se.TableChosen(tables[0])]
    desk.pads.undo.undo()
    assert desk.stage.heard[1:] == [se.TableChosen(tables[1])]


def test_a_set_has_one_key_and_is_reset_and_either_can_be_undone(desk: Desk) -> None:
    first = Table(name="mixed", title="Mixed", plans={1: HOUSE})
    desk.pads.pad_sets.offer({"mixed": PadSet(first, first)})
    desk.show(pad(1), pad(2), table="Mixed", pad_set="mixed")
    menu = desk.pads.sets
    assert (menu.reset.isEnabled(), menu.rename.isEnabled(), menu.isVisible()) == (True, False, True)
    next(each for each in menu.keys.actions() if each.text() == "Ebm").trigger()
    menu.reset.trigger()
    desk.pads.undo.undo()
    desk.pads.undo.undo()
    in_key = msgspec.structs.replace(HOUSE, key=Key(3, "minor"))
    plans = [{1: in_key, 2: in_key}, {1: HOUSE}, {1: HOUSE, 2: HOUSE}, {1: HOUSE, 2: HOUSE}]
    assert desk.stage.heard == [se.PlansChosen("mixed", each) for each in plans]


def test_shipped_tables_are_read_beside_the_window_and_it_says_which_cannot_be(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tables_folder()
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("[[pad]]\npad = 99\n")
    desk.pads.read_pad_sets(tmp_path)
    desk.qtbot.waitUntil(lambda: len(desk.pads.sets.sets) > 5)
    assert desk.pads.sets.isVisible()
    [said] = desk.failures
    assert said.startswith("1 pad set can't be read") and "mine.toml" in said


def test_a_set_that_is_renamed_is_not_switched_to(desk: Desk) -> None:
    mine = save_as(Table(plans={1: HOUSE}), "Mine", tables_folder(), lambda name: False)
    other = Table(name="other", title="Other", plans={})
    desk.pads.pad_sets.offer({each.name: PadSet(each, each, is_own=True) for each in (mine, other)})
    desk.show(pad(1), table="Mine", pad_set="mine")
    desk.pads.sets.rename.trigger()
    desk.show(table="Other", pad_set="other")
    gestures.write(desk.pads.naming.name, "Ours")
    gestures.press(desk.pads.naming.name, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: [each.text() for each in desk.pads.sets.sets] == ["Other", "Ours"])
    assert desk.stage.heard == []


def test_words_are_typed_pad_after_pad_in_the_key_of_the_set(desk: Desk) -> None:
    desk.show(pad(2), table="Mixed", pad_set="mixed")
    desk.pads.set_words(WORDS)
    desk.pads.sets.edit.trigger()
    page, minor = desk.pads.all_pads, Key(9, "minor")
    page.key.set_key(minor)
    for words in ("dub", "more dub", "", "organ"):
        focused = page.focusWidget()
        assert focused is not None
        gestures.write(focused, words)
        gestures.press(focused, Qt.Key.Key_Return)
    own = PadPlan(title="dub", prompt="dub", key=minor)
    words_only = msgspec.structs.replace(HOUSE, title="more dub", prompt="more dub", preset=None)
    organ = PadPlan(title="organ", prompt="organ", key=minor)
    assert desk.assigned() == [(1, own), (2, words_only), (4, organ)]
    both = msgspec.structs.replace(HOUSE, prompt="more hats")
    desk.show(PadView(pad=1, plan=own), PadView(pad=2, plan=both))
    for number in (1, 2):
        page.rows[number].prompt.clear()
        page.rows[number].finish()
    preset_only = msgspec.structs.replace(HOUSE, title="Waltz")
    assert desk.assigned()[3:] == [(1, None), (2, preset_only)]
    gestures.press(page.rows[2].prompt, Qt.Key.Key_Escape)
    assert desk.grid.isVisible()


def test_the_key_of_the_set_is_shown(desk: Desk) -> None:
    minor = msgspec.structs.replace(HOUSE, key=Key(9, "minor"))
    page = desk.pads.all_pads
    for plans, shown in (((minor, minor), "Am"), ((minor, HOUSE), ""), ((), "Any")):
        desk.show(*(PadView(pad=number, plan=plan) for number, plan in enumerate(plans, 1)))
        desk.pads.edit_all()
        assert page.key.currentText() == shown
    long = "a slow dub with everything that there is in a dub, and an organ"
    desk.show(pad(1), PadView(pad=2, plan=PadPlan(prompt=long, key=Key(0, "major"))), table="Other")
    assert (page.heading.text(), page.key.currentText()) == ("Other", "")
    assert page.rows[2].prompt.cursorPosition() == 0


def test_a_pad_has_a_level_and_can_be_muted_and_a_slide_is_undone_at_once(desk: Desk) -> None:
    desk.show(pad(1))
    desk.grid.setFocus()
    row = desk.pads.all_pads.rows[1]
    for value in (70, 60, 50):
        row.level.setValue(value)
    half = msgspec.structs.replace(HOUSE, gain=0.5)
    assert desk.assigned()[-1] == (1, half)
    desk.pads.undo.undo()
    assert desk.assigned()[-1] == (1, HOUSE)
    desk.pads.undo.redo()
    assert desk.assigned()[-1] == (1, half)
    desk.show(PadView(pad=1, plan=half))
    for key, level in ((Qt.Key.Key_Plus, 0.6), (Qt.Key.Key_Minus, 0.4)):
        gestures.press(desk.grid, key)
        assert desk.assigned()[-1] == (1, msgspec.structs.replace(HOUSE, gain=level))
    muted = msgspec.structs.replace(half, muted=True)
    gestures.press(desk.grid, Qt.Key.Key_M)
    assert desk.assigned()[-1] == (1, muted)
    loud = desk.cell(1).grab().toImage()
    desk.show(PadView(pad=1, plan=muted, title="House"))
    assert desk.cell(1).accessibleName() == "Pad 1, House, not rendered, muted"
    assert desk.cell(1).grab().toImage() != loud and row.mute.isChecked()
    chosen(desk, 1, "Un")
    assert desk.assigned()[-1] == (1, half)


# ---- dropping ----


def drop(desk: Desk, number: int, mime: QMimeData) -> QDropEvent:
    where = QPointF(desk.cell(number).rect().center())
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(where, Qt.DropAction.CopyAction, mime, left, Qt.KeyboardModifier.NoModifier)
    event.setAccepted(False)
    desk.cell(number).dropEvent(event)
    return event


def test_clips_dropped_are_the_pads_from_there_on(desk: Desk) -> None:
    others = unheard(job(seed=8, prompt="dub"))
    mime = QMimeData()
    mime.setData(CLIPS_MIME, json.dumps([CLIP.job.digest, others.job.digest, "a third"]).encode())
    event = drop(desk, 15, mime)
    assert event.isAccepted() and event.dropAction() == Qt.DropAction.CopyAction
    asked = desk.hub.all(ev.ClipAsked)
    assert [each.name for each in asked] == [CLIP.job.digest, others.job.digest]
    desk.hub.answer(an.FoundClips(asked[0].sender, (CLIP,)))
    desk.hub.answer(an.Failed(asked[1].sender, Failure("bad-request", "There is no such clip.")))
    desk.qtbot.waitUntil(lambda: bool(desk.failures))
    assert desk.assigned() == [(15, plan_of(CLIP))]
    assert desk.failures == ["There is no such clip."]


def test_a_text_dropped_is_a_prompt(desk: Desk) -> None:
    mime = QMimeData()
    mime.setText("warm dub")
    drop(desk, 3, mime)
    assert desk.assigned() == [(3, PadPlan(title="warm dub", prompt="warm dub"))]


def test_what_is_nothing_to_a_pad_is_not_taken(desk: Desk) -> None:
    assert not drop(desk, 3, QMimeData()).isAccepted()
    assert cast(Any, desk.stage.heard) == []


def test_without_a_bridge_nothing_can_be_assigned(desk: Desk) -> None:
    desk.link.detach()
    desk.selected = CLIP
    chosen(desk, 2, "Use")
    assert len(desk.failures) == 1 and desk.assigned() == []

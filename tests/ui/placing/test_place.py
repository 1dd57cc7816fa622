"""Clips into hosts: what is offered, what is asked for, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QMenu, QPushButton, QSpinBox, QWidgetAction
from pytestqt.qtbot import QtBot

from bridge.library import Found
from bridge.messages.answers import Placed
from bridge.messages.events import PlaceAsked
from bridge.messages.host_views import HostsView, HostView
from bridge.messages.orders import Sender
from bridge.vocabulary.places import Place
from tests.support.window.gestures import click, press
from tests.support.window.hub import FakeHub
from tests.support.window.libraries import Shelf, closing, found, job, unheard
from ui.clips.audition import Audition
from ui.clips.view import ClipsView
from ui.common.clip_selection import selection_of
from ui.common.link import Link
from ui.common.state import WindowState
from ui.placing.menu import fill_place_menu
from ui.placing.row import PlaceRow
from ui.placing.tracker import MAX_AT_ONCE, PlacementTracker
from ui.placing.words import offers_of, place_words, placed_words, read_place, spread, where_words

LIVE = HostView(name="live", takes_clips=True, track=2, track_name="Bass", slot=5, free_track=2, free_slot=6)
REAPER = HostView(name="reaper", takes_clips=True, track=3)
BOTH = HostsView((LIVE, REAPER, HostView(name="bitwig", is_listened_to=False)))
PLACES = st.builds(
    Place.parse,
    st.sampled_from(["live:selected", "live:selected+fire", "reaper:next-free", "bitwig:track:2/slot:5",
                     "reaper:track:3/bar:9", "live:arrangement:cursor"]),
)  # fmt: skip


class Bench(NamedTuple):
    row: PlaceRow
    placements: PlacementTracker
    hub: FakeHub
    state: WindowState
    clips: list[Found]

    def requested(self) -> list[tuple[str, str]]:
        return [(each.name, str(each.place)) for each in self.hub.all(PlaceAsked)]

    def sender(self) -> Sender:
        return self.hub.all(PlaceAsked)[-1].sender

    def entries(self) -> dict[str, QAction]:
        self.row.more.choices.aboutToShow.emit()
        return entries(self.row.more.choices)


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    link, state = Link(), WindowState(tmp_path / "window.ini")
    hub = FakeHub(link)
    placements = PlacementTracker(link, state)
    row = PlaceRow(placements)
    qtbot.addWidget(row)
    row.resize(320, 120)
    row.show()
    clips = [found(unheard(job(prompt=name, seed=seed))) for seed, name in enumerate(("dub", "funk"))]
    with closing(placements):
        yield Bench(row, placements, hub, state, clips)


def test_without_a_host_the_button_offers_what_to_do(bench: Bench) -> None:
    row = bench.row
    assert not row.button.isEnabled()
    row.set_selection(selection_of(bench.clips[:1]))
    assert row.button.text() == "Place in host…" and row.button.isEnabled()
    asked: list[bool] = []
    row.hosts_requested.connect(lambda: asked.append(True))
    row.place()
    assert row.more.choices.isVisible()
    there = entries(row.more.choices)
    row.more.choices.close()
    assert not there["Live: off"].isEnabled()
    there["Hosts…"].trigger()
    assert asked == [True] and not bench.requested()


def test_a_click_places_in_the_selected_slot_and_says_where(bench: Bench, qtbot: QtBot) -> None:
    bench.hub.show_hosts(BOTH)
    bench.row.set_selection(selection_of(bench.clips[:1]))
    assert bench.row.button.text() == "Place in Live: selected slot"
    click(bench.row.button)
    assert bench.requested() == [(bench.clips[0].digest, "live:selected")]
    assert bench.row.status.text() == "Waiting for Live…" and not bench.row.button.isEnabled()
    with qtbot.waitSignals([bench.row.status_changed, bench.placements.placed]):
        bench.hub.answer(Placed(bench.sender(), bench.clips[0].clip, "live:track:2/slot:5"))
    assert bench.row.status.text() == "Placed in Live, track 2, slot 5."
    assert bench.row.status.property("role") == "small" and bench.row.button.isEnabled()
    bench.row.set_selection(selection_of(bench.clips[1:]))
    assert not bench.row.status.isVisible()


def test_why_it_was_not_placed_is_said_beside_the_clip(bench: Bench) -> None:
    bench.hub.show_hosts(BOTH)
    bench.row.set_selection(selection_of(bench.clips[:1]))
    bench.row.place()
    bench.hub.fail(Sender("window", "", "somebody's"), "Nothing to do with it.")
    assert bench.placements.is_waiting
    bench.hub.fail(bench.sender(), "There is a clip already; choose another slot.", "no-place")
    assert bench.row.status.text() == "There is a clip already; choose another slot."
    assert bench.row.status.property("role") == "failure"


def test_the_menu_has_what_the_hosts_offer_and_the_last_place_is_the_usual_one(
    bench: Bench, tmp_path: Path
) -> None:
    bench.hub.show_hosts(BOTH)
    bench.row.set_selection(selection_of(bench.clips[:1]))
    there = bench.entries()
    assert [text for text, action in there.items() if action.isEnabled()] == [
        "Selected slot", "Selected slot, launched", "Next free slot", "Arrangement, at the cursor",
        "Selected track, at the cursor", "New track", "Hosts…",
    ]  # fmt: skip
    assert there["Selected slot"].text() == "Selected slot\ttrack 2 “Bass” · slot 5"
    assert there["Next free slot"].text() == "Next free slot\ttrack 2 · slot 6"
    there["New track"].trigger()
    assert bench.requested()[-1][1] == "reaper:next-free"
    bench.hub.answer(Placed(bench.sender(), bench.clips[0].clip, "reaper:track:4/bar:1"))
    assert bench.row.button.text() == "Place in REAPER: new track"
    bench.hub.show_hosts(HostsView((LIVE,)))
    assert bench.placements.default_place == Place(host="live", where="selected")
    bench.hub.show_hosts(BOTH)
    another = PlacementTracker(bench.placements._link, bench.state)
    assert another.default_place == Place(host="reaper", where="next-free")


def test_a_place_by_its_numbers(bench: Bench, qtbot: QtBot) -> None:
    chosen: list[Place] = []
    menu = QMenu()
    fill_place_menu(menu, BOTH, chosen.append, lambda: None)
    by_number = [each.defaultWidget() for each in menu.actions() if isinstance(each, QWidgetAction)]
    for widget in by_number:
        assert widget is not None
        track, number = widget.findChildren(QSpinBox)
        track.setValue(3)
        number.setValue(9)
        for button in widget.findChildren(QPushButton):
            button.click()
        press(track, Qt.Key.Key_Return)
    assert [str(each) for each in chosen] == ["live:track:3/slot:9"] * 2 + ["reaper:track:3/bar:9"] * 2
    menu.deleteLater()


def test_the_menu_s_arrow_keys_lead_to_the_numbers(bench: Bench, qtbot: QtBot) -> None:
    bench.hub.show_hosts(HostsView((LIVE,)))
    bench.row.set_selection(selection_of(bench.clips[:1]))
    bench.row.more.open()
    menu = bench.row.more.choices
    for _ in range(5):
        press(menu, Qt.Key.Key_Down)
    assert isinstance(menu.activeAction(), QWidgetAction)
    at = menu.focusWidget()
    assert isinstance(at, QSpinBox) and at.accessibleName() == "Track"
    press(at, Qt.Key.Key_Return)
    assert bench.requested()[-1][1] == "live:track:1/slot:1" and not menu.isVisible()


def test_several_go_one_after_the_other_and_are_summed_up(bench: Bench) -> None:
    bench.hub.show_hosts(BOTH)
    bench.row.set_selection(selection_of(bench.clips))
    assert bench.row.button.text() == "Place 2 clips in Live: selected slot"
    bench.row.place()
    assert [place for _, place in bench.requested()] == ["live:selected", "live:next-free"]
    one, other = bench.hub.all(PlaceAsked)
    bench.hub.answer(Placed(one.sender, bench.clips[0].clip, "live:track:2/slot:5"))
    assert bench.placements.is_waiting
    bench.hub.answer(Placed(other.sender, bench.clips[1].clip, "live:track:2/slot:6"))
    assert bench.row.status.text() == "Placed 2 clips, the first in Live, track 2, slot 5."
    bench.row.place()
    one, other = bench.hub.all(PlaceAsked)[-2:]
    bench.hub.fail(other.sender, "No slot is free.", "no-place")
    bench.hub.answer(Placed(one.sender, bench.clips[0].clip, "live:track:2/slot:5"))
    assert bench.row.status.text() == "Placed 1 of 2. “funk” failed: No slot is free."
    bench.row.place()
    for each in bench.hub.all(PlaceAsked)[-2:]:
        bench.hub.fail(each.sender, "Live does not answer.", "host")
    assert bench.row.status.text() == "Live does not answer."


def test_too_many_and_clips_that_are_gone_are_not_sent(bench: Bench) -> None:
    bench.hub.show_hosts(BOTH)
    gone = msgspec.structs.replace(bench.clips[0], missing=True)
    bench.row.set_selection(selection_of([gone]))
    assert not bench.row.button.isEnabled()
    bench.placements.place(selection_of([gone]))
    assert bench.row.status.text() == "The file is missing. Render the clip again."
    many = [found(unheard(job(seed=seed))) for seed in range(MAX_AT_ONCE + 1)]
    bench.row.set_selection(selection_of(many))
    bench.row.place()
    assert bench.row.status.text() == "You can place up to 32 clips at once."
    assert not bench.requested()


def test_the_bridge_s_end_ends_the_waiting(bench: Bench) -> None:
    bench.hub.show_hosts(BOTH)
    bench.row.set_selection(selection_of(bench.clips[:1]))
    bench.row.place()
    bench.placements._link.detach()
    assert not bench.placements.is_waiting and "The engine stopped" in bench.row.status.text()
    bench.hub.show_hosts(HostsView())
    bench.placements.place(selection_of(bench.clips[:1]))
    assert "No host is connected" in bench.row.status.text()


def test_the_list_s_menu_places_all_that_are_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    shelf, link = Shelf(tmp_path), Link()
    shelf.add(job(prompt="one", bars=1), job(prompt="two", bars=2))
    hub, previews = FakeHub(link), shelf.previews()
    view = ClipsView(link, shelf.database, shelf.exports, previews, Audition(link))
    qtbot.addWidget(view)
    with closing(view, previews):
        view.show()
        qtbot.waitUntil(lambda: view.model.rowCount() == 2 and view.model.found_at(1) is not None)
        hub.show_hosts(BOTH)
        view.list.selectAll()
        view.list.customContextMenuRequested.emit(QPoint(5, 5))
        places = entries(view.menu)["Place 2 clips in a host"].menu()
        assert places is not None
        entries(places)["New track"].trigger()
        view.menu.close()
        asked = hub.all(PlaceAsked)
        assert {each.name for each in asked} == {each.digest for each in view.list.selected_clips()}
        assert {str(each.place) for each in asked} == {"reaper:next-free"}
        entries(view.menu)["New take"].trigger()
        assert hub.request.prompt == view.list.selected_clips()[0].clip.job.prompt


# ---- pure ----


def test_ableton_and_others_are_offered_as_they_stand() -> None:
    trouble = HostView(name="ardour", trouble="Port 1 is taken.", why_absent="Port 1 is taken.")
    bitwig = HostView(name="bitwig", takes_clips=True)
    offered = {each.host: each for each in offers_of(HostsView((trouble, bitwig)))}
    assert [offered[name].why for name in ("ardour", "live")] == ["needs attention", "off"]
    assert offered["ardour"].tip == "Port 1 is taken." and next(iter(offered)) == "bitwig"
    assert [each.words for each in offered["bitwig"].offers] == ["Selected slot", "Next free slot"]
    ardour = offers_of(HostsView((HostView(name="ardour", takes_clips=True),)))[0]
    assert [each.words for each in ardour.offers] == ["Selected track, at the playhead", "New track"]
    assert ardour.unit == ""


@given(PLACES)
def test_a_place_is_kept_and_read_again(place: Place) -> None:
    assert read_place(str(place)) == place and place_words(place).endswith(where_words(place))


@pytest.mark.parametrize("text", ["", "selected", "cubase:selected", "live:track:0/slot:1"])
def test_what_is_no_place_with_a_host_is_not_kept(text: str) -> None:
    assert read_place(text) is None


@given(PLACES, st.lists(st.integers(1, 16), min_size=1, max_size=8))
def test_places_for_several_follow_each_other(place: Place, bars: list[int]) -> None:
    places = spread(place, bars)
    assert places[0] == place and len(places) == len(bars)
    assert not any(each.fire for each in places[1:]) and {each.host for each in places} == {place.host}
    if place.where == "bar":
        assert [each.bar for each in places] == [9 + sum(bars[:number]) for number in range(len(bars))]
    elif place.where == "slot":
        assert [each.slot for each in places] == list(range(5, 5 + len(bars)))
    elif place.where == "selected":
        assert {each.where for each in places[1:]} <= {"next-free"}


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("live:track:2/slot:5", "Live, track 2, slot 5"),
        ("live:arrangement:16.0", "Live, arrangement, from beat 17"),
        ("reaper:track:4/bar:9", "REAPER, track 4, bar 9"),
        ("reaper:track:4/bar:9/beat:2.5", "REAPER, track 4, bar 9, beat 2.5"),
        ("ardour:arrangement:cursor", "Ardour, at the playhead"),
        ("reaper:somewhere", "REAPER, somewhere"),
    ],
)
def test_where_a_clip_is_now_is_said_in_words(where: str, words: str) -> None:
    assert placed_words(where) == words

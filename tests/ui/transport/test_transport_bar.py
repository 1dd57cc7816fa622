"""The host line: whose tempo, how fast, where; and a hand on it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from bridge.player.port import PlayerView, VoiceView
from bridge.stage import events as se
from bridge.stage.lead import Lead
from bridge.stage.views import SourceView, StageView
from bridge.vocabulary.music import Meter, Transport
from tests.support.window import gestures
from tests.support.window.hub import FakeHub, FakeStage
from tests.support.window.libraries import job, unheard
from ui.common.beats import position_at, shown_transport, through_clip
from ui.common.link import Link
from ui.transport.transport_bar import TransportBar

TYPED = SourceView(name="typed", tempo_bpm=120.0, fresh=True, leads=True)
LINK = Transport(tempo_bpm=120.0, playing=True, beat=8.0, read_at_s=10.0, source="link")


def view(transport: Transport | None = LINK, **changes: Any) -> StageView:
    sources = (
        SourceView(name="link", tempo_bpm=120.0, fresh=True, leads=True),
        SourceView(name="midi", tempo_bpm=119.9, fresh=False, leads=False),
    )
    shown = {"beats": transport, "sources": sources, **changes}
    return StageView(transport=transport, **shown)


class Line:
    """A host line, the stage behind it, and a clock that goes when it is told to."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.now_s = qtbot, 10.0
        self.link, self.stage = Link(), FakeStage()
        FakeHub(self.link, self.stage)
        self.line = TransportBar(self.link, clock=lambda: self.now_s)
        qtbot.addWidget(self.line)
        self.line.show()

    def show(self, shown: StageView) -> None:
        self.stage.shown = shown
        self.qtbot.waitUntil(lambda: self.link.view is shown)


@pytest.fixture
def line(qtbot: QtBot) -> Line:
    return Line(qtbot)


# ---- bars and beats ----


@pytest.mark.parametrize(
    ("beat", "meter", "bar", "in_bar"),
    [
        (0.0, Meter(), 1, 1),
        (7.5, Meter(), 2, 4),
        (-1.0, Meter(), 0, 4),
        (3.5, Meter(6, 8), 2, 2),
        (2.9, Meter(7, 8), 1, 6),
    ],
)
def test_beats_are_counted_as_people_do(beat: float, meter: Meter, bar: int, in_bar: int) -> None:
    place = position_at(Transport(tempo_bpm=120, meter=meter, beat=beat), 0.0)
    assert (place.bar, place.beat) == (bar, in_bar)


@given(st.floats(-1e6, 1e6), st.integers(1, 32), st.sampled_from([1, 2, 4, 8, 16, 32]), st.floats(0, 100))
def test_a_place_is_always_inside_its_bar(beat: float, numerator: int, unit: int, at_s: float) -> None:
    meter = Meter(numerator, unit)
    place = position_at(Transport(tempo_bpm=97.3, meter=meter, playing=True, beat=beat), at_s)
    assert 1 <= place.beat <= numerator
    assert 0 <= place.through_bar <= 1 and 0 <= place.through_beat <= 1


def test_what_is_shown_is_the_host_while_it_plays_else_what_sounds() -> None:
    still = Transport(tempo_bpm=120.0, beat=3.0)
    voice = VoiceView(slot="pad 1", clip=unheard(job()), starts_at_s=0, position=0, gain=1)
    sounding = PlayerView(voices=(voice,))
    assert shown_transport(view()) is LINK
    assert shown_transport(view(still, beats=LINK)) is still
    assert shown_transport(view(still, beats=LINK, player=sounding)) is LINK
    assert shown_transport(view(None, beats=LINK)) is None


def test_a_clip_goes_round_from_the_beat_at_which_it_came_in() -> None:
    assert through_clip(view(), 6.0, 8.0, 10.0) == pytest.approx(0.25)
    assert through_clip(view(), 6.0, 8.0, 14.0) == pytest.approx(0.25)
    assert through_clip(view(), 12.0, 8.0, 10.0) == 0.0
    assert through_clip(StageView(), 0.0, 8.0, 10.0) == 0.0


# ---- what it shows ----


def test_it_shows_who_leads_how_fast_and_where(line: Line) -> None:
    line.show(view(Transport(tempo_bpm=87.25, meter=Meter(6, 8), playing=True, beat=4.0, read_at_s=10.0)))
    assert line.line.source.words == "Ableton Link"
    assert (line.line.tempo.text(), line.line.meter.text()) == ("87.25", "6/8")
    assert line.line.position.shown[:4] == ("2.3", True, 3, 6)


def test_it_moves_while_the_host_plays_and_is_painted_only_when_it_looks_otherwise(line: Line) -> None:
    line.show(view())
    place = line.line.position
    assert place.shown.words == "3.1" and place._timer.isActive()
    before = place.shown
    line.now_s += 0.0001
    place._refresh()
    assert place.shown is before
    line.now_s += 0.5
    place._refresh()
    assert (place.shown.words, place.shown.filled_px > before.filled_px) == ("3.2", True)
    line.show(view(Transport(tempo_bpm=120.0, beat=9.0)))
    assert place.shown.words == "3.2" and not place._timer.isActive()
    assert "stopped" in place.accessibleName()


def test_without_anybody_it_says_so(line: Line) -> None:
    line.show(StageView(beats=LINK))
    assert line.line.source.words == "No source"
    assert (line.line.position.shown.words, line.line.tempo.text()) == ("–", "Auto")


def test_a_leader_that_is_silent_is_called_so(line: Line) -> None:
    line.show(view(sources=(SourceView(name="reaper", tempo_bpm=99.0, fresh=False, leads=True),)))
    assert line.line.source.words == "REAPER, stopped"


def test_without_a_bridge_nothing_can_be_done_here(line: Line) -> None:
    line.show(view())
    assert line.line.tempo.isEnabled()
    line.link.detach()
    line.qtbot.waitUntil(lambda: not line.line.tempo.isEnabled())
    assert line.line.source.words == "No source"


# ---- a hand on it ----


def test_another_leader_is_chosen_by_the_menu(line: Line) -> None:
    line.show(view())
    line.line.source.fill()
    named = [action for action in line.line.source.choices.actions() if action.text()]
    assert [each.text() for each in named] == [
        "Ableton Link · 120.00 BPM", "MIDI clock · 119.90 BPM, stopped", "Automatic"
    ]  # fmt: skip
    assert [each.isChecked() for each in named[:2]] == [True, False]
    for each in named[1:]:
        each.trigger()
    assert line.stage.heard == [se.OrderChosen(("midi", "link")), se.OrderChosen(())]


def test_a_typed_tempo_leads_and_the_beat_goes_on_where_it_was(line: Line) -> None:
    line.show(view())
    line.now_s = 11.0
    line.line.tempo.setFocus()
    line.line.tempo.selectAll()
    gestures.write(line.line.tempo, "99,5")
    assert line.stage.heard == []
    gestures.press(line.line.tempo, Qt.Key.Key_Return)
    typed = Transport(tempo_bpm=99.5, playing=True, beat=10.0, read_at_s=11.0, source="typed")
    assert line.stage.heard == [se.Heard(typed), se.OrderChosen(("typed", "link", "midi"))]


def test_an_empty_field_clears_what_was_typed(line: Line) -> None:
    tempo = line.line.tempo
    line.show(view(msgspec.structs.replace(LINK, source="typed"), sources=(TYPED,)))
    tempo.setFocus()
    tempo.selectAll()
    gestures.press(tempo, Qt.Key.Key_Delete)
    gestures.press(tempo, Qt.Key.Key_Return)
    assert line.stage.heard == [se.TempoCleared()] and tempo.text() == "Auto"
    tempo.stepBy(1)
    assert tempo.tempo_bpm == 120
    tempo.selectAll()
    gestures.write(tempo, "93,5")
    gestures.press(tempo, Qt.Key.Key_Return)
    assert tempo.tempo_bpm == 93.5
    line.line.source.fill()
    next(each for each in line.line.source.choices.actions() if each.text() == "Clear 120 BPM").trigger()
    assert line.stage.heard[-1] == se.TempoCleared()


def test_what_is_typed_here_really_leads(line: Line) -> None:
    line.show(view())
    line.line.tempo.setValue(99.0)
    lead = Lead((), 120.0, 10.0)
    lead.hear(LINK)
    lead.advance(10.0)
    for event in line.stage.heard:
        if isinstance(event, se.Heard):
            lead.hear(event.transport)
        elif isinstance(event, se.OrderChosen):
            lead.choose(event.sources)
    lead.advance(10.1)
    assert lead.transport is not None and lead.transport.source == "typed"
    assert lead.tempo_bpm == 99.0


def test_what_somebody_is_at_is_not_changed_under_their_hands(line: Line) -> None:
    line.show(view())
    line.line.activateWindow()
    line.line.tempo.setFocus()
    line.qtbot.waitUntil(line.line.tempo.hasFocus)
    edit = line.line.tempo.lineEdit()
    assert edit is not None
    edit.setText("9")
    line.show(view(Transport(tempo_bpm=140.0)))
    assert edit.text() == "9"
    gestures.press(line.line.tempo, Qt.Key.Key_Escape)
    assert edit.text() == "120.00" and line.stage.heard == []


def test_taps_come_as_the_button_goes_down(line: Line) -> None:
    line.show(view(sources=(SourceView(name="tap", tempo_bpm=90.0, fresh=True, leads=True),)))
    line.line.tap.pressed.emit()
    assert line.stage.heard == [se.Tapped(10.0)]
    line.show(view())
    line.line.tap.pressed.emit()
    assert line.stage.heard[1:] == [se.Tapped(10.0), se.OrderChosen(("tap", "link", "midi"))]


def test_the_wheel_does_not_change_the_tempo_in_passing(line: Line) -> None:
    line.show(view())
    none = Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    line.line.tempo.clearFocus()
    line.line.tempo.wheelEvent(turned)
    assert line.stage.heard == []

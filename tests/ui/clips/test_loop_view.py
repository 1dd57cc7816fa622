"""Moving through what sounds, and starting what does not, from its picture."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QAbstractSlider
from pytestqt.qtbot import QtBot

from bridge.player.port import PlayerView, VoiceView
from bridge.requests.bounds import LEAST_QUARTERS
from bridge.requests.derive import gap_of
from bridge.stage.events import PlayAsked, SeekAsked, StageEvent
from bridge.stage.views import StageView
from bridge.timing import MAX_BARS
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Loop, Meter
from bridge.vocabulary.requests import ClipRequest
from tests.support.window.gestures import drag, press
from tests.support.window.hub import FakeHub, FakeStage
from tests.support.window.libraries import RATE_HZ, job, tone, unheard
from ui.clips.audition import SLOT, Audition
from ui.clips.loop_view import LoopView
from ui.common.link import Link
from ui.common.marking import Range, bars_at, can_fill, range_between
from ui.common.scrub import Scrub, beat_at, beats_in, quarters
from ui.pictures.detail import BLOCK, detail_of, envelope, samples_between
from ui.pictures.preview import preview_of
from ui.pictures.waveform import RULER_PX
from ui.pictures.zoom import WHOLE

LOOP = Loop(tempo_bpm=120.0, bars=2)
WIDTH = 400
BEAT_PX = WIDTH // 8


class Hand:
    """A view, and what it tells."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = LoopView()
        qtbot.addWidget(self.view)
        self.view.resize(WIDTH, 200)
        self.view.show_loop(LOOP, None)
        self.view.show()
        self.chosen: list[int] = []
        self.stepped: list[int] = []
        self.view.beat_chosen.connect(self.chosen.append)
        self.view.stepped.connect(self.stepped.append)

    def drag(self, *beats: float, y: int = 100) -> None:
        drag(self.view, *((round(beat * BEAT_PX), y) for beat in beats))


@pytest.fixture
def hand(qtbot: QtBot) -> Iterator[Hand]:
    yield Hand(qtbot)


def test_a_click_chooses_the_beat_under_it(hand: Hand) -> None:
    hand.drag(2.5)
    hand.drag(7.98)
    assert hand.chosen == [2, 7] and hand.stepped == []


def test_a_drag_tells_each_beat_that_it_crosses_once(hand: Hand) -> None:
    hand.view.set_head(0.1)
    hand.drag(1.1, 1.4, 1.9, 2.1, 2.6, 4.5, 2.2, 9.0, -3.0, y=RULER_PX // 2)
    assert hand.chosen == [1, 2, 4, 2, 7, 0]


def test_a_drag_where_nothing_sounds_starts_it_once(hand: Hand) -> None:
    hand.drag(1.1, 2.1, 4.5, y=RULER_PX // 2)
    assert hand.chosen == [1]


def test_a_drag_marks_the_beats_that_it_touches_and_a_click_elsewhere_still_plays(hand: Hand) -> None:
    hand.drag(5.3, 4.2, 2.6)
    assert hand.view.marked_range() == Range(2.0, 6.0) and hand.chosen == []
    drag(hand.view, (100, 100), (210, 100))
    assert hand.view.marked_range() == Range(2.0, 5.0)
    hand.drag(7.9)
    assert hand.chosen == [7] and hand.view.marked_range() == Range(2.0, 5.0)
    marked = hand.view.grab().toImage()
    press(hand.view, Qt.Key.Key_Escape)
    assert hand.view.marked_range() is None and hand.view.grab().toImage() != marked


def test_the_end_is_dragged_to_more_bars_which_are_seen(hand: Hand) -> None:
    hand.view.show_loop(Loop(tempo_bpm=120.0, bars=4), None)
    hand.drag(7.98, 7.5, 6.2)
    assert hand.view.marked_bars() == 6 and hand.view.zoom.end == 2.0 and hand.chosen == []
    assert not hand.view.grab().isNull()
    for _ in range(4):
        press(hand.view, Qt.Key.Key_E)
    assert hand.view.marked_bars() == 10 and hand.view.zoom.end == 2.5
    press(hand.view, Qt.Key.Key_Escape)
    assert hand.view.marked_bars() is None and hand.view.zoom == WHOLE
    press(hand.view, Qt.Key.Key_E)
    press(hand.view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert hand.view.marked_bars() is None


def test_keys_mark_beats_and_render_them(hand: Hand) -> None:
    asked: list[bool] = []
    hand.view.render_requested.connect(lambda: asked.append(True))
    shift = Qt.KeyboardModifier.ShiftModifier
    press(hand.view, Qt.Key.Key_R)
    press(hand.view, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(hand.view, key, shift)
    assert hand.view.marked_range() == Range(1.0, 3.0) and not asked
    press(hand.view, Qt.Key.Key_R)
    assert asked == [True]


def test_the_beat_under_the_pointer_is_marked_and_more_so_while_it_is_held(hand: Hand) -> None:
    hand.drag(2.5)
    mark = hand.view.mark()
    assert mark is not None and (mark.beat, mark.is_held) == (2, False)
    hand.view._scrub.press(LOOP, 0.5)
    held = hand.view.mark()
    assert held is not None and (held.beat, held.is_held) == (4, True)
    marked = hand.view.grab().toImage()
    hand.view.leaveEvent(None)
    assert hand.view.grab().toImage() != marked


def test_arrows_move_what_sounds_by_a_beat_and_home_to_its_start(hand: Hand) -> None:
    hand.view.set_head(0.4)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return):
        press(hand.view, key)
    assert hand.stepped == [1, -1] and hand.chosen == [0, 7]


def test_where_nothing_sounds_arrows_move_a_mark_and_return_plays_from_it(hand: Hand) -> None:
    hand.view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Left):
        press(hand.view, key)
    assert hand.chosen == [2] and hand.stepped == []
    for _ in range(2):
        press(hand.view, Qt.Key.Key_Left)
    assert hand.view.value() == 8, "round the loop"


def test_to_those_who_cannot_see_it_it_is_a_slider_in_beats(hand: Hand) -> None:
    assert isinstance(hand.view, QAbstractSlider)
    assert (hand.view.minimum(), hand.view.maximum()) == (1, 8)
    assert hand.view.accessibleDescription() == "Beat 1 of 8"
    hand.view.set_head(0.3)
    assert (hand.view.value(), hand.view.accessibleDescription()) == (3, "Beat 3 of 8")
    hand.view.set_head(0.9)  # as it plays on it says nothing
    assert hand.view.value() == 3
    press(hand.view, Qt.Key.Key_Right)
    hand.view.set_head(0.05)
    assert hand.view.accessibleDescription() == "Beat 1 of 8"
    hand.view.setValue(5)  # as a screen reader sets it
    assert hand.chosen == [4]
    hand.view.show_loop(Loop(tempo_bpm=90.0, bars=1, meter=Meter(6, 8)), None)
    assert hand.view.maximum() == 6 and hand.chosen == [4]


def test_the_focus_is_seen(hand: Hand, qtbot: QtBot) -> None:
    hand.view.set_head(0.5)
    hand.view.clearFocus()
    before = hand.view.grab().toImage()
    hand.view.activateWindow()
    hand.view.setFocus()
    qtbot.waitUntil(hand.view.hasFocus)
    assert hand.view.grab().toImage() != before


def wheel(x: int, turned: QPoint, held: Qt.KeyboardModifier) -> QWheelEvent:
    at = QPointF(x, 100)
    return QWheelEvent(
        at, at, QPoint(0, 0), turned, Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False
    )


def test_the_picture_is_zoomed_around_the_pointer_down_to_single_samples(hand: Hand) -> None:
    view, wanted = hand.view, list[bool]()
    view.detail_wanted.connect(lambda: wanted.append(True))
    sound = tone(4 * RATE_HZ)
    view.show_loop(LOOP, preview_of(sound, RATE_HZ))
    pictures = [view.grab().toImage()]
    held = Qt.KeyboardModifier.ControlModifier
    for step in range(40):
        place = view.zoom.place_at(150, WIDTH)
        view.wheelEvent(wheel(150, QPoint(0, 120), held))
        assert view.zoom.place_at(150, WIDTH) == pytest.approx(place)
        if step == 2:
            assert wanted
            view.set_detail(detail_of(sound))
        pictures.append(view.grab().toImage())
    assert view.zoom.share == pytest.approx(0.001 / 4)
    assert all(one != other for one, other in itertools.pairwise(pictures[:18]))
    before = view.zoom
    view.wheelEvent(wheel(150, QPoint(-120, 0), held))
    press(view, Qt.Key.Key_PageUp)
    assert view.zoom.begin == pytest.approx(before.begin - before.share / 4)
    press(view, Qt.Key.Key_0)
    assert view.zoom == WHOLE
    press(view, Qt.Key.Key_Plus)
    press(view, Qt.Key.Key_Minus)
    assert view.zoom.share == pytest.approx(1.0)
    press(view, Qt.Key.Key_Plus)
    view.mouseDoubleClickEvent(None)
    assert view.zoom == WHOLE


def test_the_wheel_and_other_keys_are_for_others(hand: Hand) -> None:
    hand.view.clearFocus()
    down = wheel(10, QPoint(0, -120), Qt.KeyboardModifier.NoModifier)
    hand.view.wheelEvent(down)
    press(hand.view, Qt.Key.Key_Space)
    press(hand.view, Qt.Key.Key_PageUp)
    assert not down.isAccepted() and hand.view.value() == 1 and hand.chosen == []


# ---- what is asked of the stage ----

CLIP, OTHER = unheard(job(prompt="dub")), unheard(job(prompt="funk"))


def voice(slot: str, clip: Clip, starts_at_s: float = 0.0) -> VoiceView:
    return VoiceView(slot=slot, clip=clip, starts_at_s=starts_at_s, position=0.0, gain=1.0)


@pytest.mark.parametrize(
    ("voices", "slots"),
    [
        ((), []),
        ((voice("pad 1", CLIP), voice(SLOT, CLIP)), ["pad 1", SLOT]),
        ((voice("pad 1", OTHER),), []),
        ((voice(SLOT, CLIP, 99.0),), [SLOT]),  # it waits, and will begin there
        ((voice(SLOT, OTHER), voice(SLOT, CLIP, 99.0)), []),  # what sounds in its slot is another
    ],
)
def test_a_clip_is_moved_wherever_it_sounds_and_played_from_there_else(
    qtbot: QtBot, voices: tuple[VoiceView, ...], slots: list[str]
) -> None:
    link, stage = Link(), FakeStage()
    FakeHub(link, stage)
    audition = Audition(link, clock=lambda: 5.0)
    link.stage.emit(StageView(player=PlayerView(voices=voices)))
    audition.seek(CLIP, 2.0)
    played: list[StageEvent] = [PlayAsked(SLOT, CLIP, 5.0, offset=2.0)]
    assert stage.heard == ([SeekAsked(slot, 2.0) for slot in slots] or played)
    stage.heard.clear()
    audition.skip(CLIP, -1.0)
    assert stage.heard == [SeekAsked(slot, -1.0, relative=True) for slot in slots]


# ---- pure ----


@given(
    frames=st.integers(1, 40 * BLOCK),
    ends=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted),
    columns=st.integers(1, 40),
)
def test_an_envelope_holds_every_sample_in_view_and_none_far_from_it(
    frames: int, ends: list[float], columns: int
) -> None:
    begin, end = ends
    values = np.linspace(-1, 1, frames, dtype=np.float32)  # each sample says where it is
    detail = detail_of(values[None])
    high, low = envelope(detail, begin, end, columns)
    assert high.shape == low.shape == (columns,)
    first, last = int(begin * frames), min(frames, int(np.ceil(end * frames)))
    room = (BLOCK + 2) if end * frames - begin * frames >= 2 * BLOCK * columns else 2
    seen = values[max(0, first - room) : last + room]
    assert seen[0] - 1e-3 <= low.min() and high.max() <= seen[-1] + 1e-3
    if last > first:
        assert low.min() <= values[min(first + 1, frames - 1)] + 1e-3
        assert high.max() >= values[last - 1] - 1e-3
    places, near = samples_between(detail, begin, end)
    assert near.shape == (1, len(places)) and len(places) > 0


@given(
    loop=st.builds(
        Loop,
        tempo_bpm=st.just(120.0),
        bars=st.integers(1, 64),
        meter=st.sampled_from([Meter(), Meter(3, 4), Meter(7, 8), Meter(5, 32)]),
    ),
    places=st.tuples(st.floats(-1, 2), st.floats(-1, 2)),
    snaps=st.booleans(),
)
def test_what_is_marked_lies_in_the_loop_and_can_be_filled_if_something_is_left(
    loop: Loop, places: tuple[float, float], snaps: bool
) -> None:
    part, whole = range_between(loop, *places, snaps=snaps), float(loop.quarters)
    assert part == range_between(loop, *reversed(places), snaps=snaps)
    assert 0 <= part.begin < part.end <= whole
    assert part.end - part.begin >= min(LEAST_QUARTERS, whole) - 1e-9
    if can_fill(loop, part):
        gap_of(ClipRequest(from_quarter=part.begin, to_quarter=part.end), loop)
    if loop.bars < MAX_BARS:
        assert loop.bars < bars_at(loop, places[0]) <= min(2 * loop.bars, MAX_BARS)


@given(
    bars=st.integers(1, 64),
    meter=st.sampled_from([Meter(), Meter(3, 4), Meter(6, 8), Meter(7, 16)]),
    share=st.floats(-1, 2),
)
def test_a_hand_is_always_at_a_beat_of_the_loop(bars: int, meter: Meter, share: float) -> None:
    loop = Loop(tempo_bpm=120.0, bars=bars, meter=meter)
    beat = beat_at(loop, share)
    assert 0 <= beat < beats_in(loop)
    assert 0 <= quarters(loop, beat) < loop.quarters
    if 0 <= share < 1:
        assert beat <= share * beats_in(loop) < beat + 1


def test_a_hand_that_does_not_hold_drags_nothing() -> None:
    scrub = Scrub()
    assert scrub.move(LOOP, 0.5) is None and scrub.over == 4
    assert scrub.press(LOOP, 0.5) == 4
    assert [scrub.move(LOOP, share) for share in (0.51, 0.7, 0.3)] == [None, 5, 2]
    scrub.leave()
    assert scrub.over is None and scrub.move(LOOP, 0.9) is None

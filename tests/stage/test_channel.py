"""The stage's thread: what it carries out, for whom, and that no mistake stops it."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.orders import Sender
from bridge.player.null_player import NullPlayer
from bridge.stage import events as se
from bridge.stage.channel import StageChannel
from bridge.stage.stage import Stage
from bridge.stage.table import Table
from bridge.stage.views import PadState, PadView, StageView
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport
from bridge.vocabulary.requests import ClipRequest
from tests.stage.hub import HOUSE, PLANS
from tests.support.factories import clip_for

PATIENCE_S = 20.0
ASKER = Sender("osc", "127.0.0.1:9000", "")
CLIP = clip_for(ClipRequest(prompt="x", seed=1, tempo_bpm=120.0), __file__)  # some file that is there


class Player(NullPlayer):
    """Writes down what it is told; fails when it is to play `broken`."""

    def __init__(self) -> None:
        super().__init__()
        self.told: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()

    def launch(self, slot: str, clip: Clip, *, beat: float, gain: float = 1.0, offset: float = 0.0) -> None:
        if slot == "broken":
            raise OSError("no way")
        super().launch(slot, clip, beat=beat, gain=gain, offset=offset)
        self.told.put(("launch", slot, beat, gain))

    def seek(self, slot: str, quarter: float, *, relative: bool = False) -> float:
        moved = super().seek(slot, quarter, relative=relative)
        self.told.put(("seek", slot, quarter, relative))
        return moved

    def look_for_devices(self) -> None:
        super().look_for_devices()
        self.told.put(("look",))

    def stop(self, slot: str, *, beat: float | None = None) -> None:
        super().stop(slot, beat=beat)
        self.told.put(("stop", slot, beat))

    def stop_all(self) -> None:
        super().stop_all()
        self.told.put(("stop all",))

    def set_gain(self, gain: float, *, slot: str | None = None) -> None:
        super().set_gain(gain, slot=slot)
        self.told.put(("gain", gain, slot))

    def meter(self, on: bool) -> None:
        super().meter(on)
        self.told.put(("meter", on))

    def preload(self, clip: Clip) -> None:
        self.told.put(("preload", clip))


class Controllers:
    """Remembers its lights and what it is to learn."""

    def __init__(self) -> None:
        self.learning: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self.lit: queue.SimpleQueue[Sequence[PadView]] = queue.SimpleQueue()
        self.tables: queue.SimpleQueue[Table] = queue.SimpleQueue()

    def show(self, pads: Sequence[PadView]) -> None:
        self.lit.put(pads)

    def learn(self, pad: int | None) -> None:
        self.learning.put(pad)

    def use(self, table: Table) -> None:
        self.tables.put(table)


class World:
    """A channel among scripted neighbours."""

    def __init__(self) -> None:
        self.player, self.desk = Player(), Controllers()
        self.to_hub: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.answers: queue.SimpleQueue[tuple[Sender, Answer]] = queue.SimpleQueue()
        self.views: queue.SimpleQueue[StageView] = queue.SimpleQueue()
        stage = Stage(run="run", now_s=0.0, plans=PLANS, looks_ahead=False)
        self.channel = StageChannel(
            stage,
            to_hub=self.to_hub.put,
            answer=lambda to, answer: self.answers.put((to, answer)),
            clock=lambda: 0.5,
        )
        self.channel.watch(self.views.put)

    def until(self, is_so: Callable[[StageView], bool]) -> StageView:
        while not is_so(view := self.views.get(timeout=PATIENCE_S)):
            pass
        return view


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    made.channel.start(made.player, [made.desk])
    yield made
    made.channel.stop()


def test_a_hit_asks_the_hub_and_its_answer_is_played(world: World) -> None:
    world.channel.post(se.PadHit(1, 100, 0.1))
    asked = world.to_hub.get(timeout=PATIENCE_S)
    assert isinstance(asked, ev.RequestCame) and asked.sender.channel == world.channel.name
    moved = world.to_hub.get(timeout=PATIENCE_S)
    assert isinstance(moved, ev.PadsMoved) and (1, "waiting") in [
        (pad.number, pad.state) for pad in moved.pads
    ]
    world.until(lambda view: view.pads[0].state is PadState.WAITING)
    world.channel.reply(asked.sender, an.Done(asked.sender, clip_for(asked.request, __file__)))
    assert world.player.told.get(timeout=PATIENCE_S)[0] == "preload"
    assert world.player.told.get(timeout=PATIENCE_S) == ("launch", "pad 1", 4.0, 1.0)
    view = world.until(lambda view: view.pads[0].state is PadState.CUED)
    assert [voice.slot for voice in view.player.voices] == ["pad 1"]
    assert world.desk.lit.get(timeout=PATIENCE_S) and world.channel.view().pads


def test_what_the_player_has_moved_the_pads_know_of(world: World) -> None:
    world.channel.post(se.PadHit(1, 100, 0.1))
    asked = world.to_hub.get(timeout=PATIENCE_S)
    world.channel.reply(asked.sender, an.Done(asked.sender, clip_for(asked.request, __file__)))
    assert world.until(lambda view: view.pads[0].beat is not None).pads[0].beat == 4.0
    world.channel.post(se.SeekAsked("pad 1", 3.0, relative=True))
    assert world.until(lambda view: view.pads[0].beat != 4.0).pads[0].beat == 1.0
    world.channel.post(se.SeekAsked("pad 1", 1.0, relative=True))
    assert world.until(lambda view: view.pads[0].beat != 1.0).pads[0].beat == 0.0


def test_what_is_the_hubs_is_passed_on_behind_what_came_before_it(world: World) -> None:
    request = ev.RequestCame(sender=ASKER, request=ClipRequest(prompt="x"))
    world.channel.post(se.Heard(Transport(tempo_bpm=126.0, source="osc", read_at_s=0.2)))
    world.channel.post(request)
    assert isinstance(world.to_hub.get(timeout=PATIENCE_S), ev.TransportMoved)
    assert world.to_hub.get(timeout=PATIENCE_S) is request


def test_every_effect_reaches_its_neighbour(world: World) -> None:
    told = world.player.told
    for event, expected in (
        (se.PlayAsked("a", CLIP, 0.1, gain=0.5), ("launch", "a", 4.0, 0.5)),
        (se.ControlMoved("level", (), 0.25), ("gain", 0.25, None)),
        (se.SeekAsked("a", 3.0), ("seek", "a", 3.0, False)),
        (se.SeekAsked("a", -1.0, relative=True), ("seek", "a", -1.0, True)),
        (se.DevicesAsked(), ("look",)),
        (se.MeterAsked(True), ("meter", True)),
        (se.StopAsked("a", 0.2, now=False), ("stop", "a", 4.0)),
        (se.StopAsked(None, 0.3), ("stop all",)),
    ):
        world.channel.post(event)
        assert told.get(timeout=PATIENCE_S) == expected
    world.channel.post(se.LearnAsked(3))
    assert world.desk.learning.get(timeout=PATIENCE_S) == 3
    world.channel.post(se.SourcesAsked(ASKER))
    assert world.answers.get(timeout=PATIENCE_S) == (ASKER, an.Sources(ASKER, ()))


def test_no_mistake_stops_the_music(world: World, caplog: pytest.LogCaptureFixture) -> None:
    def stumble(view: StageView) -> None:
        raise ValueError("a mistake")

    world.channel.watch(stumble)
    world.channel.post(se.PlayAsked("broken", CLIP, 0.1))
    world.channel.post(se.PlayAsked("whole", CLIP, 0.1))
    assert world.player.told.get(timeout=PATIENCE_S)[1] == "whole"
    assert "while handling PlayAsked" in caplog.text


def test_what_is_no_longer_on_disk_is_not_played(world: World) -> None:
    gone = clip_for(ClipRequest(prompt="x", seed=1, tempo_bpm=120.0), "/no/such.wav")
    world.channel.post(se.PlayAsked("a", gone, 0.1))
    world.until(lambda view: view.notice == "“such.wav” is missing.")
    assert world.player.told.empty()


def test_a_sentence_is_logged_once(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        world.channel.post(se.Pressed("dance", 0.1, 1))
        world.until(lambda view: view.notice != "")
    assert caplog.text.count("“dance” isn't an action.") == 1


def test_what_is_posted_before_the_start_waits_and_stopping_twice_is_stopping() -> None:
    world = World()
    world.channel.post(se.PadHit(1, 100, 0.1))
    world.channel.start(world.player)
    world.channel.start(world.player)
    assert isinstance(world.to_hub.get(timeout=PATIENCE_S), ev.RequestCame)
    world.channel.stop()
    world.channel.stop()


# ---- the silent player ----


def test_a_silent_player_keeps_account_by_the_clock() -> None:
    now_s = 0.0
    player = NullPlayer("Sound is switched off.", lambda: now_s)
    player.launch("a", CLIP, beat=4.0)
    assert player.view().trouble and player.view().voices == ()
    player.follow(Transport(tempo_bpm=120.0, playing=True))
    [voice] = player.view().voices
    assert (voice.starts_at_s, voice.position, voice.gain) == (2.0, 0.0, 1.0)
    now_s = 3.0
    player.set_gain(0.5)
    player.set_gain(0.25, slot="a")
    player.set_gain(0.25, slot="none")
    view = player.view()
    assert (view.gain, view.voices[0].gain, view.voices[0].position) == (0.5, 0.25, 0.25)
    player.stop("a", beat=8.0)
    player.stop("none", beat=8.0)
    assert player.view().voices
    now_s = 4.0
    assert not player.view().voices
    player.launch("b", CLIP, beat=8.0)
    player.stop("b")
    player.launch("c", CLIP, beat=8.0)
    player.stop_all()
    player.preload(CLIP)
    player.close()
    assert not player.view().voices


def test_what_is_silent_is_moved_like_what_sounds() -> None:
    now_s = 0.0
    player = NullPlayer("", lambda: now_s)
    assert player.seek("a", 1.0) == 0.0
    player.launch("a", CLIP, beat=4.0, offset=1.0)
    assert player.seek("a", 2.0) == 0.0, "there are no beats yet"
    player.follow(Transport(tempo_bpm=120.0, playing=True))
    assert player.seek("a", 3.0) == 2.0
    [voice] = player.view().voices
    assert (voice.offset, voice.position, voice.starts_at_s) == (3.0, 3 / 8, 2.0)
    now_s = 2.7
    assert player.seek("a", 0.0) == 4.0  # from 4.4 it goes to 0.4
    assert player.view().voices[0].position == pytest.approx(0.4 / 8)
    assert player.seek("a", -1.0, relative=True) == 7.0
    assert player.view().voices[0].position == pytest.approx(7.4 / 8)


def test_controllers_go_by_the_table_that_is_chosen(world: World) -> None:
    table = Table(title="Other", plans={3: HOUSE})
    world.channel.post(se.TableChosen(table))
    assert world.desk.tables.get(timeout=PATIENCE_S) == table

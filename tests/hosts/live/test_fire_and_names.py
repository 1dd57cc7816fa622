"""Slots launched, and tracks named: by our script where it is there, and by AbletonOSC where it is not."""

from __future__ import annotations

import queue
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest

from bridge.hosts import register
from bridge.hosts.connection import Launch
from bridge.hosts.live import connection
from bridge.hosts.live.launches import (
    AGAIN_EVERY_S,
    FIRE,
    HAS_CLIP,
    IS_TRIGGERED,
    SCENES,
    SILENT,
    TRACKS,
    UNSURE,
    WITHIN_S,
    Launches,
)
from bridge.hosts.live.names import ASK_EVERY_S, Names
from bridge.hosts.live.remote_script.protocol import LAUNCH_ORDER, ROOT
from bridge.hosts.live.script import LAUNCH_WITHIN_S, ScriptTranslator
from bridge.hosts.live.translator import PATIENCE_S, QUIET_S, AbletonTranslator
from bridge.hosts.osc_connection import OscConnection
from bridge.hosts.overview import hosts_view
from bridge.hosts.placing import Placing
from bridge.messages.answers import Failed
from bridge.messages.events import PlacementEnded
from bridge.messages.host_views import HostView
from bridge.osc.client import OscClient
from bridge.osc.codec import Argument, Message
from bridge.osc.conversation import converse
from bridge.vocabulary.music import Transport
from bridge.vocabulary.places import Place
from tests.hosts.live.script_on_song import Script
from tests.hosts.live.translating import HERE, present
from tests.support.bridge_process import settings_in
from tests.support.bridge_thread import running
from tests.support.hosts.listening import Ear
from tests.support.hosts.placements import sender
from tests.support.live.abletonosc import AbletonOsc
from tests.support.live.object_model import ClipSlot, Song
from tests.support.live.running import RunningLive
from tests.support.live.world import World

PATIENT_S = 10.0
LAUNCH = Launch("1", 2, 5)
SLOT = (1, 4)
GET = "/live/song/get/"


def filled(song: Song, track: int = 1, slot: int = 4) -> ClipSlot:
    """A slot, counted from 0, with a clip in it."""
    found = song.all_tracks[track]._slots[slot]
    found._clip = cast(Any, SimpleNamespace())
    return found


# ---- AbletonOSC, over real sockets ----


class Conversation:
    """AbletonOSC, and the bridge's peer that speaks with it."""

    def __init__(self, lacks: frozenset[str] = frozenset()) -> None:
        self.song, self.ear = Song(), Ear()
        self.host = AbletonOsc(self.song, lacks=lacks)
        self.ends: queue.SimpleQueue[PlacementEnded] = queue.SimpleQueue()
        self.peer = OscConnection(
            self.ear.post, AbletonTranslator(), self.ends.put, port=0, to_port=self.host.port
        )
        self.peer.start()
        assert self.peer.port is not None
        self.host.reply_port = self.peer.port
        self.until(lambda told: self.peer.can_launch)

    def until(self, is_so: Any) -> Transport:
        return self.ear.until(is_so)

    def launch(self, track: int, slot: int) -> PlacementEnded:
        self.peer.launch(Launch("1", track, slot))
        return self.ends.get(timeout=PATIENT_S)

    def close(self) -> None:
        self.peer.stop()
        self.host.close()


@contextmanager
def conversing(lacks: frozenset[str] = frozenset()) -> Iterator[Conversation]:
    made = Conversation(lacks)
    try:
        yield made
    finally:
        made.close()


def test_abletonosc_is_asked_for_the_names_and_launches_a_slot() -> None:
    with conversing() as live:
        live.until(lambda told: live.peer.view.track_names and live.peer.view.slot)
        assert live.peer.view == HostView(
            name="live", version="12.1", track=1, slot=1, track_name="Audio 1",
            track_names=("Audio 1", "Audio 2", "Audio 3", "Audio 4"),
        )  # fmt: skip
        live.song.all_tracks[2].name = "Bass"
        live.host.select(2)
        live.until(lambda told: live.peer.view.track_name == "Bass")
        slot = filled(live.song)
        assert live.launch(2, 5) == PlacementEnded("1", where="live:track:2/slot:5")
        assert slot.fired == 1
        live.peer.stop()
        assert live.peer.view == HostView(name="live")


@pytest.mark.parametrize(
    ("track", "slot", "text"),
    [
        (2, 5, "Slot 5 of track 2 is empty. Choose one with a clip."),
        (9, 1, "There is no track 9. The set has 4."),
        (1, 9, "There is no slot 9. The set has 8 scenes."),
    ],
)
def test_where_nothing_can_be_launched_it_is_said_at_once(track: int, slot: int, text: str) -> None:
    with conversing() as live:
        failure = live.launch(track, slot).failure
        assert failure is not None and (failure.kind, failure.message) == ("no-place", text)
        assert FIRE not in {each.address for each in live.host.heard}


def test_an_abletonosc_that_lacks_something_does_the_rest() -> None:
    lacks = frozenset({"/live/view/start_listen/selected_track", HAS_CLIP})
    with conversing(lacks) as live:
        failure = live.launch(1, 1).failure
        assert failure is not None and failure.message.startswith(f"This AbletonOSC doesn't know {HAS_CLIP}")
        live.until(lambda told: live.peer.view.track_names and live.peer.view.slot)
        assert (live.peer.view.version, live.peer.view.track) == ("12.1", 0)


# ---- names, without a socket ----


def asked(names: Names, at_s: float) -> list[str]:
    return [each.address for each in names.questions(at_s)]


def tell(names: Names, address: str, *arguments: Argument) -> None:
    names.hear(Message(address, arguments))


def test_names_are_asked_for_now_and_then_and_when_another_track_is_selected() -> None:
    names = Names()
    first = asked(names, 0.0)
    assert first[-1] == GET + "track_names" and len(first) == 4
    assert asked(names, ASK_EVERY_S - 0.1) == []
    tell(names, "/live/application/get/version", 12, 1)
    tell(names, "/live/view/get/selected_track", 1)
    assert asked(names, 1.0) == [GET + "track_names"]
    tell(names, "/live/view/get/selected_track", 1)
    assert asked(names, 1.1) == []
    assert "/live/application/get/version" not in asked(names, 20.0)


def test_what_is_not_known_is_not_asked_again_until_live_begins_anew() -> None:
    names = Names()
    asked(names, 0.0)
    tell(names, "/live/error", "Unknown OSC address: /live/view/start_listen/selected_scene")
    tell(names, "/live/error", "Error handling OSC message: tuple index out of range")
    unknown = "/live/view/start_listen/selected_scene"
    assert unknown not in asked(names, 20.0) and len(list(names.farewell())) == 1
    names.forget()
    assert unknown in asked(names, 20.0)


def test_a_selected_track_that_has_no_name_here_has_none() -> None:
    names = Names()
    tell(names, GET + "track_names", "Drums", "Bass")
    tell(names, "/live/view/get/selected_track", 7)
    assert (names.view.track, names.view.track_name) == (8, "")


@pytest.mark.parametrize(
    "message",
    [
        Message("/live/application/get/version", ()),
        Message("/live/application/get/version", ("12",)),
        Message(GET + "track_names", (1, "Bass")),
        Message("/live/view/get/selected_track", (-1,)),
        Message("/live/view/get/selected_track", (True,)),
        Message("/live/view/get/selected_scene", ("1",)),
        Message("/live/view/get/selected_scene", (10**6,)),
    ],
)
def test_what_cannot_be_is_passed_over(message: Message) -> None:
    names = Names()
    names.hear(message)
    assert names.view == HostView(name="live")


# ---- launches, without a socket ----

QUESTIONS = [Message(TRACKS), Message(SCENES), Message(HAS_CLIP, SLOT)]


def test_a_slot_is_fired_once_however_often_is_asked_about_it() -> None:
    launches = Launches()
    assert launches.launch(LAUNCH, 0.0) == QUESTIONS
    assert launches.tick(AGAIN_EVERY_S / 2) == [] and launches.tick(AGAIN_EVERY_S) == QUESTIONS
    has_clip = Message(HAS_CLIP, (*SLOT, True))
    assert launches.hear(has_clip, 1.0) == [Message(FIRE, SLOT), Message(IS_TRIGGERED, SLOT)]
    assert launches.hear(has_clip, 1.1) == []
    assert launches.tick(1.0 + AGAIN_EVERY_S) == [Message(IS_TRIGGERED, SLOT)]
    for _ in range(2):
        assert launches.hear(Message(IS_TRIGGERED, (*SLOT, False)), 1.6) == []
    assert launches.take_ended() == [PlacementEnded("1", where="live:track:2/slot:5")]
    assert launches.take_ended() == []


def test_answers_about_one_slot_are_each_for_one_launch() -> None:
    launches = Launches()
    launches.launch(LAUNCH, 0.0)
    launches.launch(Launch("2", 2, 5), 0.0)
    launches.hear(Message(HAS_CLIP, (*SLOT, True)), 0.1)
    launches.hear(Message(IS_TRIGGERED, (*SLOT, True)), 0.2)
    assert [each.id for each in launches.take_ended()] == ["1"]


@pytest.mark.parametrize("is_fired", [False, True])
def test_where_nothing_is_answered_it_is_said_what_is_known(is_fired: bool) -> None:
    launches = Launches()
    launches.launch(LAUNCH, 0.0)
    if is_fired:
        launches.hear(Message(HAS_CLIP, (*SLOT, True)), 0.0)
    assert launches.tick(WITHIN_S) == []
    [ended] = launches.take_ended()
    assert ended.failure is not None and ended.failure.message == (UNSURE if is_fired else SILENT)
    assert launches.hear(Message(HAS_CLIP, (*SLOT, True)), 9.0) == []


def test_what_is_under_way_ends_with_live_and_with_the_bridge() -> None:
    absent = AbletonTranslator()
    assert absent.launch(LAUNCH, 0.0) == []
    there = AbletonTranslator()
    there.start(0.0, 1)
    there.hear(Message("/live/test", ("ok",)), 0.0)
    assert there.launch(LAUNCH, QUIET_S + PATIENCE_S - 0.1) == QUESTIONS
    there.tick(QUIET_S + PATIENCE_S)
    stopped = AbletonTranslator()
    stopped.start(0.0, 1)
    stopped.hear(Message("/live/test", ("ok",)), 0.0)
    stopped.launch(LAUNCH, 0.0)
    stopped.stop()
    kinds = []
    for translator in (absent, there, stopped):
        [ended] = translator.take_ended()
        assert ended.failure is not None
        kinds.append(ended.failure.kind)
    assert kinds == ["no-host", "no-host", "stopping"]


# ---- our script ----


@pytest.fixture
def script(tmp_path: Path) -> Script:
    return Script(tmp_path)


def fire(script: Script, where: str = "track:2/slot:5", **changes: Any) -> tuple[Any, ...]:
    given = {"id": "f", "boot": script.memory.boot, "until": repr(script.at_s + 1), "where": where}
    script.hear("fire", *({**given, **changes}[each] for each in LAUNCH_ORDER))
    script.tick()
    [answer] = [*script.heard("fired"), *script.heard("failed")]
    return answer.arguments


def test_the_script_fires_a_slot_once(script: Script) -> None:
    slot = filled(script.song)
    for _ in range(2):
        assert fire(script) == ("f", "track:2/slot:5")
    assert slot.fired == 1


@pytest.mark.parametrize(
    ("where", "changes", "kind", "text"),
    [
        ("track:1/slot:1", {}, "no-place", "Slot 1 of track 1 is empty"),
        ("track:9/slot:1", {}, "no-place", "There is no track 9"),
        ("track:1/slot:9", {}, "no-place", "There is no slot 9"),
        ("selected", {}, "no-place", "knows no such place"),
        ("track:2/slot:5", {"boot": "before"}, "no-host", "nothing was launched"),
        ("track:2/slot:5", {"until": "1.0"}, "no-host", "nothing was launched"),
        ("track:2/slot:5", {"until": "soon"}, "host", "cannot read"),
    ],
)
def test_what_the_script_does_not_fire(
    script: Script, where: str, changes: dict[str, Any], kind: str, text: str
) -> None:
    slot = filled(script.song)
    _, said_kind, said = fire(script, where, **changes)
    assert said_kind == kind and text in said and slot.fired == 0


def test_what_live_raises_is_the_answer(script: Script) -> None:
    def refuse() -> None:
        raise RuntimeError("Not now.")

    filled(script.song).fire = refuse  # type: ignore[method-assign]
    assert fire(script)[1:] == ("host", "Live refused: Not now.")


def test_a_launch_by_the_script_is_asked_for_until_it_is_answered() -> None:
    bridge = present()
    [sent] = bridge.launch(LAUNCH, 0.0)
    assert isinstance(sent, Message) and sent.address == ROOT + "fire"
    assert sent.arguments == ("1", "boot", repr(1000.0 + LAUNCH_WITHIN_S), "track:2/slot:5")
    assert sent in bridge.tick(0.3)
    bridge.hear(Message(ROOT + "fired", ("1", "track:2/slot:5")), 0.4)
    assert bridge.take_ended() == [PlacementEnded("1", where="live:track:2/slot:5")]
    bridge.launch(Launch("2", 2, 5), 0.4)
    bridge.hear(HERE, 2.5)
    bridge.tick(0.4 + LAUNCH_WITHIN_S + 0.25)
    [ended] = bridge.take_ended()
    assert ended.failure is not None and "slot was launched" in ended.failure.message
    assert ScriptTranslator("/library", "0.1").launch(LAUNCH, 0.0) == []


def test_a_clip_that_was_placed_is_launched_by_the_installed_script(tmp_path: Path) -> None:
    world = World(tmp_path, 0.005)
    try:
        world.desk.ask("a", world.clip("loop"), "track:2/slot:5")
        world.desk.until_all()
        world.peer.launch(LAUNCH)
        assert world.desk.ends.get(timeout=PATIENT_S) == PlacementEnded("1", where="live:track:2/slot:5")
        assert world.live.do("fired", track=2, slot=5) == 1
    finally:
        world.close()


# ---- both, and by OSC ----


def test_the_script_is_asked_where_it_is_there_and_abletonosc_where_it_is_not() -> None:
    ear, ends = Ear(), queue.SimpleQueue[PlacementEnded]()
    script, ableton = ScriptTranslator("/library", "0.1"), AbletonTranslator()
    both = [OscConnection(ear.post, each, ends.put, port=0, to_port=9) for each in (script, ableton)]
    placing, slot = Placing(both), Place(where="slot", track=2, slot=5)
    [absent] = placing.fire(sender("a"), slot)
    assert isinstance(absent, Failed) and "riffbridge install live" in absent.failure.message
    ableton.hear(Message("/live/test", ("ok",)), 0.0)
    ableton.hear(Message("/live/view/get/selected_track", (2,)), 0.0)
    [shown] = [each for each in hosts_view(both, ["live"], []).hosts if each.name == "live"]
    assert not shown.takes_clips and (shown.track, shown.trouble) == (3, "")
    assert placing.fire(sender("a"), slot) == []
    assert ableton._launches._open and ends.empty()
    script.hear(HERE, 0.0)
    [shown] = [each for each in hosts_view(both, ["live"], []).hosts if each.name == "live"]
    assert shown.takes_clips and shown.version == "12.1.5"
    assert placing.fire(sender("a"), slot) == [] and len(script._sent) == 1


@pytest.mark.slow
@pytest.mark.timeout(90)
def test_a_slot_is_fired_by_osc_through_either_and_the_host_s_state_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = Song()
    song.all_tracks[0].name = "Drums"
    slot = filled(song)
    live, ableton = RunningLive(tmp_path), AbletonOsc(song)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        ableton.reply_port = free.getsockname()[1]
    monkeypatch.setattr(connection, "PORT", live.port)
    settings = msgspec.structs.replace(
        settings_in(tmp_path),
        hosts=("live",),
        host_options={"live_port": ableton.port, "live_reply_port": ableton.reply_port},
    )
    try:
        with running(settings) as made, OscClient(*made.bridge.osc.address) as client:

            def ask(address: str, *arguments: Argument) -> list[Message]:
                return [*converse(client, Message(f"/riffbridge/{address}", arguments), 60)]

            def until(is_so: Any) -> dict[str, Argument]:
                while True:
                    told = ask("hosts")
                    pairs = told[0].arguments[3:]
                    state = dict(zip(map(str, pairs[::2]), pairs[1::2], strict=True))
                    if is_so(state):
                        hosts = register.host_ids()
                        numbered = [(at, len(hosts), name) for at, name in enumerate(hosts, start=1)]
                        assert [each.arguments[:3] for each in told] == numbered
                        return state
                    made.views.get(timeout=60)

            until(lambda state: state["takes_clips"] == 1)
            [refused] = ask("fire", "track:1/slot:1")
            assert refused.arguments[:2] == ("", "no-place")
            assert FIRE not in [each.address for each in ableton.heard]
            live.kill()
            state = until(lambda state: state["takes_clips"] == 0 and state["track_name"])
            assert (state["track_name"], state["version"]) == ("Drums", "12.1")
            assert "riffbridge install live" in str(state["text"])
            assert ask("fire", "live:track:2/slot:5") == [
                Message("/riffbridge/fired", ("live:track:2/slot:5",))
            ]
            assert slot.fired == 1
    finally:
        ableton.close()
        live.kill()

"""The bridge's side of the conversation with the script: what it makes of what it hears, and of silence."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.hosts.connection import Placement, unless_there
from bridge.hosts.foreign_clock import ForeignClock
from bridge.hosts.live.remote_script.conversation import Desk
from bridge.hosts.live.remote_script.memory import Memory
from bridge.hosts.live.remote_script.protocol import PROTOCOL, ROOT
from bridge.hosts.live.script import END_WITHIN_S, ScriptTranslator, key_of
from bridge.hosts.osc_connection import OscConnection
from bridge.hosts.translator import Complaint, Said
from bridge.messages.events import PlacementEnded
from bridge.osc.codec import Message, decode, encode
from bridge.stage.events import Heard, Left
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Key, Transport
from bridge.vocabulary.places import Place
from tests.hosts.live.translating import HERE, present
from tests.support.hosts.placements import clip_in
from tests.support.live.object_model import Host, Song

NEXT_FREE = Place(where="next-free")


def song(
    script: ScriptTranslator, at_s: float, stamp_s: float, beat: float, *, playing: int = 1
) -> list[Said]:
    told = (repr(stamp_s), "120.0", 4, 4, playing, repr(beat))
    return [*script.hear(Message(ROOT + "song", told), at_s)]


def ends(script: ScriptTranslator) -> list[tuple[str, str]]:
    """Ids that have ended, and as what."""
    return [(end.id, "placed" if end.failure is None else end.failure.kind) for end in script.take_ended()]


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    return clip_in(tmp_path, "loop")


def test_the_position_is_as_of_the_script_s_stamp_however_late_it_comes() -> None:
    script = present()
    song(script, 1.0, 1001.0, 2.0)
    [heard] = [each for each in song(script, 1.5, 1001.4, 2.8) if isinstance(each, Heard)]
    assert heard.transport.beat == pytest.approx(3.0)  # a tenth of a second on
    assert heard.transport.source == "live" and heard.transport.key is None


def test_the_scale_is_the_key_while_it_is_on() -> None:
    script = present()
    script.hear(Message(ROOT + "scale", (1, 9, "Minor", "0 2 3 5 7 8 10")), 0.0)
    [heard] = [each for each in song(script, 0.0, 1000.0, 0.0) if isinstance(each, Heard)]
    assert heard.transport.key == Key(9, "minor")
    script.hear(Message(ROOT + "scale", (0, 9, "Minor", "0 2 3 5 7 8 10")), 0.0)
    assert script.view.key is None


@pytest.mark.parametrize(
    ("name", "steps", "mode"),
    [("Major", "", "major"), ("Dorian", "0 2 3 5 7 9 10", "minor"), ("Mixolydian", "0 2 4 5 7 9 10", "major"),
     ("Chromatic", "0 1 2 3 4 5 6 7 8 9 10 11", None), ("Odd", "0 1 5 7", None)],
)  # fmt: skip
def test_scales_are_keys_by_their_third(name: str, steps: str, mode: Any) -> None:
    assert key_of(2, name, steps) == (Key(2, mode) if mode else None)
    assert key_of(12, name, steps) is None


def test_the_selection_is_seen() -> None:
    script = present()
    script.hear(Message(ROOT + "selection", (2, 3, "Keys", 2, 4)), 0.0)
    view = script.view
    assert (view.track, view.slot, view.track_name, view.free_track, view.free_slot) == (2, 3, "Keys", 2, 4)


def test_the_set_s_folder_is_that_of_the_project() -> None:
    script = present()
    path = Path.cwd() / "night Project" / "night.als"
    script.hear(Message(ROOT + "set", (str(path),)), 0.0)
    assert (script.view.project, script.view.folder) == (str(path), str(path.parent))
    script.hear(Message(ROOT + "set", ("",)), 0.0)
    assert (script.view.project, script.view.folder) == ("", "")


def test_a_placement_is_sent_at_once_and_again_until_it_is_answered(clip: Clip) -> None:
    script = present()
    [sent] = script.place(Placement("1", clip, NEXT_FREE), 0.0)
    assert isinstance(sent, Message) and sent.arguments[:3] == ("1", "boot", "1005.0")
    again = [each for tick in range(1, 11) for each in script.tick(tick / 10) if each == sent]
    assert 3 <= len(again) <= 5
    for _ in range(2):
        script.hear(Message(ROOT + "placed", ("1", "track:1/slot:1")), 1.1)
    assert script.take_ended() == [PlacementEnded("1", where="live:track:1/slot:1")]
    assert sent not in script.tick(2.0)


def test_a_script_that_says_nothing_more_is_a_failure_in_the_end(clip: Clip) -> None:
    script = present()
    script.place(Placement("1", clip, NEXT_FREE), 0.0)
    script.tick(END_WITHIN_S - 0.1)
    assert ends(script) == []
    script.tick(END_WITHIN_S)
    assert ends(script) == [("1", "host")] and not script.is_there
    script.place(Placement("2", clip, NEXT_FREE), END_WITHIN_S)
    assert ends(script) == [("2", "no-host")]


def test_a_restart_of_live_ends_what_was_on_its_way(clip: Clip) -> None:
    script = present()
    script.place(Placement("1", clip, NEXT_FREE), 0.0)
    script.hear(Message(ROOT + "here", (PROTOCOL, "1.0", "other", "12.1.5", "3.0")), 1.0)
    assert ends(script) == [("1", "no-host")]
    script.place(Placement("2", clip, NEXT_FREE), 1.0)
    assert script.is_there and ends(script) == []
    script.stop()
    assert ends(script) == [("2", "stopping")]


def test_a_goodbye_of_the_script_s_is_passed_on_and_it_is_looked_for_at_once() -> None:
    script = present()
    song(script, 0.0, 1000.0, 0.0)
    assert script.hear(Message(ROOT + "bye"), 0.1) == [Left("live")]
    assert not script.is_there and len([*script.tick(0.1)]) == 1


def test_a_script_of_another_version_is_complained_about(clip: Clip) -> None:
    script = ScriptTranslator("/library", "0.1")
    [complaint] = script.hear(Message(ROOT + "here", (PROTOCOL + 1, "9.0", "boot", "12.1.5", "1.0")), 0.0)
    assert isinstance(complaint, Complaint) and "riffbridge install live" in complaint.text
    script.place(Placement("1", clip, NEXT_FREE), 0.0)
    [end] = script.take_ended()
    assert end.failure is not None and end.failure.message == complaint.text


def test_a_path_too_long_for_a_packet_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*(letter * 200 for letter in "abcde"))
    folder.mkdir(parents=True)
    script = present()
    assert script.place(Placement("1", clip_in(folder, "loop"), NEXT_FREE), 0.0) == []
    assert ends(script) == [("1", "no-file")]


@given(
    st.text(max_size=12),
    st.lists(st.one_of(st.integers(-5, 5), st.text(max_size=5), st.floats()), max_size=6),
)
def test_nothing_that_is_heard_can_disturb_it(what: str, arguments: list[Any]) -> None:
    script = present()
    for name in ("here", "song", "scale", "selection", "set", "placed", "failed", "trouble", what):
        script.hear(Message(ROOT + name, tuple(arguments)), 0.0)
        script.hear(Message(name, tuple(arguments)), 0.0)
    script.tick(1.0)


@given(seed=st.integers(0, 10_000), loss=st.floats(0, 0.6), hangs_s=st.floats(0, 12))
@settings(max_examples=30)
def test_over_a_wire_that_loses_and_doubles_none_is_placed_twice(
    tmp_path_factory: pytest.TempPathFactory, seed: int, loss: float, hangs_s: float
) -> None:
    draw = random.Random(seed)
    folder = tmp_path_factory.mktemp("library")
    at_s = 0.0
    live = Song(scenes=40)
    made: list[str] = []
    live.on_make = made.append
    desk = Desk(Host(live), lambda: at_s + 77.0, Memory())
    script = ScriptTranslator(str(folder), "0.1")

    def carried(packets: list[bytes]) -> list[bytes]:
        kept = [packet for packet in packets if draw.random() >= loss]
        return kept + [packet for packet in kept if draw.random() < 0.2]

    def to_script(said: list[Said]) -> list[Said]:
        for packet in carried([encode(each) for each in said if isinstance(each, Message)]):
            desk.hear(packet, ("127.0.0.1", 1))
        return said

    clips = {str(number): clip_in(folder, str(number)) for number in range(8)}
    ended: list[PlacementEnded] = []
    until_s = 3.0 + 0.4 * len(clips) + hangs_s + END_WITHIN_S + 2
    hung_from_s = draw.uniform(3.0, 6.0)
    while at_s < until_s:
        at_s += 0.1
        to_script([*script.tick(at_s)])
        for number, (name, clip) in enumerate(clips.items()):
            if abs(at_s - 3.0 - 0.4 * number) < 0.05:
                to_script(script.place(Placement(name, clip, NEXT_FREE), at_s))
        if not hung_from_s <= at_s < hung_from_s + hangs_s:
            for packet in carried([packet for packet, _ in desk.tick()]):
                [message] = decode(packet)
                assert isinstance(message, Message)
                to_script(script.hear(message, at_s))
        ended += script.take_ended()
    assert sorted(each.id for each in ended) == sorted(clips)
    assert len(made) == len(set(made))
    for end in ended:
        was_made = str(clips[end.id].path) in made
        uncertain = end.failure is not None and "Check whether the clip is there" in end.failure.message
        assert uncertain or was_made == (end.failure is None)


def test_another_clock_is_read_by_its_fastest_message() -> None:
    clock = ForeignClock()
    for late_s in (0.3, 0.02, 0.5):
        clock.heard(10.0, 110.0 + late_s)
    assert clock.here(11.0) == pytest.approx(111.02)
    assert clock.there(111.02) == pytest.approx(11.0)


def test_abletonosc_is_heard_only_while_the_script_is_not() -> None:
    posted: list[Heard | Left] = []
    script = ScriptTranslator("/library", "0.1")
    post = unless_there(OscConnection(posted.append, script, port=0, to_port=9), posted.append)
    theirs = Heard(Transport(tempo_bpm=99.0, source="live"))
    post(theirs)
    script.hear(HERE, 0.0)
    for event in (theirs, Left("live")):
        post(event)
    assert posted == [theirs]

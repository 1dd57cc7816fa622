"""Clips into Bitwig: what is sent to DrivenByMoss, and what it has to say before a clip counts as placed."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.hosts.bitwig.placing import TELLS_WITHIN_S, BitwigClipPlacer
from bridge.hosts.bitwig.translator import BitwigTranslator
from bridge.hosts.connection import Placement
from bridge.hosts.osc_connection import OscConnection
from bridge.messages.events import PlacementEnded
from bridge.osc.codec import Message, encode
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.places import Place
from tests.support.factories import job
from tests.support.hosts.listening import PATIENCE_S, Ear, StandIn

CLIP = Clip(
    job=job(), path=Path("/clips/a.wav"), frames=1, rate_hz=8_000, peak_dbfs=-6.0, seam=0.5, grid="exact"
)


class Hands:
    def __init__(self) -> None:
        self._ended: list[PlacementEnded] = []
        self.placer = BitwigClipPlacer()

    @property
    def ended(self) -> list[PlacementEnded]:
        self._ended += self.placer.take_ended()
        return self._ended

    def place(self, id: str, place: str, at_s: float = 0.0) -> list[object]:
        return [*self.placer.place(Placement(id, CLIP, Place.parse(place)), at_s)]

    def tell(self, track: int, slot: int, what: str, value: int) -> None:
        self.placer.hear(Message(f"/track/{track}/clip/{slot}/{what}", (value,)), 0.0)

    def why_not(self) -> str:
        [end] = self.ended
        assert end.failure is not None and end.failure.kind in ("no-place", "host")
        return end.failure.message


def inserted(track: int, slot: int) -> list[object]:
    return [Message(f"/track/{track}/clip/{slot}/insertFile", (str(CLIP.path),))]


def test_a_clip_is_placed_when_its_slot_is_said_to_be_full() -> None:
    hands = Hands()
    assert hands.place("1", "bitwig:track:2/slot:3") == inserted(2, 3)
    hands.tell(2, 4, "hasContent", 1)
    hands.tell(2, 3, "hasContent", 0)
    assert hands.ended == []
    hands.tell(2, 3, "hasContent", 1)
    hands.tell(2, 3, "hasContent", 1)
    assert hands.ended == [PlacementEnded("1", where="bitwig:track:2/slot:3")]


def test_the_selected_slot_and_the_next_free_one() -> None:
    hands = Hands()
    hands.tell(3, 2, "isSelected", 1)
    hands.tell(3, 1, "hasContent", 1)
    assert hands.place("1", "selected") == inserted(3, 2)
    assert hands.place("2", "next-free") == inserted(3, 3)
    hands.tell(3, 2, "isSelected", 0)
    assert hands.place("3", "selected") == [] and "No slot is selected" in hands.why_not()


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("track:1/slot:1", "Slot 1 of track 1 already has a clip"),
        ("track:9/slot:1", "8 tracks and 8 slots"),
        ("arrangement:cursor", "Clips go into Bitwig's slots"),
        ("track:1/bar:2", "Clips go into Bitwig's slots"),
        ("track:1/slot:2+fire", "launched there"),
        ("track:4/slot:2", "Track 4 holds no audio"),
    ],
)
def test_what_cannot_be_is_said(place: str, sentence: str) -> None:
    hands = Hands()
    hands.tell(1, 1, "hasContent", 1)
    hands.placer.hear(Message("/track/4/canHoldAudioData", (0,)), 0.0)
    assert hands.place("1", place) == [] and sentence in hands.why_not()


def test_two_for_one_slot_and_silence() -> None:
    hands = Hands()
    hands.place("1", "track:1/slot:1")
    assert hands.place("2", "track:1/slot:1") == []
    assert [end.id for end in hands.ended] == ["2"]
    hands.placer.tick(TELLS_WITHIN_S - 0.1)
    assert len(hands.ended) == 1
    hands.placer.tick(TELLS_WITHIN_S)
    hands.tell(1, 1, "hasContent", 1)
    assert [end.id for end in hands.ended] == ["2", "1"]


PLACES = [
    "selected", "next-free", "track:1/slot:1", "track:2/slot:8", "track:9/slot:9", "track:1/bar:3", "cursor",
]  # fmt: skip
STEPS = st.one_of(
    st.sampled_from(PLACES),
    st.tuples(
        st.integers(1, 3), st.integers(1, 8), st.sampled_from(["hasContent", "isSelected"]), st.integers(0, 1)
    ),
    st.floats(0, 9),
)


@given(st.lists(STEPS, max_size=40))
def test_each_ends_once_whatever_is_told(steps: list[object]) -> None:
    hands, now_s, asked = Hands(), 0.0, 0
    for step in steps:
        match step:
            case str():
                asked += 1
                hands.place(str(asked), step, now_s)
            case (int(track), int(slot), str(what), int(value)):
                hands.tell(track, slot, what, value)
            case float():
                now_s += step
                hands.placer.tick(now_s)
    hands.placer.stop()
    assert sorted(end.id for end in hands.ended) == sorted(str(number + 1) for number in range(asked))


def test_over_real_sockets() -> None:
    ended: queue.SimpleQueue[PlacementEnded] = queue.SimpleQueue()
    ear, bitwig = Ear(), StandIn()
    time, placer = BitwigTranslator(), BitwigClipPlacer()
    peer = OscConnection(ear.post, time, ended.put, placer=placer, port=0, to_port=bitwig.port)
    peer.place(Placement("early", CLIP, Place.parse("next-free")))
    early = ended.get(timeout=PATIENCE_S)
    assert early.failure is not None and early.failure.kind == "no-host"
    peer.start()
    try:
        assert peer.port is not None
        bitwig.to_port = peer.port
        bitwig.until("/refresh")
        bitwig.say("/tempo/raw", 93.5)
        assert ear.until(lambda told: True).tempo_bpm == 93.5 and peer.is_there
        peer.place(Placement("1", CLIP, Place.parse("track:1/slot:2")))
        assert bitwig.until("/track/1/clip/2/insertFile").arguments == (str(CLIP.path),)
        bitwig.say("/track/1/clip/2/hasContent", 1)
        assert ended.get(timeout=PATIENCE_S) == PlacementEnded("1", where="bitwig:track:1/slot:2")
        peer.place(Placement("2", CLIP, Place.parse("track:1/slot:3")))
        bitwig.until("/track/1/clip/3/insertFile")
    finally:
        peer.stop()
        bitwig.close()
    last = ended.get(timeout=PATIENCE_S)
    assert last.id == "2" and last.failure is not None
    peer.place(Placement("late", CLIP, Place.parse("next-free")))
    late = ended.get(timeout=PATIENCE_S)
    assert late.failure is not None and late.failure.kind == "no-host"
    assert len(encode(inserted(1, 2)[0])) < 1024  # type: ignore[arg-type]

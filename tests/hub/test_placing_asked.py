"""A place asked for, from the message to the host and back: table, journal, session, hub."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bridge.errors import BadRequest
from bridge.hosts.connection import HostConnection, Placement
from bridge.hub.hub import Hub
from bridge.library import Library
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.orders import Failure, Sender
from bridge.osc.answers import messages
from bridge.osc.codec import Argument, Message
from bridge.osc.conversation import converse
from bridge.osc.dispatch import dispatch
from bridge.osc.forms import Where
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.vocabulary.music import Key, Transport
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest
from tests.hub.world import ASKER, MODEL, SETTINGS, World, came
from tests.support.hosts.placements import clip_in, sender
from tests.support.library import asked, job

NEXT_FREE = Place(where="next-free")


class Placer(HostConnection):
    """Places at once, in the hub's own thread, or refuses with `failure`."""

    is_there = True

    def __init__(self, hub: Hub) -> None:
        super().__init__("live")
        self._hub = hub
        self.failure: Failure | None = None
        self.given: list[Placement] = []

    def place(self, placement: Placement) -> None:
        self.given.append(placement)
        self._hub.post(ev.PlacementEnded(placement.id, "live:track:1/slot:1", self.failure))


def wanting(name: str = "a", place: Place = NEXT_FREE) -> ev.RequestCame:
    request = came(name)
    return msgspec.structs.replace(request, request=msgspec.structs.replace(request.request, place=place))


def after(number: int, kind: type) -> Callable[[Answer], bool]:
    seen: list[Answer] = []

    def is_enough(answer: Answer) -> bool:
        seen.extend([answer] if isinstance(answer, kind) else [])
        return len(seen) == number

    return is_enough


def test_a_clip_is_placed_once_it_is_in_the_library(world: World) -> None:
    placer = Placer(world.hub)
    world.hub.placing.add(placer)
    world.run(wanting(), until=after(1, an.Placed))
    kinds = [type(answer) for to, answer in world.channel.answers if to == ASKER]
    assert kinds == [an.Accepted, an.Done, an.Placed]
    [placed] = world.channel.of(an.Placed)
    assert isinstance(placed, an.Placed) and placed.where == "live:track:1/slot:1"
    assert world.library.clip(placed.clip.path.name) is not None


def test_what_was_made_before_is_placed_as_well(world: World) -> None:
    placer = Placer(world.hub)
    world.hub.placing.add(placer)
    world.run(came("a"), wanting("b"), until=after(1, an.Placed))
    assert len(world.engine.rendered) == 1 and len(placer.given) == 1


def test_who_only_listens_in_has_nothing_placed(world: World) -> None:
    placer = Placer(world.hub)
    world.hub.placing.add(placer)
    listener = Sender("osc", "127.0.0.1:9999", "")
    world.run(ev.Subscribed(listener, 100.0), wanting(), until=after(1, an.Placed))
    assert len(placer.given) == 1 and len(world.channel.of(an.Done)) == 2


def test_without_a_host_the_clip_is_there_and_the_placement_failed(world: World) -> None:
    world.run(wanting(), until=after(1, an.Failed))
    [failed] = world.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and failed.failure.kind == "no-host"
    assert len(world.channel.of(an.Done)) == 1


def test_a_clip_of_the_library_is_placed(world: World) -> None:
    placer = Placer(world.hub)
    placer.failure = Failure("no-place", "Full.")
    world.hub.placing.add(placer)
    world.run(came("a"), until=after(1, an.Done))
    [done] = world.channel.of(an.Done)
    assert isinstance(done, an.Done)
    again = World(done.clip.path.parent, world.library)
    placer = Placer(again.hub)
    again.hub.placing.add(placer)
    again.run(
        ev.PlaceAsked(ASKER, done.clip.path.name, NEXT_FREE), ev.PlaceAsked(ASKER, "gone.wav", NEXT_FREE),
        until=after(1, an.Placed),
    )  # fmt: skip
    [failed] = again.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and "No clip is called “gone.wav”" in failed.failure.message
    assert placer.given[0].clip == done.clip


def test_a_place_outlives_the_bridge(tmp_path: Path) -> None:
    place = Place(host="live", where="slot", track=2, slot=5, fire=True)
    with Library.open(tmp_path / "library.sqlite", tmp_path / "exports") as library:
        library.admit([msgspec.structs.replace(asked(job()), place=place), asked(job(seed=9), id="2")])
    with Library.open(tmp_path / "library.sqlite", tmp_path / "exports") as library:
        assert [order.place for order in library.open_orders()] == [place, None]


# ---- by OSC ----


def send(name: str, *arguments: Argument) -> object:
    return dispatch(Message(f"/riffbridge/{name}", arguments), Where("127.0.0.1", 9000, 0.0))


def test_a_place_by_osc() -> None:
    read = send("render", "a", "dub", "place", "live:selected+fire")
    assert isinstance(read, ev.RequestCame)
    assert read.request.place == Place(host="live", where="selected", fire=True)
    assert send("place", "a", "x.wav", "next-free") == ev.PlaceAsked(sender("a"), "x.wav", NEXT_FREE)


def test_a_place_that_cannot_be_by_osc() -> None:
    failed = send("render", "a", "dub", "place", "there")
    assert isinstance(failed, an.Failed) and failed.failure.message.startswith("place: ")


def test_several_takes_go_to_the_next_free_slots() -> None:
    context = ResolveContext(settings=SETTINGS, model=MODEL, model_sha256="0" * 64, fresh_seed=1)
    assert len(resolve(ClipRequest(prompt="dub", count=2, place=NEXT_FREE), context)) == 2
    with pytest.raises(BadRequest, match="2 clips don't fit into selected"):
        resolve(ClipRequest(prompt="dub", count=2, place=Place(where="selected")), context)


def test_the_answer_by_osc(tmp_path: Path) -> None:
    clip = clip_in(tmp_path, "x")
    assert messages(an.Placed(sender("7"), clip, "live:track:1/slot:2")) == [
        Message("/riffbridge/placed", (7, clip.job.digest, "live:track:1/slot:2"))
    ]


class Client:
    """Answers with what it was given."""

    def __init__(self, *answers: Message) -> None:
        self._answers = iter(answers)

    def send(self, address: str, *arguments: Argument) -> None:
        pass

    def answers(self, timeout_s: float) -> object:
        return self._answers


def said(name: str, *arguments: Argument) -> Message:
    return Message(f"/riffbridge/{name}", ("a", *arguments))


def finished(take: int, count: int) -> Message:
    return said("done", "f" * 64, "/a.wav", 100, 44_100, 124.0, 2, "", take, count, "what was heard")


@pytest.mark.parametrize(
    ("asked_for", "answers"),
    [
        (said("place", "x", "selected"), (said("placed", "x", "live:…"),)),
        (said("place", "x", "selected"), (said("failed", "no-host", "…"),)),
        (said("render", "x", "place", "selected"), (said("failed", "bad-request", "…"),)),
        (
            said("render", "x", "count", 2, "place", "next-free"),
            (finished(1, 2), said("placed"), finished(2, 2), said("failed", "host", "…")),
        ),
        (said("render", "place"), (finished(1, 1),)),
    ],
)
def test_a_conversation_ends_when_all_is_placed(asked_for: Message, answers: tuple[Message, ...]) -> None:
    client = Client(*answers, said("note", "never heard"))
    assert tuple(converse(client, asked_for)) == answers  # type: ignore[arg-type]


# ---- the host's key ----


def test_the_host_s_scale_is_the_key_of_what_has_one_and_names_none() -> None:
    model = msgspec.structs.replace(MODEL, follows_key=True)
    transport = Transport(tempo_bpm=120.0, key=Key(4, "minor"))
    around = ResolveContext(
        settings=SETTINGS, model=model, model_sha256="0" * 64, fresh_seed=1, transport=transport
    )
    [played] = resolve(ClipRequest(prompt="dub techno"), around)
    assert played.key == Key(4, "minor")
    [named] = resolve(ClipRequest(prompt="dub techno", key=Key(0, "major")), around)
    assert named.key == Key(0, "major")

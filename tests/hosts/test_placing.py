"""Which host a clip is given to, and that each placement ends once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.hosts.connection import HostConnection, Placement
from bridge.hosts.placing import Placing
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.places import Place
from tests.support.hosts.placements import clip_in, sender


class Placer(HostConnection):
    """Keeps what it is given; raises `mistake`, if there is one."""

    is_there, why_absent = True, ""

    def __init__(self, name: str, *, is_there: bool = True) -> None:
        super().__init__(name)
        self.is_there, self.why_absent = is_there, f"{name} is not there."
        self.given: list[Placement] = []
        self.mistake: Exception | None = None

    def place(self, placement: Placement) -> None:
        if self.mistake is not None:
            raise self.mistake
        self.given.append(placement)


SELECTED = Place(where="selected")


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    return clip_in(tmp_path, "loop")


def test_a_placement_ends_once(clip: Clip) -> None:
    live = Placer("live")
    placing = Placing([live])
    assert placing.place(sender("a"), clip, SELECTED) == []
    ended = ev.PlacementEnded(live.given[0].id, "live:track:1/slot:1")
    assert placing.ended(ended) == [an.Placed(sender("a"), clip, "live:track:1/slot:1")]
    assert placing.ended(ended) == []


def test_the_same_asked_again_meanwhile_is_the_same_and_later_is_another(clip: Clip) -> None:
    live = Placer("live")
    placing = Placing([live])
    for _ in range(2):
        placing.place(sender("a"), clip, SELECTED)
    placing.place(sender("b"), clip, SELECTED)
    assert len(live.given) == 2
    failure = Failure("no-place", "Full.")
    assert placing.ended(ev.PlacementEnded(live.given[0].id, failure=failure)) == [
        an.Failed(sender("a"), failure)
    ]
    placing.place(sender("a"), clip, SELECTED)
    assert len({each.id for each in live.given}) == 3


def test_the_host_that_is_there_is_asked_and_a_named_one_alone(clip: Clip) -> None:
    live, reaper = Placer("live", is_there=False), Placer("reaper")
    placing = Placing([live])
    placing.add(reaper)
    placing.place(sender("a"), clip, SELECTED)
    [answer] = placing.place(sender("b"), clip, Place(host="live", where="selected"))
    assert len(reaper.given) == 1 and not live.given
    assert answer == an.Failed(sender("b"), Failure("no-host", "live is not there."))
    reaper.is_there = False
    [answer] = placing.place(sender("c"), clip, SELECTED)
    assert isinstance(answer, an.Failed) and "riffbridge install" in answer.failure.message


def test_a_clip_whose_file_is_gone_is_not_sent(clip: Clip) -> None:
    clip.path.unlink()
    [answer] = Placing([Placer("live")]).place(sender("a"), clip, SELECTED)
    assert isinstance(answer, an.Failed) and answer.failure.kind == "no-file"


def test_a_mistake_of_a_placer_is_an_answer(clip: Clip) -> None:
    live = Placer("live")
    live.mistake = OSError("no socket")
    [answer] = Placing([live]).place(sender("a"), clip, SELECTED)
    assert isinstance(answer, an.Failed) and answer.failure.kind == "host"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("selected", Place(where="selected")),
        (" LIVE:next-free+fire ", Place(host="live", where="next-free", fire=True)),
        ("track:2/slot:15", Place(where="slot", track=2, slot=15)),
        ("arrangement:cursor", Place(where="cursor")),
        ("reaper:cursor", Place(host="reaper", where="cursor")),
        ("reaper:track:3/bar:17", Place(host="reaper", where="bar", track=3, bar=17)),
    ],
)
def test_places_are_read(text: str, place: Place) -> None:
    assert Place.parse(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "", "here", "track:0/slot:1", "track:1", "live:", "cursor+fire", "logic:selected", "selected\n+",
        "track:1/bar:0", "track:0/bar:1", "track:1/bar:2+fire", "track:1/scene:2", "bar:2",
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadRequest, match=r"\.$"):
        Place.parse(text)


def test_all_forms_of_a_place_are_in_the_sentence_that_refuses_one() -> None:
    with pytest.raises(BadRequest) as refused:
        Place.parse("on the moon")
    sentence = str(refused.value)
    for form in ("selected", "next-free", "track:1/slot:2", "track:1/bar:5", "arrangement:cursor"):
        assert form in sentence and str(Place.parse(form)) == form
    for host in ("live", "reaper", "bitwig", "ardour"):
        assert f"{host}:" in sentence and Place.parse(f"{host}:selected").host == host


@given(
    host=st.sampled_from([None, "live", "reaper", "bitwig", "ardour"]),
    where=st.sampled_from(["selected", "next-free", "slot", "bar", "cursor"]),
    track=st.integers(1, 9999), number=st.integers(1, 9999), fire=st.booleans(),
)  # fmt: skip
def test_places_are_read_as_they_are_written(
    host: str | None, where: str, track: int, number: int, fire: bool
) -> None:
    numbers = {"track": track, where: number} if where in ("slot", "bar") else {}
    fire = fire and where not in ("bar", "cursor")
    place = Place(host=host, where=where, fire=fire, **numbers)  # type: ignore[arg-type]
    assert Place.parse(str(place)) == place

"""Answers as messages: what is in them, that each fits into a packet, that none fails."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.messages import answers as an
from bridge.messages.host_views import HostView
from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.messages.pad_facts import PadFacts
from bridge.osc.answer_forms import ANSWERS, ROOT
from bridge.osc.answers import messages, packets
from bridge.osc.codec import MAX_ANSWER_BYTES, Message, decode
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Key, Transport
from bridge.vocabulary.prompts import ParsedPrompt
from tests.osc.scripted import SNAPSHOT, clip
from tests.support.factories import job

ME = Sender("osc", "127.0.0.1:9000", "7")
FORMS = {form.address: form for form in ANSWERS}


def one(answer: an.Answer) -> tuple[object, ...]:
    [message] = messages(answer)
    [packet] = packets(answer)
    assert len(packet) < MAX_ANSWER_BYTES
    [read] = decode(packet)
    assert isinstance(read, Message) and read.address == message.address
    return (message.address.removeprefix(ROOT), *message.arguments)


def test_what_the_answers_hold() -> None:
    assert one(an.Accepted(ME)) == ("accepted", 7)
    halfway = Progress(stage="drawing", fraction=0.5)
    assert one(an.Progressed(ME, halfway)) == ("progress", 7, 0.5, -1.0)
    told = msgspec.structs.replace(halfway, seconds_left=2.5)
    assert one(an.Progressed(ME, told)) == ("progress", 7, 0.5, 2.5)
    assert one(an.Noted(ME, "No grid.")) == ("note", 7, "No grid.")
    assert one(an.Failed(ME, Failure("busy", "Later."))) == ("failed", 7, "busy", "Later.")


def test_a_finished_take() -> None:
    done = clip(take=1, count=3)
    assert one(an.Done(ME, done)) == (
        "done", 7, done.job.digest, "/exports/bossa_1.wav", 170_710, 44_100, 124.0, 2, "Am", 2, 3,
        "124 BPM · A minor · 2 bars · 4/4",
    )  # fmt: skip
    assert one(an.Done(ME, clip(key=None)))[8] == ""


@given(id_bytes=st.integers(1, 260), path_bytes=st.integers(1, 600), heard=st.text(max_size=900))
def test_what_was_heard_takes_only_the_room_that_is_left(id_bytes: int, path_bytes: int, heard: str) -> None:
    done = clip(parsed=(ParsedPrompt(heard or "house"),))
    done = msgspec.structs.replace(done, path=Path("/" + "p" * path_bytes))
    [packet] = packets(an.Done(Sender("osc", "127.0.0.1:9000", f'"{"i" * id_bytes}"'), done))
    assert len(packet) < MAX_ANSWER_BYTES


@pytest.mark.parametrize(("name", "told"), [("7", 7), ("7.0", 7.0), ('"7"', "7"), ("kick", "kick")])
def test_the_id_is_that_of_the_request_in_its_type(name: str, told: object) -> None:
    answer = one(an.Accepted(Sender("osc", "127.0.0.1:9000", name)))
    assert (type(answer[1]), answer[1]) == (type(told), told)


def test_who_listens_in_hears_other_channels_ids_as_text() -> None:
    assert one(an.Accepted(Sender("folder", "", "7"))) == ("accepted", "7")
    assert one(an.Accepted(Sender("folder", "", "\udcff" * 300 + ".txt")))[0] == "accepted"


def test_how_things_stand() -> None:
    _, *pairs = one(an.Status(ME, SNAPSHOT))
    told = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert (told["engine"], told["done"], told["running"], told["bpm"]) == ("ready", 3, "", 0.0)
    running = QueuedJob(ticket=1, sender=ME, jobs=(job(),), paths=("/a",))
    _, *pairs = one(
        an.Status(
            ME,
            msgspec.structs.replace(
                SNAPSHOT,
                running=running,
                progress=Progress(stage="drawing", fraction=0.25),
                transport=Transport(tempo_bpm=93.5, playing=True),
                waiting=(running,),
            ),
        )
    )
    told = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert [told[name] for name in ("running", "fraction", "bpm", "playing", "waiting")] == [
        7,
        0.25,
        93.5,
        1,
        1,
    ]


def test_the_queue_lists_what_somebody_waits_for() -> None:
    order = QueuedJob(ticket=1, sender=ME, jobs=(job(prompt="dub"),), paths=("/a",))
    waits = msgspec.structs.replace(order, ticket=2, sender=Sender("folder", "", "a.txt"))
    halfway = Progress(stage="drawing", fraction=0.5)
    now = msgspec.structs.replace(SNAPSHOT, running=order, progress=halfway, waiting=(waits,) * 200)
    listed = messages(an.QueueTold(ME, now))
    assert len(listed) == 100
    assert listed[0].arguments == (1, 100, 1, "running", 0.5, "dub", "osc 127.0.0.1:9000")
    assert listed[1].arguments == (2, 100, 2, "waiting", 0.0, "dub", "folder")
    ahead = msgspec.structs.replace(order, ticket=-3, priority=Priority.IDLE)
    assert one(an.QueueTold(ME, msgspec.structs.replace(SNAPSHOT, running=ahead)))[:4] == ("queued", 0, 0, 0)


def test_lists_say_where_they_end() -> None:
    listed = messages(an.PresetNames(ME, (("dub", "Dub"), ("house", "House"))))
    assert [each.arguments for each in listed] == [(1, 2, "dub", "Dub"), (2, 2, "house", "House")]
    assert one(an.PresetNames(ME, ())) == ("preset", 0, 0, "", "")
    found = messages(an.FoundClips(ME, (clip(seed=1), clip(seed=2))))
    assert [each.arguments[:2] for each in found] == [(1, 2), (2, 2)]
    assert one(an.FoundClips(ME, ()))[:3] == ("clip", 0, 0)
    told = messages(an.Sources(ME, (("link", 126.0, True, True), ("osc", 100.0, False, False))))
    assert [each.arguments for each in told] == [(1, 2, "link", 126.0, 1, 1), (2, 2, "osc", 100.0, 0, 0)]
    assert one(an.Sources(ME, ())) == ("source", 0, 0, "", 0.0, 0, 0)
    pads = an.PadsTold(ME, (PadFacts(3, "House", "playing", 0.5, True, "c" * 64),))
    assert one(pads) == ("pad_state", 1, 1, 3, "House", "playing", 0.5, 1, "c" * 64)
    hosts = messages(an.HostsTold(ME, (HostView(name="live", track=2), HostView(name="reaper"))))
    assert [each.arguments[:3] for each in hosts] == [(1, 2, "live"), (2, 2, "reaper")]
    assert dict(zip(hosts[0].arguments[3::2], hosts[0].arguments[4::2], strict=True))["track"] == 2
    assert one(an.HostsTold(ME, ())) == ("host", 0, 0, "")
    assert one(an.Fired(ME, "live:track:2/slot:5")) == ("fired", "live:track:2/slot:5")
    cued = an.Cued(sender=ME, slot="pad 1", clip=clip(), beat=8.0, in_s=0.5)
    assert one(cued) == ("cued", "pad 1", clip().job.digest, 8.0, 0.5)


@pytest.mark.parametrize("letter", ["x", "é", "ド", "\udcff", "\0"])
def test_whatever_is_long_fits_still(letter: str) -> None:
    long = letter * 5000
    unread = Sender("osc", "127.0.0.1:9000", long)
    file = msgspec.structs.replace(
        clip(prompt=long.replace("\udcff", "x")), path=Path("/" + letter.replace("\0", "x") * 5000)
    )
    wordy = HostView(
        name="ardour", version=long, script=long, key=Key(1, "minor"), track_name=long, project=long,
        trouble=long,
    )  # fmt: skip
    for answer in (
        an.Noted(unread, long),
        an.Failed(unread, Failure("engine", long)),
        an.Done(unread, file),
        an.PresetNames(ME, ((long, long),)),
        an.HostsTold(ME, (wordy,)),
        an.Fired(ME, long),
        an.FoundClips(ME, (file,)),
    ):
        one(answer)
    assert one(an.Done(unread, file))[3] == ""
    near = msgspec.structs.replace(file, path=Path("/" + "x" * 598))
    assert len(str(one(an.Done(unread, near))[3])) == 599


def test_a_cut_text_says_that_it_is() -> None:
    assert str(one(an.Noted(ME, "a" * 5000))[2]).endswith("a…")


@pytest.mark.parametrize("number", [math.nan, math.inf, 1e300])
def test_numbers_that_no_float_holds_are_no_trouble(number: float) -> None:
    told = Progress(stage="x", fraction=number, seconds_left=number)
    assert one(an.Progressed(ME, told)) == ("progress", 7, 0.0, 0.0)


def test_the_reference_names_what_is_sent() -> None:
    for answer in (
        an.Accepted(ME), an.Noted(ME, ""), an.Done(ME, clip()), an.FoundClips(ME, (clip(),)),
        an.Sources(ME, ()), an.Cued(sender=ME, slot="a", clip=clip(), beat=8.0, in_s=0.5),
    ):  # fmt: skip
        [message] = messages(answer)
        fields = FORMS[message.address].fields
        assert len(fields) == len(message.arguments)
        kinds = {"i": int, "f": float, "s": str}
        for (_, kind, _), argument in zip(fields, message.arguments, strict=True):
            assert kind not in kinds or type(argument) is kinds[kind]

"""From a message to an event, or to one sentence that names the argument."""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Priority, Sender
from bridge.osc.answer_forms import ANSWER_ADDRESSES
from bridge.osc.answers import messages
from bridge.osc.codec import Argument, Malformed, Message
from bridge.osc.dispatch import dispatch
from bridge.osc.forms import Where
from bridge.osc.table import METHODS
from bridge.stage import events as se
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Key, Meter, Transport
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest, Operation
from bridge.vocabulary.trainings import TrainingRequest

WHERE = Where("127.0.0.1", 9000, 50.0)


def send(name: str, *arguments: Argument) -> Any:
    return dispatch(Message(f"/riffbridge/{name}", arguments), WHERE)


def refusal(name: str, *arguments: Argument) -> tuple[str, str]:
    """The id and the sentence of what must be a refusal."""
    failed = send(name, *arguments)
    assert isinstance(failed, an.Failed) and failed.failure.kind == "bad-request"
    assert failed.failure.message[-1] in ".?" and failed.sender.address == "127.0.0.1:9000"
    [message] = messages(failed)
    assert message.address == "/riffbridge/failed"
    return failed.sender.id, failed.failure.message


def test_a_request_with_every_pair() -> None:
    came = send(
        "render", "a", "dub techno", "bars", 4, "bpm", 93.5, "meter", "3/4", "key", "F#m",
        "seed", "4294967295", "preset", "dub", "negative", "drums", "model", "starter", "steps", 20.0,
        "guidance", "5.5", "scheduler", "ddim", "count", 2, "slot", "A1", "live", True, "rate", 48_000,
        "format", "FLAC",
    )  # fmt: skip
    assert came == ev.RequestCame(
        sender=Sender("osc", "127.0.0.1:9000", "a"),
        request=ClipRequest(
            prompt="dub techno",
            negative="drums",
            preset="dub",
            model="starter",
            tempo_bpm=93.5,
            bars=4,
            meter=Meter(3, 4),
            key=Key(6, "minor"),
            seed=2**32 - 1,
            steps=20,
            guidance=5.5,
            scheduler="ddim",
            count=2,
            rate_hz=48_000,
            file_format=FileFormat.FLAC,
            origin="osc",
        ),
        priority=Priority.LIVE,
        slot="A1",
    )


def test_what_is_not_said_stays_open() -> None:
    came = send("render", 7, "dub")
    assert came == ev.RequestCame(
        sender=Sender("osc", "127.0.0.1:9000", "7"), request=ClipRequest(prompt="dub", origin="osc")
    )


@pytest.mark.parametrize(
    ("pairs", "priority"),
    [
        (("count", 4), Priority.NORMAL),
        (("count", 5), Priority.BATCH),
        (("count", 5, "live", 1), Priority.LIVE),
        (("live", 0), Priority.NORMAL),
        (("live", "off", "count", 16), Priority.BATCH),
    ],
)
def test_who_goes_first(pairs: tuple[Argument, ...], priority: Priority) -> None:
    assert send("render", 1, "dub", *pairs).priority is priority


@pytest.mark.parametrize("bars", [2, 2.0, "2", "+2", 2**1])
def test_numbers_come_in_every_type(bars: Argument) -> None:
    assert send("render", 1, "x", "bars", bars).request.bars == 2
    assert send("render", 1, 808, "bpm", "1.2e2").request == ClipRequest(
        prompt="808", tempo_bpm=120.0, origin="osc"
    )


def test_the_other_addresses() -> None:
    me = Sender("osc", "127.0.0.1:9000", "")
    assert send("cancel", 7.0) == ev.CancelAsked(Sender("osc", "127.0.0.1:9000", "7.0"))
    assert send("subscribe") == ev.Subscribed(me, 110.0, me.address)
    other = Sender("osc", "127.0.0.1:9001", "")
    assert send("subscribe", 9001, 10) == ev.Subscribed(other, 60.0, me.address)
    assert send("unsubscribe", 9001) == ev.Unsubscribed(other)
    assert send("status") == ev.StatusAsked(me)
    assert send("presets") == ev.PresetsAsked(me)
    assert send("hosts") == ev.HostsAsked(me)
    slot = Place(where="slot", track=2, slot=5)
    assert send("fire", "track:2/slot:5") == ev.FireAsked(me, slot)
    assert send("fire", "live:track:2/slot:5").place == msgspec.structs.replace(slot, host="live")
    for place in ("selected", "track:2/bar:5", "reaper:track:2/slot:5", "track:2/slot:5+fire", "kick"):
        assert isinstance(send("fire", place), an.Failed)
    assert send("clips") == ev.ClipsAsked(me, "", 20)
    assert send("clips", "acid bass", "limit", 5) == ev.ClipsAsked(me, "acid bass", 5)
    varied = send("vary", 1, "f" * 64, "strength", 0.4)
    assert (varied.source_clip, varied.request.strength, varied.request.prompt) == ("f" * 64, 0.4, None)


def test_the_hosts_time() -> None:
    moved = send("transport", 93.5, 6, 8, 1, -2.5)
    assert moved == se.Heard(
        Transport(tempo_bpm=93.5, meter=Meter(6, 8), playing=True, beat=-2.5, read_at_s=50.0, source="osc")
    )
    assert send("transport", 120).transport.meter == Meter()
    typed = send("tempo", 97.5, "meter", "3/4")
    assert typed == se.Heard(Transport(tempo_bpm=97.5, meter=Meter(3, 4), read_at_s=50.0, source="typed"))
    assert send("tap") == se.Tapped(50.0)
    for value in (1, 1.0, True, 127):
        assert send("tap", value) == se.Tapped(50.0)
        assert send("stop", value if value != 127 else 1) == se.StopAsked(None, 50.0)
    assert send("pad", 3, 1.0) == send("pad", 3, True) == send("pad", 3) == se.PadHit(3, 100, 50.0)
    assert (send("pad", 3, 0.25).velocity, send("pad", 3, 0.001).velocity) == (25, 1)
    assert (send("pad", 3, 1).velocity, send("pad", 3, 64.0).velocity) == (1, 64)
    for value in (0, 0.0, False):
        assert send("tap", value) is send("stop", value) is send("pad", 3, value) is None
    assert send("stop", "1") == se.StopAsked("1", 50.0)
    me = Sender("osc", "127.0.0.1:9000", "")
    assert send("pad/level", 3, 0.5) == se.PadLevelSet(sender=me, pad=3, gain=0.5)
    for value in (1, 1.0, True):
        assert (
            send("pad/mute", 3, value) == send("pad/mute", 3) == se.PadLevelSet(sender=me, pad=3, muted=True)
        )
    for value in (0, 0.0, False):
        assert send("pad/mute", 3, value) == se.PadLevelSet(sender=me, pad=3, muted=False)
    assert send("pads") == se.PadsAsked(me)
    assert send("sources") == se.SourcesAsked(me)
    assert send("sources", "midi, link osc") == se.SourcesAsked(me, ("midi", "link", "osc"))


def test_what_plays() -> None:
    me = Sender("osc", "127.0.0.1:9000", "")
    assert send("play", "a.wav") == se.PlayNamed(sender=me, name="a.wav", slot="play", at_s=50.0)
    assert send("play", "a.wav", "slot", "x", "quantum", "clip", "gain", 0.5) == se.PlayNamed(
        sender=me, name="a.wav", slot="x", at_s=50.0, quantum="clip", gain=0.5
    )
    assert send("seek", "pad 1", 3) == se.SeekAsked("pad 1", 3.0)
    assert send("seek", "pad 1", -0.5, 1) == se.SeekAsked("pad 1", -0.5, relative=True)
    assert send("stop") == se.StopAsked(None, 50.0)
    assert send("stop", "pad 1", 0) == se.StopAsked("pad 1", 50.0, now=False)
    assert send("pad", 3) == se.PadHit(3, 100, 50.0)
    assert send("pad", 16, 127) == se.PadHit(16, 127, 50.0)
    assert isinstance(send("pad", 17), an.Failed) and isinstance(send("pad", 1, 128), an.Failed)
    assert isinstance(send("play", "a.wav", "quantum", "moon"), an.Failed)
    assert isinstance(send("play", "a.wav", "gain", 9), an.Failed)


def test_what_is_made_of_a_clip() -> None:
    varied = send("vary", 1, "f" * 64, "prompt", "dub")
    assert varied.request == ClipRequest(prompt="dub", operation=Operation.VARY, origin="osc")
    morphed = send("morph", 1, "a.wav", "to", "dub", "blend", 0.25, "seed_to", "9", "key", "Am")
    assert morphed.request == ClipRequest(
        operation=Operation.MORPH,
        goal_prompt="dub",
        blend=0.25,
        goal_seed=9,
        key=Key(9, "minor"),
        origin="osc",
    )
    assert (morphed.source_clip, morphed.goal_clip) == ("a.wav", None)
    both = send("morph", 1, "a.wav", "to_clip", "b.wav")
    assert (both.source_clip, both.goal_clip, both.request.blend) == ("a.wav", "b.wav", None)
    extended = send("extend", 1, "a.wav", "bars", 8)
    assert extended.request == ClipRequest(operation=Operation.EXTEND, bars=8, origin="osc")
    filled = send("fill", 1, "a.wav", "from_beat", 2, "to_beat", "3.5", "strength", 0.5)
    assert filled.request == ClipRequest(
        operation=Operation.FILL, from_quarter=2.0, to_quarter=3.5, strength=0.5, origin="osc"
    )
    drawn = send("render", 1, "house", "bpm", 100, "drawn_bpm", 124, "to", "dub")
    assert drawn.request == ClipRequest(
        prompt="house", tempo_bpm=100.0, drawn_tempo_bpm=124.0, goal_prompt="dub", origin="osc"
    )


def test_what_a_morph_cannot_go_to() -> None:
    assert "blend: 1.5 isn't" in refusal("morph", 1, "a.wav", "blend", 1.5)[1]
    assert "to_clip: “../b.wav” isn't" in refusal("morph", 1, "a.wav", "to_clip", "../b.wav")[1]


@pytest.mark.parametrize("bpm", [3_159_345.0, 19.9, 0, -120.0, math.nan, math.inf, 1e300, "fast", None, True])
def test_a_tempo_that_cannot_be(bpm: Argument) -> None:
    assert refusal("transport", bpm)[1].startswith("bpm: ")
    assert refusal("render", 5, "x", "bpm", bpm)[0] == "5"


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("bars", 0),
        ("bars", 65),
        ("bars", 1.5),
        ("bars", math.nan),
        ("bars", 2**40),
        ("bars", "9" * 8000),
        ("bars", "１２"),
        ("bars", "1_0"),
        ("bars", ""),
        ("seed", -1),
        ("seed", 2**32),
        ("seed", "1e300"),
        ("steps", 201),
        ("guidance", 1e300),
        ("count", 17),
        ("key", "H"),
        ("key", "A" * 10_000),
        ("key", 5),
        ("meter", "4/5"),
        ("rate", 44_101),
        ("format", "mp3"),
        ("live", 2),
        ("negative", "x" * 2001),
        ("negative", None),
        ("preset", "../dub"),
        ("model", "/models/x"),
        ("model", "C:\\models"),
        ("slot", "x" * 101),
    ],
)
def test_a_value_that_cannot_be_is_named(pair: str, value: Argument) -> None:
    name, sentence = refusal("render", "kick", "x", pair, value)
    assert name == "kick" and sentence.startswith(f"{pair}: ") and len(sentence) < 300


@pytest.mark.parametrize(
    "clip",
    ["", ".", "..", "../x", "a/b", "/etc/passwd", "~/x/", "C:\\x", "C:x", "\\\\host\\share", "//host/share",
     "CON", "con.wav", "NUL", "lpt1.txt", "COM¹", "a\x07b", "a\nb", "\u202ewav", " ", "x" * 256,
     "x" * 10**6, None, True, math.nan],
)  # fmt: skip
def test_a_clip_is_a_bare_name(clip: Argument) -> None:
    name, sentence = refusal("vary", 3, clip)
    assert name == "3" and sentence.startswith("clip: ") and len(sentence) < 300


@pytest.mark.parametrize(
    "clip", ["f" * 64, "dub_124bpm_2bars_F#m_7f3a.wav", "ドラム_90bpm.wav", "contour.wav", ".x"]
)
def test_names_that_clips_have(clip: str) -> None:
    assert send("vary", 3, clip).source_clip == clip


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (("render", 1, "x", "bras", 2), "“bras” is unknown. Did you mean bars?"),
        (("render", 1, "x", "zzz", 2), "Use preset, negative, bpm, bars"),
        (("vary", 1, "x", "blend", 0.5), "is for /riffbridge/render"),
        (("vary", 1, "x", "bars", 0, "key", "H"), "from 1 to 64. key: “H” isn't a key"),
        (("render", 1, "x", 4, 2), "“4” is unknown"),
        (("render", 1, "x", "bars"), "“bars” has no value"),
        (("render", 1, "x", "bars", 2, "bars", 4), "“bars” is given twice"),
        (("render", 1), "“prompt” is missing. /riffbridge/render takes id, prompt, pairs"),
        (("cancel", 1, 2), "Too many arguments (2)"),
        (("rendr", 1), "Did you mean /riffbridge/render?"),
        (("x" * 60, 1), "xxx…” is unknown. Use /riffbridge/render"),
    ],
)
def test_what_is_wrong_with_a_message(message: tuple[Any, ...], words: str) -> None:
    name, sentence = refusal(*message)
    assert name == "1" and words in sentence


@pytest.mark.parametrize(
    "address", ["/riffbridge/*", "/*", "/" + "*" * 31, "/riffbridge/{render,vary}", "/a[b]?"]
)
def test_patterns_are_refused(address: str) -> None:
    failed = dispatch(Message(address, (1,)), WHERE)
    assert isinstance(failed, an.Failed) and "is a pattern" in failed.failure.message


@pytest.mark.parametrize("name", [None, True, "", "x" * 101, math.nan, 2**40, "a\x07"])
def test_without_an_id_that_can_be_used_the_refusal_has_none(name: Argument) -> None:
    assert refusal("render", name, "x") == ("", refusal("render", name, "x")[1])
    assert refusal("cancel")[0] == ""
    assert refusal("nothing", name)[0] == ""


def test_what_cannot_be_read_is_refused() -> None:
    failed = dispatch(Malformed("A bundle ends early."), WHERE)
    assert failed == an.Failed(
        Sender("osc", "127.0.0.1:9000", ""), Failure("bad-request", "A bundle ends early.")
    )


@pytest.mark.parametrize("address", sorted(ANSWER_ADDRESSES))
def test_answers_of_another_bridge_are_passed_over(address: str) -> None:
    assert dispatch(Message(address, (1, "bad-request", "…")), WHERE) is None


ARGUMENT = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(max_size=50),
    st.booleans(),
    st.none(),
    st.sampled_from([field.name for method in METHODS.values() for field in method.pairs]),
)


@settings(max_examples=300)
@given(st.sampled_from([*METHODS, "/", "/x*"]), st.lists(ARGUMENT, max_size=12))
def test_any_message_makes_an_event_or_a_refusal(address: str, arguments: list[Argument]) -> None:
    result = dispatch(Message(address, tuple(arguments)), WHERE)
    if address.removeprefix("/riffbridge/") in ("tap", "stop", "pad") and 0 in arguments:
        return  # a button may have been let go
    assert result is not None
    if isinstance(result, an.Failed):
        assert messages(result)


def test_a_training_with_every_pair(tmp_path: Path) -> None:
    as_32_bits = struct.unpack("<f", struct.pack("<f", 1e-4))[0]
    asked = send(
        "train", 1, str(tmp_path), "mine", "base", "starter", "steps", 500, "full", 1, "preview_every", 0,
        "meter", "3/4", "device", "cpu", "rank", 8, "alpha", 4.0, "targets", "all", "batch", 2,
        "accumulate", 3, "learning_rate", as_32_bits, "seed", "4294967295", "dry_run", 0,
    )  # fmt: skip
    assert asked == ev.TrainAsked(
        Sender("osc", "127.0.0.1:9000", "1"),
        TrainingRequest(
            folder=tmp_path, name="mine", base="starter", steps=500, full=True, preview_steps=0,
            meter=Meter(3, 4), device="cpu", rank=8, alpha=4.0, targets="all", batch=2, accumulate=3,
            learning_rate=1e-4, seed=2**32 - 1,
        ),
    )  # fmt: skip
    here = send("train", 1, "~", "mine")
    assert here.request == TrainingRequest(folder=Path.home(), name="mine")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("loops", "mine"), "folder: “loops” isn't a full path"),
        (("../loops", "mine"), "isn't a full path"),
        (("~\n", "mine"), "isn't a path"),
        (("~", "../x"), "name: “../x” can't be a name"),
        (("~", "con"), "Windows keeps the name"),
        (("~", "mine", "base", "/models/sd"), "isn't a bare name"),
        (("~", "mine", "steps", 0, "rank", 200), "to 1,000,000. rank: 200 isn't"),
        (("~", "mine", "learning_rate", 1.0), "learning_rate: 1 isn't"),
    ],
)
def test_what_is_wrong_with_a_training(arguments: tuple[Any, ...], words: str) -> None:
    name, sentence = refusal("train", 1, *arguments)
    assert name == "1" and words in sentence


def test_another_machine_may_not_train() -> None:
    asked = Message("/riffbridge/train", (1, "~", "mine"))
    failed = dispatch(asked, Where("192.168.0.7", 9000, 50.0))
    assert isinstance(failed, an.Failed) and "Only programs on this machine" in failed.failure.message
    assert isinstance(dispatch(asked, Where("::1", 9000, 50.0)), ev.TrainAsked)

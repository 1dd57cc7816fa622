"""The notation that people type, and what a digest does and does not depend on."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, RenderJob, SourceAudio, SourceLoop
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.prompts import ParsedPrompt
from tests.support.factories import job


@pytest.mark.parametrize(
    ("text", "written"),
    [("Am", "Am"), ("a minor", "Am"), ("Bb", "A#"), ("F# min", "F#m"), ("G♭ major", "F#"), ("c", "C"),
     ("Cb", "B"), ("e flat minor", "D#m")],
)  # fmt: skip
def test_keys_as_people_write_them(text: str, written: str) -> None:
    assert str(Key.parse(text)) == written


@pytest.mark.parametrize(
    ("text", "short", "words"),
    [
        ("Bb", "Bb", "Bb major"),
        ("D#m", "Ebm", "Eb minor"),
        ("C#m", "C#m", "C# minor"),
        ("C#", "Db", "Db major"),
    ],
)
def test_keys_are_spelled_as_musicians_write_them(text: str, short: str, words: str) -> None:
    key = Key.parse(text)
    assert (key.short, key.words) == (short, words) and Key.parse(short) == key


@pytest.mark.parametrize("text", ["", "H", "A minor seventh", "12", "Am\n; rm", "🎵"])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(BadRequest, match="isn't a key"):
        Key.parse(text)


@given(st.integers(0, 11), st.sampled_from(["major", "minor"]))
def test_keys_read_back(tonic: int, mode: str) -> None:
    key = msgspec.convert({"tonic": tonic, "mode": mode}, Key)
    assert Key.parse(str(key)) == key == Key.parse(key.words)


@given(st.integers(1, 32), st.sampled_from([1, 2, 4, 8, 16, 32]))
def test_meters_read_back(numerator: int, denominator: int) -> None:
    meter = Meter(numerator, denominator)
    assert Meter.parse(str(meter)) == meter
    assert meter.quarters_per_bar * denominator == 4 * numerator


@pytest.mark.parametrize("text", ["4", "4/3", "0/4", "33/4", "4/4/4", "-3/4", "four/4", ""])
def test_what_is_no_meter(text: str) -> None:
    with pytest.raises(BadRequest, match="meter"):
        Meter.parse(text)


def test_every_field_of_a_job_is_in_its_digest() -> None:
    base = job()
    other = {
        str: "another", int: 77, float: 0.123, Meter: Meter(3, 4), Key: Key(5, "minor"),
    }  # fmt: skip
    unsaid: dict[str, object] = {
        "source": SourceAudio(path="a", sha256="b"), "goal": MorphTarget("dub", 8, 0.5),
        "gap": InpaintSpan(2.0, 4.0),
        "source_bars": 1, "drawn_tempo_bpm": 93.5, "decoding": "relative",
        "guide": "played", "loudness_lufs": -14.0, "source_loop": SourceLoop(tempo_bpm=93.5),
        "source_licence": "MIT", "source_author": "Ana",
        "loras": (Lora(name="a", sha256="b"),), "source_score": (),
    }  # fmt: skip
    for field in msgspec.structs.fields(RenderJob):
        if field.name in ("parsed", "other_words"):
            continue
        value = getattr(base, field.name)
        changed = next((new for kind, new in other.items() if type(value) is kind), None)
        if changed is None:
            changed = unsaid.get(field.name)
        if changed is None:
            changed = next(member for member in type(value) if member != value)
        assert msgspec.structs.replace(base, **{field.name: changed}).digest != base.digest, field.name


def test_what_a_prompt_was_parsed_as_counts_where_the_models_own_words_say_otherwise() -> None:
    parsed = (ParsedPrompt("zouk", genre_sha256="1"), ParsedPrompt("zouk", genre_sha256="2"))
    assert {job(parsed=(each,)).digest for each in parsed} == {job().digest}
    digests = {job(parsed=(each,), other_words=True).digest for each in parsed}
    assert len(digests | {job().digest}) == 3
    assert b"parsed" not in msgspec.json.encode(job()), "a clip from before is made again to the byte"


def test_what_is_of_a_goal_or_a_gap_counts_to_the_last_bit() -> None:
    goals = [
        MorphTarget("dub", 8, 0.5),
        MorphTarget("dub", 8, 0.25),
        MorphTarget("dub", 9, 0.5),
        MorphTarget("house", 8, 0.5),
    ]
    gaps = [InpaintSpan(2.0, 4.0), InpaintSpan(2.0, 4.5), InpaintSpan(1.0, 4.0)]
    digests = {job(goal=goal).digest for goal in goals} | {job(gap=gap).digest for gap in gaps}
    assert len(digests) == len(goals) + len(gaps)


def test_clips_from_before_keep_their_names() -> None:
    """The digest of version 0.1, which knew of no goals and gaps."""
    assert job().digest == "370477ada8ade57557612b9a597526488565906b2aeba48a8692a984da20b08b"


@pytest.mark.parametrize(
    "ends", [(-1.0, 2.0), (2.0, 2.0), (3.0, 1.0), (float("nan"), 1.0), (0.0, float("inf"))]
)
def test_what_is_no_gap(ends: tuple[float, float]) -> None:
    with pytest.raises(BadRequest, match="earlier first"):
        InpaintSpan(*ends)


@pytest.mark.parametrize("blend", [-0.1, 1.1, float("nan")])
def test_what_is_no_blend(blend: float) -> None:
    with pytest.raises(BadRequest, match="Use 0"):
        MorphTarget("dub", 1, blend)


def test_what_is_drawn_of_a_job() -> None:
    source = SourceAudio(path="a", sha256="b")
    assert job().drawn_gap is job(gap=InpaintSpan(0.0, 1.0)).drawn_gap is None
    assert job(source=source, gap=InpaintSpan(0.0, 1.0)).drawn_gap == InpaintSpan(0.0, 1.0)
    assert job(source=source, source_bars=1, bars=3, meter=Meter(6, 8)).drawn_gap == InpaintSpan(3.0, 9.0)
    assert (job(tempo_bpm=120.0).drawn_at_bpm, job(drawn_tempo_bpm=93.5).drawn_at_bpm) == (120.0, 93.5)


def test_a_source_counts_by_content_not_by_place() -> None:
    here = job(source=SourceAudio(path="/here.wav", sha256="1" * 64))
    there = job(source=SourceAudio(path="/there.wav", sha256="1" * 64))
    changed = job(source=SourceAudio(path="/here.wav", sha256="2" * 64))
    assert here.digest == there.digest != changed.digest


def test_jobs_travel_as_json_and_refuse_what_they_do_not_know() -> None:
    written = msgspec.json.encode(job())
    assert msgspec.json.decode(written, type=RenderJob) == job()
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.json.decode(written[:-1] + b',"volume":11}', type=RenderJob)

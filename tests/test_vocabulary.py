"""The notation that people type, and what a digest does and does not depend on."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.vocabulary import Key, Meter, RenderJob, SourceAudio
from tests.factories import job


@pytest.mark.parametrize(
    ("text", "written"),
    [("Am", "Am"), ("a minor", "Am"), ("Bb", "A#"), ("F# min", "F#m"), ("G♭ major", "F#"), ("c", "C"),
     ("Cb", "B"), ("e flat minor", "D#m")],
)  # fmt: skip
def test_keys_as_people_write_them(text: str, written: str) -> None:
    assert str(Key.parse(text)) == written


@pytest.mark.parametrize("text", ["", "H", "A minor seventh", "12", "Am\n; rm", "🎵"])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(BadRequest, match="no key"):
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
    for field in msgspec.structs.fields(RenderJob):
        value = getattr(base, field.name)
        changed = next((new for kind, new in other.items() if type(value) is kind), None)
        if changed is None:
            changed = {"key": Key(1, "minor"), "source": SourceAudio(path="a", sha256="b")}.get(field.name)
        if changed is None:
            changed = next(member for member in type(value) if member != value)
        assert msgspec.structs.replace(base, **{field.name: changed}).digest != base.digest, field.name


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

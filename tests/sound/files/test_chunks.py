"""Values come back out of chunks as they went in, and nothing out of nonsense."""

from __future__ import annotations

import struct
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.sound.files import chunks
from bridge.sound.files.chunks import Acid, SampleLoop

u16, u32 = st.integers(0, 2**16 - 1), st.integers(0, 2**32 - 1)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
acids = st.builds(
    Acid,
    beats=u32,
    numerator=u16,
    denominator=u16,
    tempo_bpm=st.integers(200, 9990).map(lambda tenths: tenths / 10),
    root_note=st.none() | st.integers(0, 127),
    one_shot=st.booleans(),
    stretch=st.booleans(),
)


@given(acids)
def test_acid_round_trip(acid: Acid) -> None:
    data = chunks.write_acid(acid)
    assert len(data) == 24
    assert chunks.read_acid(data) == acid


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_a_tempo_read_is_the_same_in_32_bits(tempo: float) -> None:
    found = chunks.read_acid(struct.pack("<IHHfIHHf", 0, 0, 0, 0, 0, 0, 0, tempo))
    assert found is not None
    assert struct.pack("<f", found.tempo_bpm) == struct.pack("<f", tempo)


def test_acid_byte_by_byte() -> None:
    acid = chunks.loop_acid(Fraction(12), 6, 8, 93.5, tonic=9)
    assert chunks.write_acid(acid) == (
        b"\x06\0\0\0"
        + b"\x45\0"
        + b"\0\x80"
        + b"\0\0\0\0"
        + b"\x0c\0\0\0"
        + b"\x08\0\x06\0"
        + b"\0\0\xbb\x42"
    )


def test_a_loop_without_a_key_has_no_root() -> None:
    acid = chunks.loop_acid(Fraction(8), 4, 4, 120, tonic=None)
    assert acid.root_note is None and acid.stretch and not acid.one_shot
    assert chunks.write_acid(acid)[0] == 4


def test_half_a_beat_is_not_rounded_but_the_loop_left_unstretched() -> None:
    acid = chunks.loop_acid(Fraction(7, 2), 7, 8, 120, tonic=0)
    assert (acid.beats, acid.stretch, acid.one_shot, acid.tempo_bpm) == (0, False, True, 120)


@pytest.mark.parametrize("tempo", [float("nan"), float("inf")])
def test_a_tempo_that_is_no_number_is_no_acid(tempo: float) -> None:
    assert chunks.read_acid(struct.pack("<IHHfIHHf", 0, 0, 0, 0, 0, 0, 0, tempo)) is None


@given(st.integers(0, 2**31), st.integers(1, 2**31 - 1), st.integers(8_000, 192_000))
def test_smpl_round_trip(start: int, length: int, rate_hz: int) -> None:
    data = chunks.write_smpl(SampleLoop(start, start + length), rate_hz)
    assert len(data) == 60
    assert chunks.read_smpl(data) == [SampleLoop(start, start + length)]


def test_smpl_end_is_the_last_frame_played() -> None:
    data = chunks.write_smpl(SampleLoop(0, 100), 44_100)
    assert struct.unpack("<6I", data[36:]) == (0, 0, 0, 99, 0, 0)
    assert struct.unpack_from("<9I", data) == (0, 0, 22_676, 60, 0, 0, 0, 1, 0)


@given(st.lists(u32, max_size=20))
def test_cue_round_trip(frames: list[int]) -> None:
    assert list(chunks.read_cue(chunks.write_cue(frames)).items()) == list(enumerate(frames, 1))


@given(st.lists(texts, max_size=8))
def test_labels_round_trip(labels: list[str]) -> None:
    data = chunks.write_labels(labels)
    assert list(chunks.read_labels(data).items()) == list(enumerate(labels, 1))
    assert chunks.read_info(data) == {}


@given(st.dictionaries(st.sampled_from(["INAM", "ISFT", "ICMT", "ICOP"]), texts.filter(bool)))
def test_info_round_trip(info: dict[str, str]) -> None:
    data = chunks.write_info(info)
    assert chunks.read_info(data) == info
    assert chunks.read_labels(data) == {}


def test_a_zero_hides_no_text_and_an_empty_one_is_left_out() -> None:
    assert chunks.read_info(chunks.write_info({"INAM": "a\0b", "ICOP": ""})) == {"INAM": "a b"}


@given(st.sampled_from([b"", b"INFO", b"adtl"]), st.binary(max_size=120))
def test_nonsense_is_read_as_little_and_never_an_error(head: bytes, data: bytes) -> None:
    nonsense = head + data
    assert len(chunks.read_smpl(nonsense)) <= len(nonsense) // 24
    assert len(chunks.read_cue(nonsense)) <= len(nonsense) // 24
    assert len(chunks.read_info(nonsense)) + len(chunks.read_labels(nonsense)) <= len(nonsense) // 8
    assert (chunks.read_acid(nonsense) is None) or len(nonsense) >= 24


def test_tables_shorter_than_they_state_are_read_as_far_as_they_go() -> None:
    assert chunks.read_cue(chunks.write_cue([])) == chunks.read_cue(b"\0\0\0") == {}
    assert chunks.read_cue(b"\xff\xff\xff\xff" + chunks.write_cue([5, 9])[4:-3]) == {1: 5}
    assert chunks.read_smpl(chunks.write_smpl(SampleLoop(0, 9), 8_000)[:-1]) == []

"""Vorbis comments in and out; the sound around them stays as it was."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.sound.files import tags

names = st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"), min_size=1, max_size=12)
values = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)
comments = st.dictionaries(names, values, max_size=6)


def encoded(kind: str, frames: int = 30_000) -> bytes:
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (frames, 2)).astype(np.float32)
    buffer = io.BytesIO()
    soundfile.write(buffer, sound, 44_100, format=kind)
    return buffer.getvalue()


FLAC, OGG = encoded("FLAC"), encoded("OGG")


def sound_of(data: bytes) -> bytes:
    return bytes(soundfile.read(io.BytesIO(data), dtype="float32")[0].tobytes())


@given(comments, st.binary(max_size=20))
@settings(deadline=None)
def test_comments_round_trip(texts: dict[str, str], vendor: bytes) -> None:
    data = tags.write_comments(vendor, texts)
    assert tags.read_comments(data) == texts
    assert tags.read_vendor(data) == vendor


@given(comments, st.integers(0, 400))
@settings(deadline=None)
def test_truncated_comments_are_read_as_far_as_they_go(texts: dict[str, str], size: int) -> None:
    found = tags.read_comments(tags.write_comments(b"vendor", texts)[:size])
    assert list(found.items()) == list(texts.items())[: len(found)]


def test_names_are_alike_in_small_and_capital_letters_and_the_first_counts() -> None:
    data = tags.write_comments(b"", {"bpm": "120", "BPM": "90", "empty": ""})
    assert tags.read_comments(data) == {"BPM": "120"}


@given(comments)
@settings(deadline=None, max_examples=20)
def test_flac_keeps_its_sound(texts: dict[str, str]) -> None:
    data = tags.with_flac_comments(FLAC, texts)
    assert tags.flac_comments(data) == texts
    assert sound_of(data) == sound_of(FLAC)
    assert tags.with_flac_comments(data, tags.flac_comments(FLAC)).endswith(FLAC[-1000:])


# More than 255 × 255 bytes fill a page on which no packet ends; their multiples end on an empty segment.
@pytest.mark.parametrize("size", [0, 1, 254, 255, 4_000, 255 * 255, 150_000])
def test_ogg_keeps_its_sound_with_comments_of_any_length(size: int) -> None:
    data = tags.with_ogg_comments(OGG, {"COMMENT": "x" * size}, serial=7)
    assert tags.ogg_comments(data).get("COMMENT", "") == "x" * size
    assert sound_of(data) == sound_of(OGG)
    # What libsndfile makes of it, as a reader that is not ours.
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        assert len(file.comment) == size


def test_ogg_pages_are_numbered_and_say_what_continues_and_what_ends() -> None:
    data = tags.with_ogg_comments(OGG, {"COMMENT": "x" * 150_000}, serial=0xDEAD_BEEF)
    position, expected_number, continues = 0, 0, False
    while position < len(data):
        flags, granule, serial, number = struct.unpack_from("<BqII", data, position + 5)
        segments = data[position + 26]
        lacing = data[position + 27 : position + 27 + segments]
        assert (serial, number) == (0xDEAD_BEEF, expected_number)
        assert bool(flags & 1) == continues
        assert (granule == -1) == (min(lacing) == 255)
        continues = lacing[-1] == 255
        expected_number += 1
        position += 27 + segments + sum(lacing)
    assert position == len(data) and expected_number > 4


def test_checksum_is_the_one_that_the_encoder_wrote() -> None:
    segments = OGG[26]
    page = OGG[: 27 + segments + sum(OGG[27 : 27 + segments])]
    blank = page[:22] + b"\0\0\0\0" + page[26:]
    assert tags.ogg_checksum(blank) == int.from_bytes(page[22:26], "little")


@given(st.sampled_from([b"", b"fLaC", b"OggS", FLAC[:400], OGG[:5000]]), st.binary(max_size=60))
@settings(deadline=None)
def test_nonsense_is_read_as_little_and_never_an_error(head: bytes, tail: bytes) -> None:
    found = tags.flac_comments(head + tail) | tags.ogg_comments(head + tail)
    assert all(name == name.upper() for name in found)


@pytest.mark.parametrize("data", [b"", OGG[:60], OGG[:3000], b"OggS" + b"\0" * 40])
def test_a_stream_without_its_headers_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="Vorbis"):
        tags.with_ogg_comments(data, {}, serial=1)

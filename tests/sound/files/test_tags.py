"""Texts in and out of sound files; the sound around them stays as it was."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zlib
from collections.abc import Iterator

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen import flac
from mutagen.id3 import APIC, ID3, TBPM, TIT2
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from bridge.sound.files import tags

names = st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"), min_size=1, max_size=12)
values = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)
comments = st.dictionaries(names, values, max_size=6)


def encoded(kind: str, subtype: str | None = None) -> bytes:
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (30_000, 2)).astype(np.float32)
    buffer = io.BytesIO()
    soundfile.write(buffer, sound, 48_000, format=kind, subtype=subtype)
    return buffer.getvalue()


FLAC, OGG = encoded("FLAC"), encoded("OGG")


def sound_of(data: bytes) -> bytes:
    return bytes(soundfile.read(io.BytesIO(data), dtype="float32")[0].tobytes())


@given(comments)
@settings(max_examples=20)
def test_flac_keeps_its_sound(texts: dict[str, str]) -> None:
    data = tags.with_flac_comments(FLAC, texts)
    assert tags.read_texts(data) == texts
    assert sound_of(data) == sound_of(FLAC)
    assert len(flac.FLAC(io.BytesIO(data)).metadata_blocks) == 2


@given(comments)
@settings(max_examples=20)
def test_ogg_keeps_its_sound(texts: dict[str, str]) -> None:
    data = tags.with_ogg_comments(OGG, texts, serial=7)
    assert tags.read_texts(data) == texts
    assert sound_of(data) == sound_of(OGG)


def test_comments_without_a_value_are_left_out_and_what_is_no_unicode_is_replaced() -> None:
    data = tags.with_flac_comments(FLAC, {"BPM": "", "TITLE": "\udce9t\udce9"})
    assert tags.read_texts(data) == {"TITLE": "?t?"}
    assert flac.FLAC(io.BytesIO(data)).tags.vendor == flac.FLAC(io.BytesIO(FLAC)).tags.vendor


def test_names_are_alike_in_small_and_capital_letters_and_the_first_counts() -> None:
    data = tags.with_flac_comments(FLAC, {"bpm": "120", "BPM": "90"})
    assert tags.read_texts(data) == {"BPM": "120"}


# More than 255 × 255 bytes fill a page on which no packet ends; their multiples end on an empty segment.
@pytest.mark.parametrize("size", [0, 1, 254, 255, 4_000, 31_000, 62_000, 255 * 255, 150_000])
def test_ogg_keeps_its_sound_with_comments_of_any_length(size: int) -> None:
    data = tags.with_ogg_comments(OGG, {"COMMENT": "x" * size}, serial=7)
    assert tags.read_texts(data).get("COMMENT", "") == "x" * size
    assert sound_of(data) == sound_of(OGG)
    # What libsndfile makes of it, as a reader that is not ours.
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        assert len(file.comment) == size


def pages(data: bytes) -> Iterator[tuple[int, int, int, int, bytes]]:
    """(flags, granule, serial, number, lacing) of each page."""
    position = 0
    while position < len(data):
        flags, granule, serial, number = struct.unpack_from("<BqII", data, position + 5)
        lacing = data[position + 27 : position + 27 + data[position + 26]]
        yield flags, granule, serial, number, lacing
        position += 27 + len(lacing) + sum(lacing)
    assert position == len(data)


def test_ogg_pages_are_numbered_and_say_what_continues_and_what_ends() -> None:
    data = tags.with_ogg_comments(OGG, {"COMMENT": "x" * 150_000}, serial=0xDEAD_BEEF)
    continues = False
    for expected, (flags, granule, serial, number, lacing) in enumerate(pages(data)):
        assert (serial, number) == (0xDEAD_BEEF, expected)
        assert bool(flags & 1) == continues
        assert (granule == -1) == (min(lacing) == 255)
        continues = lacing[-1] == 255
    assert expected > 4


def test_a_certificates_comments_and_the_codebooks_share_a_page() -> None:
    headers = [
        page for page in pages(tags.with_ogg_comments(OGG, {"COMMENT": "x" * 9_000}, 7)) if not page[1]
    ]
    assert len(headers) == 2


def test_opus_is_read() -> None:
    file = io.BytesIO(encoded("OGG", "OPUS"))
    opus = OggOpus(file)
    opus["bpm"] = "93"
    file.seek(0)
    opus.save(file)
    assert tags.read_texts(file.getvalue()) == {"BPM": "93"}


def id3(*frames: object, version: int = 4) -> bytes:
    tag = ID3()
    for frame in frames:
        tag.add(frame)
    if version == 3:
        tag.update_to_v23()
    file = io.BytesIO()
    tag.save(file, v2_version=version)
    return file.getvalue()


@pytest.mark.parametrize("version", [3, 4])
def test_id3_tells_its_tempo_beside_a_large_picture(version: int) -> None:
    picture = APIC(mime="image/png", type=3, data=b"x" * 300_000)
    data = id3(TIT2(text="Loop"), TBPM(text="93"), picture, version=version)
    assert tags.read_texts(data + b"\xff\xfb") == {"BPM": "93"}
    assert tags.read_texts(id3(TIT2(text="Loop"), version=version)) == {}


def test_id3_of_version_2_2_tells_its_tempo() -> None:
    frame = b"TBP" + (4).to_bytes(3, "big") + b"\x00128"
    assert tags.read_texts(b"ID3\x02\x00\x00" + bytes([0, 0, 0, len(frame)]) + frame) == {"BPM": "128"}


@pytest.mark.slow
def test_a_tempo_that_unpacks_to_half_a_gigabyte_takes_little_memory() -> None:
    packed = zlib.compress(b"\x00" + b"1" * (1 << 29))
    frame = b"TBPM" + len(packed).to_bytes(4, "big") + b"\x00\x80" + (1 << 29).to_bytes(4, "big") + packed
    size = bytes(len(frame) >> shift & 0x7F for shift in (21, 14, 7, 0))
    tracemalloc.start()
    assert tags.read_texts(b"ID3\x03\x00\x00" + size + frame) == {}
    assert tracemalloc.get_traced_memory()[1] < 1 << 28
    tracemalloc.stop()


@given(
    st.sampled_from([b"", b"fLaC", b"OggS", b"ID3", FLAC[:400], OGG[:5000], id3(TBPM(text="93"))[:40]]),
    st.binary(max_size=60),
)
def test_nonsense_is_read_as_little_and_never_an_error(head: bytes, tail: bytes) -> None:
    assert all(name == name.upper() for name in tags.read_texts(head + tail))


@pytest.mark.parametrize(
    "data", [b"", OGG[:60], OGG[:3000], b"OggS" + b"\0" * 40], ids=["empty", "cut", "cut later", "blank"]
)
def test_a_stream_without_its_headers_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="Vorbis"):
        tags.with_ogg_comments(data, {}, serial=1)


def test_other_programs_read_what_is_written() -> None:
    assert OggVorbis(io.BytesIO(tags.with_ogg_comments(OGG, {"BPM": "93.5"}, 7))).tags["BPM"] == ["93.5"]
    assert flac.FLAC(io.BytesIO(tags.with_flac_comments(FLAC, {"BPM": "93.5"}))).tags["BPM"] == ["93.5"]

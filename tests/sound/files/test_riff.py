"""RIFF comes back out of whole files as it went in, and out of broken ones as far as it goes."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadFile
from bridge.sound.files import riff

ids = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=4, max_size=4).map(str.encode)
contents = st.lists(st.tuples(ids, st.binary(max_size=40)), max_size=8)


def read(data: bytes) -> list[tuple[bytes, bytes]]:
    file = io.BytesIO(data)
    return [(each.id, riff.content(file, each)) for each in list(riff.wave_chunks(file))]


@given(contents)
def test_round_trip(chunks: list[tuple[bytes, bytes]]) -> None:
    data = riff.wave_file(chunks)
    assert len(data) % 2 == 0
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    assert read(data) == chunks


@given(contents, st.data())
def test_a_truncated_file_gives_a_beginning_of_what_it_held(
    chunks: list[tuple[bytes, bytes]], data: st.DataObject
) -> None:
    whole = riff.wave_file(chunks)
    cut = data.draw(st.integers(12, len(whole)))
    found = read(whole[:cut])
    assert [name for name, _ in found] == [name for name, _ in chunks[: len(found)]]
    assert [text for _, text in found[:-1]] == [text for _, text in chunks[: max(0, len(found) - 1)]]
    if found:
        assert chunks[len(found) - 1][1].startswith(found[-1][1])


@given(st.binary(max_size=200), st.sampled_from([b"", b"RIFF\0\0\0\0WAVE", b"RF64\xff\xff\xff\xffWAVEds64"]))
def test_anything_is_read_within_its_bounds_or_refused(data: bytes, head: bytes) -> None:
    file = io.BytesIO(head + data)
    try:
        found = list(riff.wave_chunks(file))
    except BadFile:
        return
    assert all(each.start > 12 and each.start + each.size <= len(head + data) for each in found)


@pytest.mark.parametrize("padding", [b"\0", b"\xff", b"x", b"a", b""])
def test_a_chunk_is_found_after_any_padding(padding: bytes) -> None:
    chunks = [(b"data", b"abc"), (b"acid", bytes(24)), (b"smpl", bytes(60))]
    data = bytearray(riff.wave_file(chunks))
    at = data.index(b"abc") + 3
    data[at : at + 1] = padding
    assert read(bytes(data)) == chunks


def test_padding_that_was_left_out() -> None:
    data = b"RIFF\0\0\0\0WAVE" + b"odd \1\0\0\0x" + b"next\2\0\0\0yz"
    assert read(data) == [(b"odd ", b"x"), (b"next", b"yz")]


def test_a_size_that_was_never_filled_in_reaches_to_the_end() -> None:
    data = b"RIFF\xff\xff\xff\xffWAVE" + b"data\xff\xff\xff\xff" + b"abcdef"
    assert read(data) == [(b"data", b"abcdef")]


def test_wide_sizes_stand_in_a_chunk_of_their_own() -> None:
    table = struct.pack("<4sQ", b"more", 2)
    ds64 = riff.chunk(b"ds64", struct.pack("<QQQI", 0, 3, 0, 1) + table)
    wide = b"\xff\xff\xff\xff"
    data = b"RF64" + wide + b"WAVE" + ds64
    data += b"data" + wide + b"abc\0" + b"more" + wide + b"de" + b"last\1\0\0\0f\0"
    assert read(data)[1:] == [(b"data", b"abc"), (b"more", b"de"), (b"last", b"f")]


def test_only_what_says_so_has_its_size_elsewhere() -> None:
    ds64 = riff.chunk(b"ds64", struct.pack("<QQQI", 0, 3, 0, 0))
    data = b"RF64\xff\xff\xff\xffWAVE" + ds64 + b"data\2\0\0\0abmore\1\0\0\0c\0"
    assert len(ds64) == 8 + 28 and read(data)[1:] == [(b"data", b"ab"), (b"more", b"c")]


@pytest.mark.parametrize("letter", [b"\x1f", b"\x7f", b"\x80"])
def test_what_has_no_id_is_no_chunk(letter: bytes) -> None:
    assert read(b"RIFF\0\0\0\0WAVE" + b"good\1\0\0\0x\0" + b"abc" + letter + b"\0\0\0\0") == [(b"good", b"x")]


def test_a_file_of_nothing_but_empty_chunks_ends() -> None:
    assert len(read(b"RIFF\0\0\0\0WAVE" + b"null\0\0\0\0" * 5000)) == 4096


def test_content_is_limited() -> None:
    file = io.BytesIO(riff.wave_file([(b"big ", b"x" * 100)]))
    (chunk,) = riff.wave_chunks(file)
    assert riff.content(file, chunk, 10) == b"x" * 10


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\0\0\0\0AVI ", b"OggS" * 5])
def test_what_is_no_wave_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile, match="Not a WAV"):
        read(data)


def test_an_id_has_four_letters() -> None:
    with pytest.raises(ValueError, match="four"):
        riff.chunk(b"abc", b"")

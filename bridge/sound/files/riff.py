"""Reads and writes RIFF, the container of WAV: bytes in chunks, and chunks out of whatever bytes are found.

A chunk is four letters, a size, and that many bytes, padded to an even number. Files in the wild
lack the padding or pad with anything, state sizes that were never filled in, or end early; all are read as
far as they go.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Literal, NamedTuple

from bridge.errors import BadFile

# More than any real file has; a file of nothing but empty chunks must not keep us for minutes.
_MAX_CHUNKS = 4096
_UNKNOWN_SIZE = 0xFFFF_FFFF
# In these containers the sizes that do not fit 32 bits stand in a chunk of their own, `ds64`.
_WIDE_FORMS = (b"RF64", b"BW64")
# A chunk's id and what it holds.
Content = tuple[bytes, bytes]
# What follows a chunk of odd size tells by these whether it was padded.
_USUAL = frozenset((
    b"fmt ", b"data", b"fact", b"LIST", b"acid", b"smpl", b"inst", b"cue ", b"plst", b"bext", b"id3 ",
    b"ID3 ", b"JUNK", b"PEAK", b"iXML", b"_PMX", b"strc", b"DISP", b"cart", b"LGWV", b"ResU", b"umid",
    b"axml", b"chna", b"COMM", b"SSND", b"MARK", b"INST", b"NAME", b"AUTH", b"ANNO", b"COMT", b"APPL",
    b"FVER", b"CHAN", b"basc", b"trns", b"cate",
))  # fmt: skip
# Codes of `fmt ` whose last block is filled up: Microsoft's ADPCM and IMA's.
_ADPCM = (0x02, 0x11)
# The letters that each kind of WAV begins with.
FORMS = (b"RIFF", *_WIDE_FORMS)


class Chunk(NamedTuple):
    """Where a chunk's content lies: `start` and `size` in bytes, within the file that there is."""

    id: bytes
    start: int
    size: int


def chunk(chunk_id: bytes, content: bytes) -> bytes:
    """A chunk with its header and padding. The id is exactly four bytes."""
    if len(chunk_id) != 4:
        raise ValueError("a chunk's id has four bytes")
    return struct.pack("<4sI", chunk_id, len(content)) + content + b"\0" * (len(content) % 2)


def wave_file(chunks: Sequence[Content]) -> bytes:
    """A whole WAV file of (id, content) pairs, in their order."""
    return chunk(b"RIFF", b"WAVE" + b"".join(chunk(*each) for each in chunks))


def wave_chunks(file: BinaryIO) -> Iterator[Chunk]:
    """The chunks of a WAV (RIFF, RF64 or BW64) that can be sought in, in the file's order.

    Sizes beyond the file's end are cut to it. Raises `BadFile` if it is no WAV at all.
    """
    file_size = file.seek(0, 2)
    file.seek(0)
    head = file.read(12)
    if len(head) < 12 or head[:4] not in FORMS or head[8:] != b"WAVE":
        raise BadFile("Not a WAV file: its header is missing.")
    wide = head[:4] in _WIDE_FORMS
    sizes: dict[bytes, int] = {}
    for each in walk(file, 12, file_size, sizes):
        if wide and each.id == b"ds64":
            sizes.update(_read_ds64(content(file, each, 4096)))
        yield each


def walk(
    file: BinaryIO,
    start: int,
    end: int,
    wide_sizes: dict[bytes, int] | None = None,
    order: Literal["little", "big"] = "little",
) -> Iterator[Chunk]:
    """The chunks between two positions, up to the first thing that is not a chunk.

    `wide_sizes` gives the size of those whose 32-bit one says that it is elsewhere. `order` is that of a
    size's bytes: `big` in AIFF.
    """
    position = start
    for _ in range(_MAX_CHUNKS):
        file.seek(position)
        header = file.read(8)
        if position + 8 > end or len(header) < 8 or not _is_id(header[:4]):
            return
        size = int.from_bytes(header[4:], order)
        if size == _UNKNOWN_SIZE and wide_sizes:
            size = wide_sizes.get(header[:4], size)
        size = min(size, end - position - 8)
        yield Chunk(header[:4], position + 8, size)
        position += 8 + size
        if size % 2:
            file.seek(position)
            position += _is_padded(file.read(5))


def stated_frames(file: BinaryIO) -> int | None:
    """How many frames a WAV in ADPCM states, where that is at most a block short of what it holds."""
    try:
        found = {each.id: each for each in wave_chunks(file) if each.id in (b"fmt ", b"fact", b"data")}
    except BadFile:
        return None
    if len(found) < 3:
        return None
    form = content(file, found[b"fmt "], 20)
    fact = content(file, found[b"fact"], 4)
    if len(form) < 20 or len(fact) < 4 or int.from_bytes(form[:2], "little") not in _ADPCM:
        return None
    block_bytes, block_frames = (int.from_bytes(form[at : at + 2], "little") for at in (12, 18))
    held = -(-found[b"data"].size // max(1, block_bytes)) * block_frames
    stated = int.from_bytes(fact, "little")
    return stated if 0 < held - stated < block_frames else None


def content(file: BinaryIO, chunk: Chunk, limit: int = 1 << 20) -> bytes:
    """A chunk's bytes, at most `limit` of them."""
    file.seek(chunk.start)
    return file.read(min(chunk.size, limit))


def _is_padded(following: bytes) -> bool:
    """Whether the first of the five bytes after a chunk of odd size is padding. A zero is, since no id begins
    with it; where it is anything else, a usual id tells."""
    return following[:1] == b"\0" or (following[:4] not in _USUAL and following[1:] in _USUAL)


def _is_id(letters: bytes) -> bool:
    return all(0x20 <= letter < 0x7F for letter in letters)


def _read_ds64(data: bytes) -> dict[bytes, int]:
    """Sizes by id: the data's own place, then a table of any others (EBU Tech 3306)."""
    if len(data) < 28:
        return {}
    sizes = {b"data": int.from_bytes(data[8:16], "little")}
    count = int.from_bytes(data[24:28], "little")
    table = data[28 : 28 + 12 * count]
    for letters, size in struct.iter_unpack("<4sQ", table[: len(table) // 12 * 12]):
        sizes[letters] = size
    return sizes

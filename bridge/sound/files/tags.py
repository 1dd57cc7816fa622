"""Vorbis comments in FLAC and Ogg Vorbis files. Pure: bytes in, bytes out.

The encoder behind soundfile can set only some fields (not the tempo), and gives each Ogg stream a
random serial number; so we write the comments, and number the pages, ourselves.

Sources: the Vorbis I specification, section 5; RFC 9639 (FLAC), section 8; RFC 3533 (Ogg), section 6.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_VORBIS_HEAD = b"\x03vorbis"
_VORBIS_TAIL = b"\x01"
_FLAC_COMMENT = 4
_PAGE = struct.Struct("<4sBBqIIIB")
_CONTINUED = 1
_NO_PACKET_ENDS = -1
_MAX_COMMENTS = 10_000


def write_comments(vendor: bytes, comments: Mapping[str, str]) -> bytes:
    """Fields with a value, in the mapping's order, as `NAME=value` in UTF-8."""
    fields = [f"{name}={value}".encode("utf-8", "replace") for name, value in comments.items() if value]
    parts = (struct.pack("<I", len(field)) + field for field in fields)
    return struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", len(fields)) + b"".join(parts)


def read_comments(data: bytes) -> dict[str, str]:
    """Values by their names in capitals, the first of each: as many as the block states and holds."""
    position = 4 + len(read_vendor(data))
    count = int.from_bytes(data[position : position + 4], "little")
    position += 4
    comments: dict[str, str] = {}
    for _ in range(min(count, _MAX_COMMENTS)):
        size = int.from_bytes(data[position : position + 4], "little")
        if position + 4 + size > len(data):
            break
        name, equals, value = data[position + 4 : position + 4 + size].partition(b"=")
        if equals:
            comments.setdefault(name.decode("ascii", "replace").upper(), value.decode("utf-8", "replace"))
        position += 4 + size
    return comments


def read_vendor(data: bytes) -> bytes:
    """The name of the encoder, which begins a block of comments."""
    return data[4 : 4 + int.from_bytes(data[:4], "little")]


def flac_comments(data: bytes) -> dict[str, str]:
    """The comments in a FLAC file's beginning; nothing if there are none."""
    return next((read_comments(block) for kind, block in _flac_blocks(data) if kind == _FLAC_COMMENT), {})


def with_flac_comments(data: bytes, comments: Mapping[str, str]) -> bytes:
    """A FLAC file with `comments` in place of those it has; the sound is untouched."""
    blocks = list(_flac_blocks(data))
    sound = data[4 + sum(4 + len(block) for _, block in blocks) :]
    vendor = next((read_vendor(block) for kind, block in blocks if kind == _FLAC_COMMENT), b"")
    # STREAMINFO must be first; the comments follow it.
    kept = [each for each in blocks if each[0] != _FLAC_COMMENT]
    kept.insert(1, (_FLAC_COMMENT, write_comments(vendor, comments)))
    out = [b"fLaC"]
    for index, (kind, block) in enumerate(kept):
        last = 0x80 if index == len(kept) - 1 else 0
        out.append(bytes([last | kind]) + len(block).to_bytes(3, "big") + block)
    return b"".join(out) + sound


def _flac_blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(kind, content) of the metadata blocks that are whole."""
    position = 4
    while data[:4] == b"fLaC" and position + 4 <= len(data):
        head, size = data[position], int.from_bytes(data[position + 1 : position + 4], "big")
        if position + 4 + size > len(data):
            return
        yield head & 0x7F, data[position + 4 : position + 4 + size]
        position += 4 + size
        if head & 0x80:
            return


class _OggPage(NamedTuple):
    flags: int
    granule: int
    lacing: bytes
    body: bytes

    def write(self, serial: int, number: int) -> bytes:
        head = _PAGE.pack(b"OggS", 0, self.flags, self.granule, serial, number, 0, len(self.lacing))
        page = head + self.lacing + self.body
        return page[:22] + struct.pack("<I", ogg_checksum(page)) + page[26:]


def ogg_comments(data: bytes) -> dict[str, str]:
    """The comments in an Ogg Vorbis file's beginning; nothing if there are none."""
    packets, _ = _packets(list(_ogg_pages(data, limit=64))[1:], 1)
    return read_comments(packets[0][len(_VORBIS_HEAD) :]) if packets[0].startswith(_VORBIS_HEAD) else {}


def with_ogg_comments(data: bytes, comments: Mapping[str, str], serial: int) -> bytes:
    """An Ogg Vorbis file with `comments` in place of those it has, and `serial` (32 bits) as its number.

    The first page holds the identification; the comments and the codebooks follow, and end a page;
    the sound's own pages stay as they are but for serial, number and checksum. Raises `ValueError` if
    `data` is not one whole stream of Vorbis.
    """
    pages = list(_ogg_pages(data))
    packets, used = _packets(pages[1:], 2)
    if len(packets) != 3 or packets[2] or not packets[0].startswith(_VORBIS_HEAD):
        raise ValueError("this is not a single stream of Ogg Vorbis")
    old, books, _ = packets
    vendor = read_vendor(old[len(_VORBIS_HEAD) :])
    new = _VORBIS_HEAD + write_comments(vendor, comments) + _VORBIS_TAIL
    all_pages = [pages[0], *_paginate([new, books]), *pages[1 + used :]]
    return b"".join(page.write(serial, number) for number, page in enumerate(all_pages))


def ogg_checksum(page: bytes) -> int:
    """CRC-32 of a page whose checksum field is zero, as Ogg reckons it.

    Ogg's is the polynomial of zlib's with the bits the other way about, from zero and not inverted.
    So zlib's, over bytes reversed in themselves and with its inversions undone, is its mirror image.
    """
    mirrored = zlib.crc32(page.translate(_MIRRORED_BYTES), 0xFFFF_FFFF) ^ 0xFFFF_FFFF
    return int(f"{mirrored:032b}"[::-1], 2)


_MIRRORED_BYTES = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def _ogg_pages(data: bytes, limit: int | None = None) -> Iterator[_OggPage]:
    """The whole pages from the beginning on, up to the first thing that is none."""
    position, count = 0, 0
    while position + _PAGE.size <= len(data) and (limit is None or count < limit):
        magic, _, flags, granule, _, _, _, segments = _PAGE.unpack_from(data, position)
        start = position + _PAGE.size + segments
        lacing = data[position + _PAGE.size : start]
        end = start + sum(lacing)
        if magic != b"OggS" or end > len(data):
            return
        yield _OggPage(flags, granule, lacing, data[start:end])
        position, count = end, count + 1


def _packets(pages: list[_OggPage], count: int) -> tuple[list[bytes], int]:
    """The packets on the first pages, until `count` have ended, and the number of pages that took.

    The last one listed is what is left of those pages after the last packet that ends there.
    """
    packets, used = [b""], 0
    while len(packets) <= count and used < len(pages):
        page, position = pages[used], 0
        for segment in page.lacing:
            packets[-1] += page.body[position : position + segment]
            position += segment
            if segment < 255:
                packets.append(b"")
        used += 1
    return packets, used


def _paginate(packets: list[bytes]) -> Iterator[_OggPage]:
    """Header packets in as few pages as hold them: 255 segments of at most 255 bytes each."""
    body = b"".join(packets)
    # A packet ends with a segment shorter than 255, if need be an empty one.
    lacing = b"".join(b"\xff" * (len(each) // 255) + bytes([len(each) % 255]) for each in packets)
    flags, position = 0, 0
    for start in range(0, len(lacing), 255):
        part = lacing[start : start + 255]
        size = sum(part)
        granule = 0 if min(part) < 255 else _NO_PACKET_ENDS
        yield _OggPage(flags, granule, part, body[position : position + size])
        flags, position = (_CONTINUED if part[-1] == 255 else 0), position + size

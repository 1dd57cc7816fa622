"""Reads and writes texts in sound files: Vorbis comments (FLAC, Ogg), and reads ID3. No disk here.

mutagen reads and writes the comments themselves and Ogg's pages. What holds them is put together here: the
same clip must have the same bytes, and mutagen's own `save` always adds a block of padding to FLAC and keeps
the random number that libsndfile gives to each Ogg stream. Where a file is damaged there are no texts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from io import BytesIO

from mutagen import MutagenError
from mutagen.flac import VCFLACDict
from mutagen.id3 import ID3, TBP, TBPM, TCOP, TCR, TP1, TPE1, WCOP, WCP, BitPaddedInt
from mutagen.ogg import OggPage

# What is read of ID3, and what Vorbis comments call it. Its second version has names of three letters.
_ID3_NAMES = {"TBPM": "BPM", "TPE1": "ARTIST", "TCOP": "COPYRIGHT", "WCOP": "LICENSE"}
_ID3_FRAMES = {kind.__name__: kind for kind in (TBPM, TBP, TPE1, TP1, TCOP, TCR, WCOP, WCP)}
_FLAC_COMMENT = 4
_VORBIS_HEAD, _OPUS_HEAD = b"\x03vorbis", b"OpusTags"
# mutagen may fill a page to nearly twice this size, and a page holds at most 255 · 255 bytes.
_PAGE_BYTES = 125 * 255
# Bounds for strangers' files. ID3's texts come before its pictures; a frame may unpack to a thousand times
# its size.
_MAX_COMMENTS, _MAX_PAGES, _MAX_ID3_BYTES = 10_000, 64, 1 << 16


def read_texts(data: bytes) -> dict[str, str]:
    """Texts by their names in capitals, the first of each, from the beginning of a file of any kind."""
    # Damaged tags make mutagen raise nearly anything, and no tag is worth failing for.
    try:
        return read_id3(data) if data.startswith(b"ID3") else _read_comments(data)
    except Exception:
        return {}


def read_id3(data: bytes) -> dict[str, str]:
    """Tempo, author and licence in an ID3 tag, named as in Vorbis comments. Raises what mutagen does."""
    data = data[:_MAX_ID3_BYTES]
    size = BitPaddedInt.to_str(min(BitPaddedInt(data[6:10]), len(data) - 10))
    tag = ID3(BytesIO(data[:6] + size + data[10:]), known_frames=_ID3_FRAMES, load_v1=False)
    return {
        name: str(getattr(tag[frame], "url", None) or tag[frame].text[0])
        for frame, name in _ID3_NAMES.items()
        if frame in tag
    }


def with_flac_comments(data: bytes, comments: Mapping[str, str]) -> bytes:
    """A FLAC file with `comments` in place of those it has; the sound is untouched."""
    blocks = list(_flac_blocks(data))
    sound = data[4 + sum(4 + len(content) for _, content in blocks) :]
    old = next((content for kind, content in blocks if kind == _FLAC_COMMENT), bytes(8))
    # STREAMINFO must be first; the comments follow it.
    kept = [each for each in blocks if each[0] != _FLAC_COMMENT]
    kept.insert(1, (_FLAC_COMMENT, _rewritten(old, comments).write()))
    out = [b"fLaC"]
    for index, (kind, content) in enumerate(kept):
        last = 0x80 if index == len(kept) - 1 else 0
        out.append(bytes([last | kind]) + len(content).to_bytes(3, "big") + content)
    return b"".join(out) + sound


def with_ogg_comments(data: bytes, comments: Mapping[str, str], serial: int) -> bytes:
    """An Ogg Vorbis file with `comments` in place of those it has, and `serial` (32 bits) as its number.

    The sound's own pages stay as they are but for serial, number and checksum. Raises `ValueError` if
    `data` is not one whole stream of Vorbis.
    """
    pages = list(_ogg_pages(data))
    packets, used = _first_packets(pages, 3)
    if len(packets) != 3 or not packets[1].startswith(_VORBIS_HEAD):
        raise ValueError("this is not a single stream of Ogg Vorbis")
    new = _VORBIS_HEAD + _rewritten(packets[1][len(_VORBIS_HEAD) :], comments).write(framing=True)
    headers = OggPage.from_packets([new, packets[2]], default_size=_PAGE_BYTES, wiggle_room=0)
    pages = [pages[0], *headers, *pages[used:]]
    for number, page in enumerate(pages):
        page.serial, page.sequence = serial, number
    return b"".join(page.write() for page in pages)


def _rewritten(old: bytes, comments: Mapping[str, str]) -> VCFLACDict:
    """A block of `comments` that have a value, with the name of the encoder that wrote the `old` block."""
    block = VCFLACDict(old)
    block[:] = [(name, text.encode("utf-8", "replace").decode()) for name, text in comments.items() if text]
    return block


def _read_comments(data: bytes) -> dict[str, str]:
    if data.startswith(b"fLaC"):
        block = next((content for kind, content in _flac_blocks(data) if kind == _FLAC_COMMENT), b"")
    else:
        packets, _ = _first_packets(list(_ogg_pages(data, _MAX_PAGES)), 2)
        kinds = [each for each in (_VORBIS_HEAD, _OPUS_HEAD) if packets[1].startswith(each)]
        block = packets[1][len(kinds[0]) :]
    at = 4 + int.from_bytes(block[:4], "little")
    count = min(int.from_bytes(block[at : at + 4], "little"), _MAX_COMMENTS)
    texts: dict[str, str] = {}
    for name, text in VCFLACDict(block[:at] + struct.pack("<I", count) + block[at + 4 :]):
        texts.setdefault(name.upper(), text)
    return texts


def _flac_blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(kind, content) of the metadata blocks that are whole."""
    position, head = 4, 0
    while head < 0x80 and position + 4 <= len(data):
        head, size = data[position], int.from_bytes(data[position + 1 : position + 4], "big")
        if position + 4 + size > len(data):
            return
        yield head & 0x7F, data[position + 4 : position + 4 + size]
        position += 4 + size


def _ogg_pages(data: bytes, limit: int | None = None) -> Iterator[OggPage]:
    """The whole pages from the beginning on."""
    file = BytesIO(data)
    try:
        while limit is None or (limit := limit - 1) >= 0:
            yield OggPage(file)
    except (EOFError, MutagenError):
        return


def _first_packets(pages: list[OggPage], count: int) -> tuple[list[bytes], int]:
    """The packets on the first pages, up to the page on which the packet number `count` ends, and how many
    pages those are."""
    ended = 0
    for used, page in enumerate(pages, 1):
        ended += len(page.packets) - (not page.complete)
        if ended >= count:
            return OggPage.to_packets(pages[:used]), used
    return [], 0

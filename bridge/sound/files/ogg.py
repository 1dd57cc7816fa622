"""Finds the streams that follow one another in an Ogg file, as recordings of web radio hold them.

Such a file is *chained* (RFC 3533); libsndfile reads only its first stream.
"""

from __future__ import annotations

from typing import BinaryIO

_HEADER_BYTES = 27
_BEGINS = 2
# More than twenty minutes have, and more streams than anybody joins.
_MAX_PAGES, _MAX_STREAMS = 200_000, 256


def joined_streams(file: BinaryIO) -> list[tuple[int, int]]:
    """First byte and end of each of the streams that follow one another; none if `file` isn't Ogg.

    Streams that run beside each other count as one. What follows damage belongs to the stream before it.
    """
    end = file.seek(0, 2)
    starts: list[int] = []
    at, was_begin = 0, False
    for _ in range(_MAX_PAGES):
        file.seek(at)
        head = file.read(_HEADER_BYTES)
        if len(head) < _HEADER_BYTES or head[:4] != b"OggS":
            break
        begins = bool(head[5] & _BEGINS)
        if begins and not was_begin and len(starts) < _MAX_STREAMS:
            starts.append(at)
        was_begin = begins
        at += _HEADER_BYTES + head[26] + sum(file.read(head[26]))
    return list(zip(starts, [*starts[1:], end], strict=False))

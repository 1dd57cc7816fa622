"""Reads the metadata of a safetensors file. Without torch."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bridge.errors import BadFile
from bridge.untrusted import read_head

# kohya's tools write every caption's count into the header; safetensors itself allows 100 MB.
_MAX_HEADER_BYTES = 4 << 20


def read_metadata(path: Path) -> dict[str, object]:
    """The metadata in the header of a safetensors file, which is a length in eight bytes, then so much JSON.

    Empty for a file that can't be read, or whose header is damaged or has more than 4 MB.
    """
    try:
        length = int.from_bytes(read_head(path, 8), "little")
        if not 0 < length <= _MAX_HEADER_BYTES:
            return {}
        header = msgspec.json.decode(read_head(path, 8 + length)[8:])
    except (BadFile, OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    found = header.get("__metadata__") if isinstance(header, dict) else None
    return found if isinstance(found, dict) else {}

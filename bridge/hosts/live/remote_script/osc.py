"""OSC 1.0 messages of the types `i`, `f` and `s`, and nothing else: no bundles, no patterns."""

from __future__ import annotations

import struct
from typing import Any

MAX_ARGUMENTS = 32


def encode(address: str, *arguments: Any) -> bytes:
    """A packet. Raises `ValueError` for what is no whole number of 32 bits, float or text."""
    tags, data = ",", b""
    for argument in arguments:
        if isinstance(argument, (bool, int)):
            try:
                data += struct.pack(">i", int(argument))
            except struct.error as error:
                raise ValueError(str(error)) from error
            tags += "i"
        elif isinstance(argument, float):
            data += struct.pack(">f", argument)
            tags += "f"
        elif isinstance(argument, str) and "\0" not in argument:
            data += _text(argument)
            tags += "s"
        else:
            raise ValueError("no i, f or s: " + ascii(argument)[:40])
    return _text(address) + _text(tags) + data


def decode(packet: bytes) -> tuple[str, tuple[Any, ...]] | None:
    """The address and the arguments, or None for what is no such message. Never raises."""
    try:
        address, at = _read_text(packet, 0)
        tags, at = _read_text(packet, at)
        if not address.startswith("/") or not tags.startswith(",") or len(tags) > MAX_ARGUMENTS + 1:
            return None
        arguments = []
        for tag in tags[1:]:
            if tag == "s":
                value, at = _read_text(packet, at)
                arguments.append(value)
            elif tag in "if":
                arguments.append(struct.unpack_from(">" + tag, packet, at)[0])
                at += 4
            else:
                return None
    except (ValueError, struct.error):
        return None
    return (address, tuple(arguments)) if at == len(packet) else None


def _text(text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    return data + b"\0" * (4 - len(data) % 4)


def _read_text(packet: bytes, at: int) -> tuple[str, int]:
    """The text at `at`, and where what follows begins. Raises `ValueError`."""
    end = packet.index(b"\0", at)
    return packet[at:end].decode("utf-8"), end + 4 - (end - at) % 4

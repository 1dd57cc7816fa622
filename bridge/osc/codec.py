"""Packets ⇄ messages, with limits of our own. Nothing here touches a socket.

python-osc reads single messages. Bundles are walked here: its own reader never ends on an element of negative
size, recurses without a bound, and waits for time tags. Messages are written here, since its builder parses
what it has built, byte by byte: .1 ms for each answer.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec
from pythonosc.osc_message import OscMessage, ParseError

# What python-osc's own server reads at most, and far more than a request needs.
MAX_PACKET_BYTES = 8192
# REAPER drops the rest of its queue at a longer one.
MAX_ANSWER_BYTES = 1024
# Ours come in none; a controller's come in one or two.
MAX_BUNDLE_DEPTH = 4
# A request with every pair has half as many.
MAX_ARGUMENTS = 64
READ_TYPES = "ifsTFNhd"

Argument = int | float | str | bool | None

_BUNDLE = b"#bundle\0"
_BUNDLE_HEAD_BYTES = 16
_SIZES = {"i": 4, "f": 4, "h": 8, "d": 8, "T": 0, "F": 0, "N": 0}


class Message(msgspec.Struct, frozen=True):
    """An address and its arguments: int (`i`, `h`), float (`f`, `d`), str, bool (`T`, `F`), None (`N`)."""

    address: str
    arguments: tuple[Argument, ...] = ()


class Malformed(msgspec.Struct, frozen=True):
    """A packet, or an element of a bundle, that cannot be read; `reason` is a sentence for people."""

    reason: str


def decode(packet: bytes, max_bytes: int = MAX_PACKET_BYTES) -> list[Message | Malformed]:
    """All messages of a packet, in order, those of bundles among them; time tags are passed over.

    Whatever cannot be read is in its place as `Malformed`. Never raises.
    """
    return list(elements(packet, max_bytes))


def elements(packet: bytes, max_bytes: int = MAX_PACKET_BYTES) -> Iterator[Message | Malformed]:
    """As `decode`, each message read when it is asked for: a bundle of hundreds takes milliseconds."""
    if len(packet) > max_bytes:
        return iter(
            [Malformed(f"A packet of {len(packet):,} bytes is too large. Send {max_bytes:,} at most.")]
        )
    return _elements(packet, 0)


def _elements(packet: bytes, depth: int) -> Iterator[Message | Malformed]:
    if not packet.startswith(_BUNDLE):
        yield _message(packet)
        return
    if depth == MAX_BUNDLE_DEPTH:
        yield Malformed(f"Bundles lie in bundles more than {MAX_BUNDLE_DEPTH} deep.")
        return
    if len(packet) < _BUNDLE_HEAD_BYTES:
        yield Malformed("A bundle ends before its time tag does.")
        return
    at = _BUNDLE_HEAD_BYTES
    while at < len(packet):
        # Read without a sign, a negative size is a large one, and too large.
        size = int.from_bytes(packet[at : at + 4], "big")
        at += 4
        if size > len(packet) - at:
            yield Malformed("An element of a bundle is larger than what is left of it.")
            return
        yield from _elements(packet[at : at + size], depth + 1)
        at += size


def _message(packet: bytes) -> Message | Malformed:
    if not packet.startswith(b"/"):
        return Malformed("A packet is neither an OSC message nor a bundle.")
    if len(packet) % 4 or (end := packet.find(b"\0")) < 0:
        return Malformed("A message's length is not a multiple of four bytes, or its address has no end.")
    start = _padded(end)
    tags = packet[start : max(start, packet.find(b"\0", start))]
    if start < len(packet) and not tags.startswith(b","):
        return Malformed("A message's arguments have no types. Types begin with a comma.")
    for tag in tags[1:].decode("latin-1"):
        if tag not in READ_TYPES:
            return Malformed(f"An argument is of type {tag!a}, which isn't supported. Send i, f or s.")
    if len(tags) > MAX_ARGUMENTS + 1:
        return Malformed(f"A message has {len(tags) - 1} arguments; send {MAX_ARGUMENTS} at most.")
    try:
        read = OscMessage(packet)
    except (ParseError, ValueError, IndexError):
        # A ValueError is of text that is not UTF-8.
        return Malformed("A message ends before its arguments do, or its text is not UTF-8.")
    arguments = tuple(read.params)
    # A float that is not there, or not all of it, python-osc makes up with zeros.
    if start < len(packet) < start + _padded(len(tags)) + sum(map(_size, tags[1:].decode(), arguments)):
        return Malformed("A message ends before its arguments do.")
    return Message(read.address, arguments)


def _size(tag: str, argument: Argument) -> int:
    """Bytes that an argument takes in a packet."""
    return _padded(len(argument.encode())) if isinstance(argument, str) else _SIZES[tag]


def _padded(text_bytes: int) -> int:
    """Bytes that text takes with its NUL, and as many more as make a multiple of four."""
    return (text_bytes // 4 + 1) * 4


def encode(message: Message) -> bytes:
    """`message` as a packet with the types `i`, `f` and `s` alone, which every host can read.

    Raises `ValueError` for what these cannot hold: an integer beyond 32 bits, a number beyond
    `f`'s range, text with NUL or a lone surrogate, anything else.
    """
    tags, values = ",", []
    for argument in message.arguments:
        if isinstance(argument, int) and -(2**31) <= argument < 2**31:
            tags += "i"
            values.append(struct.pack(">i", argument))
        elif isinstance(argument, float) and as_float32(argument) is not None:
            tags += "f"
            values.append(struct.pack(">f", argument))
        elif isinstance(argument, str) and "\0" not in argument:
            tags += "s"
            values.append(_text(argument))
        else:
            raise ValueError(f"{ascii(argument)[:40]} cannot be sent as i, f or s")
    return b"".join((_text(message.address), _text(tags), *values))


def _text(text: str) -> bytes:
    encoded = text.encode()
    return encoded.ljust(_padded(len(encoded)), b"\0")


def as_float32(number: float) -> float | None:
    """The `f` that is nearest to `number`, or `None` if it lies beyond their range."""
    try:
        [nearest] = struct.unpack(">f", struct.pack(">f", number))
    except OverflowError:
        return None
    return float(nearest)

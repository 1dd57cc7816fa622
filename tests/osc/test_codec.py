"""Packets and messages: what is read, what is refused, and that nothing hangs or raises."""

from __future__ import annotations

import math
import re
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder

from bridge.osc.codec import (
    MAX_ARGUMENTS,
    MAX_BUNDLE_DEPTH,
    MAX_PACKET_BYTES,
    Malformed,
    Message,
    decode,
    encode,
)

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
ARGUMENT = st.one_of(st.integers(-(2**31), 2**31 - 1), st.floats(width=32, allow_nan=False), TEXT)
ONE = encode(Message("/a", (1,)))


def bundle(*packets: bytes, time_tag: bytes = b"\0\0\0\0\0\0\0\1") -> bytes:
    return b"#bundle\0" + time_tag + b"".join(struct.pack(">I", len(each)) + each for each in packets)


def is_malformed(packet: bytes) -> bool:
    return [type(each) for each in decode(packet)] == [Malformed]


@given(st.text("abc/", min_size=1), st.lists(ARGUMENT, max_size=MAX_ARGUMENTS))
def test_what_is_encoded_is_decoded(address: str, arguments: list[int | float | str]) -> None:
    message = Message("/" + address, tuple(arguments))
    packet = encode(message)
    if len(packet) <= MAX_PACKET_BYTES:
        assert decode(packet) == [message]


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(packet: bytes) -> None:
    assert all(isinstance(each, Message | Malformed) for each in decode(packet))
    assert all(isinstance(each, Message | Malformed) for each in decode(bundle(packet)))


@settings(max_examples=300)
@given(st.data())
def test_a_changed_packet_is_read_or_refused(data: st.DataObject) -> None:
    packet = bytearray(bundle(encode(Message("/riffbridge/render", (1, "dub", "bpm", 93.5))), bundle(ONE)))
    for _ in range(data.draw(st.integers(1, 5))):
        packet[data.draw(st.integers(0, len(packet) - 1))] = data.draw(st.integers(0, 255))
    assert all(isinstance(each, Message | Malformed) for each in decode(bytes(packet)))


def test_the_wider_types_are_read() -> None:
    builder = OscMessageBuilder("/a")
    for kind, value in (("h", 2**40), ("d", 0.1), ("T", True), ("F", False), ("N", None)):
        builder.add_arg(value, kind)
    assert decode(builder.build().dgram) == [Message("/a", (2**40, 0.1, True, False, None))]


@pytest.mark.parametrize(("kind", "value"), [("b", b"x"), ("m", (1, 2, 3, 4))])
def test_other_types_are_named(kind: str, value: object) -> None:
    builder = OscMessageBuilder("/a")
    builder.add_arg(value, kind)  # type: ignore[arg-type]
    [refused] = decode(builder.build().dgram)
    assert isinstance(refused, Malformed) and f"'{kind}'" in refused.reason


def test_bundles_are_taken_in_order_and_at_once_whatever_their_time() -> None:
    two, three = encode(Message("/b", (2,))), encode(Message("/c", (3,)))
    packet = bundle(ONE, bundle(two, time_tag=b"\xff" * 8), three, time_tag=b"\xff" * 8)
    assert decode(packet) == [Message("/a", (1,)), Message("/b", (2,)), Message("/c", (3,))]


def test_a_bundle_that_python_osc_builds_is_read() -> None:
    message = OscMessageBuilder("/a")
    message.add_arg(1)
    builder = OscBundleBuilder(IMMEDIATELY)
    builder.add_content(message.build())
    assert decode(builder.build().dgram) == [Message("/a", (1,))]


@pytest.mark.parametrize("depth", [MAX_BUNDLE_DEPTH, MAX_BUNDLE_DEPTH + 1, 300])
def test_bundles_nest_to_a_depth(depth: int) -> None:
    packet = ONE
    for _ in range(depth):
        packet = bundle(packet)
    [read] = decode(packet)
    assert isinstance(read, Message) == (depth <= MAX_BUNDLE_DEPTH)


def test_what_is_broken_in_a_bundle_leaves_the_rest() -> None:
    [first, broken, last] = decode(bundle(ONE, b"/x\0\0,f\0\0", ONE))
    assert isinstance(broken, Malformed) and first == last == Message("/a", (1,))


@pytest.mark.parametrize("size", [b"\xff\xff\xff\xfc", b"\x80\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\0\x0d"])
def test_an_element_of_a_false_size_ends_the_bundle(size: bytes) -> None:
    assert is_malformed(b"#bundle\0" + b"\0" * 8 + size + ONE)


@pytest.mark.parametrize(
    ("packet", "said"),
    [
        (b"", "neither"),
        (b"\0\0\0\0", "neither"),
        (b"hello", "neither"),
        (b"/", "multiple of four"),
        (b"/abc", "no end"),
        (b"/abcd\0\0", "multiple of four"),
        (b"/a\0\0i\0\0\0\0\0\0\1", "begin with a comma"),
        (b"/a\0\0,i\0\0", "ends before its arguments"),
        (b"/a\0\0,i\0\0\0\0", "multiple of four"),
        (b"/a\0\0,s\0\0ab\xff\0", "UTF-8"),
        (b"/\xff\0\0,\0\0\0", "UTF-8"),
        (b"/a\0\0,sss", "begin with a comma"),  # types without an end
        (b"#bundle\0", "before its time tag"),
        (b"#bundle\0\0\0\0\0", "before its time tag"),
        (b"#bundle\0" + b"\0" * 10, "larger than what is left"),
        (b"#bundle\0" + b"\0" * 8 + b"\0\0\0\x0d" + ONE, "larger than what is left"),
        (encode(Message("/a", (1,) * (MAX_ARGUMENTS + 1))), f"{MAX_ARGUMENTS + 1} arguments"),
        (b"/a\0\0" + b"x" * MAX_PACKET_BYTES, f"{MAX_PACKET_BYTES:,} at most"),
    ],
)
def test_broken_packets_are_refused_and_why_is_said(packet: bytes, said: str) -> None:
    [refused] = decode(packet)
    assert isinstance(refused, Malformed) and said in refused.reason and refused.reason[0].isupper()


def test_a_message_may_leave_out_its_types() -> None:
    assert decode(b"/abc\0\0\0\0") == [Message("/abc")]


def test_limits() -> None:
    assert is_malformed(encode(Message("/a", ("x" * MAX_PACKET_BYTES,))))
    assert is_malformed(encode(Message("/a", ("x" * 10**6,))))
    assert is_malformed(encode(Message("/a", (1,) * (MAX_ARGUMENTS + 1))))
    assert not is_malformed(encode(Message("/a", (1,) * MAX_ARGUMENTS)))


@pytest.mark.parametrize("argument", [2**31 - 1, -(2**31), True])
def test_whole_numbers_are_sent_as_such(argument: int) -> None:
    assert encode(Message("/a", (argument,))) == b"/a\0\0,i\0\0" + struct.pack(">i", argument)


@pytest.mark.parametrize("argument", [2**31, -(2**31) - 1, 1e300, "a\0b", "\ud800", None, [1]])
def test_what_i_f_and_s_cannot_hold_is_not_sent(argument: object) -> None:
    said = re.escape(f"{argument!a} cannot be sent as i, f or s")
    with pytest.raises(ValueError, match="surrogates" if argument == "\ud800" else said):
        encode(Message("/a", (argument,)))  # type: ignore[arg-type]


def test_nan_travels_and_is_for_whoever_reads_the_value_to_refuse() -> None:
    [read] = decode(encode(Message("/a", (math.nan, True))))
    assert isinstance(read, Message) and math.isnan(float(read.arguments[0] or 0)) and read.arguments[1] == 1

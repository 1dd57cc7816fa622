"""Whose message is next, and how much may wait."""

from __future__ import annotations

from bridge.osc.backlog import MAX_BYTES_EACH, Address, Backlog
from bridge.osc.codec import Malformed, Message, encode

MAD, OTHER = ("127.0.0.1", 1), ("127.0.0.1", 2)


def message(number: int) -> bytes:
    return encode(Message("/a", (number,)))


def bundle(*packets: bytes) -> bytes:
    return b"#bundle\0" + b"\xff" * 8 + b"".join(len(each).to_bytes(4, "big") + each for each in packets)


def taken(backlog: Backlog) -> list[tuple[object, Address]]:
    found: list[tuple[object, Address]] = []
    while backlog:
        if (item := backlog.next()) is not None:
            element, address = item
            found.append((element.arguments[0] if isinstance(element, Message) else element, address))
    return found


def test_sources_take_turns_message_by_message() -> None:
    backlog = Backlog()
    backlog.add(bundle(*map(message, range(5))), MAD)
    backlog.add(message(5), MAD)
    backlog.add(message(6), OTHER)
    assert [number for number, _ in taken(backlog)] == [0, 6, 1, 2, 3, 4, 5]


def test_an_empty_bundle_is_nothing_and_a_broken_packet_is_told() -> None:
    backlog = Backlog()
    backlog.add(bundle(), MAD)
    backlog.add(b"x", OTHER)
    [(element, address)] = taken(backlog)
    assert isinstance(element, Malformed) and address == OTHER


def test_one_source_may_have_only_so_much_waiting() -> None:
    backlog = Backlog()
    packet = encode(Message("/a", ("x" * 2_000,)))
    for _ in range(MAX_BYTES_EACH // len(packet) + 100):
        backlog.add(packet, MAD)
    backlog.add(packet, OTHER)
    counted = [address for _, address in taken(backlog)]
    assert counted.count(MAD) == MAX_BYTES_EACH // len(packet) and counted.count(OTHER) == 1
    assert not backlog.is_full

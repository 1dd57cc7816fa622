"""Packets that were read from the socket and wait to be worked on. Pure.

Sources take turns, one message each: a flood from one delays another by one message. Each source may have
`MAX_BYTES_EACH` waiting; what comes beyond that is lost, as any packet may be.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from bridge.osc.codec import Malformed, Message, elements

MAX_BYTES = 32 * 2**20
MAX_BYTES_EACH = 4 * 2**20

Address = tuple[str, int]
Element = Message | Malformed


@dataclass
class _Source:
    packets: deque[bytes] = field(default_factory=deque)
    elements: Iterator[Element] = field(default_factory=lambda: iter(()))
    bytes: int = 0


class Backlog:
    """Messages by source; for one thread."""

    def __init__(self) -> None:
        # Whoever is served goes to the end of the dictionary.
        self._sources: dict[Address, _Source] = {}
        self._bytes = 0

    def __bool__(self) -> bool:
        return bool(self._sources)

    @property
    def is_full(self) -> bool:
        """Whether the socket's own buffer should keep the rest."""
        return self._bytes >= MAX_BYTES

    def add(self, packet: bytes, address: Address) -> None:
        """Keep `packet`, unless too much of that source waits already."""
        source = self._sources.setdefault(address, _Source())
        if source.bytes + len(packet) <= MAX_BYTES_EACH:
            source.packets.append(packet)
            source.bytes += len(packet)
            self._bytes += len(packet)

    def next(self) -> tuple[Element, Address] | None:
        """The next message and where it came from; none if the next source's packet holds no more."""
        address = next(iter(self._sources))
        source = self._sources.pop(address)
        if (element := next(source.elements, None)) is None and source.packets:
            packet = source.packets.popleft()
            source.bytes -= len(packet)
            self._bytes -= len(packet)
            source.elements = elements(packet)
            element = next(source.elements, None)
        if element is not None or source.packets:
            self._sources[address] = source
        return None if element is None else (element, address)

"""How much is sent to other machines, and how often what is no request of ours is answered. Pure.

A UDP packet can name any address as its source, so whoever answers with more than was sent can be used to
flood somebody else. Off the loopback a machine is therefore sent at most `GROWTH` times what came from it,
until it has echoed a token that only it can have read. What cannot be sent yet waits a little.

Two programs that answer each other's unknown messages would do so for ever: a program is told at most
once a second that it sent something unknown.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bridge.lru_cache import LruCache
from bridge.osc.backlog import Address
from bridge.osc.codec import Message, encode

CONFIRM = "/riffbridge/confirm"
GROWTH = 3
MAX_HELD_BYTES = 64 * 1024
MAX_PEERS = 1024
ASK_EVERY_S = 1.0
REFUSE_EVERY_S = 1.0
# A token that was echoed counts so long after the machine was last heard.
CONFIRMED_FOR_S = 3600.0


@dataclass
class _Machine:
    token: str
    received: int = 0
    sent: int = 0
    confirmed_until_s: float = -1.0
    asked_at_s: float = -ASK_EVERY_S
    held_bytes: int = 0
    held: deque[tuple[bytes, Address]] = field(default_factory=deque)


class Peers:
    """The machines and programs that were heard last; `trusts` tells whose address cannot be forged."""

    def __init__(
        self, trusts: Callable[[str], bool], token: Callable[[], str] = lambda: secrets.token_hex(8)
    ) -> None:
        self._trusts, self._token = trusts, token
        self._machines: LruCache[str, _Machine] = LruCache(MAX_PEERS)
        self._refused_at_s: LruCache[str, float] = LruCache(MAX_PEERS)

    def received(self, size: int, host: str, now_s: float) -> None:
        """`size` bytes came from `host`."""
        if self._trusts(host):
            return
        machine = self._machine(host)
        machine.received += size
        if machine.confirmed_until_s >= now_s:
            machine.confirmed_until_s = now_s + CONFIRMED_FOR_S

    def confirm(self, token: str, host: str, now_s: float) -> list[tuple[bytes, Address]]:
        """`host` has echoed `token`; the packets that may be sent now."""
        machine = self._machines.get(host)
        if machine is None or not secrets.compare_digest(machine.token.encode(), token.encode()):
            return []
        machine.confirmed_until_s = now_s + CONFIRMED_FOR_S
        held = list(machine.held)
        machine.held.clear()
        machine.held_bytes = 0
        return held

    def admit(self, packet: bytes, address: Address, now_s: float) -> list[tuple[bytes, Address]]:
        """What may be sent now where `packet` is to go to `address`: it, the question for the token, or
        nothing."""
        if self._trusts(address[0]):
            return [(packet, address)]
        machine = self._machine(address[0])
        if machine.confirmed_until_s >= now_s or self._pays(machine, packet):
            return [(packet, address)]
        if machine.held_bytes + len(packet) <= MAX_HELD_BYTES:
            machine.held.append((packet, address))
            machine.held_bytes += len(packet)
        question = encode(Message(CONFIRM, (machine.token,)))
        if now_s - machine.asked_at_s < ASK_EVERY_S:
            return []
        machine.asked_at_s = now_s
        return [(question, address)]

    def may_refuse(self, address: str, now_s: float) -> bool:
        """Whether the program at `address` may be told now that it sent something unknown."""
        last_s = self._refused_at_s.get(address)
        if last_s is not None and now_s - last_s < REFUSE_EVERY_S:
            return False
        self._refused_at_s.put(address, now_s)
        return True

    def _pays(self, machine: _Machine, packet: bytes) -> bool:
        """Whether what the machine has sent pays for `packet`, with room left for the question."""
        if machine.sent + len(packet) > (GROWTH - 1) * machine.received:
            return False
        machine.sent += len(packet)
        return True

    def _machine(self, host: str) -> _Machine:
        if (machine := self._machines.get(host)) is None:
            machine = _Machine(self._token())
            self._machines.put(host, machine)
        return machine

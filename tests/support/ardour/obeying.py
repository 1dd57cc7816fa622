"""A running Ardour commanded by OSC, until what is heard of it says that it has obeyed."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

from bridge.osc.codec import Argument, Message, encode
from bridge.vocabulary.music import Transport
from tests.support.hosts.listening import Ear


def command(port: int, address: str, *arguments: Argument) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as remote:
        remote.sendto(encode(Message(address, arguments)), ("127.0.0.1", port))


def until(port: int, ear: Ear, is_so: Callable[[Transport], bool], *message: Argument) -> Transport:
    """Command it until `is_so`. While it comes up, or comes to a stop, it passes over what it is told."""
    address, *arguments = message
    for _ in range(20):
        command(port, str(address), *arguments)
        with suppress(AssertionError):
            return ear.until(is_so, within_s=1.5)
    raise AssertionError(f"Ardour passes over {message}")


def until_playing(port: int, ear: Ear) -> Transport:
    return until(port, ear, lambda told: told.playing, "/transport_play", 1.0)


def until_at(port: int, ear: Ear, sample: int, beat: float) -> Transport:
    """Have it stand still at `sample`, where `beat` is."""
    until(port, ear, lambda told: not told.playing, "/transport_stop", 1.0)
    return until(
        port, ear, lambda told: not told.playing and abs(told.beat - beat) < 0.01, "/locate", sample, 0
    )

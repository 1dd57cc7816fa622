"""What a machine that has not confirmed its address is sent, against what it sent: on a network of its own.

`python -m benchmarks.attack_rows.amplification FOLDER` measures it, in a network namespace.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.bridge_rows.latency import needed
from benchmarks.bridge_rows.row import Row
from bridge.osc.codec import Message, decode, encode
from bridge.osc.peers import CONFIRM, GROWTH
from tests.support.bridge_process import Caller, Served, render_packet, settings_in
from tests.support.link_network import unshare

# Kept for documentation (RFC 5737): no machine has it, and it is no loopback.
OTHER_MACHINE = "192.0.2.1"
CLIPS, ASKS, HEARS_FOR_S = 60, 20, 2.0
_ASK = encode(Message("/riffbridge/clips", ("", "limit", 100)))


def amplification(folder: Path) -> Iterator[Row]:
    """Lists asked from another machine's address, before it is confirmed and after."""
    try:
        way = unshare()
    except OSError as error:
        print(f"left out: {error}", file=sys.stderr)
        return
    command = [*way, sys.executable, "-m", "benchmarks.attack_rows.amplification", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=120)
    yield from msgspec.json.decode(done.stdout, type=list[Row])


def _measured(folder: Path) -> Iterator[Row]:
    settings = msgspec.structs.replace(settings_in(folder), osc_host="0.0.0.0")
    with Served(settings) as served, Caller(served.port) as caller, _other_machine() as other:
        for number in range(CLIPS):
            caller.send(render_packet(number, seed=number))
            needed(caller.until("done", id=number))
        asked, heard, token = _asked_and_heard(other, served.port)
        limit = GROWTH * asked + 48 * (HEARS_FOR_S + 2)
        what = f"bytes sent to a machine that asks for {ASKS} lists and confirms nothing"
        yield Row(what, f"{heard:,} for {asked:,}", f"≤ {GROWTH} ×, and a question a second", heard <= limit)
        other.sendto(encode(Message(CONFIRM, (token,))), (OTHER_MACHINE, served.port))
        asked, heard, _ = _asked_and_heard(other, served.port)
        what = "the same once it has echoed the token"
        yield Row(what, f"{heard:,} for {asked:,}", "a list at least", heard > 10 * GROWTH * asked / ASKS)


def _asked_and_heard(other: socket.socket, port: int) -> tuple[int, int, str]:
    """Bytes that were asked with and that came back, and the token among them."""
    heard, token = 0, ""
    for _ in range(ASKS):
        other.sendto(_ASK, (OTHER_MACHINE, port))
    until_s = time.monotonic() + HEARS_FOR_S
    while (left_s := until_s - time.monotonic()) > 0:
        other.settimeout(left_s)
        try:
            packet = other.recv(65_535)
        except TimeoutError:
            break
        heard += len(packet)
        match list(decode(packet)):
            case [Message(address=address, arguments=(str(said),))] if address == CONFIRM:
                token = said
    return ASKS * len(_ASK), heard, token


def _other_machine() -> socket.socket:
    for words in (("link", "set", "lo", "up"), ("addr", "add", f"{OTHER_MACHINE}/32", "dev", "lo")):
        subprocess.run(["ip", *words], check=True)
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind((OTHER_MACHINE, 0))
    return made


if __name__ == "__main__":
    print(msgspec.json.encode(list(_measured(Path(sys.argv[1])))).decode())

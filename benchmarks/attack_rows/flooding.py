"""Floods from one port of this machine, while another program goes on asking.

`python -m benchmarks.attack_rows.flooding KIND PORT SECONDS` is the mad program.
"""

from __future__ import annotations

import itertools
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bridge_rows.latency import echoing, needed, stamped
from benchmarks.bridge_rows.row import Row, percentile, told
from bridge.osc.codec import MAX_PACKET_BYTES, Message, encode
from tests.support.bridge_process import Caller, Served, render_packet, settings_in
from tests.support.noise_engine import BEGAN

KNOWN_P99_MS, TIMES_AN_ECHO = 50.0, 20.0
LIVE_MS, STOP_S = 100.0, 2.0
BUNDLES_A_SECOND = 20
_HEAD = b"#bundle\0" + bytes(7) + b"\1"
_RENDER = ("flood", "bars", 1, "bpm", 240.0, "seed")
# The message number so much of each flood.
_FLOODS: dict[str, Callable[[int], Message]] = {
    "lists": lambda number: Message("/riffbridge/clips", ("", "limit", 100)),
    "renders": lambda number: Message("/riffbridge/render", (number, *_RENDER, number)),
    "one render": lambda number: Message("/riffbridge/render", ("x", *_RENDER, 1)),
    "unknown": lambda number: Message("/fail", ("/riffbridge/failed", "not found")),
}


def bundles(kind: str) -> Iterator[bytes]:
    """The flood's bundles, each as large as a packet may be."""
    bundle = _HEAD
    for number in itertools.count():
        packet = encode(_FLOODS[kind](number))
        element = len(packet).to_bytes(4, "big") + packet
        if len(bundle) + len(element) > MAX_PACKET_BYTES:
            yield bundle
            bundle = _HEAD
        bundle += element


def flood(kind: str, port: int, seconds: float) -> None:
    """Send bundles for `seconds`, as the mad program."""
    until_s, wanted = time.monotonic() + seconds, bundles(kind)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        while time.monotonic() < until_s:
            made.sendto(next(wanted), ("127.0.0.1", port))
            time.sleep(1 / BUNDLES_A_SECOND)


@contextmanager
def flooded(port: int, kind: str, seconds: float) -> Iterator[None]:
    """A mad program beside the block."""
    command = [sys.executable, "-m", "benchmarks.attack_rows.flooding", kind, str(port), f"{seconds:g}"]
    with subprocess.Popen(command) as process:
        time.sleep(0.5)
        try:
            yield
        finally:
            process.terminate()


def floods(folder: Path, exchanges: int) -> Iterator[Row]:
    """Another program's answers under each flood, then the end."""
    with Served(settings_in(folder)) as served, Caller(served.port) as caller, echoing() as echo:
        for number in range(100):
            caller.send(render_packet(number, seed=number))
            needed(caller.until("done", id=number))
        for kind in _FLOODS:
            with flooded(served.port, kind, 120.0):
                yield _known(caller, echo, kind, exchanges)
                yield _live(caller, kind)
        with flooded(served.port, "renders", 30.0):
            time.sleep(2.0)
            began_s = time.monotonic()
            served.stop()
            took_s = time.monotonic() - began_s
    yield Row("SIGTERM under a flood of renders", f"{took_s:.2f} s", f"≤ {STOP_S:g} s", took_s <= STOP_S)


def _known(caller: Caller, echo: socket.socket, kind: str, exchanges: int) -> Row:
    bridge_ms, echo_ms = [], []
    packet = render_packet(7, seed=7)
    for _ in range(exchanges):
        began_s = time.monotonic()
        caller.send(packet)
        needed(caller.until("done", id=7))
        bridge_ms.append(1e3 * (time.monotonic() - began_s))
        began_s = time.monotonic()
        echo.send(packet)
        echo.recv(65_535)
        echo_ms.append(1e3 * (time.monotonic() - began_s))
        time.sleep(0.02)
    limit_ms = max(KNOWN_P99_MS, TIMES_AN_ECHO * percentile(echo_ms, 99))
    measured = f"{told(bridge_ms)} (echo p99 {percentile(echo_ms, 99):.2f})"
    what = f"another's known clip under a flood of {kind}, {exchanges}×"
    return Row(what, measured, f"p99 ≤ {limit_ms:.0f} ms", percentile(bridge_ms, 99) <= limit_ms)


def _live(caller: Caller, kind: str) -> Row:
    began_s = time.monotonic()
    id = f"live {kind}"
    caller.send(render_packet(id, seed=time.monotonic_ns() % 2**31, live=1))
    begins_ms = 1e3 * (stamped(needed(caller.until("note", id=id)), BEGAN) - began_s)
    needed(caller.until("done", id=id))
    return Row(
        f"a live request begins under a flood of {kind}",
        f"{begins_ms:.0f} ms",
        f"≤ {LIVE_MS:g} ms",
        begins_ms <= LIVE_MS,
    )


if __name__ == "__main__":
    flood(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))

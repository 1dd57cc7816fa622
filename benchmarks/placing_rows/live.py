"""Live: the tests' stand-in in a process of its own, with the installed script in it, and Live's ticks."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bridge_rows.row import Row
from benchmarks.placing_rows import judged
from bridge.hosts.live.remote_script.protocol import PROTOCOL, ROOT
from bridge.hosts.live.script import ScriptTranslator
from bridge.hosts.osc_connection import OscConnection
from bridge.osc.codec import Message, encode
from tests.support.hosts.placements import PATIENCE_S, Desk, clip_in
from tests.support.live.running import RunningLive
from tests.support.live.world import place_many

# Live serves its scripts so often.
TICK_S = 0.1
ANSWER = f"{ROOT}here".encode()


def latency(folder: Path, runs: int, tick_s: float = TICK_S) -> Iterator[Row]:
    """A clip is handed in at a random moment of a tick; the stand-in notes when `create_audio_clip` is
    called. Both read the system's monotonic clock."""
    live = RunningLive(folder, tick_s)
    try:
        greeted_s = _greetings(live, runs, tick_s)
        placed_s = _placements(live, folder / "library", runs, tick_s)
    finally:
        live.kill()
    yield judged.baseline("Live", "a bare hello to the script → its answer", greeted_s)
    yield judged.soon("Live", placed_s, tick_s)


def ends(folder: Path, count: int) -> Iterator[Row]:
    """Placements into sets that are full, frozen, of MIDI, undone, loaded anew, killed midway."""
    tally = place_many(folder, count)
    yield judged.ends("Live", tally)
    yield judged.exact(
        "Live: warp markers, loop points and markers of what was placed", tally.worst, "beats", 1e-6
    )


def _greetings(live: RunningLive, runs: int, tick_s: float) -> list[float]:
    draw, delays_s = random.Random(2), []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bridge:
        bridge.settimeout(PATIENCE_S)
        hello = encode(Message(ROOT + "hello", (PROTOCOL, "benchmark", "")))
        for _ in range(runs):
            time.sleep(draw.uniform(0, tick_s))
            asked_at_s = time.monotonic()
            bridge.sendto(hello, ("127.0.0.1", live.port))
            # It goes on to tell the song's time, with each tick.
            while not bridge.recv(2048).startswith(ANSWER):
                pass
            delays_s.append(time.monotonic() - asked_at_s)
        bridge.sendto(encode(Message(ROOT + "bye")), ("127.0.0.1", live.port))
    return delays_s


def _placements(live: RunningLive, library: Path, runs: int, tick_s: float) -> list[float]:
    library.mkdir()
    desk, heard, draw, delays_s = Desk(), threading.Event(), random.Random(1), []
    translator = ScriptTranslator(str(library), "benchmark")
    peer = OscConnection(lambda event: heard.set(), translator, desk.ends.put, port=0, to_port=live.port)
    desk.placing.add(peer)
    peer.start()
    try:
        heard.wait(PATIENCE_S)
        for number in range(runs):
            clip = clip_in(library, str(number))
            live.do("shake", seed=0)
            live.do("set", refuses=[])
            time.sleep(draw.uniform(0, tick_s))
            asked_at_s = time.monotonic()
            desk.ask(str(number), clip, "next-free")
            desk.until_all()
            delays_s.append(live.do("made_at")[str(clip.path)] - asked_at_s)
    finally:
        peer.stop()
    return delays_s


__all__ = ["TICK_S", "ends", "latency"]

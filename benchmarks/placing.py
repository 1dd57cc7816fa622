"""From a ready clip to Live's call: how long a placement takes to reach the Live API.

    python -m benchmarks.placing [--runs 100] [--tick 0.1]

Live is the tests' stand-in, in a process of its own, with the installed script in it and served by ticks as
Live's are. A clip is handed to the bridge's side at a random moment of a tick; the stand-in notes when
`create_audio_clip` is called. Both read the system's monotonic clock. The bar is a tick and 20 ms.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

from bridge.hosts.ableton.live import LivePeer, LivePlacer
from bridge.vocabulary import Place
from tests.hosts.ableton.placements import Desk, clip_in
from tests.hosts.ableton.running import RunningLive

ROOM_S = 0.020


def measure(folder: Path, runs: int, tick_s: float) -> list[float]:
    """Seconds from the clip to the call, for each of `runs`."""
    library = folder / "library"
    library.mkdir()
    live, desk, heard = RunningLive(folder, tick_s), Desk(), threading.Event()
    peer = LivePeer(lambda event: heard.set(), desk.ends.put, str(library), to_port=live.port)
    desk.placing.add(LivePlacer(peer))
    peer.start()
    draw = random.Random(1)
    delays = []
    try:
        heard.wait(10)
        for number in range(runs):
            clip = clip_in(library, str(number))
            live.do("shake", seed=0)
            live.do("set", refuses=[])
            time.sleep(draw.uniform(0, tick_s))
            asked_at_s = time.monotonic()
            desk.ask(str(number), clip, Place(where="next-free").within)
            desk.until_all()
            delays.append(live.do("made_at")[str(clip.path)] - asked_at_s)
    finally:
        peer.stop()
        live.kill()
    return delays


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--tick", type=float, default=0.1, help="seconds between two ticks of Live's")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        delays = sorted(measure(Path(folder), options.runs, options.tick))
    bar_s = options.tick + ROOM_S
    within = sum(delay <= bar_s for delay in delays)
    print(f"{len(delays)} placements, a tick each {options.tick * 1e3:g} ms")
    print(f"median {statistics.median(delays) * 1e3:.1f} ms, worst {delays[-1] * 1e3:.1f} ms")
    print(f"{within} of {len(delays)} within a tick and {ROOM_S * 1e3:g} ms")


if __name__ == "__main__":
    main()

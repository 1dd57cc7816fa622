"""How a bridge serves while it trains: a known clip and a fresh loop of the starter, with and without it.

python -m benchmarks.training_beside [--rounds 4]
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.bridge_rows.row import told
from benchmarks.tuning import write_set
from bridge.app import Bridge
from bridge.errors import RiffbridgeError
from bridge.osc.codec import Argument, Message, encode
from bridge.settings import Settings
from tests.support.bridge_process import Caller, settings_in, word_of

KNOWN, FRESH = 100, 6
_PATIENCE_S = 120.0


@contextmanager
def served(settings: Settings) -> Iterator[Caller]:
    """Somebody who asks a bridge with the real starter."""
    bridge, listening = Bridge(settings, with_folder=False), threading.Event()
    thread = threading.Thread(target=bridge.run, args=(listening.set,))
    thread.start()
    try:
        listening.wait(_PATIENCE_S)
        with Caller(bridge.osc.address[1]) as caller:
            yield caller
    finally:
        bridge.stop()
        thread.join()


def rendered_s(caller: Caller, id: Argument, seed: int) -> float:
    """How long a loop takes, from the packet to its `done`. Raises `RiffbridgeError`."""
    began_s = time.monotonic()
    pairs: tuple[Argument, ...] = ("bars", 2, "bpm", 124.0, "strength", 0, "seed", seed)
    caller.send(encode(Message("/riffbridge/render", (id, "house", *pairs))))
    _until(caller, "done", id=id)
    return time.monotonic() - began_s


def _until(caller: Caller, *words: str, id: Argument) -> None:
    answer = caller.until(*words, "failed", id=id, timeout_s=_PATIENCE_S)
    if answer is None or word_of(answer) not in words:
        raise RiffbridgeError(f"No answer to {id}: {answer}")


@contextmanager
def training(caller: Caller, folder: Path, id: str) -> Iterator[None]:
    """While the starter is trained."""
    pairs: tuple[Argument, ...] = ("steps", 100_000, "preview_every", 0)
    caller.send(encode(Message("/riffbridge/train", (id, str(folder), "beside", *pairs))))
    _until(caller, "note", id=id)  # which loops are held out: the steps begin
    _until(caller, "progress", id=id)
    yield
    began_s = time.monotonic()
    caller.send(encode(Message("/riffbridge/cancel", (id,))))
    caller.until("failed", id=id, timeout_s=_PATIENCE_S)
    print(f"  stopped in {time.monotonic() - began_s:.1f} s", flush=True)


def main() -> None:
    """Print both, paired."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=4, help="turns of each")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as work:
        usual = Settings(device="cpu")
        folder = Path(work)
        settings = msgspec.structs.replace(settings_in(folder), model=usual.model, device=usual.device)
        write_set(folder / "loops", settings)
        known_ms: dict[bool, list[float]] = {False: [], True: []}
        fresh_s: dict[bool, list[float]] = {False: [], True: []}
        ids, seeds = count(1), count(2)
        with served(settings) as caller:

            def measure(beside: bool) -> None:
                known_ms[beside] += [1000 * rendered_s(caller, next(ids), 1) for _ in range(KNOWN)]
                fresh_s[beside] += [rendered_s(caller, next(ids), next(seeds)) for _ in range(FRESH)]

            for seed in (1, next(seeds), next(seeds)):
                rendered_s(caller, next(ids), seed)
            for number in range(rounds):
                measure(beside=False)
                with training(caller, folder / "loops", f"t{number}"):
                    measure(beside=True)
        for beside, name in ((False, "alone"), (True, "beside a training")):
            fresh = f"median {median(fresh_s[beside]):.2f}, most {max(fresh_s[beside]):.2f} s"
            print(f"{name}: known clip {told(known_ms[beside])}; fresh loop {fresh}")


if __name__ == "__main__":
    main()

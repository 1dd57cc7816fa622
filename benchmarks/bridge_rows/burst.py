"""A mad sender: thousands of requests within a second, of which each wants an answer."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bridge_rows.row import Row
from tests.support.bridge_process import PATIENCE_S, Caller, Served, render_packet, settings_in, word_of

_AT_ONCE = 20


def burst(folder: Path, requests: int) -> Iterator[Row]:
    """So many requests in one second, all for different loops."""
    packets = [render_packet(number, seed=number) for number in range(requests)]
    with Served(settings_in(folder)) as served, Caller(served.port) as caller:
        heard = _Heard(caller)
        took_s = _send(caller, packets)
        heard.until_quiet()
    first, last = Counter(heard.first.values()), Counter(heard.last.values())
    silent = requests - len(heard.first)
    unfinished = first["accepted"] - last["done"]
    measured = (
        f"{first['accepted']:,} accepted, {first['busy']:,} busy, {silent} silent; "
        f"{unfinished} of the accepted not done; sent in {took_s:.2f} s"
    )
    others = requests - silent - first["accepted"] - first["busy"]
    holds = not (silent or unfinished or others or served.open_orders())
    yield Row(f"{requests:,} requests in one second", measured, "each accepted or busy, none lost", holds)


class _Heard:
    """What each request was answered first, and last; a thread of its own listens."""

    def __init__(self, caller: Caller) -> None:
        self.first: dict[object, str] = {}
        self.last: dict[object, str] = {}
        self._caller = caller
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._sent = threading.Event()
        self._thread.start()

    def until_quiet(self) -> None:
        """Wait until all is finished, or nothing has been heard for a long while."""
        self._sent.set()
        self._thread.join()

    def _listen(self) -> None:
        heard_s = time.monotonic()
        while not self._sent.is_set() or not self._is_over(time.monotonic() - heard_s):
            if (answer := self._caller.hear(0.2)) is None:
                continue
            heard_s = time.monotonic()
            word = word_of(answer)
            if word in ("accepted", "done", "failed"):
                word = str(answer.arguments[1]) if word == "failed" else word
                self.first.setdefault(answer.arguments[0], word)
                self.last[answer.arguments[0]] = word

    def _is_over(self, silent_s: float) -> bool:
        return silent_s > (0.5 if "accepted" not in self.last.values() else PATIENCE_S)


def _send(caller: Caller, packets: list[bytes]) -> float:
    """Send all of them evenly over a second; returns how long it took."""
    began_s = time.monotonic()
    for number, packet in enumerate(packets):
        due_s = began_s + number / len(packets)
        if number % _AT_ONCE == 0 and (early_s := due_s - time.monotonic()) > 0:
            time.sleep(early_s)
        caller.send(packet)
    return time.monotonic() - began_s

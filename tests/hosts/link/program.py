"""The two programs of Link's test plan: `app` is ours, `hut` is Link's own library and nothing else.

Commands are JSON lists, a line each: `["tempo", 130]`, `["play", true]`, `["enable", false]`. The app
says all that it posts, the hut how things stand, both with the instant of the next bar on the
monotonic clock, which all processes of a machine share; `["meter", "3/4"]` says how long bars are. Ends
with its input.
"""

from __future__ import annotations

import json
import math
import sys
import threading
import time
from typing import Any

import link

from bridge.hosts.connection import MeterAndKey
from bridge.hosts.link.session import LinkSource
from bridge.stage.events import Heard, Left
from bridge.timing import instant_of, next_boundary
from bridge.vocabulary.music import Meter

_SPEAKING = threading.Lock()


def say(**what: Any) -> None:
    with _SPEAKING:
        print(json.dumps(what), flush=True)


class App:
    """The bridge's side: a source of tempo, and what it posts."""

    def __init__(self) -> None:
        self._meter = Meter()
        self._source = LinkSource(self._post, meter_and_key=lambda: MeterAndKey(self._meter))

    def _post(self, event: Heard | Left) -> None:
        if isinstance(event, Left):
            say(left=event.source)
            return
        told = event.transport
        bar = float(told.meter.quarters_per_bar)
        bar_s = instant_of(told, next_boundary(told, told.read_at_s + 0.5, bar))
        place = {"beat": told.beat, "at_s": told.read_at_s, "bar_s": bar_s}
        say(bar=bar, tempo=told.tempo_bpm, plays=told.playing, **place)

    def enable(self, on: bool) -> None:
        (self._source.start if on else self._source.stop)()
        say(enabled=on, trouble=self._source.trouble)

    def meter(self, meter: str) -> None:
        self._meter = Meter.parse(meter)

    def tempo(self, tempo_bpm: float) -> None:
        self._source.set_tempo(tempo_bpm)

    def play(self, on: bool) -> None:
        self._source.set_playing(on)

    def close(self) -> None:
        self._source.stop()


class Hut:
    """The other side: Link as its authors wrote it, polled."""

    def __init__(self, tempo_bpm: float) -> None:
        self._bar = float(Meter().quarters_per_bar)
        self._link = link.Link(tempo_bpm)
        self._link.startStopSyncEnabled = True
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.wait(0.02):
            state = self._link.captureAppSessionState()
            micros, at_s, bar = self._link.clock().micros(), time.monotonic(), self._bar
            beat = state.beatAtTime(micros, bar)
            boundary = math.ceil((beat + 0.5 * state.tempo() / 60) / bar - 1e-6) * bar
            bar_s = at_s + (state.timeAtBeat(boundary, bar) - micros) / 1e6
            say(
                bar=bar, tempo=state.tempo(), plays=state.isPlaying(), beat=beat, at_s=at_s, bar_s=bar_s,
                peers=self._link.numPeers(),
            )  # fmt: skip

    def enable(self, on: bool) -> None:
        self._link.enabled = on

    def meter(self, meter: str) -> None:
        self._bar = float(Meter.parse(meter).quarters_per_bar)

    def tempo(self, tempo_bpm: float) -> None:
        state = self._link.captureAppSessionState()
        state.setTempo(tempo_bpm, self._link.clock().micros())
        self._link.commitAppSessionState(state)

    def play(self, on: bool) -> None:
        state = self._link.captureAppSessionState()
        state.setIsPlaying(on, self._link.clock().micros())
        self._link.commitAppSessionState(state)

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        self._link.enabled = False


def main() -> None:
    program = App() if sys.argv[1] == "app" else Hut(float(sys.argv[2]))
    try:
        for line in sys.stdin:
            name, value = json.loads(line)
            getattr(program, name)(value)
    finally:
        program.close()


if __name__ == "__main__":
    main()

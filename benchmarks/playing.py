"""Whether loops are where they should be: `python -m benchmarks.playing [--only NAME] [--quick]`.

Needs `jackd`: what is played goes to a server with no hardware, and is heard by another process. Spans of
time mean what they say on a machine that does nothing else. Exit status 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.bridge_rows.row import Row, print_table, rows_of
from bridge.player import protocol as wire
from bridge.player.engine import Engine
from bridge.player.grid import Grid
from bridge.player.loop_buffer import LoopBuffer
from bridge.player.mixer import Launch, Mixer, SetGrid
from bridge.player.player import Player, source_of
from bridge.player.raise_priority import raise_priority
from bridge.player.sounds import Loaded
from bridge.player.tempo_follow import TOLERATED_S, Following, due_position, phase_error
from bridge.player.voice import Voice
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport
from tests.support.factories import job
from tests.support.jack import jack_server
from tests.support.recorder import Heard, Recorder

RATE_HZ = 48_000
BLOCK = 512
BLOCK_S = BLOCK / RATE_HZ
BEAT = 24_000


def grid(frame: int, *, tempo_bpm: float = 120.0, drift: float = 0.0) -> Grid:
    slope = tempo_bpm / 60 / RATE_HZ * (1 + drift)
    return Grid(frame * slope, frame, slope, tempo_bpm)


def playing(voices: int, *, tempo_bpm: float = 120.0, drift: float = 0.0) -> Mixer:
    """A mixer with so many bars of noise at 120 BPM."""
    mixer = Mixer(RATE_HZ)
    mixer.commands.append(SetGrid(grid(0, tempo_bpm=tempo_bpm, drift=drift)))
    for number in range(voices):
        noise = np.random.default_rng(number).uniform(-0.05, 0.05, (2, 4 * BEAT)).astype(np.float32)
        mixer.commands.append(Launch(Voice(number, str(number), LoopBuffer(noise, 4.0), 0.0)))
    return mixer


def drift(_folder: Path, part: int) -> Iterator[Row]:
    """An hour, block for block."""
    for off in (0.0, 1e-4):
        mixer = playing(1, drift=off)
        block = np.empty((2, BLOCK), np.float32)
        worst_s, jumps, copied, blocks = 0.0, 0, 0, 3600 // part * RATE_HZ // BLOCK
        for number in range(blocks):
            before = mixer.voices
            mixer.render(block, number * BLOCK)
            jumps += number > 0 and mixer.voices != before
            (voice,) = mixer.voices[-1:]
            copied += voice.speed == 1.0
            due = due_position(voice.loop, grid(0, drift=off), 0.0, mixer.frame)
            late = phase_error(voice.loop, due, voice.position_at(mixer.frame))
            worst_s = max(worst_s, abs(late) / RATE_HZ)
        what = f"an hour of a bar at its tempo, the device's clock off by {off * 1e6:.0f} ppm"
        bar_s = TOLERATED_S * 1.05 if off else 0.5 / RATE_HZ
        yield Row(
            f"{what}: off the beat at most",
            f"{worst_s * RATE_HZ:.1f} samples; {copied / blocks:.1%} copied bit by bit, {jumps} jumps",
            f"{bar_s * RATE_HZ:.1f} samples, no jump",
            worst_s <= bar_s and not jumps,
        )


def callback(_folder: Path, part: int) -> Iterator[Row]:
    """What a block takes, of the time that it lasts."""
    for voices in (1, 8, 16):
        for tempo_bpm in (120.0, 126.0):
            mixer = playing(voices, tempo_bpm=tempo_bpm)
            # In a thread that goes first, as the device's does.
            with ThreadPoolExecutor(1, initializer=raise_priority) as thread:
                spans = thread.submit(timed, mixer, 6000 // part).result()
            p50, p99 = np.percentile(spans[100:], [50, 99])
            how = "its own tempo" if tempo_bpm == 120 else "5 % faster"
            yield Row(
                f"{BLOCK} frames of {voices} voice{'s' * (voices > 1)} at {how}",
                f"{p50 * 1e6:.0f} µs, p99 {p99 * 1e6:.0f} µs: {p99 / BLOCK_S:.1%} of their time",
                "p99 a fourth" if voices == 16 else "",
                voices < 16 or p99 < BLOCK_S / 4,
            )


def timed(mixer: Mixer, blocks: int) -> list[float]:
    """Seconds that each block took."""
    block = np.empty((2, BLOCK), np.float32)
    spans = []
    for _ in range(blocks):
        begun = time.perf_counter()
        mixer.render(block, mixer.frame)
        spans.append(time.perf_counter() - begun)
    return spans


def click(folder: Path) -> Clip:
    """A bar of silence but for its first sample."""
    samples = np.zeros(4 * BEAT, np.float32)
    samples[0] = 0.5
    path = folder / "click.wav"
    soundfile.write(path, samples, RATE_HZ, subtype="FLOAT")
    order = job(tempo_bpm=120.0, bars=1, rate_hz=RATE_HZ)
    return Clip(job=order, path=path, frames=4 * BEAT, rate_hz=RATE_HZ, peak_dbfs=-6, seam=0, grid="exact")


@contextmanager
def player_on_jack() -> Iterator[Player]:
    with jack_server(frames=BLOCK):
        player = Player(device="jack", block_frames=BLOCK)
        try:
            while player.view().device is None:
                time.sleep(0.05)
            yield player
        finally:
            player.close()


def launches(folder: Path, part: int) -> Iterator[Row]:
    """A clip launched on each of a hundred beats: where its first sample is, as another process hears it."""
    count = 100 // part
    with player_on_jack() as player:
        clip = click(folder)
        player.preload(clip)
        began_s = time.monotonic()
        player.follow(Transport(tempo_bpm=120.0, playing=True, read_at_s=began_s))
        recorder = Recorder(folder)
        recorder.connect()
        time.sleep(3)  # a clock that was just met is known less well
        first = int((time.monotonic() - began_s) * 2) + 3
        for beat in range(first, first + count):
            player.launch("a", clip, beat=float(beat))
            time.sleep(max(0.0, began_s + beat / 2 - 0.2 - time.monotonic()))
        time.sleep(1)
        latency_s = player.view().latency_s
        heard = recorder.finish()
    off = onsets_off(heard, began_s, [first + number for number in range(count)], latency_s)
    yield Row(f"of {count} launches heard", f"{len(off)}", f"{count}", len(off) == count)
    spread = np.percentile(abs(off - np.median(off)), [50, 99])
    yield Row(
        "launch to beat's instant at the ear, by the other process's clock",
        f"median {np.median(off):+.0f} samples; from it p50 {spread[0]:.0f}, p99 {spread[1]:.0f}",
        "p99 1 ms",
        spread[1] <= 0.001 * RATE_HZ,
    )


def onsets_off(heard: Heard, began_s: float, beats: list[int], latency_s: float) -> np.ndarray:
    """By how many frames each click misses its beat (late: positive); those not heard are left out."""
    frames = np.flatnonzero(heard.sound > 0.4) + heard.first
    at_s = np.array([heard.instant_of(frame, RATE_HZ) + latency_s for frame in frames.tolist()])
    found = []
    for beat in beats:
        late_s = at_s - (began_s + beat / 2)
        nearest = late_s[np.argmin(abs(late_s))] if len(late_s) else np.inf
        if abs(nearest) < 0.1:
            found.append(nearest * RATE_HZ)
    return np.array(found)


def underruns(folder: Path, part: int) -> Iterator[Row]:
    """Gaps that JACK counted, while this process or the machine is busy with something else."""
    seconds = 40 / part
    clip = click(folder)
    for name, beside in (("nothing", idle), ("a busy thread of its parent's", spinning)):
        with player_on_jack() as player:
            yield underrun_row(
                f"own process; beside it {name}", watched(player, clip, beside, seconds), seconds
            )
    with jack_server(frames=BLOCK):
        counted = in_this_process(clip, seconds)
    yield Row(f"gaps in {seconds:.0f} s: in one process with a busy thread", str(counted), "", True)
    with player_on_jack() as player:
        counted = watched(player, clip, rendering, seconds)
        yield underrun_row("own process; beside it the starter drawing on all cores", counted, seconds)


def underrun_row(what: str, counted: int, seconds: float) -> Row:
    return Row(f"gaps in {seconds:.0f} s: {what}", str(counted), "0", counted == 0)


def watched(player: Player, clip: Clip, beside: Callable[[threading.Event], None], seconds: float) -> int:
    """Gaps while eight loops play and `beside` goes on."""
    player.follow(Transport(tempo_bpm=126.0, playing=True, read_at_s=time.monotonic()))
    for slot in range(8):
        player.launch(str(slot), clip, beat=0.0)
    ending = threading.Event()
    thread = threading.Thread(target=beside, args=(ending,))
    thread.start()
    time.sleep(2)  # what is begun with is not counted
    before = player.view().underruns
    time.sleep(seconds)
    counted = player.view().underruns - before
    ending.set()
    thread.join()
    return counted


def idle(ending: threading.Event) -> None:
    ending.wait()


def spinning(ending: threading.Event) -> None:
    """Work that is all Python, as a window's or a listener's may be at its worst."""
    while not ending.is_set():
        sum(number * number for number in range(2000))


def rendering(ending: threading.Event) -> None:
    """The starter, at it in a process of its own as the bridge's worker is."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bridge", "render", "house with piano", "--alone", "--count", "64",
                   "-o", f"{folder}/a.wav"]  # fmt: skip
        worker = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ending.wait()
        worker.kill()
        worker.wait()


def in_this_process(clip: Clip, seconds: float) -> int:
    """The same player as a thread among threads: what a process of its own saves us from."""
    inbox: queue.SimpleQueue[Loaded] = queue.SimpleQueue()
    engine = Engine(wire.Begin("jack", Following.VARISPEED, BLOCK), inbox.put)
    ending = threading.Event()
    busy = threading.Thread(target=spinning, args=(ending,))
    engine.handle(wire.Follow(Transport(tempo_bpm=126.0, playing=True, read_at_s=time.monotonic())))
    engine.tick()
    source = source_of(clip)
    for number in range(8):
        engine.handle(wire.Launch(number=number, slot=str(number), source=source, beat=0.0, gain=1.0))
    engine.loaded(inbox.get())
    busy.start()
    before, end_s = 0, time.monotonic() + 2 + seconds
    while (now_s := time.monotonic()) < end_s:
        engine.tick()
        if now_s < end_s - seconds:
            before = engine.state().underruns
        time.sleep(0.02)
    counted = engine.state().underruns - before
    ending.set()
    busy.join()
    engine.close()
    return counted


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    measures = {
        "drift": drift, "callback": callback, "launches": launches, "underruns": underruns
    }  # fmt: skip
    parser.add_argument("--only", action="append", choices=list(measures))
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    options = parser.parse_args()
    part = 10 if options.quick else 1
    chosen = [partial(measures[name], part=part) for name in options.only or measures]
    sys.exit(print_table(rows_of(chosen)))


if __name__ == "__main__":
    main()

"""How soon: listening after a start, answers from the library, orders with the worker, renders around it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bridge_rows.row import Row, percentile, told
from bridge.osc.client import OscClient
from bridge.osc.codec import Message
from tests.support.bridge_process import Caller, Served, render_packet, settings_in, word_of
from tests.support.noise_engine import BEGAN, ENDED

LISTENING_BAR_S = 1.0
KNOWN_P50_MS, KNOWN_P99_MS = 2.0, 10.0
WORKER_P99_MS = 5.0
AROUND_P99_MS = 10.0
# What a person leaves between two requests, shortened; longer than the bridge is busy with one.
_REST_S = 0.02


def listening(folder: Path, starts: int) -> Iterator[Row]:
    """`riffbridge serve` itself, from its start to its first answer."""
    settings = settings_in(folder)
    command = [sys.executable, "-m", "bridge", "serve", "--port", str(_free_port()), "--no-inbox"]
    command += ["--model", settings.model, "--export", settings.export_folder]
    command += ["--library", settings.library_file]
    command += ["--no-sound", "--no-midi", "--no-link", "--no-hosts", "--no-ahead"]
    spans_s = [_until_it_answers(command, int(command[5])) for _ in range(starts)]
    measured = f"p50 {percentile(spans_s, 50):.2f}, most {max(spans_s):.2f} s of {starts} starts"
    yield Row("start → listening", measured, f"≤ {LISTENING_BAR_S:g} s", max(spans_s) <= LISTENING_BAR_S)


def _until_it_answers(command: list[str], port: int) -> float:
    began_s = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            while process.poll() is None:
                with OscClient(port=port) as client:
                    if client.is_there(0.02):
                        return time.monotonic() - began_s
                time.sleep(0.002)
        finally:
            process.kill()
    raise RuntimeError(f"riffbridge serve ended with status {process.returncode}")


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def known(folder: Path, exchanges: int) -> Iterator[Row]:
    """A clip that the library has, asked for again and again, and a bare echo in turn with it."""
    bridge_ms, echo_ms = [], []
    with Served(settings_in(folder)) as served, Caller(served.port) as caller, echoing() as echo:
        packet = render_packet(1, seed=1)
        caller.send(packet)
        needed(caller.until("done", id=1))
        for _ in range(exchanges):
            began_s = time.monotonic()
            caller.send(packet)
            needed(caller.until("done", id=1))
            bridge_ms.append(1e3 * (time.monotonic() - began_s))
            began_s = time.monotonic()
            echo.send(packet)
            echo.recv(65_535)
            echo_ms.append(1e3 * (time.monotonic() - began_s))
    holds = percentile(bridge_ms, 50) <= KNOWN_P50_MS and percentile(bridge_ms, 99) <= KNOWN_P99_MS
    bar = f"p50 ≤ {KNOWN_P50_MS:g}, p99 ≤ {KNOWN_P99_MS:g} ms"
    yield Row(f"request → done, in the library, {exchanges:,}×", told(bridge_ms), bar, holds)
    yield Row("… the same packet to a bare echo", told(echo_ms), "", True)


@contextmanager
def echoing() -> Iterator[socket.socket]:
    """A socket whose packets come back at once from another process."""
    command = [sys.executable, "-m", "benchmarks.bridge_rows.echo"]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made,
    ):
        assert process.stdin is not None and process.stdout is not None
        made.connect(("127.0.0.1", int(process.stdout.readline())))
        made.settimeout(10.0)
        yield made


def renders(folder: Path, count: int) -> Iterator[Row]:
    """New loops, one at a time: until the worker begins, and all that is not the worker's."""
    to_worker_ms, around_ms = [], []
    with Served(settings_in(folder)) as served, Caller(served.port) as caller:
        for number in range(count + 1):
            began_s = time.monotonic()
            caller.send(render_packet(number, seed=number))
            work_began_s = stamped(needed(caller.until("note", id=number)), BEGAN)
            work_ended_s = stamped(needed(caller.until("note", id=number)), ENDED)
            needed(caller.until("done", id=number))
            took_s = time.monotonic() - began_s
            # The first waits for the worker to come up.
            if number:
                to_worker_ms.append(1e3 * (work_began_s - began_s))
                around_ms.append(1e3 * (took_s - (work_ended_s - work_began_s)))
            time.sleep(_REST_S)
    worker_holds = percentile(to_worker_ms, 99) <= WORKER_P99_MS
    yield Row(
        f"request → worker begins, idle, {count:,}×",
        told(to_worker_ms),
        f"p99 ≤ {WORKER_P99_MS:g} ms",
        worker_holds,
    )
    around_holds = percentile(around_ms, 99) <= AROUND_P99_MS
    yield Row(
        f"a render but for the worker's work, {count:,}×",
        told(around_ms),
        f"p99 ≤ {AROUND_P99_MS:g} ms",
        around_holds,
    )


def stamped(note: Message, word: str) -> float:
    """When the worker did what `word` says, by its note; monotonic seconds."""
    said, _, second = str(note.arguments[1]).partition(" ")
    if said != word:
        raise RuntimeError(f"the worker said “{note.arguments[1]}” instead of when it {word}")
    return float(second)


def needed(answer: Message | None) -> Message:
    """`answer`, unless it is none or a refusal."""
    if answer is None or word_of(answer) == "failed":
        raise RuntimeError(f"the bridge did not do what was asked: {answer}")
    return answer

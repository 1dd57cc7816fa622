"""A network of a test's own, in which Link's programs find each other and nobody else.

Link speaks by multicast to whoever is on the network; a test must not join the session of a rehearsal
next door, nor the session of another test.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

PATIENCE_S = 15.0


@cache
def unshare() -> tuple[str, ...]:
    """The command that gives a network of one's own; raises `OSError` with the reason where there is none."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        raise OSError("unshare or ip is not installed")
    ways = [("unshare", "-n"), ("unshare", "-rn")]
    for way in ways:
        done = subprocess.run([*way, "ip", "link", "set", "lo", "up"], capture_output=True, check=False)
        if done.returncode == 0:
            return way
    raise OSError(f"a network namespace is not permitted: {done.stderr.decode().strip()[:80]}")


class Program:
    """A program on the network: it takes a command a line, and says what it has to say in JSON lines."""

    def __init__(self, prefix: list[str], *arguments: str) -> None:
        self._process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.hosts.link.program", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._said: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(json.loads(line))

    def do(self, *command: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()

    def until(self, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first of what it says from now on that is so."""
        until_s = time.monotonic() + PATIENCE_S
        last: dict[str, Any] = {}
        while (left_s := until_s - time.monotonic()) > 0:
            try:
                last = self._said.get(timeout=left_s)
            except queue.Empty:
                break
            if is_so(last):
                return last
        raise AssertionError(f"it did not say so; it said {last} last")

    def fresh(self, is_so: Callable[[dict[str, Any]], bool] = lambda said: True) -> dict[str, Any]:
        """The same, of what it says after now."""
        while not self._said.empty():
            self._said.get()
        return self.until(is_so)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


class Network:
    """Starts programs that see only each other."""

    def __init__(self, holder: int, way: tuple[str, ...]) -> None:
        self._prefix = [
            "nsenter",
            "-t",
            str(holder),
            *(["-U", "--preserve-credentials"] * ("-rn" in way)),
            "-n",
        ]
        self._programs: list[Program] = []

    def run(self, *arguments: str) -> Program:
        program = Program(self._prefix, *arguments)
        self._programs.append(program)
        return program

    def close(self) -> None:
        for program in self._programs:
            program.close()


@contextmanager
def network() -> Iterator[Network]:
    """A network while in the context, and programs on it."""
    way = unshare()
    holder = subprocess.Popen(
        [*way, "sh", "-c", "ip link set lo up && echo up && exec cat"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(os.environ),
    )  # fmt: skip
    assert holder.stdin is not None and holder.stdout is not None
    try:
        assert holder.stdout.readline() == b"up\n"
        inside = Network(holder.pid, way)
        try:
            yield inside
        finally:
            inside.close()
    finally:
        holder.stdin.close()
        holder.wait(PATIENCE_S)
        holder.stdout.close()

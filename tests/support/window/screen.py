"""A screen of a test's own, with a window manager and a hand on the pointer; and programs that it shows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

PROGRAMS = ("Xvfb", "openbox", "xdotool")
PATIENCE_S = 30.0
# A drag is noticed by the target as it moves over it: so many steps, this far apart.
_STEPS, _STEP_S = 16, 0.03


def installed() -> bool:
    """Whether there can be a screen here."""
    return all(shutil.which(program) for program in PROGRAMS)


@contextmanager
def screen(size: str = "1280x800") -> Iterator[dict[str, str]]:
    """Yield the environment in which programs appear on the screen."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    manager = None
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        for name in ("WAYLAND_DISPLAY", "QT_SCALE_FACTOR"):
            environment.pop(name, None)
        silence = subprocess.DEVNULL
        manager = subprocess.Popen(["openbox"], env=environment, stdout=silence, stderr=silence)
        _wait_for_manager(environment)
        yield environment
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait(10)


def _wait_for_manager(environment: Mapping[str, str]) -> None:
    """Until windows are managed: one that comes before may never be told that it is seen."""
    asking = ["xdotool", "get_num_desktops"]
    until_s = time.monotonic() + PATIENCE_S
    while subprocess.run(asking, env=dict(environment), capture_output=True).returncode != 0:
        assert time.monotonic() < until_s, "openbox did not start"
        threading.Event().wait(0.05)


class Program:
    """A Python module that runs on a screen and prints lines, which can be waited for."""

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str]) -> None:
        self._lines: list[str] = []
        self._came = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._came:
                self._lines.append(line.rstrip("\n"))
                self._came.notify_all()

    def said(self, word: str, patience_s: float = PATIENCE_S) -> str:
        """What follows `word` on the next line that begins with it; the line is used up."""
        with self._came:
            there = self._came.wait_for(lambda: self._with(word) is not None, patience_s)
            assert there, f"it never said {word}, but {self._lines}"
            line = self._with(word)
            assert line is not None
            self._lines.remove(line)
            return line.removeprefix(word).strip()

    def ask(self, question: str) -> Any:
        """What it answers to a line, as `seen_window` does."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        return json.loads(self.said("answer"))

    def _with(self, word: str) -> str | None:
        return next((line for line in self._lines if line.startswith(word)), None)

    def stop(self) -> None:
        """End it by closing what it reads from."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._reader.join(5)
        self._process.stdout.close()


@contextmanager
def program(module: str, *arguments: str, environment: Mapping[str, str]) -> Iterator[Program]:
    """Run `module` for as long as the block."""
    running = Program(module, *arguments, environment=environment)
    try:
        yield running
    finally:
        running.stop()


def drag(environment: Mapping[str, str], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press at `start`, move to `end` as a hand does, and let go."""
    (x, y), (to_x, to_y) = start, end
    words = ["mousemove", x, y, "sleep", 0.2, "mousedown", 1, "sleep", 0.2]
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        words += ["mousemove", round(x + (to_x - x) * share), round(y + (to_y - y) * share), "sleep", _STEP_S]
    # A last look around over the target, since it is asked about its place only when that changes.
    for nudge in (2, 1, 0):
        words += ["mousemove", to_x + nudge, to_y + nudge, "sleep", 0.15]
    words += ["mouseup", 1]
    subprocess.run(["xdotool", *map(str, words)], env=dict(environment), check=True, timeout=PATIENCE_S)


def window_place(environment: Mapping[str, str], name: str) -> tuple[int, int, int, int]:
    """Left, top, width and height of the visible window whose title has `name` in it, once it is there."""
    until_s = time.monotonic() + PATIENCE_S
    searching = ["xdotool", "search", "--onlyvisible", "--name", name, "getwindowgeometry", "--shell"]
    while True:
        done = subprocess.run(searching, env=dict(environment), capture_output=True, text=True)
        found = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
        if done.returncode == 0 and {"X", "Y", "WIDTH", "HEIGHT"} <= set(found):
            return int(found["X"]), int(found["Y"]), int(found["WIDTH"]), int(found["HEIGHT"])
        assert time.monotonic() < until_s, f"no window called {name} came"
        threading.Event().wait(0.1)

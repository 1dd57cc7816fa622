"""Runs `program` from a test: Live in a process of its own, with the script installed into it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bridge.hosts.live.description import LIVE
from bridge.hosts.scripts import install
from bridge.settings import Settings

ROOT = Path(__file__).parents[3]


class RunningLive:
    """Live with the script in it, in `folder`; `port` stays the same when it is started again."""

    def __init__(self, folder: Path, tick_s: float = 0.002) -> None:
        self._folder, self._tick_s = folder, tick_s
        self.log = folder / "made.log"
        self.log.touch()
        install(LIVE, folder / "Remote Scripts", Settings())
        self.port = 0
        self.start()

    def start(self) -> None:
        command = [
            sys.executable, "-m", "tests.support.live.program", str(self._folder / "Remote Scripts"),
            str(self.port), str(self._tick_s), str(self.log),
        ]  # fmt: skip
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, bufsize=1
        )
        self.port = self.do("port")

    def do(self, what: str, **arguments: Any) -> Any:
        """Have it do something; its answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": what, **arguments}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the program has ended"
        return json.loads(line)

    def made(self) -> list[str]:
        """The paths of which clips came to be, over all its lives, in order."""
        return self.log.read_text().split("\n")[:-1]

    def kill(self) -> None:
        """As if Live had crashed."""
        self._process.kill()
        self._close()

    def quit(self) -> None:
        """As if Live was closed."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        self._process.wait(timeout=10)

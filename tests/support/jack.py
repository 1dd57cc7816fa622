"""A JACK server of a test's own: no hardware, no real-time rights, and every frame counted."""

from __future__ import annotations

import os
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

RATE_HZ = 48_000
START_WITHIN_S = 30.0


@contextmanager
def jack_server(
    name: str = "", *, frames: int = 256, rate_hz: int = RATE_HZ, synchronous: bool = True
) -> Iterator[str]:
    """Run a server on a dummy driver and yield its name, which is also in `JACK_DEFAULT_SERVER`.

    A synchronous one (`-S`) waits for a client that is late, so that nobody hears a gap. Ardour, which
    asks for an answer about its ports as it comes up, can hold such a server and be held by it for ever.
    """
    name = name or f"riffbridge-{uuid.uuid4().hex[:8]}"
    mode = ["-S"] if synchronous else []
    command = ["jackd", "-n", name, *mode, "-r", "-d", "dummy", "-r", str(rate_hz), "-p", str(frames)]
    before = {key: os.environ.get(key) for key in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER")}
    os.environ.update(JACK_DEFAULT_SERVER=name, JACK_NO_START_SERVER="1")
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_running(name)
        yield name
    finally:
        server.terminate()
        server.wait(20)
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value


def _wait_until_running(name: str) -> None:
    """Ask twenty times a second (`jack_wait -w` asks once). `-c` answers in words, not by its status."""
    until_s = time.monotonic() + START_WITHIN_S
    while b"not running" in subprocess.run(["jack_wait", "-s", name, "-c"], capture_output=True).stdout:
        assert time.monotonic() < until_s, f"JACK did not come up within {START_WITHIN_S:g} s."
        time.sleep(0.05)

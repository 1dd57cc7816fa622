"""A JACK server of a test's own: no hardware, no real-time rights, and every frame counted."""

from __future__ import annotations

import os
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

RATE_HZ = 48_000


@contextmanager
def jack_server(*, frames: int = 256, rate_hz: int = RATE_HZ) -> Iterator[str]:
    """Run a server on a dummy driver and yield its name, which is also in `JACK_DEFAULT_SERVER`.

    It is synchronous (`-S`): a client that is late delays the block, and is heard by nobody as a gap.
    """
    name = f"riffbridge-{uuid.uuid4().hex[:8]}"
    command = ["jackd", "-n", name, "-S", "-r", "-d", "dummy", "-r", str(rate_hz), "-p", str(frames)]
    before = {key: os.environ.get(key) for key in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER")}
    os.environ.update(JACK_DEFAULT_SERVER=name, JACK_NO_START_SERVER="1")
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        subprocess.run(["jack_wait", "-s", name, "-w", "-t", "20"], check=True, stdout=subprocess.DEVNULL)
        yield name
    finally:
        server.terminate()
        server.wait(20)
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value

"""Which audio devices there are: `python -m bridge.player.devices` prints their names.

PortAudio looks once, when it starts, and ends what plays through it when it is started again; and in whose
process it is, there a driver's mistakes are. So it is asked in a process of its own, each time.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from bridge import ipc

_PATIENCE_S = 15.0


class Devices:
    """The names that were found last. `on_change` is called, by a thread of this, when they are others.

    `module` is what is run to find them.
    """

    def __init__(
        self, on_change: Callable[[], None] = lambda: None, *, module: str = "bridge.player.devices"
    ) -> None:
        self._on_change, self._module = on_change, module
        self._lock = threading.Lock()
        self._names: tuple[str, ...] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._is_closed = self._is_wanted = False

    @property
    def names(self) -> tuple[str, ...] | None:
        """None while nobody has looked."""
        return self._names

    def look(self) -> None:
        """Look in the background; once more after that if it looks already, for what came meanwhile."""
        with self._lock:
            self._is_wanted = not self._is_closed
            if self._is_wanted and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="looking for devices", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Look no more, and end what looks."""
        with self._lock:
            self._is_closed, self._is_wanted = True, False
            thread, process = self._thread, self._process
            if process is not None:
                process.kill()
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._is_wanted:
                    self._thread = None
                    return
                self._is_wanted = False
                self._process = _started(self._module)
            names = None if self._process is None else _heard(self._process)
            with self._lock:
                self._process = None
                is_news = names is not None and names != self._names and not self._is_closed
                if is_news:
                    self._names = names
            if is_news:
                self._on_change()


def _started(module: str) -> subprocess.Popen[bytes] | None:
    with suppress(OSError):
        return ipc.spawn(module)[0]
    return None


def _heard(process: subprocess.Popen[bytes]) -> tuple[str, ...] | None:
    """What it says; none if it says nothing in time, or nothing that can be read."""
    try:
        said, _ = process.communicate(timeout=_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None
    with suppress(ValueError):
        return tuple(str(name) for name in json.loads(said))
    return None


def names_of(devices: Iterable[Mapping[str, Any]], apis: Iterable[Mapping[str, Any]]) -> list[str]:
    """What there is to choose from, each name once. Where PortAudio has found a JACK server, that comes
    first, by the name under which it is played on without PortAudio."""
    jack = ["JACK"] if any(api["name"].startswith("JACK") for api in apis) else []
    return list(dict.fromkeys([*jack, *(each["name"] for each in devices if each["max_output_channels"])]))


def main() -> None:
    """Print them: one JSON list."""
    from bridge.player.audio_backend import NoAudioDevice
    from bridge.player.portaudio_backend import portaudio

    _, said = ipc.claim_pipes()
    names: list[str] = []
    with suppress(NoAudioDevice):
        library = portaudio()
        names = names_of(library.query_devices(), library.query_hostapis())
    said.write(json.dumps(names).encode())
    said.flush()
    # Without PortAudio's own ending, which fails where a JACK server has gone meanwhile.
    os._exit(0)


if __name__ == "__main__":
    main()

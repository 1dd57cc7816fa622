"""Ardour's exact tempo from its WebSocket surface, also while it stands still.

The surface sends each value, as JSON, when a client connects and when the value changes, such as
`{"node": "transport_tempo", "val": [97.5]}`: the tempo at the session's start.
"""

from __future__ import annotations

import logging
import threading

import msgspec

from bridge.hosts.osc_connection import LOOPBACK
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM

# Ardour has no setting for it.
PORT = 3_818
AGAIN_S = 2.0
# So often it is looked whether to stop, and so long Ardour may take to answer or to say goodbye.
LOOK_EVERY_S, PATIENCE_S = 0.25, 1.0
LARGEST_MESSAGE_BYTES = 65_536

_LOG = logging.getLogger("riffbridge.hosts")


class _Told(msgspec.Struct, frozen=True):
    node: str
    val: tuple[float]


def tempo_in(message: str | bytes) -> float | None:
    """The tempo in a message of the surface, in BPM; none if it is about something else."""
    data = message if isinstance(message, bytes) else message.encode(errors="replace")
    if b"transport_tempo" not in data:  # levels come by the hundred
        return None
    try:
        told = msgspec.json.decode(data, type=_Told)
    except msgspec.DecodeError:
        return None
    [tempo_bpm] = told.val
    is_one = told.node == "transport_tempo" and MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM
    return tempo_bpm if is_one else None


class TempoSocket:
    """Listens to the surface on `port` of this machine, in a thread of its own.

    Nothing here raises: without the surface there is no tempo, and it is tried again every `again_s`.
    """

    def __init__(self, port: int = PORT, *, again_s: float = AGAIN_S) -> None:
        self._url, self._again_s = f"ws://{LOOPBACK}:{port}", again_s
        self._tempo_bpm: float | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def tempo_bpm(self) -> float | None:
        """The last tempo, or none while not connected; from any thread."""
        return self._tempo_bpm

    def start(self) -> None:
        """Begin to listen; returns at once."""
        if self._thread is None:
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="ardour-tempo", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Close the connection."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            thread.join()

    # ---- the thread ----

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except Exception as error:  # nobody there, gone again, no WebSocket at all: try again
                _LOG.debug("no tempo at %s: %s", self._url, error)
            self._tempo_bpm = None
            self._stopping.wait(self._again_s)

    def _listen(self) -> None:
        from websockets.sync.client import connect

        with connect(
            self._url,
            proxy=None,  # whatever the system has for the rest of the world
            compression=None,
            open_timeout=PATIENCE_S,
            close_timeout=PATIENCE_S,
            ping_interval=None,
            max_size=LARGEST_MESSAGE_BYTES,
        ) as connection:
            while not self._stopping.is_set():
                try:
                    tempo_bpm = tempo_in(connection.recv(timeout=LOOK_EVERY_S))
                except TimeoutError:
                    continue
                if tempo_bpm is not None:
                    self._tempo_bpm = tempo_bpm
